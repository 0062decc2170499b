"""Reads a keypad in a thread of its own, and opens it again whenever it is lost."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import select
import threading
from collections.abc import Callable

from devices.keypads.evdev import Decoder
from devices.keypads.keypad import Key

_GRAB = 0x40044590
"""``EVIOCGRAB`` of linux/input.h: nobody else, such as a console, gets these keys."""
_CHUNK = 24 * 64
_NO_EVENT_DEVICE = (errno.ENOTTY, errno.EINVAL)


class KeypadWatch:
    """Tells ``report`` of every key, from its own thread; ``present`` when it comes or goes.

    ``path`` is a device file that keeps its name, such as one under ``/dev/input/by-path``. A
    keypad that is not there is looked for again every ``again_s`` seconds.
    """

    def __init__(
        self,
        path: str,
        report: Callable[[Key], None],
        present: Callable[[bool], None] = lambda _present: None,
        *,
        again_s: float = 2.0,
    ) -> None:
        self._path = path
        self._report = report
        self._present = present
        self._again_s = again_s
        self._stopped = threading.Event()
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._keep, name="keypad", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and let the keypad go."""
        self._stopped.set()
        os.write(self._wake_write, b"\0")
        self._thread.join()
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _keep(self) -> None:
        while not self._stopped.is_set():
            with contextlib.suppress(OSError):
                self._read()
            self._stopped.wait(self._again_s)

    def _read(self) -> None:
        """Read until the keypad is lost; raises ``OSError`` where it is not there."""
        device = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            _grab(device)
            self._present(True)
            decoder = Decoder()
            while data := self._next(device):
                for key in decoder.feed(data):
                    self._report(key)
        finally:
            os.close(device)
            self._present(False)

    def _next(self, device: int) -> bytes:
        """The next bytes; none at the end."""
        ready, _, _ = select.select([device, self._wake_read], [], [])
        return b"" if self._wake_read in ready else os.read(device, _CHUNK)


def _grab(device: int) -> None:
    try:
        fcntl.ioctl(device, _GRAB, 1)
    except OSError as error:
        if error.errno not in _NO_EVENT_DEVICE:  # a pipe stands for a keypad in tests
            raise
