"""Blocks that only those who look after the terminal meet. They are never spoken nor printed."""

from __future__ import annotations

from dataclasses import dataclass

from pages.choices import Target
from pages.texts import Text


@dataclass(frozen=True, slots=True)
class Tab:
    """One section of the service menu; ``current`` is the one that shows."""

    label: Text
    target: Target
    current: bool = False


@dataclass(frozen=True, slots=True)
class Tabs:
    """The sections of the service menu, side by side at the head of a page."""

    tabs: tuple[Tab, ...]


@dataclass(frozen=True, slots=True)
class TouchGrid:
    """A grid over the whole screen; ``felt`` are the cells, row by row, that felt a finger."""

    columns: int
    rows: int
    felt: frozenset[int]


@dataclass(frozen=True, slots=True)
class Cross:
    """A cross to touch at (x, y), in parts of the screen's width and height."""

    x: float
    y: float
    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Fill:
    """The whole screen in one colour, ``#RRGGBB``."""

    colour: str


Pattern = TouchGrid | Cross | Fill
"""What takes the whole screen (``Page.bare``)."""

StaffBlock = Tabs | Pattern
