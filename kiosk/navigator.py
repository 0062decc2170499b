"""Where the person is: the page and part before them, and the way back.

Page functions run in the pool. Their answers carry a serial, so that one that comes late, after a
tap elsewhere or after the visit, is dropped. After a second without an answer the waiting page
shows, with a Back that works; after ten the failure's page does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from applications.ask import Ask
from contract.failures import Failure, TimedOut
from kiosk.ahead_of_choice import ahead_of_choice
from kiosk.loop import Loop, Timer
from kiosk.page_book import PageBook
from kiosk.preparing import Answered, Preparing
from pages.choices import Go
from pages.model import Page, Part
from pages.presentation import Presentation

WAITING_AFTER = 1.0
GIVE_UP_AFTER = 10.0


class Change(Enum):
    """What the person sees of a change."""

    ARRIVED = "arrived"
    """Another page or part: old speech is cut, a touch meant for the old one does nothing."""
    UPDATED = "updated"
    """The same page with something new on it: only that is spoken."""
    RESTYLED = "restyled"
    """The same words at another size, or covered: nothing is spoken."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page somebody can come back to, and which part of it they saw."""

    target: Go
    part: int = 0


@dataclass(frozen=True, slots=True)
class _Request:
    serial: int
    place: Place
    keeps_current: bool
    """Whether Back will lead to the page that shows now."""
    asked: float
    """When, by the monotonic clock."""
    returns: bool = False
    """Whether this is the way back, which grows shorter once the page is there."""


class Navigator:
    """Holds page, part and the way back. Only the kiosk thread calls it.

    ``make_ask`` is called for every request, so that pages see the present visit and settings.
    ``failure_page`` turns an expected failure into its page. ``changed`` is told of every change,
    ``slow`` of a route whose page came after the waiting page, with the seconds it took,
    ``prepared`` of a page that came while its key was still held down.
    """

    def __init__(
        self,
        loop: Loop,
        book: PageBook,
        make_ask: Callable[[], Ask],
        split: Callable[[Page, Presentation], tuple[Part, ...]],
        failure_page: Callable[[Failure], Go],
        changed: Callable[[Change], None],
        slow: Callable[[str, float], None] = lambda _route, _seconds: None,
        prepared: Callable[[Page], None] = lambda _page: None,
    ) -> None:
        self._loop = loop
        self._book = book
        self._make_ask = make_ask
        self._split = split
        self._failure_page = failure_page
        self._changed = changed
        self._slow = slow
        self._preparing = Preparing(loop, self._run_ahead, self._run, prepared)
        self._back: list[Place] = []
        self._place: Place | None = None
        self._failed: _Request | None = None
        self._serial = 0
        self._updates = 0
        self._pending: _Request | None = None
        self._timers: list[Timer] = []
        self._missed: set[str] = set()
        self._overlay: Page | None = None
        self._waiting: Page | None = None
        self._hidden: Change | None = None
        self._page: Page | None = None
        self._parts: tuple[Part, ...] = (Part(),)

    @property
    def page(self) -> Page | None:
        """The page that shows now; an overlay hides what is beneath."""
        return self._overlay or self._waiting or self._page

    @property
    def part(self) -> Part:
        """The part of it that shows now."""
        if self._place is None or self.page is not self._page:
            return Part()
        return self._parts[min(self._place.part, len(self._parts) - 1)]

    @property
    def place(self) -> Place | None:
        """The place beneath any overlay."""
        return self._place

    @property
    def asked_for(self) -> Go | None:
        """The page that is being asked for and has not come yet."""
        return None if self._pending is None else self._pending.place.target

    @property
    def can_go_back(self) -> bool:
        """Whether Back leads anywhere."""
        return bool(self._back) or self._pending is not None

    def go(self, target: Go, *, replacing: bool = False) -> None:
        """Show another page; ``replacing`` leaves the present one out of the way back."""
        keeps = not replacing and self._is_place_to_return_to()
        self._request(Place(target), keeps_current=keeps)

    def prepare(self, target: Go | None) -> None:
        """Ask for a page whose key is held down; None for the page Back leads to."""
        if target is None and self._pending is None and self._back:
            target = self._back[-1].target
        if target is not None:
            self._preparing.begin(target)

    def start_at(self, target: Go) -> None:
        """Show a page with nothing behind it."""
        self._back.clear()
        self._request(Place(target), keeps_current=False)

    def back(self) -> None:
        """To the page before; while waiting, back to the page that asked."""
        if self._pending is not None:
            waited, self._waiting = self._waiting is not None, None
            self._abandon()
            if waited:
                self._tell(Change.ARRIVED)
        elif self._back:
            self._request(self._back[-1], keeps_current=False, returns=True)

    def again(self) -> bool:
        """Ask once more for the page that failed; False where none did."""
        failed = self._failed
        if failed is None:
            return False
        self._request(failed.place, keeps_current=False, returns=failed.returns)
        return True

    def turn(self, step: int) -> None:
        """To the next (+1) or previous (-1) part, where there is one."""
        if self._place is None:
            return
        part = self._place.part + step
        if 0 <= part < len(self._parts):
            self._place = replace(self._place, part=part)
            self._tell(Change.ARRIVED)

    def refresh(self, topic: str) -> None:
        """Something a page may watch has changed; the page is asked for again if it does."""
        self._preparing.drop()
        if self._pending is not None:
            self._missed.add(topic)
        elif self._page is not None and topic in self._page.watches:
            self._ask_again()

    def restyle(self) -> None:
        """The presentation changed: show the page so at once, then ask for its new words."""
        self._preparing.drop()
        if self._page is not None and self._pending is None:
            self._take(self._page)
            self._tell(Change.RESTYLED)
            self._ask_again()

    def cover(self, page: Page) -> None:
        """Show a page over the present one until ``uncover``; the one beneath goes on meanwhile.

        Covering with the same page again, a second further in its countdown, says nothing anew.
        """
        repeated = self._overlay is not None and self._overlay.route == page.route
        self._overlay = page
        self._changed(Change.RESTYLED if repeated else Change.ARRIVED)

    def uncover(self) -> None:
        """Take the covering page away; what is beneath is spoken if it is new there."""
        if self._overlay is not None:
            self._overlay = None
            change, self._hidden = self._hidden or Change.RESTYLED, None
            self._changed(change)

    def forget(self) -> None:
        """Drop every page, place and pending answer: the visit is over."""
        self._preparing.drop()
        self._abandon()
        self._back.clear()
        self._place = self._page = self._overlay = self._waiting = self._hidden = None
        self._parts = (Part(),)

    def _is_place_to_return_to(self) -> bool:
        return self._page is not None and not self._page.route.startswith("failure.")

    def _request(self, place: Place, *, keeps_current: bool, returns: bool = False) -> None:
        self._abandon()
        self._failed = None
        asked = self._loop.clock.monotonic()
        request = _Request(self._serial, place, keeps_current, asked, returns)
        self._pending = request
        self._timers = [
            self._loop.call_later(WAITING_AFTER, self._show_waiting),
            self._loop.call_later(GIVE_UP_AFTER, lambda: self._answered(request, TimedOut())),
        ]

        def answered(answer: Page | Exception) -> None:
            self._answered(request, answer)

        if not self._preparing.take(place.target, answered):
            self._run(place.target, answered)

    def _run(self, target: Go, done: Answered) -> None:
        self._work(self._make_ask(), target, done)

    def _run_ahead(self, target: Go, done: Answered) -> None:
        self._work(ahead_of_choice(self._make_ask()), target, done)

    def _work(self, ask: Ask, target: Go, done: Answered) -> None:
        self._loop.work(lambda: self._book.page(ask, target.route, target.params), done)

    def _show_waiting(self) -> None:
        self._waiting = self._book.page(self._make_ask(), "standard.waiting", ())
        self._tell(Change.ARRIVED)

    def _answered(self, request: _Request, answer: Page | Exception) -> None:
        if request.serial != self._serial or self._pending is not request:
            return
        match answer:
            case Page():
                self._arrive(request, answer)
            case Failure():
                page = Place(self._failure_page(answer))
                self._request(page, keeps_current=request.keeps_current)
                self._failed = request
            case _:
                self._abandon()
                raise answer

    def _arrive(self, request: _Request, page: Page) -> None:
        missed = self._missed & page.watches
        took = self._loop.clock.monotonic() - request.asked
        if took >= WAITING_AFTER:
            self._slow(request.place.target.route, took)
        self._abandon()
        if request.returns:
            self._back.pop()
        elif request.keeps_current and self._place is not None:
            self._back.append(self._place)
        self._waiting = None
        self._place = request.place
        self._take(page)
        self._tell(Change.ARRIVED)
        if missed:
            self._ask_again()

    def _ask_again(self) -> None:
        assert self._place is not None
        self._updates += 1
        expected = (self._serial, self._updates)

        def answered(answer: Page | Exception) -> None:
            if expected != (self._serial, self._updates):
                return
            if isinstance(answer, Page):
                self._update(answer)
            elif not isinstance(answer, Failure):
                raise answer

        self._run(self._place.target, answered)

    def _update(self, page: Page) -> None:
        same = page == self._page
        self._take(page)
        self._tell(Change.RESTYLED if same else Change.UPDATED)

    def _take(self, page: Page) -> None:
        self._page = page
        self._parts = self._split(page, self._make_ask().presentation)
        assert self._place is not None
        last = len(self._parts) - 1
        self._place = replace(self._place, part=min(self._place.part, last))

    def _tell(self, change: Change) -> None:
        """Tell of a change now, or once the covering page is taken away."""
        if self._overlay is None:
            self._changed(change)
        elif change is Change.ARRIVED:
            self._hidden = change

    def _abandon(self) -> None:
        self._serial += 1
        self._pending = None
        self._missed.clear()
        for timer in self._timers:
            timer.cancel()
        self._timers = []
