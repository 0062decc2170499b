"""Decodes Linux input events, as a keypad's ``/dev/input/event*`` gives them, into keys.

``struct input_event`` of linux/input.h on 64-bit machines: two longs of time, then type, code and
value. Codes are those of linux/input-event-codes.h. A number pad serves as well as a purpose-made
keypad: what its digits do is written in docs/devices.md.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from devices.keypads.keypad import Key

_EVENT = struct.Struct("@llHHi")
_SYNCHRONISATION, _KEY = 0x00, 0x01
_REPORT, _DROPPED = 0, 3
_PRESSED = 1

KEYS = {
    103: Key.PREVIOUS,  # KEY_UP
    105: Key.PREVIOUS,  # KEY_LEFT
    72: Key.PREVIOUS,  # KEY_KP8
    75: Key.PREVIOUS,  # KEY_KP4
    108: Key.NEXT,  # KEY_DOWN
    106: Key.NEXT,  # KEY_RIGHT
    80: Key.NEXT,  # KEY_KP2
    77: Key.NEXT,  # KEY_KP6
    28: Key.ENTER,  # KEY_ENTER
    96: Key.ENTER,  # KEY_KPENTER
    353: Key.ENTER,  # KEY_SELECT
    1: Key.BACK,  # KEY_ESC
    14: Key.BACK,  # KEY_BACKSPACE
    158: Key.BACK,  # KEY_BACK
    82: Key.BACK,  # KEY_KP0
    102: Key.HOME,  # KEY_HOME
    172: Key.HOME,  # KEY_HOMEPAGE
    71: Key.HOME,  # KEY_KP7
    19: Key.REPEAT,  # KEY_R
    129: Key.REPEAT,  # KEY_AGAIN
    98: Key.REPEAT,  # KEY_KPSLASH
    76: Key.WHERE,  # KEY_KP5
    358: Key.WHERE,  # KEY_INFO
    59: Key.HELP,  # KEY_F1
    138: Key.HELP,  # KEY_HELP
    55: Key.HELP,  # KEY_KPASTERISK
    115: Key.LOUDER,  # KEY_VOLUMEUP
    78: Key.LOUDER,  # KEY_KPPLUS
    114: Key.SOFTER,  # KEY_VOLUMEDOWN
    74: Key.SOFTER,  # KEY_KPMINUS
    208: Key.FASTER,  # KEY_FASTFORWARD
    104: Key.FASTER,  # KEY_PAGEUP
    81: Key.FASTER,  # KEY_KP3
    168: Key.SLOWER,  # KEY_REWIND
    109: Key.SLOWER,  # KEY_PAGEDOWN
    79: Key.SLOWER,  # KEY_KP1
    164: Key.PAUSE,  # KEY_PLAYPAUSE
    57: Key.PAUSE,  # KEY_SPACE
    83: Key.PAUSE,  # KEY_KPDOT
}
"""Which key a code is; all others are nothing to us."""


class Decoder:
    """Takes bytes as they come, in pieces of any length, and answers the keys pressed in them.

    A key counts once, when it goes down: held keys repeat themselves (value 2), which an old hand
    that rests on a key does not mean (B5). After lost events (``SYN_DROPPED``) everything up to the
    next report is incomplete and is left out, as the kernel's documentation asks.
    """

    def __init__(self) -> None:
        self._rest = b""
        self._incomplete = False

    def feed(self, data: bytes) -> tuple[Key, ...]:
        """The keys that went down in these bytes, in order."""
        data = self._rest + data
        whole = len(data) - len(data) % _EVENT.size
        self._rest = data[whole:]
        return tuple(self._keys(data[:whole]))

    def _keys(self, data: bytes) -> Iterator[Key]:
        for _seconds, _micros, kind, code, value in _EVENT.iter_unpack(data):
            if kind == _SYNCHRONISATION:
                self._incomplete = code == _DROPPED or (self._incomplete and code != _REPORT)
            elif kind == _KEY and value == _PRESSED and not self._incomplete and code in KEYS:
                yield KEYS[code]
