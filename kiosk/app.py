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
    StatusChanged,
)
from kiosk.actions import Actions
from kiosk.answering import Answering
from kiosk.backend_watch import BackendWatch
from kiosk.bulletin_board import BulletinBoard
from kiosk.clock import LOCAL
from kiosk.device_watch import DeviceWatch
from kiosk.failsafe import Failsafe
from kiosk.keypad import Keypad
from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.bench import DeviceStates
from kiosk.maintenance.watching import Plugged
from kiosk.messages import Messages
from kiosk.narrator import Narrator
from kiosk.navigator import Change, Navigator
from kiosk.page_book import PageBook
from kiosk.parts import Parts
from kiosk.printing import Job, Printing
from kiosk.revealing import Revealing
from kiosk.ringing import Ringing
from kiosk.session import EndReason, Session
from kiosk.showing import Showing
from kiosk.standard_pages import PAGES
from kiosk.telling import Telling
from kiosk.touching import Touching
from kiosk.wanted import Wanted
from pages.choices import Do, Go, Target, go
from pages.model import Page, Part
from pages.pinyin import engine_text, warm_up
from pages.presentation import Presentation

WARM_UP_AFTER = 1.0
"""Seconds from the start to loading the dictionaries: Python stands still for a quarter of a second
while the largest is read, and the first page is to be on the screen by then."""


class Kiosk:
    """The terminal. ``start`` shows the first page; the rest is events."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.loop = parts.loop
        self.session = Session(parts.loop, parts.gateway, self, self._speaks, parts.limits)
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
            self.showing.prepare,
        )
        self.narrator = Narrator(
            parts.loop,
            parts.speaker,
            engine_text,
            changed=self.showing.caption_changed,
            quiet=self._fell_quiet,
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
        self.messages = Messages(self)
        self.delivery, self.calls = self.messages.delivery, self.messages.calls
        self.ringing = Ringing(self)
        self.backend = BackendWatch(parts.loop, parts.gateway, self._reachable)
        self.board = BulletinBoard(
            parts.loop, parts.gateway, lambda: self.navigator.refresh("bulletin"), parts.keeper
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
        self.wanted = Wanted(self)
        self.actions = Actions(self)
        self.revealing = Revealing(self)
        self.keypad = Keypad(self)
        self.touching = Touching(self)
        self.devices = DeviceWatch(self)
        self.failsafe = Failsafe(self)
        self._by_person = False

    # what the outside tells, always on the kiosk thread

    def start(self) -> None:
        """Show the first page and begin to watch."""
        self.log("kiosk.started")
        self.parts.menu.join(self)
        self.parts.menu.start()
        self.show(go("standard.welcome"))
        self.backend.ask_now()
        self.board.ask_now()
        self.messages.start()
        self.loop.call_later(WARM_UP_AFTER, lambda: self.loop.work(warm_up, lambda _done: None))
        self.showing.each_minute()

    def stop(self) -> None:
        """The program ends; a visit ends with it."""
        self.session.abandon(EndReason.MAINTENANCE)
        self.log("kiosk.stopped", reason="asked")

    def reader_event(self, event: ReaderEvent) -> None:
        """A card came or went, or a reader is otherwise than before."""
        match event:
            case CardLaid():
                if self._for_visitors(event):
                    self.session.card_laid(event)
            case CardLifted():
                self.session.card_lifted(event)
            case CardSwiped() | CodeScanned():
                self._shown_to_reader(event)
            case StatusChanged(reader, status):
                self.devices.reader_changed(reader, status)

    def _for_visitors(self, event: CardLaid | CardSwiped | CodeScanned) -> bool:
        """Whether a card begins or goes on with a visit: staff test readers with theirs, and a
        terminal that is closed for today reads none."""
        self.parts.menu.feel(event)
        self._by_person = not self.parts.menu.open and self.parts.menu.closure is None
        return self._by_person

    def _shown_to_reader(self, event: CardSwiped | CodeScanned) -> None:
        if not self._for_visitors(event):
            return
        if isinstance(event, CardSwiped):
            self.session.card_swiped(event)
        else:
            self.session.code_scanned(event)

    def headphones_changed(self, plugged: bool) -> None:
        """Headphones were plugged in or pulled out."""
        self.log("headphones.changed", plugged=plugged)
        self.parts.menu.feel(Plugged(plugged))
        self.telling.headphones_changed(plugged)

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
        self.wanted.come_back()
        self.show(go("standard.checking"))

    def identified(self) -> None:
        """What was asked for, or home; once."""
        self.show(self.wanted.take())

    def identify_for(self, target: Go) -> None:
        """Ask for a card, and lead on to a page."""
        self.wanted.target = target
        self.navigator.go(go("standard.lay_card"))

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
        self.revealing.forget()
        self.wanted.forget()
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
        return self.devices.states()

    # what pages may know

    @property
    def opens_again(self) -> time | None:
        """When the house opens; None while it is open."""
        return self.parts.hours.opens_again(self.loop.clock.now().astimezone(LOCAL))

    def ask(self) -> KioskAsk:
        """The present state of everything a page function may know."""
        return KioskAsk(
            now=self.loop.clock.now().astimezone(LOCAL),
            terminal=self.parts.terminal,
            public=self.board.public(reachable=self.backend.reachable),
            presentation=self.session.presentation,
            new_key=self.parts.new_key,
            can_print=self.devices.can_print,
            records=self.session.records,
            printer=self.devices.printer,
            printer_answers=self.parts.printer.has_back_channel,
            network=self.backend.reachable,
            board=self.board.at_hand,
            readers=self.devices.can_read,
            opens_again=self.opens_again,
            closure=self.parts.menu.closure,
            calls=self.calls.states,
            may_withdraw=self.calls.mine,
            answer=self.answering.answer,
            jobs=self.printing.jobs,
            service=self.parts.menu.facts(),
            page_of=self.book.page,
            preview=self.parts.preview_receipt,
        )

    # what the person then sees and hears

    def _speaks(self) -> bool:
        """Whether the person is being spoken to; a call for staff is for other ears."""
        return self.narrator.speaking and not self.ringing.sounding

    def _fell_quiet(self) -> None:
        if not self.ringing.fell_quiet():
            self.session.fell_quiet()

    def _changed(self, change: Change) -> None:
        self.showing.redraw()
        arrived = change is Change.ARRIVED
        if arrived:
            self.showing.page_arrived()
            self.keypad.page_arrived()
        self.telling.page_changed(change, by_person=self._by_person)
        if arrived:
            self._by_person = False

    def _split(self, page: Page, presentation: Presentation) -> tuple[Part, ...]:
        return self.showing.layouts.split(page, presentation)

    def _failed(self, failure: Failure) -> Go:
        place = self.navigator.place
        route = place.target.route if place is not None else "standard.welcome"
        self.log("page.failed", route=route, failure=failure.code)
        if isinstance(failure, VisitOver):
            self.session.lapsed()
            self.wanted.lapsed()
        self.backend.ask_now()
        if isinstance(failure, NotAllowed):
            return self.wanted.more_needed()
        return go("failure.page", code=failure.code)

    def _job_moved(self, job: Job) -> None:
        if job.state.done:
            self.log("print.outcome", job=job.id, outcome=job.state)
        self.navigator.refresh(f"job:{job.id}")

    def _reachable(self, reachable: bool) -> None:
        self.log("backend.reachable", reachable=reachable)
        if reachable:
            self.board.ask_now()
            self.messages.delivery.send_now()
        self.navigator.refresh("network")
