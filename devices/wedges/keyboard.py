"""A "keyboard wedge": a reader that types. Its key events, as Linux hands them out (evdev).

A stream of ``struct input_event`` (linux/input.h): two longs of time, type, code, value. Only the
keys of a US keyboard are known, which is what such readers pretend to be. The device is grabbed, so
that no digit of a card or code ever reaches the screen or an input method.
"""

from __future__ import annotations

import struct

EVENT = struct.Struct("@llHHi")
EV_KEY = 0x01
_SHIFTS = frozenset({42, 54})
_ENTERS = frozenset({28, 96})
_UP, _DOWN = 0, 1

_PLAIN = {
    **dict(zip(range(2, 14), "1234567890-=", strict=True)),
    **dict(zip(range(16, 28), "qwertyuiop[]", strict=True)),
    **dict(zip(range(30, 42), "asdfghjkl;'`", strict=True)),
    **dict(zip(range(43, 54), "\\zxcvbnm,./", strict=True)),
    55: "*", 57: " ", 74: "-", 78: "+", 83: ".", 98: "/",
    **dict(zip((82, 79, 80, 81, 75, 76, 77, 71, 72, 73), "0123456789", strict=True)),
}  # fmt: skip
_SHIFTED = str.maketrans("1234567890-=[];'`\\,./", '!@#$%^&*()_+{}:"~|<>?')


class KeyDecoder:
    """Turns a stream of key events, in any pieces, into the lines that were typed."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._stream = b""
        self._line: list[str] = []
        self._held: set[int] = set()
        self._overlong = False

    @property
    def unfinished(self) -> bool:
        """Whether a line has begun that Enter has not ended."""
        return bool(self._line) or self._overlong

    def feed(self, received: bytes) -> list[str]:
        """Take events in and answer the lines they complete, in order."""
        self._stream += received
        whole = len(self._stream) // EVENT.size * EVENT.size
        events, self._stream = self._stream[:whole], self._stream[whole:]
        lines = []
        for _seconds, _micros, kind, code, value in EVENT.iter_unpack(events):
            if kind == EV_KEY:
                lines += self._key(code, value)
        return lines

    def silence(self) -> list[str]:
        """The reader stopped typing: what it typed is a whole line."""
        line = "" if self._overlong else "".join(self._line)
        self._line.clear()
        self._overlong = False
        return [line] if line else []

    def _key(self, code: int, value: int) -> list[str]:
        if code in _SHIFTS:
            (self._held.discard if value == _UP else self._held.add)(code)
        elif value == _DOWN and code in _ENTERS:
            return self.silence()
        elif value == _DOWN and code in _PLAIN:
            self._type(_PLAIN[code])
        return []

    def _type(self, character: str) -> None:
        if len(self._line) >= self._longest:
            self._overlong = True
            return
        shifted = character.upper() if character.isalpha() else character.translate(_SHIFTED)
        self._line.append(shifted if self._held else character)
