"""What can go wrong with a printer, and when."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """Everything that can be switched on; the values are the names that scripts use."""

    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    HEAD_HOT = "head_hot"
    JAM = "jam"
    """The paper does not move any more."""
    SLOW = "slow"
    """Prints at a tenth of a common speed."""
    SILENT = "silent"
    """Does all it is told, answers nothing."""
    DISCONNECT = "disconnect"
    """Drops the connection once; what has arrived stays in the buffer."""
    REFUSE = "refuse"
    """Accepts no connection, drops the present one."""
    WITHOUT_FIXED_BITS = "without_fixed_bits"
    """Answers only the bits that mean something."""
    CANNOT_CLEAR = "cannot_clear"
    """Does not know the command that empties the buffers."""
    ONLY_PUSHES = "only_pushes"
    """Answers no real-time question, but pushes its status once asked to."""
    WITHOUT_SENSORS = "without_sensors"
    """Sees neither paper nor cover: it goes on, and claims to be well, whatever is in it."""


class Moment(StrEnum):
    """What a fault can wait for."""

    BYTE = "byte"
    """A byte arrives."""
    ROW = "row"
    """A row of dots, blank or not, has been put on paper."""
    CUT_BEGINS = "cut_begins"
    CUT_DONE = "cut_done"
    ANSWERED = "answered"
    """A queued question is answered, as things stood before."""


_STOPPING = {Fault.PAPER_OUT, Fault.COVER_OPEN, Fault.CUTTER, Fault.HEAD_HOT, Fault.JAM}
_SENSED = {Fault.PAPER_LOW, Fault.PAPER_OUT, Fault.COVER_OPEN}


@dataclass
class Faults:
    """Which faults are on, and which wait for their moment."""

    active: set[Fault] = field(default_factory=set)
    _armed: list[tuple[Moment, int, Fault]] = field(default_factory=list)

    @property
    def stops_printing(self) -> bool:
        """Whether the printer is offline: it takes bytes, but works on nothing."""
        return not _STOPPING.isdisjoint(self.noticed)

    @property
    def noticed(self) -> set[Fault]:
        """What the printer itself knows of."""
        without = Fault.WITHOUT_SENSORS in self.active
        return self.active - _SENSED if without else self.active

    def arm(self, fault: Fault, moment: Moment, count: int) -> None:
        """Switch `fault` on when `moment` has come `count` times from now."""
        self._armed.append((moment, count, fault))

    def due_within(self, moment: Moment, count: int) -> int:
        """How many of the next `count` moments may pass until a fault is due; `count` if none."""
        return min((left for armed, left, _ in self._armed if armed is moment), default=count)

    def pass_moment(self, moment: Moment, count: int = 1) -> Iterable[Fault]:
        """Let `count` moments pass; the faults that are due now, already taken off the list."""
        due, waiting = [], []
        for armed, left, fault in self._armed:
            left -= count if armed is moment else 0
            if left > 0:
                waiting.append((armed, left, fault))
            else:
                due.append(fault)
        self._armed = waiting
        return due
