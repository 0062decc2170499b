"""The inside of the simulated printer: a receive buffer, and an engine that works it off.

Bytes arrive in one thread, which obeys real-time commands at once; the engine carries out what is
in the buffer in another. So the printer answers `DLE EOT` while it is out of paper, keeps what it
has received, and goes on with it after a refill.
"""

import threading
from collections.abc import Callable
from pathlib import Path

from devices.printers.simulator.answers import (
    CLEARED,
    automatic_status,
    paper_answer,
    real_time_answer,
)
from devices.printers.simulator.faults import Fault, Faults, Moment
from devices.printers.simulator.interpreter import Interpreter
from devices.printers.simulator.mechanism import ROWS_PER_MM, Mechanism
from devices.printers.simulator.real_time import CLEAR, POWER_OFF, RealTimeScanner

_SLOW_MM_PER_SECOND = 15.0


class Cleared(Exception):
    """The buffers were emptied: the command in hand is forgotten."""


class SwitchedOff(Exception):
    """The simulator is being stopped."""


class Machine:
    """Everything but the network. `changed` guards all state and is notified of every change."""

    def __init__(
        self,
        folder: Path,
        width: int,
        buffer_size: int,
        mm_per_second: float,
        answer: Callable[[bytes], None],
        switched: Callable[[Fault, bool], None],
    ) -> None:
        """`answer` sends bytes to whoever is connected; `switched` is told of every fault."""
        self.changed = threading.Condition()
        self.faults = Faults()
        self.mechanism = Mechanism(width, folder, self._row_done, self._has_paper)
        self.interpreter = Interpreter(
            self._take, self.mechanism, self._answer_paper, self._cut, self._push
        )
        self.stopping = False
        self._buffer_size = buffer_size
        self._mm_per_second = mm_per_second
        self._answer = answer
        self._switched = switched
        self._buffer = bytearray()
        self._worked_through = bytearray()
        self._clearings = 0
        self._clearings_seen = 0
        self._pushes = False
        self._pushed = b""

    def switch(self, fault: Fault, on: bool) -> None:
        """Switch a fault on or off now."""
        with self.changed:
            (self.faults.active.add if on else self.faults.active.discard)(fault)
            self._switched(fault, on)
            self._push_changes()
            self.changed.notify_all()

    def hang_up(self) -> None:
        """The wire was let go: what was asked to be pushed is pushed no more."""
        self._pushes = False

    def room(self) -> int:
        """Wait for room in the buffer; how many bytes may arrive now (0 when switched off)."""
        with self.changed:
            self.changed.wait_for(lambda: self.stopping or len(self._buffer) < self._buffer_size)
            free = self._buffer_size - len(self._buffer)
            return 0 if self.stopping else self.faults.due_within(Moment.BYTE, free)

    def arrive(self, piece: bytes, scanner: RealTimeScanner) -> None:
        """Take bytes from the wire. Real-time commands stay in the stream, as in real ones."""
        with self.changed:
            start = 0
            for end, command in scanner.scan(piece):
                self._buffer += piece[start:end]
                start = end
                self._obey(command)
            self._buffer += piece[start:]
            self._pass_moment(Moment.BYTE, len(piece))
            self.changed.notify_all()

    def work(self) -> None:
        """Carry out the buffer until switched off: the engine's thread."""
        while not self.stopping:
            try:
                self.interpreter.run_command()
            except Cleared:
                with self.changed:
                    self._clearings_seen = self._clearings
            except SwitchedOff:
                return

    def _obey(self, command: bytes) -> None:
        if command == POWER_OFF:
            self.switch(Fault.REFUSE, on=True)
        elif command == CLEAR and Fault.CANNOT_CLEAR not in self.faults.active:
            self._buffer.clear()
            self._clearings += 1
            self._answer(CLEARED)
        elif command[1] == 0x04 and Fault.ONLY_PUSHES not in self.faults.active:
            self._answer(self._real_time_answer(command[2]))

    def _real_time_answer(self, number: int) -> bytes:
        fixed_bits = Fault.WITHOUT_FIXED_BITS not in self.faults.active
        return real_time_answer(number, self.faults.noticed, fixed_bits=fixed_bits)

    def _push(self, on: bool) -> None:
        with self.changed:
            self._pushes, self._pushed = on, b""
            self._push_changes()

    def _push_changes(self) -> None:
        status = automatic_status(self.faults.noticed)
        if self._pushes and status != self._pushed:
            self._pushed = status
            self._answer(status)

    def _take(self, count: int) -> bytes:
        with self.changed:
            self._wait(lambda: len(self._buffer) >= count and not self.faults.stops_printing)
            taken = bytes(self._buffer[:count])
            del self._buffer[:count]
            self._worked_through += taken
            self.changed.notify_all()
            return taken

    def _row_done(self) -> None:
        with self.changed:
            self._pass_moment(Moment.ROW)
            self.changed.notify_all()
            self.changed.wait_for(self._interrupted, self._seconds_per_row())
            self._wait(lambda: not self.faults.stops_printing)

    def _has_paper(self) -> bool:
        return Fault.PAPER_OUT not in self.faults.active

    def _seconds_per_row(self) -> float:
        slow = Fault.SLOW in self.faults.active
        speed = min(self._mm_per_second, _SLOW_MM_PER_SECOND) if slow else self._mm_per_second
        return 1 / (speed * ROWS_PER_MM)

    def _cut(self) -> None:
        with self.changed:
            self._pass_moment(Moment.CUT_BEGINS)
            self._wait(lambda: not self.faults.stops_printing)
            self.mechanism.cut(bytes(self._worked_through))
            self._worked_through.clear()
            self._pass_moment(Moment.CUT_DONE)
            self.changed.notify_all()

    def _answer_paper(self) -> None:
        with self.changed:
            answer = paper_answer(self.faults.noticed)
            self._pass_moment(Moment.ANSWERED)
            self._answer(answer)

    def _pass_moment(self, moment: Moment, count: int = 1) -> None:
        for fault in self.faults.pass_moment(moment, count):
            self.switch(fault, on=True)

    def _interrupted(self) -> bool:
        return self.stopping or self._clearings != self._clearings_seen

    def _wait(self, ready: Callable[[], bool]) -> None:
        self.changed.wait_for(lambda: self._interrupted() or ready())
        if self.stopping:
            raise SwitchedOff
        if self._interrupted():
            raise Cleared
