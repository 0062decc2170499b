"""What must be painted again: only where drawings differ, so that a held key shows at once.

Drawing the whole of a large panel takes a software renderer some 15 ms, one key 2 ms.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from functools import reduce

from kiosk.screens.drawing import Item, Rect, TextRun

NOTHING = Rect(0, 0, 0, 0)
BUFFERS = 3
"""A display turns at most so many buffers in a circle: each shows the changes since it was last."""
WORTH = 0.4
"""A change of more than this share of the screen is drawn as a whole."""


def changed(before: Iterable[Item], after: Iterable[Item], whole: Rect) -> Rect:
    """Where two drawings differ; an empty rectangle where they do not."""
    differing = set(before) ^ set(after)
    if not differing:
        return NOTHING
    around = reduce(Rect.joined, map(_reach, differing)).clipped(whole)
    large = around.width * around.height > WORTH * whole.width * whole.height
    return whole if large else around


def _reach(item: Item) -> Rect:
    """Where an item may have ink: letters go beyond their em box, smooth edges by a pixel."""
    return item.rect.grown(2 + item.px // 3 if isinstance(item, TextRun) else 2)


class Damage:
    """Gathers what changed, over as many frames as there are buffers to be brought up to date."""

    def __init__(self, whole: Rect) -> None:
        self._whole = whole
        self._frames: deque[Rect] = deque([whole] * BUFFERS, maxlen=BUFFERS)

    def add(self, rect: Rect) -> None:
        """The next frame changes this."""
        self._frames.append(rect)

    def all(self) -> None:
        """Nothing that was drawn counts any more."""
        self._frames.extend([self._whole] * BUFFERS)

    @property
    def behind(self) -> bool:
        """Whether some buffer still lacks a change: it is drawn while nothing else happens."""
        return any(rect != NOTHING for rect in self._frames)

    @property
    def to_draw(self) -> Rect | None:
        """What the next frame must draw; None for everything."""
        shown = [rect for rect in self._frames if rect != NOTHING]
        around = reduce(Rect.joined, shown) if shown else NOTHING
        return None if around == self._whole else around
