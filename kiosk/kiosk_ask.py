"""What the kiosk's own pages may know beyond what applications do: the state of the machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import Enum

from applications.ask import Ask
from contract.gateway import PublicRecords
from devices.printers.printer import PrinterStatus
from kiosk.answering import Answer
from kiosk.maintenance.facts import Facts
from kiosk.printing import Job
from kiosk.receipts import Preview
from pages.choices import Params
from pages.model import Page


class CallState(Enum):
    """What became of calling staff in this visit."""

    NONE = "none"
    CALLING = "calling"
    DELIVERED = "delivered"
    FAILED = "failed"


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
    call: CallState = CallState.NONE
    answer: Answer = field(default_factory=Answer)
    """What is being typed about this visit."""
    jobs: Mapping[str, Job] = field(default_factory=dict)
    service: Facts = field(default_factory=Facts)
    page_of: Callable[[Ask, str, Params], Page]
    """Another page, asked for by route; raises what that page function raises."""
    preview: Preview
    board: PublicRecords | None = None
    """What anybody may read, as it was last known."""

    @property
    def at_hand(self) -> PublicRecords:
        """Public records whose list of notices waits for nobody, where the machine keeps one."""
        return self.board or self.public
