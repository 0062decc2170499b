"""A whole kiosk on a stage: real but for the wires, driven in the words of whoever stands there.

kiosk.lay(CAO)
kiosk.tap("看病报销")
assert kiosk.sees("1,234.50 元") and not kiosk.hears("一千二百三十四元五角")
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from applications.ask import TerminalFacts
from devices.cards.reader import (
    CardLaid,
    CardLifted,
    CardSwiped,
    CodeScanned,
    ReaderStatus,
    StatusChanged,
)
from devices.cards.reading import CardReading, SwipeReading
from devices.keypads.keypad import Key
from devices.printers.printer import PrinterStatus
from devices.speakers.speaker import SpeakerStatus
from kiosk.app import Kiosk
from kiosk.event_chain import START, Head
from kiosk.event_log import EventLog
from kiosk.heartbeats import Upkeep
from kiosk.idle_watch import Limits
from kiosk.loop import Loop
from kiosk.maintenance.accounts import Accounts
from kiosk.maintenance.service_menu import ServiceMenu
from kiosk.maintenance.workshop import Workshop
from kiosk.opening_hours import ALWAYS_OPEN, OpeningHours
from kiosk.parts import Parts
from kiosk.receipts import receipt_preview
from kiosk.screens.drawing import Drawing, HitTarget
from kiosk.screens.panel import Panel
from kiosk.screens.touch import Touch, TouchKind
from kiosk.settings import Figures
from kiosk.touch_filter import NEW_PAGE, SAME_TARGET
from kiosk.under_way import Heard
from pages.choices import do
from pages.model import Page
from pages.presentation import Presentation
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.fake_devices import (
    FakeJournal,
    FakeLayout,
    FakePrinter,
    FakeReaders,
    FakeSpeaker,
    FakeSurface,
)
from tests.kiosk.fake_gateway import FakeGateway
from tests.kiosk.fake_store import FakeCallBook, FakeOutbox
from tests.kiosk.parking_workers import ParkingWorkers
from tests.kiosk.staged_workshop import staged_workshop

PORTRAIT = Panel(1080, 1920, 21.5)
PLACE = TerminalFacts(
    organisation="金沙社区",
    terminal_id="T01",
    terminal_name="一号机",
    counter="一号窗口",
    counter_phone="0513-86512345",
    reader_place="屏幕右下方",
    slip_place="屏幕下面",
    scanner_place="屏幕左下方的扫码口",
    demo=False,
)
SLOT, PAD = "slot", "id-card"
"""The place a card is put into, and the one it is laid on."""
UNHURRIED = max(NEW_PAGE, SAME_TARGET) + 0.05
STEP = 0.5
NOBODY_THERE = Limits().idle + Limits().warning + 60
"""Seconds of quiet after which no visit is left."""


class NotOffered(AssertionError):
    """The screen has no such choice; says what it has."""


class StagedKiosk:
    """A kiosk with its fakes. ``errors`` is everything nobody foresaw, ``events`` the log."""

    def __init__(
        self,
        accounts: Callable[[], Accounts] | None = None,
        *,
        figures: Figures = "ask",
        yao: bool = True,
        hours: OpeningHours = ALWAYS_OPEN,
        outbox: FakeOutbox | None = None,
        call_book: FakeCallBook | None = None,
        workshop: Callable[[Workshop], Workshop] = lambda usual: usual,
        log_to: Callable[[str], object] = lambda _line: None,
        log_after: Head = START,
    ) -> None:
        self.clock = DrivenClock()
        self.workers = ParkingWorkers()
        self.gateway = FakeGateway(self.workers.park, self.clock)
        self.printer = FakePrinter(self.workers.park)
        self.layout = FakeLayout()
        self.journal = FakeJournal()
        self.outbox = outbox or FakeOutbox()
        self.call_book = call_book or FakeCallBook()
        self.speaker = FakeSpeaker()
        self.readers = FakeReaders()
        self.surface = FakeSurface()
        self.errors: list[BaseException] = []
        self.events: list[dict[str, Any]] = []
        self.exited = False
        self.pages: list[Page] = []
        """Every page that was shown, in order, without repetitions."""
        self._heard: list[str] = []
        self._finger = itertools.count(1)
        self._cards: dict[str, CardReading] = {}
        self._workshop, self._log_to, self._log_after = workshop, log_to, log_after
        self.loop = Loop(self.clock, self.workers, self._unexpected)
        self.kiosk = Kiosk(
            replace(self._parts(accounts or _no_accounts), figures=figures, yao=yao, hours=hours)
        )
        self._do(self.kiosk.start)
        self.printer_is(PrinterStatus.READY)

    # what a person does

    def lay(self, card: CardReading, reader: str = PAD, *, inserted: bool = False) -> None:
        """Lay a card down; readers that rest read none."""
        self._cards[reader] = card
        if self.readers.reading:
            self._do(lambda: self.kiosk.reader_event(CardLaid(reader, card, inserted)))

    def insert(self, card: CardReading) -> None:
        """Put a card into the slot."""
        self.lay(card, SLOT, inserted=True)

    def lift(self, reader: str = PAD) -> None:
        """Take a card away; nothing happens where there is none."""
        if self._cards.pop(reader, None) is not None and self.readers.reading:
            self._do(lambda: self.kiosk.reader_event(CardLifted(reader)))

    def pull(self) -> None:
        """Pull the card out of the slot."""
        self.lift(SLOT)

    def scan(self, text: str) -> None:
        """Hold a telephone or a slip to the scanner."""
        if self.readers.reading:
            self._do(lambda: self.kiosk.reader_event(CodeScanned("scanner", text)))

    def swipe(self, reading: SwipeReading) -> None:
        """Draw a card through the stripe reader."""
        if self.readers.reading:
            self._do(lambda: self.kiosk.reader_event(CardSwiped("stripe", reading)))

    def tap(self, label: str, which: int = 0) -> None:
        """Touch a choice and lift the finger again, without hurry; ``which`` of several alike."""
        self.wait(UNHURRIED)
        self._press(*self.place_of(label, which))

    def place_of(self, label: str, which: int = 0) -> tuple[float, float]:
        """The middle of a choice, in pixels; raises ``NotOffered``."""
        rect = self._target(label, which).visible
        return rect.x + rect.width / 2, rect.y + rect.height / 2

    def press_key(self, key: str) -> None:
        """Press a key of the keyboard drawn on the screen, words of it by their action."""
        self.wait(UNHURRIED)
        wanted = do("type", key=key)
        rect = next(each for each in self._drawing.targets if each.target == wanted).visible
        self._press(rect.x + rect.width / 2, rect.y + rect.height / 2)

    def key(self, key: Key) -> None:
        """Press a key of the keypad, without hurry."""
        self.wait(UNHURRIED)
        self.press_at_once(key)

    def press_at_once(self, key: Key) -> None:
        """Press a key of the keypad right after whatever was before."""
        self._do(lambda: self.kiosk.keypad.press(key))

    def turn_to(self, label: str) -> None:
        """Turn the parts of a page until there is such a choice."""
        while label not in self.choices:
            self.tap("下一页")

    def touch_at(self, x: float, y: float) -> None:
        """Touch somewhere and lift the finger again, without hurry."""
        self.wait(UNHURRIED)
        self._press(x, y)

    def touch_nothing(self) -> None:
        """Touch a place where there is nothing to press."""
        drawing = self._drawing
        free = ((x, y) for y in range(300, drawing.height, 20) for x in (drawing.width - 3, 3))
        self.touch_at(*next((x, y) for x, y in free if drawing.target_at(x, y) is None))

    def wait(self, seconds: float) -> None:
        """Let time pass; everything that falls due meanwhile happens in its time."""
        while seconds > 0:
            self.clock.advance(min(STEP, seconds))
            seconds -= STEP
            self.loop.run_due()

    # what a person sees and hears

    @property
    def shows(self) -> str:
        """The route of the page on the screen."""
        return self._drawing.page_route

    @property
    def page(self) -> Page:
        """The page on the screen."""
        assert self.pages[-1].route == self.shows
        return self.pages[-1]

    @property
    def drawing(self) -> Drawing:
        """What the screen shows, as data."""
        return self._drawing

    @property
    def background(self) -> str:
        """The colour of the paper."""
        return self._drawing.background

    @property
    def choices(self) -> list[str]:
        """What can be touched, fixed keys included, as it is labelled."""
        return [target.label for target in self._drawing.targets]

    @property
    def targets(self) -> tuple[HitTarget, ...]:
        """Everything that can be touched."""
        return self._drawing.targets

    @property
    def screen(self) -> str:
        """All that can be read on the screen, without white space."""
        return self.surface.text

    def sees(self, words: str) -> bool:
        """Whether the screen shows these words; line breaks do not matter."""
        return "".join(words.split()) in self.screen

    def hears(self, words: str) -> bool:
        """Whether these words were spoken, or are, since ``listen``."""
        return any(words in said for said in self.heard)

    @property
    def heard(self) -> list[str]:
        """What was spoken since ``listen``, in words."""
        now = self.kiosk.narrator.caption
        return [*self._heard, *([now.worded] if now is not None else [])]

    def listen(self) -> None:
        """Mind only what is said from here on."""
        self._heard.clear()

    @property
    def presentation(self) -> Presentation:
        """How this person has it at present."""
        return self.kiosk.session.presentation

    # what befalls the kiosk

    def printer_is(self, status: PrinterStatus) -> None:
        """The printer, and whoever watches it, says how it is."""
        self.printer.now = status
        self._do(lambda: self.kiosk.devices.printer_changed(status))

    def speaker_is(self, status: SpeakerStatus) -> None:
        """The speaker says how it is."""
        self.speaker.status = status
        self._do(lambda: self.kiosk.devices.speaker_changed(status))

    def headphones_are(self, plugged: bool) -> None:
        """Somebody plugs headphones in, or pulls them out."""
        self._do(lambda: self.kiosk.headphones_changed(plugged))

    def reader_is(self, status: ReaderStatus, reader: str = PAD) -> None:
        """A reader says how it is."""
        self._do(lambda: self.kiosk.reader_event(StatusChanged(reader, status)))

    def finish_speaking(self) -> None:
        """What is being said comes to its end, and what follows it at once, too."""
        while self.speaker.sounding():
            self.speaker.finish()
            self.loop.run_due()

    def slow_answers_come(self) -> None:
        """Nothing is slow any more; what was asked for is answered."""
        self.gateway.slow.clear()
        self.printer.slow = False
        self.workers.release()
        self.loop.run_due()

    def logged(self, code: str) -> list[dict[str, Any]]:
        """The events of one code."""
        return [event for event in self.events if event["code"] == code]

    def _do(self, task: Callable[[], None]) -> None:
        self.loop.post(task)
        self.loop.run_due()

    def _press(self, x: float, y: float) -> None:
        finger = next(self._finger)
        self._touch(TouchKind.DOWN, x, y, finger)
        self._touch(TouchKind.UP, x, y, finger)

    def _touch(self, kind: TouchKind, x: float, y: float, finger: int) -> None:
        touch = Touch(kind, x, y, finger, self.clock.monotonic())
        self._do(lambda: self.kiosk.touching.touch(touch))

    @property
    def _drawing(self) -> Drawing:
        assert self.surface.drawing is not None, "the screen is empty"
        return self.surface.drawing

    def _target(self, label: str, which: int) -> HitTarget:
        targets = self._drawing.targets
        for fits in (str.__eq__, str.startswith):
            fitting = [target for target in targets if fits(target.label, label)]
            if which < len(fitting):
                return fitting[which]
        raise NotOffered(f"{label} is not among {self.choices} of {self.shows}")

    def _unexpected(self, error: BaseException) -> None:
        self.errors.append(error)
        self.kiosk.failsafe.caught(error)

    def _shown(self, page: Page) -> None:
        if not self.pages or self.pages[-1] != page:
            self.pages.append(page)

    def _said(self, heard: Heard) -> None:
        if heard.started is not None:
            self._heard.append(heard.utterance.worded)

    def _usual_workshop(self, accounts: Callable[[], Accounts]) -> Workshop:
        return staged_workshop(self.clock, PORTRAIT, self.printer, accounts, self._exit)

    def _exit(self) -> None:
        self.exited = True

    def _parts(self, accounts: Callable[[], Accounts]) -> Parts:
        keys = itertools.count(1)
        return Parts(
            loop=self.loop,
            gateway=self.gateway,
            readers=self.readers,
            printer=self.printer,
            speaker=self.speaker,
            journal=self.journal,
            lay_out_receipt=self.layout,
            preview_receipt=receipt_preview(PLACE, 576),
            surface=self.surface,
            log=EventLog(
                self.clock,
                self._log_to,
                lambda line: self.events.append(json.loads(line)),
                after=self._log_after,
                strict=True,
            ),
            panel=PORTRAIT,
            terminal=PLACE,
            limits=Limits(),
            new_key=lambda: f"00000000-0000-4000-8000-{next(keys):012x}",
            outbox=self.outbox,
            call_book=self.call_book,
            upkeep=Upkeep("1.0", Ed25519PrivateKey.generate().sign, lambda: 50_000),
            menu=ServiceMenu(self.loop, self._workshop(self._usual_workshop(accounts))),
            heard=self._said,
            shown=lambda view, _drawing: self._shown(view.page),
        )


def _no_accounts() -> Accounts:
    raise AssertionError("nobody logs in here")
