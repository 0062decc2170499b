"""What a page function may ask, and how an application describes itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from contract.credentials import Right
from contract.failures import VisitOver
from contract.gateway import PublicRecords, VisitRecords
from contract.records import ReceiptKind
from pages.blocks import Block
from pages.model import Page
from pages.presentation import Presentation
from pages.texts import Text


@dataclass(frozen=True, slots=True)
class TerminalFacts:
    """What pages say about the place this kiosk stands in."""

    organisation: str
    terminal_id: str
    terminal_name: str
    counter: str
    counter_phone: str
    reader_place: str
    slip_place: str
    demo: bool
    counter_place: str = ""
    """Where in the house the counter is, in words; empty where nobody said."""
    counter_hours: str = ""
    """When somebody sits there, in words."""
    picture_width: int = 960
    """How wide a picture can be shown, in pixels."""
    scanner_place: str = ""
    """Where a telephone's code is shown; empty where there is no scanner."""
    phones_reach_service: bool = True
    """Whether people's telephones reach the service: then a receipt may be taken along on one."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Everything a page function may know. ``now`` is local time, aware."""

    now: datetime
    terminal: TerminalFacts
    public: PublicRecords
    presentation: Presentation
    new_key: Callable[[], str]
    """Makes the idempotency key of a ``Do``."""
    can_print: bool = True
    records: VisitRecords | None = None

    @property
    def today(self) -> date:
        """The local calendar day."""
        return self.now.date()

    @property
    def visit(self) -> VisitRecords:
        """The identified visit; raises ``VisitOver`` where nobody laid down a card."""
        if self.records is None:
            raise VisitOver
        return self.records


PageFunction = Callable[..., Page]


@dataclass(frozen=True, slots=True)
class ReceiptOf:
    """The page a kind of receipt is printed of, and that page by what the receipt calls its
    record."""

    page: str
    ask: Callable[[Ask, str], Page]


@dataclass(frozen=True, slots=True)
class Application:
    """One of the N: its pages by name, the first of them, and what each needs.

    ``needs`` names the right a page asks for; a page without one is public. The words for its
    tile are ``<name>.tile.label`` and ``<name>.tile.detail``.
    """

    name: str
    icon: str
    first: str
    pages: Mapping[str, PageFunction]
    needs: Mapping[str, Right]
    place: int = 50
    """Where on the home page: those with a smaller number stand before it."""
    receipts: Mapping[ReceiptKind, ReceiptOf] = field(default_factory=dict)
    badge: Callable[[Ask], Text | None] = lambda _ask: None
    remind: Callable[[Ask], tuple[Block, ...]] = lambda _ask: ()
    """What the person should be reminded of when they come; must wait for nobody."""

    @property
    def public(self) -> bool:
        """Whether it opens without a card."""
        return self.first not in self.needs

    @property
    def route(self) -> str:
        """The route of its first page."""
        return f"{self.name}.{self.first}"
