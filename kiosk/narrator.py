"""What is being said. One voice, and rules about who may cut whom.

A person's touch cuts anything; an interjection lets what it cut be said again. What the system does
by itself (a timer, a device, the end of a visit) lets an utterance that must finish end first, for
at most ten seconds (E2, E4). The outcome of a print job that was cut is said again with the next
page; nothing else is, for whoever touches the screen has understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from devices.speakers.speaker import Ending, Speaker, SpeechRequest
from kiosk.loop import Loop
from kiosk.reading_place import ReadingPlace
from kiosk.speech_queue import Priority, SpeechQueue
from kiosk.speech_request import speech_request
from kiosk.under_way import Heard, UnderWay
from pages.presentation import Presentation
from pages.spoken import Utterance

MUST_FINISH_LIMIT = 10.0
STUCK_AFTER = 60.0
"""Seconds after which a speaker that ended no utterance is taken to be stuck; nobody's page stays
open for it."""


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
        self._queue: SpeechQueue[Utterance] = SpeechQueue()
        self._page = ReadingPlace()
        self._outcomes: frozenset[Utterance] = frozenset()
        self._owed: Utterance | None = None
        self._presentation = Presentation()
        self._now: UnderWay | None = None
        self._said = 0

    @property
    def speaking(self) -> bool:
        """Whether anything is being said or waits to be."""
        return self._now is not None or bool(self._queue)

    @property
    def said(self) -> int:
        """How many utterances were begun so far."""
        return self._said

    @property
    def caption(self) -> Utterance | None:
        """What is being said now."""
        return None if self._now is None else self._now.utterance

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
        owed, self._owed = self._owed, None
        self._queue.clear()
        if owed is not None and owed not in self._page.utterances:
            self._queue.put([owed], Priority.NEXT)
        self._say_instead(self._page.utterances, cut=by_person)

    def add(
        self, utterances: Iterable[Utterance], presentation: Presentation, *, outcome: bool = False
    ) -> None:
        """The same page changed by itself: what is new on it is said next, what is gone never.

        What a cue has told already is not said by itself.
        """
        before, now = self._page.utterances, tuple(utterances)
        self._page = ReadingPlace(now)
        if self._now is not None:
            self._page.reached(self._now.utterance)
        self._note_outcome(outcome)
        self._presentation = presentation
        gone = frozenset(before) - frozenset(now)
        fresh = (each for each in now if each not in before and not each.told_by_cue)
        self._queue.keep(lambda each: each not in gone)
        self._queue.put(fresh, Priority.NEXT)
        if self._queue and self._now is None:
            self._next()

    def go_on(self, presentation: Presentation) -> None:
        """Take the page up again where it was silenced, or from its beginning."""
        self.say_instead(self._page.rest(), presentation)

    def paragraph(self, step: int, presentation: Presentation) -> bool:
        """Go on with the next paragraph (1) or the one before (-1); False where there is none."""
        found = self._page.paragraph(step)
        if found is not None:
            self.say_instead(found, presentation)
        return found is not None

    def say_instead(self, utterances: Iterable[Utterance], presentation: Presentation) -> None:
        """Say this in place of what is being said; what the page says is still the page's."""
        self._presentation = presentation
        self._queue.clear()
        self._say_instead(utterances, cut=True)

    def interject(self, utterances: Iterable[Utterance], presentation: Presentation) -> None:
        """Say this at once, then the sentence that was cut, and all that waited."""
        self._presentation = presentation
        self._queue.drop(Priority.NOW)
        self._queue.put(utterances, Priority.NOW)
        self._cut(again=self._now is not None and self._now.priority < Priority.NOW)
        self._next()

    def silence(self) -> None:
        """Say nothing more of this page, until somebody asks."""
        self._queue.clear()
        self._say_instead((), cut=True)

    def hush_private(self, presentation: Presentation) -> None:
        """Others hear it from here on: nothing private; what is under way anew, usually loud."""
        self._presentation = presentation
        speaking = self.speaking
        self._cut(again=True)
        self._queue.keep(lambda each: not each.private)
        if speaking:
            self._next()

    def forget(self) -> None:
        """The visit is over: keep nothing that was said. What must finish may still finish."""
        self._page = ReadingPlace()
        self._outcomes, self._owed = frozenset(), None
        self._queue.clear()
        self._say_instead((), cut=False)

    def _note_outcome(self, outcome: bool) -> None:
        if outcome:
            self._outcomes = frozenset(each for each in self._page.utterances if each.must_finish)

    def _say_instead(self, utterances: Iterable[Utterance], *, cut: bool) -> None:
        """Say these, after an owed outcome; what is under way ends first if it must and may."""
        self._queue.put(utterances)
        if self._now is None:
            self._next()
        elif cut or not self._now.utterance.must_finish:
            self._go_on_without()
        elif not self._now.limited:
            self._now.limit(self._loop.call_later(MUST_FINISH_LIMIT, self._go_on_without))

    def _go_on_without(self) -> None:
        self._cut()
        self._next()

    def _give_up(self) -> None:
        self._faulty()
        self._queue.clear()
        self._go_on_without()

    def _cut(self, *, again: bool = False) -> None:
        """Be silent; ``again``: what was cut is said anew in its turn, so that it is not owed."""
        self._speaker.stop()
        cut = self._now
        if cut is None:
            return
        if again:
            self._queue.put_back(cut.utterance, cut.priority)
        elif cut.utterance in self._outcomes:
            self._owed = cut.utterance
        self._ended(cut, cut=True)

    def _next(self) -> None:
        while (waiting := self._queue.take()) is not None:
            if self._start(*waiting):
                self._changed()
                return
        self._changed()
        self._quiet()

    def _start(self, utterance: Utterance, priority: Priority) -> bool:
        request = self._request(utterance)
        if request is None:
            return False
        self._said += 1
        now = self._now = UnderWay(utterance, priority, request.engine_text)
        now.limit(self._loop.call_later(STUCK_AFTER, self._give_up))
        self._page.reached(utterance)
        self._speaker.say(
            request,
            on_started=lambda: self._loop.post(lambda: now.begins(self._loop.clock.now())),
            on_ended=lambda ending: self._loop.post(lambda: self._on_ended(now, ending)),
        )
        self._prepare_next()
        return True

    def _prepare_next(self) -> None:
        upcoming = self._queue.peek()
        if upcoming is not None and (request := self._request(upcoming)) is not None:
            self._speaker.prepare(request)

    def _request(self, utterance: Utterance) -> SpeechRequest | None:
        try:
            return speech_request(utterance, self._presentation, self._pronounce)
        except ValueError:
            self._faulty()
            return None

    def _on_ended(self, under_way: UnderWay, ending: Ending) -> None:
        if under_way is not self._now:
            return
        if ending is Ending.FAILED:
            self._faulty()
        self._ended(under_way, cut=False)
        if not self._queue:
            self._page.ended()
        self._next()

    def _ended(self, said: UnderWay, *, cut: bool) -> None:
        self._now = None
        self._heard(said.ends(self._loop.clock.now(), cut=cut))
