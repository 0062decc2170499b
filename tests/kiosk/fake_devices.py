"""Printer, speaker, readers, screen and journal in memory, each true to its interface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contract.records import IssuedReceipt, Retiree
from devices.printers.printer import PrinterStatus, PrintOutcome, Raster
from devices.speakers.speaker import Cue, Ending, SpeakerStatus, SpeechRequest
from kiosk.printing import JobState
from kiosk.screens.drawing import Drawing, TextRun
from pages.model import Page


class FakePrinter:
    """A ``Printer`` whose next outcome a test chooses."""

    def __init__(self, park: Callable[[], None]) -> None:
        self._park = park
        self.has_back_channel = True
        self.now = PrinterStatus.READY
        self.outcome = PrintOutcome.PRINTED
        self.slow = False
        self.broken_before: Exception | None = None
        self.broken_after: Exception | None = None
        self.slips = 0
        """How many slips came out, as far as anybody can know."""

    def status(self) -> PrinterStatus:
        return self.now if self.has_back_channel else PrinterStatus.NO_ANSWER

    def print_raster(self, raster: Raster, *, on_first_byte: Callable[[], None]) -> PrintOutcome:
        if self.broken_before is not None:
            raise self.broken_before
        if self.outcome is PrintOutcome.NOT_PRINTED:
            return self.outcome
        on_first_byte()
        if self.slow:
            self._park()
        if self.broken_after is not None:
            raise self.broken_after
        self.slips += 1
        return self.outcome if self.has_back_channel else PrintOutcome.SENT


@dataclass(frozen=True)
class LaidOut:
    """A receipt as it was asked for."""

    page: Page
    issued: IssuedReceipt
    retiree: Retiree
    copy: int


class FakeLayout:
    """Lays receipts out as one row of dots, and remembers of what."""

    def __init__(self) -> None:
        self.receipts: list[LaidOut] = []

    def __call__(self, page: Page, issued: IssuedReceipt, retiree: Retiree, copy: int) -> Raster:
        self.receipts.append(LaidOut(page, issued, retiree, copy))
        return Raster(8, b"\xff")


class FakeJournal:
    """A ``Journal`` that bears no job twice and keeps every step."""

    def __init__(self) -> None:
        self.steps: dict[str, list[JobState]] = {}
        self.broken: Exception | None = None

    def agree(self, job: str, *, reprint: bool) -> None:
        if self.broken is not None:
            raise self.broken
        assert job not in self.steps, "a job was agreed twice"
        self.steps[job] = [JobState.AGREED]

    def advance(self, job: str, state: JobState) -> None:
        assert not self.steps[job][-1].done, "an outcome was changed"
        self.steps[job].append(state)


class FakeSpeaker:
    """A ``Speaker``: says everything at once, or holds each utterance until ``finish``."""

    def __init__(self) -> None:
        self.status = SpeakerStatus.READY
        self.holds = False
        self.ending = Ending.FINISHED
        self.requests: list[SpeechRequest] = []
        self.prepared: list[SpeechRequest] = []
        self.cues: list[Cue] = []
        self.cue_volumes: list[float] = []
        self.in_headphones = False
        self._ended: Callable[[Ending], None] | None = None

    def sounding(self) -> bool:
        """Whether a voice is to be heard now."""
        return self._ended is not None

    def say(
        self,
        request: SpeechRequest,
        on_started: Callable[[], None],
        on_ended: Callable[[Ending], None],
    ) -> None:
        self.stop()
        self.requests.append(request)
        self._ended = on_ended
        if self.ending is not Ending.FAILED:
            on_started()
        if not self.holds:
            self.finish()

    def finish(self) -> None:
        """What is being said comes to its end."""
        self._end(self.ending)

    def sound(self, cue: Cue, volume: float) -> None:
        self.stop()
        self.cues.append(cue)
        self.cue_volumes.append(volume)

    def to_headphones(self, plugged: bool) -> None:
        self.in_headphones = plugged

    def prepare(self, request: SpeechRequest) -> None:
        self.prepared.append(request)

    def stop(self) -> None:
        self._end(Ending.STOPPED)

    def close(self) -> None:
        self.stop()

    def _end(self, ending: Ending) -> None:
        ended, self._ended = self._ended, None
        if ended is not None:
            ended(ending)


class FakeReaders:
    """Card readers that can be told to rest."""

    def __init__(self) -> None:
        self.reading = True

    def pause(self) -> None:
        self.reading = False

    def resume(self) -> None:
        self.reading = True


class FakeSurface:
    """A screen that keeps the newest drawing, and nothing once it was told to forget."""

    def __init__(self) -> None:
        self.drawing: Drawing | None = None

    def present(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def prepare(self, drawing: Drawing) -> None:
        """Nothing is rastered."""

    def forget(self) -> None:
        self.drawing = None

    @property
    def text(self) -> str:
        """All that can be read on it, without white space."""
        items = self.drawing.items if self.drawing is not None else ()
        runs = (item.text for item in items if isinstance(item, TextRun))
        return "".join("".join(runs).split())
