"""Keeps the terminal's readers open: each in a thread of its own, opened again when it is lost."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from devices.cards.reader import (
    CardReader,
    ReaderEvent,
    ReaderLost,
    ReaderStatus,
    StatusChanged,
)

_log = logging.getLogger(__name__)
_SLICE_S = 0.5
"""So often a reader's thread looks whether it is to let go; events are passed on at once."""
_ROUNDS_TO_SETTLE = 4


class Supervisor:
    """Runs `readers` while the context lasts and hands their events to `report`.

    `report` is called from the readers' threads; it must be quick and must not raise. A status is
    reported when it is first known and then only when it changes. A lost reader is opened again
    after `first_wait_s` seconds, twice as long every further time, up to `longest_wait_s`.
    """

    def __init__(
        self,
        readers: Sequence[CardReader],
        report: Callable[[ReaderEvent], None],
        *,
        first_wait_s: float = 0.5,
        longest_wait_s: float = 5.0,
    ) -> None:
        if len({reader.name for reader in readers}) < len(readers):
            raise ValueError("every reader needs a name of its own")
        self._report = report
        self._first_wait_s = first_wait_s
        self._longest_wait_s = longest_wait_s
        self._statuses: dict[str, ReaderStatus] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._wanted = threading.Event()
        self._wanted.set()
        self._threads = [
            threading.Thread(target=self._keep, args=(reader,), name=reader.name, daemon=True)
            for reader in readers
        ]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start a thread for every reader; none is waited for."""
        for thread in self._threads:
            thread.start()

    def close(self, limit_s: float = 5.0) -> None:
        """End the threads; one that is still busy after `limit_s` seconds in all is left behind."""
        self._stopped.set()
        self._wanted.set()
        deadline = time.monotonic() + limit_s
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, deadline - time.monotonic()))

    def pause(self) -> None:
        """Let go of every reader, so that no card is read until `resume`."""
        self._wanted.clear()

    def resume(self) -> None:
        """Open the readers again; nothing happens where none was let go."""
        self._wanted.set()

    def statuses(self) -> dict[str, ReaderStatus]:
        """The last known status of every reader, by name."""
        with self._lock:
            return dict(self._statuses)

    def _keep(self, reader: CardReader) -> None:
        wait_s = self._first_wait_s
        while not self._stopped.is_set():
            if self._run(reader):
                wait_s = self._first_wait_s
            if self._wanted.is_set():
                self._stopped.wait(wait_s)
            self._wanted.wait()
            wait_s = min(2 * wait_s, self._longest_wait_s)

    def _run(self, reader: CardReader) -> bool:
        """Run a reader until it is lost; True where it had worked for a while before."""
        rounds = 0
        try:
            reader.open()
            self._pass_on(StatusChanged(reader.name, ReaderStatus.READY))
            while self._wanted.is_set() and not self._stopped.is_set():
                self._pass_on(reader.wait_event(_SLICE_S))
                rounds += 1
        except ReaderLost as lost:
            self._pass_on(StatusChanged(reader.name, lost.status))
        except Exception:  # noqa: BLE001 - a mistake in a driver must not cost the reader
            _log.exception("reader %s failed unexpectedly", reader.name)
            self._pass_on(StatusChanged(reader.name, ReaderStatus.FAULT))
        finally:
            reader.close()
        return rounds >= _ROUNDS_TO_SETTLE

    def _pass_on(self, event: ReaderEvent | None) -> None:
        if event is None or self._stopped.is_set():
            return
        if isinstance(event, StatusChanged) and not self._is_news(event):
            return
        self._report(event)

    def _is_news(self, event: StatusChanged) -> bool:
        with self._lock:
            before = self._statuses.get(event.reader)
            self._statuses[event.reader] = event.status
        return before is not event.status
