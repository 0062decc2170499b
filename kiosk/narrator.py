"""What is being said. One voice, one queue, and rules about who may cut whom.

A person's touch cuts anything. What the system does by itself (a timer, a device, the end of a
visit) lets an utterance that must finish end first, for at most ten seconds (E2, E4). The outcome
of a print job that was cut is said again with the next page; nothing else is, for whoever touches
the screen has understood.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from devices.speakers.speaker import RATES, VOLUMES, Ending, Speaker, SpeechRequest, Voice
from kiosk.loop import Loop, Timer
from kiosk.reading_place import ReadingPlace
from pages.presentation import Language, Presentation
from pages.spoken import Utterance

MUST_FINISH_LIMIT = 10.0
STUCK_AFTER = 60.0
"""Seconds after which a speaker that ended no utterance is taken to be stuck; nobody's page stays
open for it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance as it was said, for transcripts. Times are UTC; ``started`` None: never."""

    utterance: Utterance
    engine_text: str
    started: datetime | None
    ended: datetime
    cut: bool


class Narrator:
    """Says utterances one after another. Only the kiosk thread calls it.

    ``pronounce`` turns worded Mandarin into what the engine takes and raises ``ValueError`` where
    it cannot; such an utterance is left out and ``faulty`` is told, the page stays usable (E12).
    ``changed`` is told whenever caption or marked block change, ``quiet`` when all has been said.
    """

    def __init__(
        self,
        loop: Loop,
        speaker: Speaker,
        pronounce: Callable[[str], str],
        *,
        changed: Callable[[], None],
        quiet: Callable[[], None],
        faulty: Callable[[], None],
        heard: Callable[[Heard], None] = lambda _heard: None,
    ) -> None:
        self._loop = loop
        self._speaker = speaker
        self._pronounce = pronounce
        self._changed = changed
        self._quiet = quiet
        self._faulty = faulty
        self._heard = heard
        self._queue: deque[Utterance] = deque()
        self._page = ReadingPlace()
        self._outcomes: frozenset[Utterance] = frozenset()
        self._owed: Utterance | None = None
        self._presentation = Presentation()
        self._now: Utterance | None = None
        self._engine_text = ""
        self._started: datetime | None = None
        self._serial = 0
        self._limit: Timer | None = None
        self._stuck: Timer | None = None

    @property
    def speaking(self) -> bool:
        """Whether anything is being said or waits to be."""
        return self._now is not None or bool(self._queue)

    @property
    def said(self) -> int:
        """How many utterances were begun so far."""
        return self._serial

    @property
    def caption(self) -> Utterance | None:
        """What is being said now."""
        return self._now

    def arrive(
        self,
        utterances: Iterable[Utterance],
        presentation: Presentation,
        *,
        by_person: bool,
        outcome: bool = False,
    ) -> None:
        """Another page: say it from the beginning, in place of the old one.

        What must finish of an ``outcome`` is owed: where it is cut, the next page says it first.
        """
        if by_person:
            self._cut()
        self._page = ReadingPlace(tuple(utterances))
        self._presentation = presentation
        self._note_outcome(outcome)
        waiting = deque(self._page.utterances)
        if self._owed is not None and self._owed not in waiting:
            waiting.appendleft(self._owed)
        self._owed = None
        self._replace(waiting, cut=by_person)

    def add(
        self,
        utterances: Iterable[Utterance],
        presentation: Presentation,
        *,
        outcome: bool = False,
    ) -> None:
        """The same page changed by itself: say only what was not on it before."""
        new = tuple(utterances)
        fresh = [utterance for utterance in new if utterance not in self._page.utterances]
        self._page = ReadingPlace(new)
        if self._now is not None:
            self._page.reached(self._now)
        self._note_outcome(outcome)
        self._presentation = presentation
        self._queue.extend(fresh)
        if fresh and self._now is None:
            self._next()

    def go_on(self, presentation: Presentation) -> None:
        """Take the present page up again where it was silenced, or from its beginning."""
        self._presentation = presentation
        self._replace(deque(self._page.rest()), cut=True)

    def paragraph(self, step: int, presentation: Presentation) -> bool:
        """Go on with the next paragraph (1) or the one before (-1); False where there is none."""
        self._presentation = presentation
        found = self._page.paragraph(step)
        if found is not None:
            self._replace(deque(found), cut=True)
        return found is not None

    def interject(self, utterances: Iterable[Utterance], presentation: Presentation) -> None:
        """Say this in place of what is being said; what the page says is still the page's."""
        self._presentation = presentation
        self._replace(deque(utterances), cut=True)

    def silence(self) -> None:
        """Say nothing more of this page, until somebody asks."""
        self._replace(deque(), cut=True)

    def hush_private(self) -> None:
        """Say nothing more that is somebody's own: from here on, others may hear it."""
        self._queue = deque(each for each in self._queue if not each.private)
        if self._now is not None and self._now.private:
            self._cut()
            self._next()

    def forget(self) -> None:
        """The visit is over: keep nothing that was said. What must finish may still finish."""
        self._page = ReadingPlace()
        self._outcomes, self._owed = frozenset(), None
        self._replace(deque(), cut=False)

    def _note_outcome(self, outcome: bool) -> None:
        if outcome:
            self._outcomes = frozenset(each for each in self._page.utterances if each.must_finish)

    def _replace(self, waiting: deque[Utterance], *, cut: bool) -> None:
        self._queue = waiting
        if self._now is None:
            self._next()
        elif cut or not self._now.must_finish:
            self._cut()
            self._next()
        elif self._limit is None:
            self._limit = self._loop.call_later(MUST_FINISH_LIMIT, self._out_of_time)

    def _out_of_time(self) -> None:
        self._cut()
        self._next()

    def _give_up(self) -> None:
        self._faulty()
        self._queue.clear()
        self._cut()
        self._next()

    def _cut(self) -> None:
        self._speaker.stop()
        if self._now is not None:
            if self._now in self._outcomes:
                self._owed = self._now
            self._ended_now(cut=True)

    def _next(self) -> None:
        while self._queue:
            if self._start(self._queue.popleft()):
                self._changed()
                return
        self._changed()
        self._quiet()

    def _start(self, utterance: Utterance) -> bool:
        request = self._request(utterance)
        if request is None:
            return False
        self._serial += 1
        serial = self._serial
        self._now, self._engine_text, self._started = utterance, request.engine_text, None
        self._page.reached(utterance)
        self._stuck = self._loop.call_later(STUCK_AFTER, self._give_up)
        self._speaker.say(
            request,
            on_started=lambda: self._loop.post(lambda: self._on_started(serial)),
            on_ended=lambda ending: self._loop.post(lambda: self._on_ended(serial, ending)),
        )
        self._prepare_next()
        return True

    def _prepare_next(self) -> None:
        upcoming = self._request(self._queue[0]) if self._queue else None
        if upcoming is not None:
            self._speaker.prepare(upcoming)

    def _request(self, utterance: Utterance) -> SpeechRequest | None:
        chinese = utterance.language is Language.CHINESE
        try:
            text = self._pronounce(utterance.worded) if chinese else utterance.worded
        except ValueError:
            self._faulty()
            return None
        return SpeechRequest(
            engine_text=text,
            voice=Voice.MANDARIN if chinese else Voice.ENGLISH,
            rate=RATES[self._presentation.rate - 1],
            volume=VOLUMES[self._presentation.volume - 1],
            fixed=utterance.fixed,
        )

    def _on_started(self, serial: int) -> None:
        if serial == self._serial and self._now is not None:
            self._started = self._loop.clock.now()

    def _on_ended(self, serial: int, ending: Ending) -> None:
        if serial != self._serial or self._now is None:
            return
        if ending is Ending.FAILED:
            self._faulty()
        self._ended_now(cut=False)
        if not self._queue:
            self._page.ended()
        self._next()

    def _ended_now(self, *, cut: bool) -> None:
        assert self._now is not None
        ended = self._loop.clock.now()
        self._heard(Heard(self._now, self._engine_text, self._started, ended, cut))
        self._now = None
        for timer in (self._limit, self._stuck):
            if timer is not None:
                timer.cancel()
        self._limit = self._stuck = None
