"""Whether everything to touch is within reach from a wheelchair, and legible from there.

Operable parts stand 380 to 1220 mm above the floor, and the screen is legible from eyes at 1015 mm
(B8). The technician measures one height, that of the screen's lower edge.
"""

from __future__ import annotations

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.checks.number import NumberWatch
from kiosk.maintenance.findings import Finding, within
from kiosk.screens.frame import frame_for
from kiosk.screens.panel import Panel
from pages.model import Audience
from pages.texts import say
from values import Count

LOWEST_CM, HIGHEST_CM = 38, 122


def judged(panel: Panel, edge_cm: int) -> Finding:
    """Where the keys of a visitor's page are, with the screen's lower edge at this height."""
    frame = frame_for(panel, Audience.VISITOR)
    per_cm = panel.px_per_mm * 10
    low = round(edge_cm + (panel.height - frame.keys.bottom) / per_cm)
    high = round(edge_cm + (panel.height - frame.body.y) / per_cm)
    span = say("maintenance.evidence.reach", low=Count(low), high=Count(high))
    return within(low >= LOWEST_CM and high <= HIGHEST_CM, span)


def _watch(bench: Bench) -> NumberWatch:
    return NumberWatch(say("maintenance.reach.label"), lambda cm: judged(bench.panel, cm))


CHECK = Check(
    name="reach",
    icon="height",
    title=say("maintenance.check.reach"),
    steps=say("maintenance.steps.reach"),
    watch=_watch,
    question=say("maintenance.question.reach"),
    patience_s=180.0,
)
