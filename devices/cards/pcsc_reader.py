"""All PC/SC readers of the terminal, through pcscd.

pyscard's own monitors die with the first surprise (pyscard #82, #128, #220); the watch behind this
asks SCardGetStatusChange itself, and where pcscd goes it says `ReaderLost` and is opened anew.
"""

import time
from collections.abc import Callable, Sequence

from devices.cards.pcsc_service import Pcscd, PcscService
from devices.cards.pcsc_watch import PcscWatch
from devices.cards.reader import ReaderEvent, ReaderLost, ReaderStatus

_CONTACTLESS = ("picc", "contactless", "nfc")


class PcscReader:
    """Every reader pcscd knows, as one `CardReader`; events name the PC/SC reader.

    A card is given `card_limit_s` seconds; then it is reported as mute, its thread abandoned and a
    late answer dropped, and the status is SILENT until that thread has come back. A reader counts
    as contactless where its name holds one of `contactless`, in whatever case; where `only` is
    given, readers without it in their name are left to others.
    """

    def __init__(
        self,
        name: str = "pcsc",
        *,
        only: str = "",
        contactless: Sequence[str] = _CONTACTLESS,
        card_limit_s: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
        service: PcscService | None = None,
    ) -> None:
        self._name = name
        self._only = only.casefold()
        self._contactless = tuple(part.casefold() for part in contactless)
        self._card_limit_s = card_limit_s
        self._clock = clock
        self._service = Pcscd() if service is None else service
        self._laid: set[str] = set()
        self._watch: PcscWatch | None = None

    @property
    def name(self) -> str:
        return self._name

    def open(self) -> None:
        self.close()
        self._watch = PcscWatch(
            self._service,
            self._name,
            laid=self._laid,
            is_wanted=lambda reader: self._only in reader.casefold(),
            is_contact=self._is_contact,
            card_limit_s=self._card_limit_s,
            clock=self._clock,
        )

    def close(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    def wait_event(self, timeout_s: float) -> ReaderEvent | None:
        if self._watch is None:
            raise ReaderLost(ReaderStatus.MISSING)
        return self._watch.next(timeout_s)

    def _is_contact(self, reader: str) -> bool:
        return not any(part in reader.casefold() for part in self._contactless)
