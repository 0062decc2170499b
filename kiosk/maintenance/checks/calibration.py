"""Whether the touch panel feels a finger where it is: five crosses, and how far off each touch is.

Setting the panel's matrix is the system's business (libinput's ``LIBINPUT_CALIBRATION_MATRIX``);
this says whether it has to be done.
"""

from __future__ import annotations

import math

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, failed, within
from kiosk.maintenance.watching import Signal
from kiosk.screens.panel import Panel
from kiosk.screens.touch import Touch, TouchKind
from pages.blocks import Block
from pages.staff_blocks import Cross
from pages.texts import say
from values import Count

MOST_MM = 5.0
"""A key may be that far off before its neighbour is pressed (B2)."""
PLACES = ((0.1, 0.1), (0.9, 0.1), (0.5, 0.5), (0.1, 0.9), (0.9, 0.9))
"""Where the crosses stand, in parts of the panel's width and height."""

Point = tuple[float, float]


class CrossWatch:
    """Shows one cross after another and keeps where the finger was lifted."""

    whole_screen = True

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._touched: list[Point] = []

    def feed(self, signal: Signal) -> Finding | None:
        if not isinstance(signal, Touch) or signal.kind is not TouchKind.UP:
            return None
        self._touched.append((signal.x / self._panel.width, signal.y / self._panel.height))
        return self._judged() if len(self._touched) == len(PLACES) else None

    def blocks(self) -> tuple[Block, ...]:
        done = min(len(self._touched), len(PLACES) - 1)
        return (Cross(*PLACES[done], done + 1, len(PLACES)),)

    def given_up(self) -> Finding:
        felt = say(
            "maintenance.evidence.crosses", n=Count(len(self._touched)), of=Count(len(PLACES))
        )
        return failed(felt)

    def _judged(self) -> Finding:
        pairs = zip(PLACES, self._touched, strict=True)
        most = max(self._off_mm(*pair) for pair in pairs)
        off = say("maintenance.evidence.millimetres_off", n=Count(math.ceil(most)))
        return within(most <= MOST_MM, off)

    def _off_mm(self, wanted: Point, got: Point) -> float:
        across = (got[0] - wanted[0]) * self._panel.width
        down = (got[1] - wanted[1]) * self._panel.height
        return math.hypot(across, down) / self._panel.px_per_mm


def _watch(bench: Bench) -> CrossWatch:
    return CrossWatch(bench.panel)


CHECK = Check(
    name="calibration",
    icon="center_focus_strong",
    title=say("maintenance.check.calibration"),
    steps=say("maintenance.steps.calibration"),
    watch=_watch,
    patience_s=20.0,
)
