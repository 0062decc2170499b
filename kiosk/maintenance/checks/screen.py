"""Colours and dead pixels: full screens of one colour after another, then what was seen."""

from __future__ import annotations

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, failed, ok
from kiosk.maintenance.watching import Signal
from kiosk.screens.touch import Touch, TouchKind
from pages.blocks import Block
from pages.staff_blocks import Fill
from pages.texts import say
from values import Count

COLOURS = ("#000000", "#FFFFFF", "#FF0000", "#00FF00", "#0000FF", "#808080")


class ColourWatch:
    """A touch anywhere shows the next colour."""

    whole_screen = True

    def __init__(self) -> None:
        self._seen = 0

    def feed(self, signal: Signal) -> Finding | None:
        if not isinstance(signal, Touch) or signal.kind is not TouchKind.UP:
            return None
        self._seen += 1
        if self._seen < len(COLOURS):
            return None
        return ok(say("maintenance.evidence.colours_seen", n=Count(len(COLOURS))))

    def blocks(self) -> tuple[Block, ...]:
        return (Fill(COLOURS[min(self._seen, len(COLOURS) - 1)]),)

    def given_up(self) -> Finding:
        return failed(say("maintenance.evidence.colours_left"))


def _watch(_bench: Bench) -> ColourWatch:
    return ColourWatch()


CHECK = Check(
    name="screen",
    icon="palette",
    title=say("maintenance.check.screen"),
    steps=say("maintenance.steps.screen"),
    watch=_watch,
    question=say("maintenance.question.screen"),
)
