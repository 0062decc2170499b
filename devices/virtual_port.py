"""The far end of a serial line, for simulators: a pseudo-terminal that can be plugged and pulled.

No driver uses it.
"""

from __future__ import annotations

import os
import tty
from pathlib import Path


class VirtualPort:
    """A serial port on ``path``. With ``name`` it has the same path whenever it is plugged in."""

    def __init__(self, name: Path | None = None) -> None:
        self._name = name
        self._near = self._far = -1
        self.path = ""
        self.plug()

    @property
    def plugged(self) -> bool:
        """Whether the port is there."""
        return self._near >= 0

    def plug(self) -> None:
        """Put the cable in; nothing happens where it is."""
        if self.plugged:
            return
        self._near, self._far = os.openpty()
        tty.setraw(self._far)
        self.path = os.ttyname(self._far)
        if self._name is not None:
            self._name.unlink(missing_ok=True)
            self._name.symlink_to(self.path)
            self.path = str(self._name)

    def unplug(self) -> None:
        """Pull the cable; the port is gone. Nothing happens the second time."""
        if not self.plugged:
            return
        if self._name is not None:
            self._name.unlink(missing_ok=True)
        for end in (self._near, self._far):
            os.close(end)
        self._near = self._far = -1

    def send(self, data: bytes) -> None:
        """Send all of it; what is sent while the cable is out is lost."""
        while data and self.plugged:
            data = data[os.write(self._near, data[:1024]) :]
