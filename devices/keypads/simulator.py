"""A keypad without keys: writes a Linux keypad's events into a named pipe.

It knows the codes by the kernel's names only and packs its bytes by hand, so that it can find the
decoder wrong.
"""

from __future__ import annotations

import os
from pathlib import Path

CODES = {
    "KEY_ESC": 1,
    "KEY_ENTER": 28,
    "KEY_KPASTERISK": 55,
    "KEY_HOME": 102,
    "KEY_UP": 103,
    "KEY_LEFT": 105,
    "KEY_RIGHT": 106,
    "KEY_DOWN": 108,
    "KEY_VOLUMEDOWN": 114,
    "KEY_VOLUMEUP": 115,
    "KEY_KP0": 82,
    "KEY_KP2": 80,
    "KEY_KP5": 76,
    "KEY_KP8": 72,
    "KEY_KPENTER": 96,
    "KEY_KPPLUS": 78,
    "KEY_KPMINUS": 74,
    "KEY_KPSLASH": 98,
    "KEY_KP1": 79,
    "KEY_KP3": 81,
    "KEY_KPDOT": 83,
    "KEY_SPACE": 57,
    "KEY_PAGEUP": 104,
    "KEY_PAGEDOWN": 109,
    "KEY_A": 30,
}


def event(kind: int, code: int, value: int, seconds: int = 1_700_000_000) -> bytes:
    """One event as a 64-bit little-endian kernel writes it."""
    return b"".join(
        (
            seconds.to_bytes(8, "little"),
            (250_000).to_bytes(8, "little"),
            kind.to_bytes(2, "little"),
            code.to_bytes(2, "little"),
            value.to_bytes(4, "little", signed=True),
        )
    )


REPORT = event(0, 0, 0)
DROPPED = event(0, 3, 0)


def press(name: str, *, repeats: int = 0) -> bytes:
    """A key that goes down, repeats itself while it is held, and comes up; with its scan code."""
    code = CODES[name]
    scan = event(4, 4, 0x70000 + code)
    held = b"".join(event(1, code, 2) + REPORT for _ in range(repeats))
    return scan + event(1, code, 1) + REPORT + held + scan + event(1, code, 0) + REPORT


class VirtualKeypad:
    """A keypad at ``path``, which appears with ``plug`` and is gone after ``unplug``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer: int | None = None

    def plug(self) -> None:
        """Make the device file. It is held open both ways: nobody waits for a reader."""
        os.mkfifo(self.path)
        self._writer = os.open(self.path, os.O_RDWR)

    def write(self, data: bytes) -> None:
        """Have the keypad say these bytes."""
        assert self._writer is not None, "the keypad is not plugged in"
        os.write(self._writer, data)

    def unplug(self) -> None:
        """Take it away; whoever reads meets the end."""
        assert self._writer is not None, "the keypad is not plugged in"
        self.path.unlink()
        os.close(self._writer)
        self._writer = None
