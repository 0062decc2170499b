"""Where two drawings differ: only that is composed and handed to the screen, so that a held key
shows at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from kiosk.screens.drawing import Item, Rect, TextRun

MOST = 8
"""Differences in more places than this are taken as one around all: another page."""


def changed(before: Iterable[Item], after: Iterable[Item], whole: Rect) -> tuple[Rect, ...]:
    """Rectangles around what differs, none of which overlap; none where nothing does."""
    apart: list[Rect] = []
    for item in set(before) ^ set(after):
        if reach(item).overlaps(whole):
            apart = _with(apart, reach(item).clipped(whole))
    return tuple(apart) if len(apart) <= MOST else (reduce(Rect.joined, apart),)


def _with(apart: list[Rect], rect: Rect) -> list[Rect]:
    """One more rectangle, joined with those it overlaps."""
    while touched := [each for each in apart if each.overlaps(rect)]:
        rect = reduce(Rect.joined, touched, rect)
        apart = [each for each in apart if each not in touched]
    return [*apart, rect]


def reach(item: Item) -> Rect:
    """Where an item may have ink: letters go beyond their em box, smooth edges by a pixel."""
    return item.rect.grown(2 + item.px // 3 if isinstance(item, TextRun) else 2)
