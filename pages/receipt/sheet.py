"""The paper while it is being filled: marks in dots from its top left corner, 8 a millimetre."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pages.qr import Matrix
from pages.typesetting import LINE_SPACING, Line

ASCENT = 0.88
"""Where the baseline of these faces lies, in ems below the em's top."""

RULE, ABOVE_RULE, BELOW_RULE = 3, 12, 12
FRAME = 4


def line_height(px: int) -> int:
    """Rows that a line of an em of ``px`` dots takes (G3)."""
    return round(px * LINE_SPACING)


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A line of text; ``baseline`` in dots from the top, ``px`` its em in dots."""

    x: float
    baseline: int
    line: Line
    px: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A black rectangle; the right and lower edges are outside."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class PlacedCode:
    """A QR code whose quiet zone begins at (x, y), with ``module`` dots a side of a module."""

    x: int
    y: int
    module: int
    matrix: Matrix

    @property
    def right(self) -> int:
        """Where the quiet zone ends at the right."""
        return self.x + len(self.matrix) * self.module

    @property
    def bottom(self) -> int:
        """Where the quiet zone ends below."""
        return self.y + len(self.matrix) * self.module


Mark = PlacedText | Bar | PlacedCode


@dataclass
class Sheet:
    """Paper of ``width`` dots; ``y`` is the first free row."""

    width: int
    y: int = 0
    marks: list[Mark] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    """The first free row after each line of the receipt."""

    @property
    def margin(self) -> int:
        """White dots at the left and at the right: less on narrow rolls, whose paper has 5 mm of
        its own beside the head."""
        return 24 if self.width >= 576 else 16 if self.width >= 480 else 8

    @property
    def right(self) -> int:
        """Where the right margin begins."""
        return self.width - self.margin

    @property
    def room(self) -> int:
        """Dots between the margins."""
        return self.right - self.margin

    def put(self, line: Line, px: int, x: float) -> None:
        """Set a line and move below it."""
        height = line_height(px)
        baseline = self.y + round((height - px) / 2 + ASCENT * px)
        self.marks.append(PlacedText(x, baseline, line, px))
        self.y += height

    def flow(self, lines: Iterable[Line], px: int, x: float | None = None) -> None:
        """Set lines under each other, at the left margin or at ``x``."""
        for line in lines:
            self.put(line, px, self.margin if x is None else x)

    def flush_right(self, line: Line, px: int) -> None:
        """Set a line that ends at the right margin."""
        self.put(line, px, self.right - line.width)

    def rule(self) -> None:
        """Draw a line between two sections, with air around it."""
        self.y += ABOVE_RULE
        self.marks.append(Bar(self.margin, self.y, self.right, self.y + RULE))
        self.y += RULE + BELOW_RULE

    def frame(self, top: int) -> None:
        """Draw a frame from row ``top`` down to the first free row, and leave air below it."""
        left, right, bottom = self.margin, self.right, self.y
        self.marks += (
            Bar(left, top, right, top + FRAME),
            Bar(left, bottom - FRAME, right, bottom),
            Bar(left, top, left + FRAME, bottom),
            Bar(right - FRAME, top, right, bottom),
        )
        self.y += BELOW_RULE
