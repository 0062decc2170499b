"""Finds the commands that a printer obeys the moment they arrive, whatever they stand in."""

import re
from collections.abc import Iterator

_LONGEST = 10
_COMMAND = re.compile(
    rb"\x10(?:\x04[\x01-\x04]|\x14\x01[\x00\x01][\x01-\x08]|\x14\x02\x01\x08"
    rb"|\x14\x08\x01\x03\x14\x01\x06\x02\x08)"
)

CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
POWER_OFF = b"\x10\x14\x02\x01\x08"
ANY_STATUS = b"\x10\x04"


class RealTimeScanner:
    """Reads along as bytes arrive, in pieces of any size."""

    def __init__(self) -> None:
        self._tail = b""

    def scan(self, piece: bytes) -> Iterator[tuple[int, bytes]]:
        """Each command that ends in this piece, with its end as an offset into the piece."""
        text = self._tail + piece
        known = len(self._tail)
        done = 0
        for found in _COMMAND.finditer(text):
            done = found.end()
            yield done - known, found[0]
        self._tail = text[max(done, len(text) - _LONGEST + 1) :]
