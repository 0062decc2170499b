"""Whether everything to touch is within reach from a wheelchair, and legible from there.

Operable parts stand 380 to 1220 mm above the floor, and the screen is legible from eyes at 1015 mm
(B8). The technician measures one height, that of the screen's lower edge.
"""

from __future__ import annotations

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, failed, within
from kiosk.maintenance.watching import Signal, Typed
from kiosk.screens.frame import frame_for
from kiosk.screens.panel import Panel
from pages.blocks import Block, Entry
from pages.model import Audience
from pages.texts import say
from values import Count

LOWEST_CM, HIGHEST_CM = 38, 122
_KEYS = (("1", "2", "3", "4", "5"), ("6", "7", "8", "9", "0"), ("backspace", "enter"))
_LONGEST = 3


class HeightWatch:
    """Takes the height of the screen's lower edge over the floor, in centimetres."""

    whole_screen = False

    def __init__(self, panel: Panel) -> None:
        frame = frame_for(panel, Audience.VISITOR)
        per_cm = panel.px_per_mm * 10
        self._above_edge = (panel.height - frame.keys.bottom) / per_cm
        self._up_to = (panel.height - frame.body.y) / per_cm
        self._typed = ""

    def feed(self, signal: Signal) -> Finding | None:
        if not isinstance(signal, Typed):
            return None
        if signal.key == "backspace":
            self._typed = self._typed[:-1]
        elif signal.key == "enter" and self._typed:
            return self._judged(int(self._typed))
        elif len(signal.key) == 1 and signal.key.isdecimal() and len(self._typed) < _LONGEST:
            self._typed += signal.key
        return None

    def blocks(self) -> tuple[Block, ...]:
        label = say("maintenance.reach.label")
        return (Entry(label, len(self._typed), self._typed, _KEYS),)

    def given_up(self) -> Finding:
        return failed(say("maintenance.evidence.not_measured"))

    def _judged(self, edge_cm: int) -> Finding:
        low, high = round(edge_cm + self._above_edge), round(edge_cm + self._up_to)
        span = say("maintenance.evidence.reach", low=Count(low), high=Count(high))
        return within(low >= LOWEST_CM and high <= HIGHEST_CM, span)


def _watch(bench: Bench) -> HeightWatch:
    return HeightWatch(bench.panel)


CHECK = Check(
    name="reach",
    icon="height",
    title=say("maintenance.check.reach"),
    steps=say("maintenance.steps.reach"),
    watch=_watch,
    question=say("maintenance.question.reach"),
    patience_s=180.0,
)
