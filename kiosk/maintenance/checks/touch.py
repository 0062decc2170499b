"""Whether the whole touch panel feels a finger: every cell of a grid, painted in any order."""

from __future__ import annotations

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, failed, ok
from kiosk.maintenance.watching import Signal
from kiosk.screens.panel import Panel
from kiosk.screens.touch import Touch, TouchKind
from pages.blocks import Block
from pages.staff_blocks import TouchGrid
from pages.texts import say
from values import Count

CELL_MM = 40.0
"""About how large a cell is: a finger and what surrounds it."""


class GridWatch:
    """Marks the cells a finger went down on or moved over."""

    whole_screen = True

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        cell = CELL_MM * panel.px_per_mm
        self.columns = max(2, round(panel.width / cell))
        self.rows = max(2, round(panel.height / cell))
        self._felt: set[int] = set()

    def feed(self, signal: Signal) -> Finding | None:
        if not isinstance(signal, Touch) or signal.kind is TouchKind.UP:
            return None
        column = int(signal.x * self.columns / self._panel.width)
        row = int(signal.y * self.rows / self._panel.height)
        if 0 <= column < self.columns and 0 <= row < self.rows:
            self._felt.add(row * self.columns + column)
        if len(self._felt) < self.columns * self.rows:
            return None
        return ok(say("maintenance.evidence.cells_felt", n=Count(len(self._felt))))

    def blocks(self) -> tuple[Block, ...]:
        return (TouchGrid(self.columns, self.rows, frozenset(self._felt)),)

    def given_up(self) -> Finding:
        cells = self.columns * self.rows
        numb = Count(cells - len(self._felt))
        return failed(say("maintenance.evidence.cells_numb", n=numb, of=Count(cells)))


def _watch(bench: Bench) -> GridWatch:
    return GridWatch(bench.panel)


CHECK = Check(
    name="touch",
    icon="touch_app",
    title=say("maintenance.check.touch"),
    steps=say("maintenance.steps.touch"),
    watch=_watch,
    patience_s=12.0,
)
