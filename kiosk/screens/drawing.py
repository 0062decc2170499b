"""What a screen shows, as data: shapes placed in pixels, text already broken, places to touch.

A ``Drawing`` needs no window: tests measure it, ``raster`` turns its items into pictures, and
``sheet`` composes those. The origin is the top left corner; y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

from pages.choices import Target
from pages.fonts import Face
from pages.model import Part

Colour = str
"""``#RRGGBB`` or ``#RRGGBBAA``."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def moved(self, dx: int, dy: int) -> Rect:
        """The same, elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def joined(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        right, bottom = max(self.right, other.right), max(self.bottom, other.bottom)
        return Rect(x, y, right - x, bottom - y)

    def grown(self, by: int) -> Rect:
        """Larger by so many pixels on every side; smaller where negative."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def encloses(self, other: Rect) -> bool:
        """Whether another rectangle lies wholly inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share any pixel."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def clipped(self, to: Rect) -> Rect:
        """What of it lies inside another."""
        x, y = max(self.x, to.x), max(self.y, to.y)
        return Rect(x, y, min(self.right, to.right) - x, min(self.bottom, to.bottom) - y)


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, perhaps with an edge inside its bounds and round corners."""

    rect: Rect
    fill: Colour | None
    edge: Colour | None = None
    edge_width: int = 0
    radius: int = 0

    def moved(self, dx: int, dy: int) -> Self:
        return replace(self, rect=self.rect.moved(dx, dy))


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, with square ends."""

    points: tuple[tuple[int, int], ...]
    colour: Colour
    width: int

    @property
    def rect(self) -> Rect:
        xs, ys = zip(*self.points, strict=True)
        bounds = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        return bounds.grown(self.width)

    def moved(self, dx: int, dy: int) -> Self:
        return replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))


@dataclass(frozen=True, slots=True)
class TextRun:
    """Characters of one face on one line; ``rect`` is its em box."""

    x: int
    baseline: int
    text: str
    face: Face
    px: int
    colour: Colour
    width: int

    @property
    def rect(self) -> Rect:
        return Rect(self.x, self.baseline - round(ASCENT * self.px), self.width, self.px)

    def moved(self, dx: int, dy: int) -> Self:
        return replace(self, x=self.x + dx, baseline=self.baseline + dy)


ASCENT = 0.88
"""How much of a Chinese em box stands above the baseline."""


@dataclass(frozen=True, slots=True)
class Icon:
    """A character of the icon face, filling a square."""

    rect: Rect
    character: str
    colour: Colour

    def moved(self, dx: int, dy: int) -> Self:
        return replace(self, rect=self.rect.moved(dx, dy))


@dataclass(frozen=True, slots=True)
class Matrix:
    """A QR code: rows of modules, True where dark; every module a whole number of pixels."""

    rect: Rect
    rows: tuple[tuple[bool, ...], ...]
    colour: Colour

    def moved(self, dx: int, dy: int) -> Self:
        return replace(self, rect=self.rect.moved(dx, dy))


@dataclass(frozen=True, slots=True)
class Dots:
    """A picture of one bit a dot, scaled to a rectangle: a receipt. 1 is inked, rows of ``width``
    dots, the most significant bit at the left."""

    rect: Rect
    width: int
    rows: bytes
    colour: Colour

    def moved(self, dx: int, dy: int) -> Self:
        return replace(self, rect=self.rect.moved(dx, dy))


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A picture in its own colours, PNG or JPEG, scaled to a rectangle."""

    rect: Rect
    content: bytes = field(repr=False)

    def moved(self, dx: int, dy: int) -> Self:
        return replace(self, rect=self.rect.moved(dx, dy))


Item = Box | Stroke | TextRun | Icon | Matrix | Dots | Bitmap


@dataclass(frozen=True, slots=True)
class HitTarget:
    """A place to touch. ``rect`` takes the touch, ``visible`` is what looks like a key."""

    rect: Rect
    visible: Rect
    target: Target
    label: str
    radius: int = 0
    keyboard: bool = False
    """A key of the on-screen keyboard, for which the smaller floor holds."""
    fixed: bool = False
    """It stands at the same place on every page."""

    def moved(self, dx: int, dy: int) -> HitTarget:
        return replace(self, rect=self.rect.moved(dx, dy), visible=self.visible.moved(dx, dy))


@dataclass(frozen=True, slots=True)
class Drawing:
    """One screen. ``items`` are painted in order; ``targets`` never overlap."""

    width: int
    height: int
    background: Colour
    items: tuple[Item, ...]
    targets: tuple[HitTarget, ...]
    page_route: str
    part: Part
    missing: frozenset[str] = frozenset()
    """Characters no face has, drawn as boxes: to be reported by code point."""

    @property
    def bounds(self) -> Rect:
        return Rect(0, 0, self.width, self.height)

    def target_at(self, x: float, y: float) -> int | None:
        """The index of the target that takes a touch at this point."""
        hits = (i for i, target in enumerate(self.targets) if target.rect.contains(x, y))
        return next(hits, None)
