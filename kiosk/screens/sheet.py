"""The pixels of the panel in memory: drawings are composed here, then shown as they are.

Letting OpenGL compose instead takes a software renderer five times as long, for it blends every
rectangle of a page pixel by pixel through a shader; a kiosk's graphics chip does not mind either.
"""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

from kiosk.screens.damage import reach
from kiosk.screens.drawing import Bitmap, Box, Colour, Drawing, Item, Rect
from kiosk.screens.pictures import Pictures
from kiosk.screens.raster import rgba

BYTES = 4
"""A pixel: blue, green, red, and one that is always 255, as displays have it."""


class Sheet:
    """As large as the panel. ``pixels`` are its rows from the top."""

    def __init__(self, width: int, height: int) -> None:
        self.bounds = Rect(0, 0, width, height)
        self.pixels = bytearray(width * height * BYTES)
        # Pillow has no BGRA, but does not care either: colours are given to it in that order.
        self._image = Image.frombuffer("RGBA", (width, height), self.pixels, "raw", "RGBA", 0, 1)
        self._image.readonly = 0  # it shares ``pixels``, and is what writes them

    def compose(self, drawing: Drawing, within: Rect, pictures: Pictures) -> None:
        """Draw what lies within a rectangle, and nothing beyond it."""
        size = within.width, within.height
        part = Image.new("RGBA", size, _bgr(drawing.background))
        for item in drawing.items:
            if reach(item).overlaps(within):
                _put(part, item, within, pictures)
        self._image.paste(part, (within.x, within.y))

    def clear(self) -> None:
        """Blacken all of it."""
        self._image.paste((0, 0, 0, 255), (0, 0, *self._image.size))

    def rows(self, rect: Rect) -> memoryview:
        """The whole rows that a rectangle touches."""
        stride = self.bounds.width * BYTES
        return memoryview(self.pixels)[rect.y * stride : rect.bottom * stride]


def _put(part: Image.Image, item: Item, within: Rect, pictures: Pictures) -> None:
    """Put an item where it stands on a picture of ``within``; what is beyond is cut off."""
    match item:
        case Box():
            _put_box(part, item.moved(-within.x, -within.y), pictures)
        case Bitmap():
            _put_whole(part, item.moved(-within.x, -within.y), pictures)
        case _:
            mask, at = pictures.mask(item)
            _tint(part, at.moved(-within.x, -within.y), item.colour, mask)


def _put_whole(part: Image.Image, item: Box | Bitmap, pictures: Pictures) -> None:
    colours, mask = pictures.coloured(item)
    part.paste(colours, (item.rect.x, item.rect.y), mask)


def _put_box(part: Image.Image, box: Box, pictures: Pictures) -> None:
    """A box: corners from a small picture, bands between them, and its middle."""
    rect, corner = box.rect, max(box.radius, box.edge_width) + 1
    if min(rect.width, rect.height) < 2 * corner:
        _put_whole(part, box, pictures)
        return
    small = Box(Rect(0, 0, 2 * corner, 2 * corner), box.fill, box.edge, box.edge_width, box.radius)
    colours, mask = pictures.coloured(small)
    for right in (0, 1):
        for lower in (0, 1):
            crop = (right * corner, lower * corner, (right + 1) * corner, (lower + 1) * corner)
            at = (rect.x + right * (rect.width - corner), rect.y + lower * (rect.height - corner))
            part.paste(colours.crop(crop), at, mask.crop(crop))
    for band, colour in _bands(box, corner):
        _fill(part, band, colour)


def _bands(box: Box, corner: int) -> Iterator[tuple[Rect, Colour | None]]:
    """A box but for its corners, as rectangles of one colour each."""
    rect, edge = box.rect, box.edge_width if box.edge is not None else 0
    across, along = rect.width - 2 * corner, rect.height - 2 * corner
    yield Rect(rect.x + corner, rect.y, across, edge), box.edge
    yield Rect(rect.x + corner, rect.y + edge, across, rect.height - 2 * edge), box.fill
    yield Rect(rect.x + corner, rect.bottom - edge, across, edge), box.edge
    for left, inner in (
        (rect.x, rect.x + edge),
        (rect.right - edge, rect.right - corner),
    ):
        yield Rect(left, rect.y + corner, edge, along), box.edge
        yield Rect(inner, rect.y + corner, corner - edge, along), box.fill


def _fill(part: Image.Image, rect: Rect, colour: Colour | None) -> None:
    if colour is None or rect.width <= 0 or rect.height <= 0:
        return
    alpha = rgba(colour)[3]
    mask = None if alpha == 255 else Image.new("L", (rect.width, rect.height), alpha)
    part.paste(_bgr(colour), (rect.x, rect.y, rect.right, rect.bottom), mask)


def _tint(part: Image.Image, at: Rect, colour: Colour, mask: Image.Image) -> None:
    alpha = rgba(colour)[3]
    if alpha != 255:
        mask = mask.point(lambda level: level * alpha // 255)
    part.paste(_bgr(colour), (at.x, at.y, at.right, at.bottom), mask)


def _bgr(colour: Colour) -> tuple[int, int, int, int]:
    red, green, blue, _ = rgba(colour)
    return blue, green, red, 255
