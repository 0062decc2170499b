"""What a scripted visit leaves behind: pictures, transcript, sound, paper and a report.

``docs/scripted-visits.md`` gives the report's schema.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from kiosk.screens.drawing import Drawing, TextRun
from kiosk.screens.view import View
from kiosk.under_way import Heard
from pages.spoken import Utterance
from pages.transcript import UtteranceRecord, page_lines
from pages.words import load_words

SCHEMA = 1
LOOK_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page or part that was shown. ``choices`` are the words on its targets."""

    number: int
    route: str
    part: int
    parts: int
    lines: tuple[str, ...]
    choices: tuple[str, ...]
    screenshot: str


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of the script and how long it took."""

    number: int
    step: str
    seconds: float


@dataclass
class Report:
    """``report.json``."""

    schema: int
    title: str
    passed: bool = False
    failed_step: int | None = None
    reason: str = ""
    taps: int = 0
    steps: list[StepRecord] = field(default_factory=list)
    pages: list[PageRecord] = field(default_factory=list)
    receipts: list[dict[str, str]] = field(default_factory=list)


class VisitRecord:
    """Collects what is shown and heard. The kiosk thread writes, the player's thread reads.

    ``wait_until`` is how the player waits: for events, never for time.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.view: View | None = None
        self.drawing: Drawing | None = None
        self.speaking = False
        self.pages_shown = 0
        self.said_on_page: list[str] = []
        self.heard: list[Heard] = []
        self._shown: tuple[object, ...] = ()

    def begin(self) -> None:
        """Another visit begins: what was seen and heard before is not of it."""
        with self._changed:
            self.pages_shown += 1
            self.said_on_page = []
            self.heard = []

    def on_shown(self, view: View, drawing: Drawing) -> None:
        """The kiosk laid out another drawing."""
        with self._changed:
            page = view.page
            shown = (page.route, page.title, page.blocks, view.part, view.presentation)
            if self._shown != shown:
                self._shown = shown
                self.pages_shown += 1
                self.said_on_page = []
            self.view, self.drawing = view, drawing
            self._changed.notify_all()

    def on_heard(self, heard: Heard) -> None:
        """An utterance ended, by itself or cut."""
        with self._changed:
            self.heard.append(heard)
            self.said_on_page.append(heard.utterance.shown + heard.utterance.worded)
            self._changed.notify_all()

    def wait_until(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Whether it comes true within so many seconds; looked at on every event, and between."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while not holds():
                if time.monotonic() >= deadline:
                    return False
                self._changed.wait(LOOK_EVERY_S)
        return True

    def lines(self) -> tuple[str, ...]:
        """What the screen says now, line by line; personal facts stay masked even while they show,
        for a report is kept."""
        view = self.view
        if view is None:
            return ()
        words = load_words(view.presentation.language)
        return page_lines(view.page, view.part, replace(view.presentation, revealed=False), words)

    def sees(self, words: str) -> bool:
        """Whether these words are anywhere on the screen; line breaks do not matter."""
        drawing = self.drawing
        if drawing is None:
            return False
        runs = (item.text for item in drawing.items if isinstance(item, TextRun))
        return "".join(words.split()) in "".join("".join(runs).split())

    def shows(self, route: str) -> bool:
        """Whether this page shows now."""
        return self.view is not None and self.view.page.route == route

    def has_said(self, words: str) -> bool:
        """Whether these words were said, as shown or as worded, since the page came."""
        return any(words in said for said in self.said_on_page)


def utterance_records(heard: list[Heard]) -> list[UtteranceRecord]:
    """The transcript's records, in the order things were said."""
    return [
        UtteranceRecord.of(
            each.utterance,
            each.engine_text,
            started=each.started,
            ended=each.ended,
            cut=each.cut,
        )
        for each in heard
    ]


def write_transcript(folder: Path, pages: list[PageRecord], heard: list[Heard]) -> None:
    """``transcript.json`` for programs, ``transcript.txt`` for reading."""
    records = utterance_records(heard)
    as_json = json.dumps([each.as_json() for each in records], ensure_ascii=False, indent=1)
    (folder / "transcript.json").write_text(as_json + "\n", encoding="utf-8")
    with (folder / "transcript.txt").open("w", encoding="utf-8") as text:
        for page in pages:
            text.write(f"[{page.number}] {page.route} {page.part}/{page.parts}\n")
            text.writelines(f"    {line}\n" for line in page.lines)
        text.write("\n")
        for each in records:
            text.write(f"{'—' if each.cut else ' '} {each.worded}\n    {each.engine_text}\n")


def write_report(folder: Path, report: Report) -> None:
    """``report.json``."""
    text = json.dumps(asdict(report), ensure_ascii=False, indent=1)
    (folder / "report.json").write_text(text + "\n", encoding="utf-8")


def is_said(utterance: Utterance, words: str) -> bool:
    """Whether an utterance holds these words, as shown or as worded."""
    return words in utterance.shown or words in utterance.worded
