"""The pictures a drawing is composed of: ink of text and icons, corners of boxes.

They are kept, so that a word is rastered once. They may show names and amounts: the store is
bounded, and ``forget`` empties it when a visit is over.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TypeVar

from PIL import Image

from kiosk.screens.drawing import Bitmap, Box, Dots, Icon, Matrix, Rect, Stroke, TextRun
from kiosk.screens.raster import bitmap, ink, round_box

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Inked = TextRun | Icon | Stroke | Matrix | Dots
"""What is drawn as a mask of ink and tinted."""
Pixels = tuple[Image.Image, Image.Image]
"""Colours as the sheet has them, and how much of each covers what is beneath."""
MOST = 400
"""About three pages of text; the oldest go first."""


class Pictures:
    """Only the window's thread uses it."""

    def __init__(self) -> None:
        self._masks: OrderedDict[Hashable, tuple[Image.Image, Rect]] = OrderedDict()
        self._coloured: OrderedDict[Box | Bitmap, Pixels] = OrderedDict()

    def __len__(self) -> int:
        return len(self._masks) + len(self._coloured)

    def forget(self) -> None:
        """Drop all of them."""
        self._masks.clear()
        self._coloured.clear()

    def mask(self, item: Inked) -> tuple[Image.Image, Rect]:
        """An item's ink and where its pixels stand."""
        key, x, y = _key(item)
        mask, at = _kept(self._masks, key, lambda: _at_origin(item, x, y))
        return mask, at.moved(x, y)

    def coloured(self, item: Box | Bitmap) -> Pixels:
        """An item in colours of its own, wherever it stands, as it is composed: blue, green, red.

        A large box is not to be asked for: its middle would only take up memory.
        """
        at_origin = replace(item, rect=Rect(0, 0, item.rect.width, item.rect.height))
        return _kept(self._coloured, at_origin, lambda: _swapped(_rastered(at_origin)))


def _kept(store: OrderedDict[K, V], key: K, make: Callable[[], V]) -> V:
    found = store.get(key)
    if found is None:
        found = store[key] = make()
        if len(store) > MOST:
            store.popitem(last=False)
    store.move_to_end(key)
    return found


def _key(item: Inked) -> tuple[Hashable, int, int]:
    """What an item looks like wherever it stands, and where it stands."""
    match item:
        case TextRun():
            return (item.text, item.face, item.px), item.x, item.baseline
        case Icon():
            return (item.character, item.rect.width), item.rect.x, item.rect.y
        case Stroke():
            return item, 0, 0
        case Matrix():
            return (item.rows, item.rect.width), item.rect.x, item.rect.y
        case Dots():
            key = (item.rows, item.width, item.rect.width, item.rect.height)
            return key, item.rect.x, item.rect.y


def _at_origin(item: Inked, x: int, y: int) -> tuple[Image.Image, Rect]:
    mask, at = ink(item)
    return mask, at.moved(-x, -y)


def _rastered(item: Box | Bitmap) -> Image.Image:
    return round_box(item) if isinstance(item, Box) else bitmap(item)


def _swapped(picture: Image.Image) -> Pixels:
    red, green, blue, alpha = picture.split()
    opaque = Image.new("L", picture.size, 255)
    return Image.merge("RGBA", (blue, green, red, opaque)), alpha
