"""A scanner at the far end of a pseudo-terminal. It shares no code with the driver."""

from __future__ import annotations

import time
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.virtual_port import VirtualPort


class ScannerFault(StrEnum):
    """What goes wrong on a scanner's line."""

    BYTE_BY_BYTE = "byte_by_byte"
    FLOOD = "flood"  # a stuck trigger: many times the code without an end
    CONTROL_CHARACTERS = "control_characters"


class VirtualScanner:
    """A scanner on `port` while the context lasts. `suffix` is what it was set up to send last.

    With `name`, the port has the same path whenever it is plugged in.
    """

    def __init__(self, suffix: bytes = b"\r", name: Path | None = None) -> None:
        self.suffix = suffix
        self.fault: ScannerFault | None = None
        self.line = VirtualPort(name)

    @property
    def port(self) -> str:
        return self.line.path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.line.unplug()

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
            self.line.send(data)
            return
        for byte in data:
            self.line.send(bytes((byte,)))
            time.sleep(0.001)
