"""The only place where session, navigator, narrator, printing and screen are joined.

Everything here runs on the kiosk thread. What comes from elsewhere (touches, cards, device states)
is posted to the loop by whoever sees it.
"""

from __future__ import annotations

from datetime import time

from contract.failures import Failure, NotAllowed, VisitOver
from contract.records import CallReason
from devices.cards.reader import (
    CardLaid,
    CardLifted,
    CardSwiped,
    CodeScanned,
    ReaderEvent,
    ReaderStatus,
    StatusChanged,
)
from devices.printers.printer import PrinterStatus
from devices.speakers.speaker import SpeakerStatus
from kiosk.actions import Actions
from kiosk.answering import Answering
from kiosk.backend_watch import BackendWatch
from kiosk.clock import LOCAL
from kiosk.keypad import Keypad
from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.secret_knock import SecretKnock
from kiosk.maintenance.service_menu import DeviceStates
from kiosk.narrator import Narrator
from kiosk.navigator import Change, Navigator
from kiosk.notice_board import NoticeBoard
from kiosk.page_book import PageBook
from kiosk.parts import Parts
from kiosk.printing import Job, Printing
from kiosk.screens.layout import split
from kiosk.screens.touch import Touch, TouchKind
from kiosk.session import EndReason, Session
from kiosk.showing import Showing
from kiosk.staff_calls import StaffCalls
from kiosk.standard_pages import PAGES
from kiosk.telling import Telling
from kiosk.touch_filter import Chosen
from pages.choices import Do, Go, Target, go
from pages.model import Page, Part
from pages.pinyin import engine_text, warm_up
from pages.presentation import Presentation

FAILSAFE_SECONDS = 60.0
"""How long the page of an unexpected error shows where nobody touches it."""
MOST_FAILSAFES = 3
"""Unexpected errors in a row, with no page drawn between them, that the kiosk bears."""


class Kiosk:
    """The terminal. ``start`` shows the first page; the rest is events."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.loop = parts.loop
        self.session = Session(
            parts.loop, parts.gateway, self, lambda: self.narrator.speaking, parts.limits
        )
        self.showing = Showing(self)
        self.telling = Telling(self, parts.figures, yao=parts.yao)
        self.book = PageBook({**PAGES, **parts.menu.pages})
        self.navigator = Navigator(
            parts.loop,
            self.book,
            self.ask,
            self._split,
            self._failed,
            self._changed,
            lambda route, took: self.log("page.slow", route=route, milliseconds=int(took * 1000)),
        )
        self.narrator = Narrator(
            parts.loop,
            parts.speaker,
            engine_text,
            changed=self.showing.redraw,
            quiet=self.session.fell_quiet,
            faulty=lambda: self.log("speech.fault", step="rendering"),
            heard=parts.heard,
        )
        self.printing = Printing(
            parts.loop,
            parts.printer,
            parts.journal,
            parts.lay_out_receipt,
            self._job_moved,
            lambda job: self.navigator.refresh(f"job:{job}"),
            lambda job: self.log("receipt.issued", job=job),
        )
        self.calls = StaffCalls(
            parts.loop,
            parts.gateway,
            lambda: self.navigator.refresh("calls"),
            lambda reason, delivered: self.log("staff.called", reason=reason, delivered=delivered),
        )
        self.backend = BackendWatch(parts.loop, parts.gateway, self._reachable)
        self.board = NoticeBoard(
            parts.loop, parts.gateway, lambda: self.navigator.refresh("notices")
        )
        self.answering = Answering(
            parts.loop,
            lambda: self.navigator.refresh("answer"),
            self.identified,
            self.show_failure,
            lambda checked: self.log(
                "visit.answered", right=checked.right, tries_left=checked.tries_left
            ),
        )
        self.wanted: Go | None = None
        """The page that was asked for in vain, for want of a surer visit."""
        self.actions = Actions(self)
        self.keypad = Keypad(self)
        self.knock = SecretKnock(parts.loop.clock, parts.panel.width, parts.panel.px_per_mm)
        self.printer_status = PrinterStatus.NO_ANSWER
        self.speaker_status = SpeakerStatus.READY
        self.reader_statuses: dict[str, ReaderStatus] = {}
        self._failsafes = (0, 0)
        """Unexpected errors since a picture was drawn, and which picture that was."""
        self._by_person = False

    # what the outside tells, always on the kiosk thread

    def start(self) -> None:
        """Show the first page and begin to watch."""
        self.log("kiosk.started")
        self.parts.menu.join(self)
        self.show(go("standard.welcome"))
        self.backend.ask_now()
        self.board.ask_now()
        self.loop.work(warm_up, lambda _done: None)
        self.showing.each_minute()

    def stop(self) -> None:
        """The program ends; a visit ends with it."""
        self.session.abandon(EndReason.MAINTENANCE)
        self.log("kiosk.stopped", reason="asked")

    def touch(self, touch: Touch) -> None:
        """A finger went down, moved or was lifted."""
        event = self.showing.touch(touch)
        if touch.kind is TouchKind.UP and self._knocked(touch):
            return
        match event:
            case Chosen(target):
                self._touched(target)
            case _ if touch.kind is TouchKind.DOWN:
                self._touched(None)

    def reader_event(self, event: ReaderEvent) -> None:
        """A card came or went, or a reader is otherwise than before."""
        match event:
            case CardLaid():
                if not self.parts.menu.open:
                    self._by_person = True
                    self.session.card_laid(event)
            case CardLifted():
                self.session.card_lifted(event)
            case CardSwiped() | CodeScanned():
                self._shown_to_reader(event)
            case StatusChanged(reader, status):
                self.reader_statuses[reader] = status
                self.log("device.status", device=reader, status=status)
                self.navigator.refresh("readers")

    def _shown_to_reader(self, event: CardSwiped | CodeScanned) -> None:
        if self.parts.menu.open:
            return
        self._by_person = True
        if isinstance(event, CardSwiped):
            self.session.card_swiped(event)
        else:
            self.session.code_scanned(event)

    def printer_changed(self, status: PrinterStatus) -> None:
        """The printer is otherwise than before."""
        self.printer_status = status
        self.printing.printer_changed(status)
        self.log("device.status", device="printer", status=status)
        self.navigator.refresh("printer")

    def speaker_changed(self, status: SpeakerStatus) -> None:
        """The speaker is otherwise than before; pages go on, with the speaker crossed out (E12)."""
        self.speaker_status = status
        self.log("device.status", device="speaker", status=status)
        self.showing.redraw()

    def headphones_changed(self, plugged: bool) -> None:
        """Headphones were plugged in or pulled out."""
        self.log("headphones.changed", plugged=plugged)
        self.telling.headphones_changed(plugged)

    def unexpected(self, error: BaseException) -> None:
        """Whatever nobody foresaw: one log entry, everything wiped, and a fresh visit.

        Where not even the page that says so can be shown, the error goes on and ends the program.
        """
        self.log("kiosk.failsafe", exception=error)
        errors, drawn = self._failsafes
        errors = errors + 1 if drawn == self.showing.drawn else 1
        self._failsafes = errors, self.showing.drawn
        if errors > MOST_FAILSAFES:
            raise error
        self.parts.menu.close()
        self.session.abandon(EndReason.FAILSAFE)
        self.show(go("failure.failsafe"))
        self.loop.call_later(FAILSAFE_SECONDS, self._leave_failsafe)

    def _leave_failsafe(self) -> None:
        """Nobody came meanwhile: the page need not stand there for the night."""
        page = self.navigator.page
        if page is not None and page.route == "failure.failsafe" and not self.session.begun:
            self.show(go("standard.welcome"))

    # what a tap means

    def choose(self, target: Target) -> None:
        """The person chose something."""
        self._by_person = True
        self.narrator.silence()
        match target:
            case Go():
                self.navigator.go(target)
            case Do(action, params, key):
                self.actions.do(action, dict(params), key)

    def repeat_page(self) -> None:
        """Say the present page from its beginning, also one that is silent by itself."""
        self.telling.repeat()

    # what session and menu have done (kiosk.session.Stage)

    def show(self, target: Go) -> None:
        """Show a page with nothing behind it."""
        self.navigator.start_at(target)

    def cover(self, target: Go) -> None:
        """Show a page of the kiosk's own over the present one."""
        self.navigator.cover(self.book.page(self.ask(), target.route, target.params))

    def uncover(self) -> None:
        """Take it away again."""
        self.navigator.uncover()

    def show_failure(self, failure: Failure) -> None:
        """Show the page of an expected failure."""
        self.show(self._failed(failure))

    def checking(self) -> None:
        """The backend is asked who this is; whoever is known already comes back to their page."""
        place = self.navigator.place
        if self.session.records is not None and self.wanted is None and place is not None:
            own = place.target.route.partition(".")[0] in {"standard", "failure"}
            self.wanted = None if own else place.target
        self.show(go("standard.checking"))

    def identified(self) -> None:
        """What was asked for, or home; once."""
        wanted, self.wanted = self.wanted, None
        self.show(wanted or go("standard.home"))

    def known_card(self) -> None:
        """Whoever was asked for a card and laid the same one down is led on."""
        place = self.navigator.place
        if place is not None and place.target.route == "standard.lay_card":
            self.identified()

    def wipe(self) -> None:
        """Drop everything personal from screen, memory, speech and queues (D4)."""
        self.navigator.forget()
        self.narrator.forget()
        self.printing.forget()
        self.calls.forget()
        self.answering.forget()
        self.wanted = None
        self.parts.readers.resume()
        self.showing.forget()

    def refuse_cards(self) -> None:
        """No card is read until the visit ends (H1)."""
        self.parts.readers.pause()

    def card_left_behind(self) -> None:
        """Somebody went and left their card: staff can run after them."""
        self.log("card.left_behind")
        self.calls.call(CallReason.CARD_LEFT)

    def call_for_card_trouble(self) -> None:
        """Several cards in a row could not be read (C7)."""
        self.calls.call(CallReason.CARD_TROUBLE)

    def log(self, code: str, **fields: object) -> None:
        """Record an event of the catalogue."""
        self.parts.log.record(code, **fields)

    def refresh(self, topic: str) -> None:
        """Ask for the page anew where it watches this."""
        self.navigator.refresh(topic)

    def device_states(self) -> DeviceStates:
        """How every device is now, for the service menu."""
        return DeviceStates(
            printer=self.printer_status,
            printer_answers=self.parts.printer.has_back_channel,
            readers=dict(self.reader_statuses),
            speaker=self.speaker_status,
            backend=self.backend.reachable,
        )

    # what pages may know

    @property
    def opens_again(self) -> time | None:
        """When the house opens; None while it is open."""
        return self.parts.hours.opens_again(self.loop.clock.now().astimezone(LOCAL))

    def ask(self) -> KioskAsk:
        """The present state of everything a page function may know."""
        working = ReaderStatus.READY in self.reader_statuses.values()
        return KioskAsk(
            now=self.loop.clock.now().astimezone(LOCAL),
            terminal=self.parts.terminal,
            public=self.parts.gateway,
            presentation=self.session.presentation,
            new_key=self.parts.new_key,
            can_print=self.printer_status.can_print or not self.parts.printer.has_back_channel,
            records=self.session.records,
            printer=self.printer_status,
            printer_answers=self.parts.printer.has_back_channel,
            network=self.backend.reachable,
            board=self.board,
            readers=working or not self.reader_statuses,
            opens_again=self.opens_again,
            call=self.calls.state,
            answer=self.answering.answer,
            jobs=self.printing.jobs,
            service=self.parts.menu.facts(),
            page_of=self.book.page,
            preview=self.parts.preview_receipt,
        )

    # what the person then sees and hears

    def _changed(self, change: Change) -> None:
        self.showing.redraw()
        arrived = change is Change.ARRIVED
        if arrived:
            self.showing.page_arrived()
            self.keypad.page_arrived()
        self.telling.page_changed(change, by_person=self._by_person)
        if arrived:
            self._by_person = False

    def _touched(self, chosen: Target | None) -> None:
        """A finger went down somewhere, or made a choice.

        While the person is asked whether they are still there, any touch goes on and presses
        nothing else, but 办完了 (D3). A first touch on the silent welcome page makes it speak.
        """
        if self.session.warning and not _is_finish(chosen):
            self.narrator.silence()
            if not _is_finish(self.showing.held):
                self.session.still_here()
            return
        began = self.session.begun
        if not self.parts.menu.touched():
            self.session.touched()
        if not began and self.showing.held is None and chosen is None:
            self.repeat_page()
            return
        self.narrator.silence()
        if chosen is not None:
            self.choose(chosen)

    def _knocked(self, touch: Touch) -> bool:
        """A technician knocked on the waiting welcome page (H9)."""
        page = self.navigator.page
        waiting = page is not None and page.route == "standard.welcome"
        if not waiting or not self.knock.touch(touch.x, touch.y):
            return False
        self.session.abandon(EndReason.MAINTENANCE)
        self.parts.menu.begin()
        return True

    def _split(self, page: Page, presentation: Presentation) -> tuple[Part, ...]:
        return split(page, presentation, self.parts.panel)

    def _failed(self, failure: Failure) -> Go:
        place = self.navigator.place
        route = place.target.route if place is not None else "standard.welcome"
        self.log("page.failed", route=route, failure=failure.code)
        if isinstance(failure, VisitOver):
            self.session.lapsed()
        self.backend.ask_now()
        if isinstance(failure, NotAllowed):
            return self._more_needed()
        return go("failure.page", code=failure.code)

    def _more_needed(self) -> Go:
        """The page that says what to lay down or type; it leads on to what was asked for."""
        self.wanted = self.navigator.asked_for or self.wanted
        right = None if self.wanted is None else self.book.right_for(self.wanted.route)
        return go("failure.page", code=NotAllowed.code, right=right.value if right else "")

    def _job_moved(self, job: Job) -> None:
        if job.state.done:
            self.log("print.outcome", job=job.id, outcome=job.state)
        self.navigator.refresh(f"job:{job.id}")

    def _reachable(self, reachable: bool) -> None:
        self.log("backend.reachable", reachable=reachable)
        if reachable:
            self.board.ask_now()
        self.navigator.refresh("network")


def _is_finish(target: Target | None) -> bool:
    return isinstance(target, Do) and target.action == "finish"
