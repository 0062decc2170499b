"""Where one swipe ends and the next begins, in the bytes of a stripe reader on a serial line.

Readers send the tracks and a line end, or a frame: STX, the tracks, ETX, and a check byte, the
exclusive or of everything after STX up to and with ETX.
"""

from __future__ import annotations

from functools import reduce
from operator import xor

from devices.stripes.tracks import LONGEST

_STX, _ETX = 0x02, 0x03
_ENDS = frozenset(b"\r\n")
BAD = ""
"""Stands for a swipe that came damaged: no track is read from it."""


class SwipeFramer:
    """Cuts a stream of bytes into swipes, as text; `BAD` for one whose check byte is wrong."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._in_frame = False
        self._ended = False

    @property
    def unfinished(self) -> bool:
        """Whether a swipe has begun that has not ended."""
        return bool(self._bytes) or self._in_frame

    def feed(self, received: bytes) -> list[str]:
        """Take bytes in and answer the swipes they complete, in order."""
        swipes = []
        for byte in received:
            swipes += self._take(byte)
        return swipes

    def silence(self) -> list[str]:
        """The line fell silent: a frame without its end is damaged, else it is a swipe."""
        whole = not self._in_frame and len(self._bytes) <= LONGEST
        return self._finish(whole=whole)

    def _take(self, byte: int) -> list[str]:
        if self._ended:
            return self._finish(whole=byte == reduce(xor, self._bytes, _ETX))
        if byte == _STX:
            self._drop()
            self._in_frame = True
        elif self._in_frame and byte == _ETX:
            self._ended = True
        elif not self._in_frame and byte in _ENDS:
            return self.silence()
        elif len(self._bytes) <= LONGEST:
            self._bytes.append(byte)
        return []

    def _finish(self, *, whole: bool) -> list[str]:
        begun = self.unfinished
        text = self._bytes.decode("ascii", errors="replace")
        self._drop()
        if not begun:
            return []
        return [text if whole else BAD]

    def _drop(self) -> None:
        """Overwrite and drop what has come in."""
        self._bytes[:] = bytes(len(self._bytes))
        self._bytes.clear()
        self._in_frame = self._ended = False
