"""What the kiosk's own pages may know beyond what applications do: the state of the machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time

from applications.ask import Ask
from contract.gateway import PublicRecords
from contract.records import CallReason
from devices.printers.printer import PrinterStatus
from kiosk.answering import Answer
from kiosk.maintenance.closing import Closure
from kiosk.maintenance.facts import Facts
from kiosk.printing import Job
from kiosk.receipts import Preview
from kiosk.staff_calls import CallState
from pages.choices import Params
from pages.model import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskAsk(Ask):
    """An ``Ask`` with the machine's own state."""

    printer: PrinterStatus
    printer_answers: bool
    """Whether this kind of printer can say how it is at all."""
    network: bool
    readers: bool
    """Whether at least one card reader works."""
    opens_again: time | None = None
    """When the house opens; None while it is open."""
    closure: Closure | None = None
    """Why the terminal is closed for today, and until when."""
    calls: Mapping[CallReason, CallState] = field(default_factory=dict)
    """What became of calling staff, by reason."""
    may_withdraw: frozenset[CallReason] = frozenset()
    """For which reasons somebody was called in this visit and has not come yet."""
    answer: Answer = field(default_factory=Answer)
    """What is being typed about this visit."""
    jobs: Mapping[str, Job] = field(default_factory=dict)
    service: Facts = field(default_factory=Facts)
    page_of: Callable[[Ask, str, Params], Page]
    """Another page, asked for by route; raises what that page function raises."""
    preview: Preview
    board: PublicRecords | None = None
    """What anybody may read, as it was last known."""

    def call(self, reason: CallReason) -> CallState:
        """What became of calling staff for this reason."""
        return self.calls.get(reason, CallState.NONE)

    @property
    def at_hand(self) -> PublicRecords:
        """Public records whose list of notices waits for nobody, where the machine keeps one."""
        return self.board or self.public
