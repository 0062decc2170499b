"""A simulated audio jack: the kernel's byte stream at the other end of a pipe.

Written from Linux ``input-event-codes.h``; it shares no code with the driver.
"""

from __future__ import annotations

import contextlib
import os
import struct
import threading
import time
from pathlib import Path

_EVENT = "@qqHHi"
_REPORT = (0, 0, 0)
_HEADPHONE_SWITCH = (5, 2)


class JackSimulator:
    """One jack, at first with nothing in it. Whoever opens it gets the file to read from."""

    device = Path("/dev/input/simulated-jack")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._writers: list[int] = []
        self.plugged = False

    def open(self) -> int:
        """A file that tells every change from now on; whoever asked for it closes it."""
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        with self._lock:
            self._writers.append(writer)
        return reader

    def plug(self, plugged: bool) -> None:
        """Put headphones in, or pull them out."""
        with self._lock:
            self.plugged = plugged
            for writer in self._writers:
                with contextlib.suppress(BrokenPipeError):
                    os.write(writer, _events(plugged))

    def close(self) -> None:
        """The device goes away: whoever reads meets the end of the stream."""
        with self._lock:
            for writer in self._writers:
                os.close(writer)
            self._writers.clear()


def _events(plugged: bool) -> bytes:
    seconds, nanoseconds = divmod(time.time_ns(), 1_000_000_000)
    moment = (seconds, nanoseconds // 1000)
    switch = struct.pack(_EVENT, *moment, *_HEADPHONE_SWITCH, plugged)
    return switch + struct.pack(_EVENT, *moment, *_REPORT)
