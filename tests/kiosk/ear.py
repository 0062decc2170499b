"""A narrator with an ear beside it, which bears neither a word too many nor one too few.

ear.hears("您好")
ear.hears_the_end()

What was said and not expected, and what was expected and not said, both fail the test.
"""

from __future__ import annotations

from devices.speakers.speaker import SpeechRequest
from kiosk.loop import Loop
from kiosk.narrator import Narrator
from kiosk.under_way import Heard
from pages.presentation import Language
from pages.spoken import Utterance
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.driven_workers import DrivenWorkers
from tests.kiosk.fake_devices import FakeSpeaker


def words(
    text: str, block: int | None = None, *, private: bool = False, must_finish: bool = False
) -> Utterance:
    """An utterance that says just this."""
    return Utterance(text, text, Language.CHINESE, private, must_finish, block)


class Ear:
    """Holds each utterance until the next is expected, as somebody would who listens."""

    def __init__(self) -> None:
        self.clock = DrivenClock()
        self.speaker = FakeSpeaker()
        self.speaker.holds = True
        self.faults = 0
        self.quiet = 0
        self.said: list[Heard] = []
        self._expected = 0
        self.loop = Loop(self.clock, DrivenWorkers(), self._unexpected)
        self.narrator = Narrator(
            self.loop,
            self.speaker,
            lambda text: text,
            changed=lambda: None,
            quiet=self._fell_quiet,
            faulty=self._fault,
            heard=self.said.append,
        )

    def hears(self, *texts: str) -> None:
        """These are said next, one after another; the last of them still sounds."""
        for text in texts:
            self.loop.run_due()
            if len(self._requests) <= self._expected:
                self.speaker.finish()
                self.loop.run_due()
            assert len(self._requests) > self._expected, f"silence, where {text} was expected"
            heard = self._requests[self._expected].engine_text
            assert heard == text, f"heard {heard}, where {text} was expected"
            self._expected += 1

    def hears_the_end(self) -> None:
        """What still sounds ends, and nothing comes after it."""
        self.speaker.finish()
        self.loop.run_due()
        self.hears_no_more()

    def hears_no_more(self) -> None:
        """Nothing sounds, and nothing was said that was not expected."""
        self.loop.run_due()
        extra = [request.engine_text for request in self._requests[self._expected :]]
        assert not extra, f"unexpected speech: {extra}"
        assert not self.speaker.sounding(), "still speaking"

    def time_passes(self, seconds: float) -> None:
        """So much time, with everything that falls due in it."""
        self.clock.advance(seconds)
        self.loop.run_due()

    @property
    def _requests(self) -> list[SpeechRequest]:
        return self.speaker.requests

    def _fell_quiet(self) -> None:
        self.quiet += 1

    def _fault(self) -> None:
        self.faults += 1

    def _unexpected(self, error: BaseException) -> None:
        raise error
