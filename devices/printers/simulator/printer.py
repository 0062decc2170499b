"""The simulated printer as others see it: a tray of slips, and switches for faults."""

import math
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Self

from devices.printers.simulator.faults import Fault, Moment
from devices.printers.simulator.machine import Machine
from devices.printers.simulator.slips import Slip

_STOP_LIMIT = 2.0


class SimulatedPrinter(ABC):
    """An Epson-like printer with a cutter, on some wire. Its methods may be called anywhere.

    `width` in dots, `buffer_size` in bytes, `mm_per_second` the speed of the paper. Slips are
    written into `folder` as PNG and .bin.
    """

    def __init__(
        self,
        folder: Path,
        *,
        width: int = 576,
        buffer_size: int = 65536,
        mm_per_second: float = math.inf,
    ) -> None:
        self._machine = Machine(
            folder, width, buffer_size, mm_per_second, self._answer, self._switched
        )
        self._changed = self._machine.changed
        self._threads = [
            threading.Thread(target=work, name=f"printer-simulator-{name}", daemon=True)
            for name, work in (("wire", self._serve), ("engine", self._machine.work))
        ]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Switch it on. Raises `OSError` if the wire cannot be made."""
        self._plug_in()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Switch the printer off; what is in its buffer is lost."""
        with self._changed:
            self._machine.stopping = True
            self._unplug()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(_STOP_LIMIT)

    @property
    def slips(self) -> list[Slip]:
        """What lies in the tray, oldest first."""
        with self._changed:
            return list(self._machine.mechanism.slips)

    @property
    def hanging_rows(self) -> int:
        """Rows of a slip that has not been cut off."""
        with self._changed:
            return self._machine.mechanism.hanging_rows

    @property
    def faults(self) -> frozenset[Fault]:
        """What is wrong now."""
        with self._changed:
            return frozenset(self._machine.faults.active)

    @property
    def misunderstood(self) -> bytes:
        """Bytes that a real printer would have printed as rubbish."""
        with self._changed:
            return bytes(self._machine.interpreter.misunderstood)

    def set_fault(self, fault: Fault | str, on: bool = True) -> None:
        """Switch a fault on or off now. Raises `ValueError` for an unknown name."""
        self._machine.switch(Fault(fault), on)

    def arm_fault(self, fault: Fault | str, moment: Moment | str, count: int = 1) -> None:
        """Switch a fault on when `moment` has come `count` times from now."""
        with self._changed:
            self._machine.faults.arm(Fault(fault), Moment(moment), count)

    def wait_until(self, holds: Callable[[Self], bool], limit: float = 5.0) -> bool:
        """Whether `holds(self)` comes true within `limit` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: holds(self), limit)

    def wait_for_slips(self, count: int, limit: float = 5.0) -> bool:
        """Whether so many slips lie in the tray within `limit` seconds."""
        return self.wait_until(lambda printer: len(printer.slips) >= count, limit)

    @abstractmethod
    def _plug_in(self) -> None:
        """Make the wire."""

    @abstractmethod
    def _unplug(self) -> None:
        """Take the wire away; whoever waits at it wakes up."""

    @abstractmethod
    def _serve(self) -> None:
        """Let bytes arrive until the printer is switched off: the wire's thread."""

    @abstractmethod
    def _answer(self, answer: bytes) -> None:
        """Send bytes to whoever is at the other end; the printer's lock is held."""

    @abstractmethod
    def _switched(self, fault: Fault, on: bool) -> None:
        """Do what a fault does to the wire; the printer's lock is held."""
