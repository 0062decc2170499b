"""What a kiosk is made of, handed in by whoever starts it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from applications.ask import TerminalFacts
from contract.gateway import Gateway
from devices.printers.printer import Printer
from devices.speakers.speaker import Speaker
from kiosk.bulletin_board import Keeper, KeptNowhere
from kiosk.delivery import Keeping
from kiosk.event_log import EventLog
from kiosk.heartbeats import Upkeep
from kiosk.idle_watch import Limits
from kiosk.loop import Loop
from kiosk.maintenance.service_menu import ServiceMenu
from kiosk.opening_hours import ALWAYS_OPEN, OpeningHours
from kiosk.printing import Journal, LayOut
from kiosk.receipts import Preview
from kiosk.screens.drawing import Drawing
from kiosk.screens.panel import Panel
from kiosk.screens.view import View
from kiosk.settings import Figures
from kiosk.staff_calls import Book
from kiosk.touch_filter import SAME_TARGET
from kiosk.under_way import Heard


class Surface(Protocol):
    """What shows drawings. Its methods may be called from any thread and never wait."""

    def present(self, drawing: Drawing) -> None:
        """Show a drawing; the newest one wins."""

    def prepare(self, drawing: Drawing) -> None:
        """Be ready for a drawing that may be shown next."""

    def forget(self) -> None:
        """Keep nothing of what was shown: the visit is over."""


class Readers(Protocol):
    """The card readers, as far as the kiosk tells them anything."""

    def pause(self) -> None:
        """Read no card until ``resume``."""

    def resume(self) -> None:
        """Read cards again."""


@dataclass(frozen=True)
class Parts:
    """What a kiosk is made of; tests and the demo put in their own."""

    loop: Loop
    gateway: Gateway
    readers: Readers
    printer: Printer
    speaker: Speaker
    journal: Journal
    lay_out_receipt: LayOut
    preview_receipt: Preview
    surface: Surface
    log: EventLog
    panel: Panel
    terminal: TerminalFacts
    limits: Limits
    new_key: Callable[[], str]
    menu: ServiceMenu
    outbox: Keeping
    call_book: Book
    upkeep: Upkeep
    hours: OpeningHours = ALWAYS_OPEN
    keeper: Keeper = KeptNowhere()  # noqa: RUF009 - it has no state
    """Where what anybody may read outlives a restart."""
    same_target: float = SAME_TARGET
    """Seconds for which a key that acted does not act again (B4)."""
    figures: Figures = "ask"
    """When private figures may sound."""
    yao: bool = True
    """Whether a one in codes and telephone numbers is said 幺, else 一 (F4)."""
    heard: Callable[[Heard], None] = lambda _heard: None
    shown: Callable[[View, Drawing], None] = lambda _view, _drawing: None
