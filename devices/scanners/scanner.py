"""Code scanners, as readers of the terminal: on a serial line, or typing."""

from __future__ import annotations

import time
from collections.abc import Callable

from devices.cards.reader import CodeScanned, ReaderEvent
from devices.scanners.framing import LONGEST, CodeFramer
from devices.serial_line import SerialLine
from devices.serial_port import OpenPort, open_port
from devices.wedges.wedge import WedgeReader, open_and_grab

NAME = "scanner"
_SILENCE_S = 0.08


class SerialScanner:
    """A scanner on a serial line, in its own trigger mode (GM65 and its like, 9600 baud).

    The same code again within `repeat_s` seconds is one scan: a telephone held still is read over
    and over. Only a hash of it is kept meanwhile.
    """

    def __init__(
        self,
        port: str,
        name: str = NAME,
        *,
        baud: int = 9600,
        repeat_s: float = 3.0,
        clock: Callable[[], float] = time.monotonic,
        open_port: OpenPort = open_port,
    ) -> None:
        self._name = name
        self._repeat_s = repeat_s
        self._clock = clock
        self._line = SerialLine(
            port, CodeFramer, baud=baud, silence_s=_SILENCE_S, clock=clock, open_port=open_port
        )
        self._last: tuple[int, float] = (0, float("-inf"))

    @property
    def name(self) -> str:
        return self._name

    def open(self) -> None:
        self._line.open()

    def close(self) -> None:
        self._line.close()

    def wait_event(self, timeout_s: float) -> ReaderEvent | None:
        code = self._line.next_message(timeout_s)
        return CodeScanned(self._name, code) if code is not None and self._is_new(code) else None

    def _is_new(self, code: str) -> bool:
        now, (before, at) = self._clock(), self._last
        self._last = (hash(code), now)
        return hash(code) != before or now - at >= self._repeat_s


def wedge_scanner(
    path: str, name: str = NAME, *, open_device: Callable[[str], int] = open_and_grab
) -> WedgeReader:
    """A scanner that types; it cannot carry anything but what a US keyboard has."""
    return WedgeReader(path, name, CodeScanned, longest=LONGEST, open_device=open_device)
