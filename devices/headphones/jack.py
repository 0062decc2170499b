"""An audio jack as the kernel shows it: a file to read events from, and a state to ask for."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from devices.headphones.jack_events import SW_HEADPHONE_INSERT, JackEvents, JackNews

SYSTEM = Path("/sys/class/input")
_READ = 2 << 30
_SWITCHES = _READ | (8 << 16) | (ord("E") << 8) | 0x1B
"""The request EVIOCGSW with 8 bytes: which switches are on."""


class JackGone(Exception):
    """The device was taken away."""


class Jack:
    """One jack, read from the open file ``descriptor``, which it owns from now on.

    ``ask`` answers whether something is plugged in; raises ``OSError`` where the device is gone.
    """

    def __init__(self, descriptor: int, ask: Callable[[int], bool]) -> None:
        self._descriptor = descriptor
        self._ask = ask
        self._events = JackEvents()
        self.plugged = ask(descriptor)

    def fileno(self) -> int:
        """The file to wait for."""
        return self._descriptor

    def read(self) -> None:
        """Take in what is there to read; raises ``JackGone``."""
        try:
            stream = os.read(self._descriptor, 4096)
            if not stream:
                raise JackGone
            for news in self._events.feed(stream):
                asked = news is JackNews.ASK
                self.plugged = self._ask(self._descriptor) if asked else news is JackNews.PLUGGED
        except OSError as error:
            raise JackGone from error

    def close(self) -> None:
        """Let the file go."""
        os.close(self._descriptor)


def jack_devices(system: Path = SYSTEM) -> Iterator[Path]:
    """The input devices that tell of headphones, such as ``/dev/input/event7``."""
    for switches in sorted(system.glob("event*/device/capabilities/sw")):
        try:
            words = switches.read_text(encoding="ascii").split()
            told = int(words[-1], 16) >> SW_HEADPHONE_INSERT & 1
        except (OSError, ValueError, IndexError):
            continue
        if told:
            yield Path("/dev/input", switches.parents[2].name)


def open_jack(device: Path) -> Jack:
    """Open a device; raises ``OSError`` where that is not allowed or it is gone."""
    descriptor = os.open(device, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        return Jack(descriptor, _headphones_in)
    except OSError:
        os.close(descriptor)
        raise


def _headphones_in(descriptor: int) -> bool:
    switches = fcntl.ioctl(descriptor, _SWITCHES, bytes(8))
    return bool(switches[0] >> SW_HEADPHONE_INSERT & 1)
