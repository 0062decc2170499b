"""A resident-ID-card reader: a SAM_V module on a serial line, USB serial alike.

Vendors ask for 300 ms between polls. Once a card has been read, most modules find it no more, so
its presence is tested by asking for the newest address, whose bytes are dropped.
"""

import contextlib
import threading
import time
from collections.abc import Callable
from enum import Enum, auto

from devices.cards import sam_v_module as sam
from devices.cards.reader import CardLaid, CardLifted, ReaderEvent, ReaderLost, ReaderStatus
from devices.cards.reading import CardReading, Holder, NotReadable, ReadFault
from devices.cards.sam_v_card import read_card, still_lies
from devices.serial_port import LINE_LOST, OpenPort, Port, open_port

_SLICE_S = 0.1
_FAILURES_BORNE = 3


class _Lying(Enum):
    """What lies on the reader, which decides how its presence is tested."""

    NOTHING = auto()
    READ_CARD = auto()
    UNREAD_CARD = auto()


class SamVReader:
    """One reader on the serial port of this path, 8N1 at `baud`, asked every `poll_s` seconds."""

    def __init__(
        self,
        port: str,
        name: str = "id-card",
        *,
        baud: int = 115200,
        poll_s: float = 0.3,
        clock: Callable[[], float] = time.monotonic,
        open_port: OpenPort = open_port,
    ) -> None:
        self._port = port
        self._open_port = open_port
        self._name = name
        self._baud = baud
        self._poll_s = poll_s
        self._clock = clock
        self._serial: Port | None = None
        self._closed = threading.Event()
        self._lying = _Lying.NOTHING
        self._failures = 0
        self._lost: ReaderStatus | None = None
        self._next_poll = clock()

    @property
    def name(self) -> str:
        return self._name

    def open(self) -> None:
        self.close()
        self._closed.clear()
        self._failures, self._lost = 0, None
        try:
            self._serial = self._open_port(self._port, self._baud, _SLICE_S)
            state = sam.SamVModule(self._serial, self._clock).ask(sam.STATUS)
        except LINE_LOST:
            raise ReaderLost(ReaderStatus.MISSING) from None
        except (sam.ModuleSilent, sam.AnswerGarbled):
            raise ReaderLost(ReaderStatus.SILENT) from None
        if state.status in (sam.SELF_TEST_FAILED, sam.NOT_AUTHORISED):
            raise ReaderLost(ReaderStatus.FAULT)

    def close(self) -> None:
        self._closed.set()
        if self._serial is not None:
            with contextlib.suppress(*LINE_LOST):
                self._serial.close()
            self._serial = None

    def wait_event(self, timeout_s: float) -> ReaderEvent | None:
        deadline = self._clock() + timeout_s
        while True:
            wait_s = min(self._next_poll, deadline) - self._clock()
            if self._closed.wait(max(0.0, wait_s)) or self._serial is None:
                raise ReaderLost(ReaderStatus.MISSING)
            if self._clock() >= self._next_poll:
                event = self._poll(sam.SamVModule(self._serial, self._clock))
                self._next_poll = self._clock() + self._poll_s
                if event is not None:
                    return event
            if self._clock() >= deadline:
                return None

    def _poll(self, module: sam.SamVModule) -> ReaderEvent | None:
        """One round with the module. A line or module that fails for good raises `ReaderLost`."""
        if self._lost is not None:
            raise ReaderLost(self._lost)
        try:
            event = self._look(module)
        except LINE_LOST:
            raise ReaderLost(ReaderStatus.MISSING) from None
        except (sam.ModuleSilent, sam.AnswerGarbled):
            self._bear_failure(ReaderStatus.SILENT)
            return None
        except _ModuleFaulty:
            self._bear_failure(ReaderStatus.FAULT)
            return None
        self._failures = 0
        return event

    def _bear_failure(self, status: ReaderStatus) -> None:
        self._failures += 1
        if self._failures >= _FAILURES_BORNE:
            raise ReaderLost(status)

    def _look(self, module: sam.SamVModule) -> ReaderEvent | None:
        if self._lying is not _Lying.NOTHING:
            if still_lies(module, was_read=self._lying is _Lying.READ_CARD):
                return None
            self._lying = _Lying.NOTHING
            return CardLifted(self._name)
        found = module.ask(sam.FIND).status
        if found in sam.MODULE_FAULTS:
            raise _ModuleFaulty
        return self._take_card(module) if found == sam.FOUND else None

    def _take_card(self, module: sam.SamVModule) -> CardLaid:
        """Read what was found. A module that fails at it is opened anew after the event."""
        try:
            reading = read_card(module)
        except sam.ModuleSilent:
            reading, self._lost = NotReadable(ReadFault.MUTE), ReaderStatus.SILENT
        if reading == NotReadable(ReadFault.READER):
            self._lost = ReaderStatus.FAULT
        self._lying = _lying_after(reading)
        return CardLaid(self._name, reading, inserted=False)


class _ModuleFaulty(Exception):
    """The module answers that it is at fault."""


def _lying_after(reading: CardReading) -> _Lying:
    return _Lying.READ_CARD if isinstance(reading, Holder) else _Lying.UNREAD_CARD
