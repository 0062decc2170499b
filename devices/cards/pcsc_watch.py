"""The thread that watches pcscd, on a context of its own, from one opening to the next failure."""

import queue
import threading
from collections.abc import Callable
from threading import Thread

from devices.cards.pcsc_card import read_card
from devices.cards.pcsc_place import Place, Work
from devices.cards.pcsc_service import PcscService
from devices.cards.reader import ReaderEvent, ReaderStatus, StatusChanged

_SLICE_MS = 250
"""The longest wait while a card is being read or doubted, or no reader is there."""
_AT_REST_MS = 2000
"""The longest wait else. A card ends it at once; a further reader may be found so much later. Each
round asks pcscd several things: four rounds a second would be most of a kiosk's work at rest."""
_STOP_LIMIT_S = 1.0


class PcscWatch:
    """Watches every reader of `service` until stopped or until that fails; raises `ReaderLost`."""

    def __init__(
        self,
        service: PcscService,
        name: str,
        *,
        laid: set[str],
        is_wanted: Callable[[str], bool],
        is_contact: Callable[[str], bool],
        card_limit_s: float,
        clock: Callable[[], float],
    ) -> None:
        self._service = service
        self._states = service.watch()
        self._name = name
        self._is_wanted = is_wanted
        self._laid = laid
        self._is_contact = is_contact
        self._card_limit_s = card_limit_s
        self._clock = clock
        self._places: dict[str, Place] = {}
        self._status = ReaderStatus.READY
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._news: queue.SimpleQueue[ReaderEvent | Exception] = queue.SimpleQueue()
        self._thread = Thread(target=self._run, name=f"{name} watch", daemon=True)
        self._thread.start()

    def next(self, timeout_s: float) -> ReaderEvent | None:
        """Wait for the next event; raises what ended the watch, `ReaderLost` where pcscd failed."""
        try:
            news = self._news.get(timeout=timeout_s)
        except queue.Empty:
            return None
        if isinstance(news, Exception):
            raise news
        return news

    def stop(self) -> None:
        """End the thread: at once where it waits for a change, else after its round."""
        with self._lock:
            self._stopped.set()
        self._states.cancel()
        self._thread.join(_STOP_LIMIT_S)

    def _run(self) -> None:
        try:
            while not self._stopped.is_set():
                self._look()
        except Exception as failure:  # noqa: BLE001 - the watch never dies unheard: `next` raises it
            self._news.put(failure)
        finally:
            self._states.close()

    def _look(self) -> None:
        """One round: who is there, what changed, what takes too long."""
        self._match_places([name for name in self._states.readers() if self._is_wanted(name)])
        states = self._wait_for_change()
        with self._lock:
            if self._stopped.is_set():
                return
            for name, state in states.items():
                self._places[name].see(state, self._clock())
            for place in self._places.values():
                place.note_time(self._clock())
            self._tell_status()

    def _match_places(self, names: list[str]) -> None:
        """Follow readers that come and go; a reader that goes takes its unfinished reading along,
        but a card reported in it stays reported until the reader is back without it.
        """
        with self._lock:
            self._places = {n: self._places.get(n) or self._make_place(n) for n in names}

    def _make_place(self, name: str) -> Place:
        return Place(
            name,
            inserted=self._is_contact(name),
            laid=self._laid,
            begin=self._begin,
            report=self._news.put,
        )

    def _wait_for_change(self) -> dict[str, int]:
        """Answer the states that PC/SC gives, for all places or, where nothing changed, none."""
        if not self._places:
            self._stopped.wait(_SLICE_MS / 1000)
            return {}
        known = {name: place.state for name, place in self._places.items()}
        busy = any(place.under_way for place in self._places.values())
        return self._states.wait(known, _SLICE_MS if busy else _AT_REST_MS)

    def _begin(self, place: Place) -> Work:
        """Read the card in a thread that can be left behind. Called with the lock held, so the
        outcome is not taken before the place knows of the work.
        """

        def read() -> None:
            try:
                reading = read_card(self._service, place.name)
            except Exception as failure:  # noqa: BLE001 - heard of through `next`, as above
                self._news.put(failure)
                return
            with self._lock:
                if not self._stopped.is_set() and self._places.get(place.name) is place:
                    place.finished(thread, reading)

        thread = Thread(target=read, name=f"card in {place.name}", daemon=True)
        thread.start()
        return Work(thread, self._clock() + self._card_limit_s)

    def _tell_status(self) -> None:
        status = ReaderStatus.READY if self._places else ReaderStatus.MISSING
        if any(place.silent for place in self._places.values()):
            status = ReaderStatus.SILENT
        if status is not self._status:
            self._status = status
            self._news.put(StatusChanged(self._name, status))
