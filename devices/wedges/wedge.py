"""A reader that types, opened and grabbed: a stripe reader or a scanner set up as a keyboard."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import threading
import time
from collections import deque
from collections.abc import Callable

from devices.cards.reader import ReaderEvent, ReaderLost, ReaderStatus
from devices.wedges.keyboard import KeyDecoder

EVIOCGRAB = 0x40044590
"""``_IOW('E', 0x90, int)`` of linux/input.h: only whoever grabbed it gets the device's events."""

_SLICE_S = 0.05
_MOST_AT_ONCE = 4096
_MOST_WAITING = 8


def open_and_grab(path: str) -> int:
    """A descriptor of the device, whose keys reach nobody else from here on. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        fcntl.ioctl(descriptor, EVIOCGRAB, 1)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


class WedgeReader:
    """One typing device. `event_of` makes an event of each line it types.

    `path` is best one of ``/dev/input/by-id/``, which stays the same. A line ends with Enter, or
    after `silence_s` seconds without a key.
    """

    def __init__(
        self,
        path: str,
        name: str,
        event_of: Callable[[str, str], ReaderEvent],
        *,
        longest: int,
        silence_s: float = 0.3,
        open_device: Callable[[str], int] = open_and_grab,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._name = name
        self._event_of = event_of
        self._longest = longest
        self._silence_s = silence_s
        self._open_device = open_device
        self._clock = clock
        self._descriptor = -1
        self._closed = threading.Event()
        self._decoder = KeyDecoder(longest)
        self._lines: deque[str] = deque(maxlen=_MOST_WAITING)
        self._last_key = 0.0

    @property
    def name(self) -> str:
        return self._name

    def open(self) -> None:
        self.close()
        self._closed.clear()
        self._decoder = KeyDecoder(self._longest)
        self._lines.clear()
        try:
            self._descriptor = self._open_device(self._path)
        except OSError:
            raise ReaderLost(ReaderStatus.MISSING) from None

    def close(self) -> None:
        self._closed.set()
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1

    def wait_event(self, timeout_s: float) -> ReaderEvent | None:
        deadline = self._clock() + timeout_s
        while True:
            if self._closed.is_set() or self._descriptor < 0:
                raise ReaderLost(ReaderStatus.MISSING)
            self._listen()
            if self._lines:
                return self._event_of(self._name, self._lines.popleft())
            if self._clock() >= deadline:
                return None

    def _listen(self) -> None:
        try:
            readable = select.select([self._descriptor], [], [], _SLICE_S)[0]
            received = os.read(self._descriptor, _MOST_AT_ONCE) if readable else b""
        except (OSError, ValueError):
            raise ReaderLost(ReaderStatus.MISSING) from None
        if readable and not received:
            raise ReaderLost(ReaderStatus.MISSING)
        now = self._clock()
        if received:
            self._last_key = now
            self._lines.extend(self._decoder.feed(received))
        elif self._decoder.unfinished and now - self._last_key >= self._silence_s:
            self._lines.extend(self._decoder.silence())
