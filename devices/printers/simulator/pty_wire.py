"""The simulated printer on a pseudo-terminal: a serial port, or a device file that can be read."""

import os
import select
import tty
from contextlib import suppress
from pathlib import Path

from devices.printers.simulator.faults import Fault
from devices.printers.simulator.printer import SimulatedPrinter
from devices.printers.simulator.real_time import RealTimeScanner

_LOOK_SECONDS = 0.2
_MOST = 4096


class PtyPrinterSimulator(SimulatedPrinter):
    """A printer at `path`. A serial line cannot hang up: `DISCONNECT` is a pulled plug that is put
    back, which loses what is on the line, and `REFUSE` one that stays out."""

    _line = -1
    _held_open = -1
    path = Path()
    """The terminal to open, once started."""

    def _plug_in(self) -> None:
        self._line, self._held_open = os.openpty()
        tty.setraw(self._held_open)
        os.set_blocking(self._line, False)
        self.path = Path(os.ttyname(self._held_open))

    def _unplug(self) -> None:
        """The wire's thread sees that the printer is off, and lets the line go."""

    def _serve(self) -> None:
        scanner = RealTimeScanner()
        while room := self._machine.room():
            readable, _, _ = select.select((self._line,), (), (), _LOOK_SECONDS)
            if readable:
                with suppress(BlockingIOError):  # the plug was pulled meanwhile
                    self._arrive(os.read(self._line, min(room, _MOST)), scanner)
        os.close(self._line)
        os.close(self._held_open)

    def _arrive(self, piece: bytes, scanner: RealTimeScanner) -> None:
        if not self._is_pulled():
            self._machine.arrive(piece, scanner)

    def _is_pulled(self) -> bool:
        with self._changed:
            return Fault.REFUSE in self._machine.faults.active

    def _answer(self, answer: bytes) -> None:
        if not self._machine.faults.active & {Fault.SILENT, Fault.REFUSE}:
            with suppress(OSError):
                os.write(self._line, answer)

    def _switched(self, fault: Fault, on: bool) -> None:
        if fault is Fault.DISCONNECT and on:
            self._machine.faults.active.discard(fault)
            self._machine.hang_up()
            while select.select((self._line,), (), (), 0)[0]:
                os.read(self._line, _MOST)
