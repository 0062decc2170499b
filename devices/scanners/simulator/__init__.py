"""A scanner at the far end of a pseudo-terminal. It shares no code with the driver."""

from __future__ import annotations

import os
import time
import tty
from enum import StrEnum
from types import TracebackType
from typing import Self


class ScannerFault(StrEnum):
    """What goes wrong on a scanner's line."""

    BYTE_BY_BYTE = "byte_by_byte"
    FLOOD = "flood"  # a stuck trigger: megabytes without an end
    CONTROL_CHARACTERS = "control_characters"


class VirtualScanner:
    """A scanner on `port` while the context lasts. `suffix` is what it was set up to send last."""

    def __init__(self, suffix: bytes = b"\r") -> None:
        self.suffix = suffix
        self.fault: ScannerFault | None = None
        self._near, self._far = os.openpty()
        tty.setraw(self._far)
        self.port = os.ttyname(self._far)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.unplug()

    def unplug(self) -> None:
        """Pull the cable; the port is gone. Nothing happens the second time."""
        for end in (self._near, self._far):
            if end >= 0:
                os.close(end)
        self._near = self._far = -1

    def scan(self, text: str, encoding: str = "utf-8") -> None:
        """Read a code that was held before the window."""
        payload = text.encode(encoding)
        match self.fault:
            case ScannerFault.CONTROL_CHARACTERS:
                payload = b"\x02" + payload + b"\x03\x00"
            case ScannerFault.FLOOD:
                payload = payload * (20_000 // max(1, len(payload)) + 1)
        self._send(payload + self.suffix)

    def _send(self, data: bytes) -> None:
        if self.fault is not ScannerFault.BYTE_BY_BYTE:
            while data:
                data = data[os.write(self._near, data[:1024]) :]
            return
        for byte in data:
            os.write(self._near, bytes((byte,)))
            time.sleep(0.001)
