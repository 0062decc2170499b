"""A device that speaks by itself on a serial line: listened to, never asked (pyserial).

What it sends is cut into messages by a framer; a message ends where the framer says so, or when the
line has been silent for a moment.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from devices.cards.reader import ReaderLost, ReaderStatus
from devices.serial_port import LINE_LOST, OpenPort, Port, open_port

_SLICE_S = 0.05
_MOST_AT_ONCE = 4096
_MOST_WAITING = 8


class Framer(Protocol):
    """Cuts a stream of bytes into messages."""

    @property
    def unfinished(self) -> bool:
        """Whether a message has begun that has not ended."""

    def feed(self, received: bytes) -> list[str]:
        """Take bytes in and answer the messages they complete."""

    def silence(self) -> list[str]:
        """Answer what the silence of the line completes."""


class SerialLine:
    """The serial port of this path, 8N1; `open`, `next_message` over and over, `close`."""

    def __init__(
        self,
        port: str,
        make_framer: Callable[[], Framer],
        *,
        baud: int,
        silence_s: float,
        clock: Callable[[], float] = time.monotonic,
        open_port: OpenPort = open_port,
    ) -> None:
        self._port = port
        self._open_port = open_port
        self._make_framer = make_framer
        self._baud = baud
        self._silence_s = silence_s
        self._clock = clock
        self._serial: Port | None = None
        self._closed = threading.Event()
        self._framer = make_framer()
        self._ready: deque[str] = deque(maxlen=_MOST_WAITING)
        self._last_byte = 0.0

    def open(self) -> None:
        """Take hold of the port; raises `ReaderLost`."""
        self.close()
        self._closed.clear()
        self._framer = self._make_framer()
        self._ready.clear()
        try:
            self._serial = self._open_port(self._port, self._baud, _SLICE_S)
            self._serial.reset_input_buffer()
        except LINE_LOST:
            raise ReaderLost(ReaderStatus.MISSING) from None

    def close(self) -> None:
        """Let go of it; never raises."""
        self._closed.set()
        if self._serial is not None:
            with contextlib.suppress(*LINE_LOST):
                self._serial.close()
            self._serial = None

    def next_message(self, timeout_s: float) -> str | None:
        """Wait for a message; None where none came. Raises `ReaderLost`.

        Of a device that floods the line, the newest messages are kept.
        """
        deadline = self._clock() + timeout_s
        while True:
            line = self._serial
            if self._closed.is_set() or line is None:
                raise ReaderLost(ReaderStatus.MISSING)
            self._listen(line)
            if self._ready:
                return self._ready.popleft()
            if self._clock() >= deadline:
                return None

    def _listen(self, line: Port) -> None:
        try:
            received = line.read(1)
            received += line.read(min(line.in_waiting, _MOST_AT_ONCE))
        except (*LINE_LOST, TypeError):  # TypeError is pyserial's for a port closed beside it
            raise ReaderLost(ReaderStatus.MISSING) from None
        now = self._clock()
        if received:
            self._last_byte = now
            self._ready.extend(self._framer.feed(received))
        elif self._framer.unfinished and now - self._last_byte >= self._silence_s:
            self._ready.extend(self._framer.silence())
