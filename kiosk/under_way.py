"""The one utterance that is being said, what may end it from outside, and what was heard of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.loop import Timer
from kiosk.speech_queue import Priority
from pages.spoken import Utterance


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance as it was said, for transcripts. Times are UTC; ``started`` None: never."""

    utterance: Utterance
    engine_text: str
    started: datetime | None
    ended: datetime
    cut: bool


@dataclass(eq=False)
class UnderWay:
    """Known by its identity: the same words may be said twice. ``started`` is UTC, None: not yet.

    The first limit is for a speaker that is stuck; one more is for what must finish.
    """

    utterance: Utterance
    priority: Priority
    engine_text: str
    started: datetime | None = None
    _timers: list[Timer] = field(default_factory=list)

    @property
    def limited(self) -> bool:
        """Whether something else waits for it to end."""
        return len(self._timers) > 1

    def begins(self, now: datetime) -> None:
        """Its sound begins."""
        self.started = now

    def limit(self, timer: Timer) -> None:
        """Bear in mind what ends it at the latest."""
        self._timers.append(timer)

    def ends(self, ended: datetime, *, cut: bool) -> Heard:
        """It is over; how it was said."""
        for timer in self._timers:
            timer.cancel()
        return Heard(self.utterance, self.engine_text, self.started, ended, cut)
