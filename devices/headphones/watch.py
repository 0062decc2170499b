"""Watches all jacks of the machine. Where none can be read, nobody wears headphones (E9)."""

from __future__ import annotations

import os
import selectors
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from devices.headphones.jack import Jack, JackGone, jack_devices, open_jack

LOOK_EVERY_S = 5.0
"""How often jacks are looked for that came later, such as with a USB sound card."""


@dataclass(frozen=True)
class Jacks:
    """``find`` names the devices there are; ``open_one`` raises ``OSError`` where one fails."""

    find: Callable[[], Iterable[Path]] = jack_devices
    open_one: Callable[[Path], Jack] = open_jack


MACHINES_OWN = Jacks()


class HeadphoneWatch:
    """A thread that tells ``on_change`` whenever headphones are plugged in or pulled out.

    A jack that goes away counts as pulled out.
    """

    def __init__(
        self,
        on_change: Callable[[bool], None],
        jacks: Jacks = MACHINES_OWN,
    ) -> None:
        self._on_change = on_change
        self._machine = jacks
        self._jacks: dict[Path, Jack] = {}
        self._plugged = False
        self._selector = selectors.DefaultSelector()
        self._woken, self._wake = os.pipe()
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, name="headphones", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop watching; nothing is told after it."""
        os.close(self._wake)
        self._thread.join()

    def _run(self) -> None:
        try:
            while True:
                self._look()
                self._tell()
                ready = self._selector.select(LOOK_EVERY_S)
                if any(key.fd == self._woken for key, _ in ready):
                    return
                for key, _ in ready:
                    self._read(key.data)
        finally:
            for device in list(self._jacks):
                self._drop(device)
            self._selector.close()
            os.close(self._woken)

    def _look(self) -> None:
        for device in self._machine.find():
            if device in self._jacks:
                continue
            try:
                jack = self._machine.open_one(device)
            except OSError:
                continue
            self._jacks[device] = jack
            self._selector.register(jack, selectors.EVENT_READ, device)

    def _read(self, device: Path) -> None:
        try:
            self._jacks[device].read()
        except JackGone:
            self._drop(device)

    def _drop(self, device: Path) -> None:
        jack = self._jacks.pop(device)
        self._selector.unregister(jack)
        jack.close()

    def _tell(self) -> None:
        plugged = any(jack.plugged for jack in self._jacks.values())
        if plugged != self._plugged:
            self._plugged = plugged
            self._on_change(plugged)
