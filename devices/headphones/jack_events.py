"""The kernel's input events of an audio jack, as bytes (Linux ``input-event-codes.h``).

A sound card with jack detection has an input device whose switch ``SW_HEADPHONE_INSERT`` is on
while something is plugged in. An event is a ``struct input_event``: time, type, code, value.
"""

from __future__ import annotations

import struct
from enum import Enum, auto

EVENT = struct.Struct("@llHHi")
"""``struct input_event`` of this machine: 24 bytes on 64-bit ones."""
EV_SYN, EV_SW = 0x00, 0x05
SYN_DROPPED = 3
"""The kernel threw events away: ask for the state."""
SW_HEADPHONE_INSERT = 2


class JackNews(Enum):
    """What a stretch of events says."""

    PLUGGED = auto()
    UNPLUGGED = auto()
    ASK = auto()
    """Events were lost, so the device must be asked how it is."""


class JackEvents:
    """Takes the byte stream in any pieces, also ones that cut an event in two."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, stream: bytes) -> list[JackNews]:
        """The news in these bytes, oldest first; other keys and switches of the device are none."""
        stream = self._rest + stream
        whole = len(stream) - len(stream) % EVENT.size
        self._rest = stream[whole:]
        events = (EVENT.unpack_from(stream, at) for at in range(0, whole, EVENT.size))
        return [news for *_, kind, code, value in events if (news := _news(kind, code, value))]


def _news(kind: int, code: int, value: int) -> JackNews | None:
    if (kind, code) == (EV_SW, SW_HEADPHONE_INSERT):
        return JackNews.PLUGGED if value else JackNews.UNPLUGGED
    return JackNews.ASK if (kind, code) == (EV_SYN, SYN_DROPPED) else None
