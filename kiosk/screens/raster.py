"""Turns items of a drawing into small pictures, with Pillow and the house's faces.

Text, icons, strokes and codes become masks (how much ink, 0 to 255) to be tinted; round boxes
become pictures in colour. The same faces measured the lines, so that ink and measure agree.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

from kiosk.screens.drawing import (
    Bitmap,
    Box,
    Colour,
    Dots,
    Drawing,
    Icon,
    Item,
    Matrix,
    Rect,
    Stroke,
    TextRun,
)
from pages.fonts import Face, pillow_font

SMOOTH = 4
"""Curves and slanted lines are drawn so many times larger, then reduced."""


def rgba(colour: Colour) -> tuple[int, int, int, int]:
    """``#RRGGBB`` or ``#RRGGBBAA`` as four numbers to 255."""
    red, green, blue, alpha = bytes.fromhex(colour[1:].ljust(8, "F"))
    return red, green, blue, alpha


def ink(item: TextRun | Icon | Stroke | Matrix | Dots) -> tuple[Image.Image, Rect]:
    """The mask of an item and where its pixels stand on the screen."""
    match item:
        case TextRun():
            return _text(item)
        case Icon():
            return _icon(item)
        case Stroke():
            return _stroke(item), item.rect
        case Matrix():
            return _matrix(item), item.rect
        case Dots():
            return _dots(item), item.rect


def _text(run: TextRun) -> tuple[Image.Image, Rect]:
    font = pillow_font(run.face, run.px)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(run.text, anchor="ls"))
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(mask).text((-left, -top), run.text, fill=255, font=font, anchor="ls")
    return mask, Rect(run.x + left, run.baseline + top, mask.width, mask.height)


def _icon(item: Icon) -> tuple[Image.Image, Rect]:
    side = item.rect.width
    mask = Image.new("L", (side, side))
    font = pillow_font(Face.ICONS, side)
    ImageDraw.Draw(mask).text((0, side), item.character, fill=255, font=font, anchor="ls")
    return mask, item.rect


def _stroke(item: Stroke) -> Image.Image:
    rect = item.rect

    def draw(canvas: ImageDraw.ImageDraw, scale: int) -> None:
        points = [((x - rect.x) * scale, (y - rect.y) * scale) for x, y in item.points]
        canvas.line(points, fill=255, width=item.width * scale, joint="curve")

    return _smooth(rect.width, rect.height, draw)


def _matrix(item: Matrix) -> Image.Image:
    small = Image.new("L", (len(item.rows[0]), len(item.rows)))
    small.putdata([255 if module else 0 for row in item.rows for module in row])
    return small.resize((item.rect.width, item.rect.height), Image.Resampling.NEAREST)


def _dots(item: Dots) -> Image.Image:
    rows = len(item.rows) * 8 // item.width
    dots = Image.frombytes("1", (item.width, rows), item.rows).convert("L")
    return dots.resize((item.rect.width, item.rect.height), Image.Resampling.LANCZOS)


def round_box(item: Box) -> Image.Image:
    """A box with its edge and corners, in colour, with what lies outside transparent."""
    width, height = item.rect.width, item.rect.height
    base = item.edge or item.fill or "#000000"
    outer = _disc(width, height, item.radius) if item.edge else Image.new("L", (width, height))
    if item.fill is None:
        outer.paste(0, (0, 0), _inner(item))
    picture = _tinted(outer, base)
    if item.fill is not None:
        filled = Image.new("RGBA", (width, height), rgba(item.fill))
        picture.paste(filled, (0, 0), _inner(item))
    return picture


def bitmap(item: Bitmap) -> Image.Image:
    """A picture at the size it is shown; a grey one where its bytes are none."""
    size = (item.rect.width, item.rect.height)
    try:
        with Image.open(io.BytesIO(item.content), formats=("PNG", "JPEG")) as picture:
            return picture.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
    except (OSError, ValueError, Image.DecompressionBombError):
        return Image.new("RGBA", size, "#D9D4CA")


def _inner(item: Box) -> Image.Image:
    """The mask of what lies inside the edge."""
    width, height = item.rect.width, item.rect.height
    edge = item.edge_width if item.edge is not None else 0
    mask = Image.new("L", (width, height))
    inside = _disc(width - 2 * edge, height - 2 * edge, max(0, item.radius - edge))
    mask.paste(inside, (edge, edge))
    return mask


def _disc(width: int, height: int, radius: int) -> Image.Image:
    """A round rectangle's mask; only its corners need to be smooth."""
    radius = min(radius, width // 2, height // 2)
    mask = Image.new("L", (max(1, width), max(1, height)), 255)
    if radius <= 0:
        return mask

    def draw(canvas: ImageDraw.ImageDraw, scale: int) -> None:
        side = 2 * radius * scale
        canvas.ellipse((0, 0, side - 1, side - 1), fill=255)

    disc = _smooth(2 * radius, 2 * radius, draw)
    right, bottom = width - radius, height - radius
    for x, from_x in ((0, 0), (right, radius)):
        for y, from_y in ((0, 0), (bottom, radius)):
            corner = disc.crop((from_x, from_y, from_x + radius, from_y + radius))
            mask.paste(corner, (x, y))
    return mask


def _smooth(
    width: int, height: int, draw: Callable[[ImageDraw.ImageDraw, int], None]
) -> Image.Image:
    large = Image.new("L", (width * SMOOTH, height * SMOOTH))
    draw(ImageDraw.Draw(large), SMOOTH)
    return large.resize((width, height), Image.Resampling.BOX)


def _tinted(mask: Image.Image, colour: Colour) -> Image.Image:
    red, green, blue, alpha = rgba(colour)
    picture = Image.new("RGBA", mask.size, (red, green, blue, 0))
    picture.putalpha(mask if alpha == 255 else mask.point(lambda level: level * alpha // 255))
    return picture


def picture_of(drawing: Drawing) -> Image.Image:
    """A whole drawing without any window: for the screen catalogue and for tests."""
    canvas = Image.new("RGBA", (drawing.width, drawing.height), rgba(drawing.background))
    for item in drawing.items:
        picture, at = _coloured(item)
        canvas.alpha_composite(picture.crop(_inside(at, drawing)), _corner(at))
    return canvas.convert("RGB")


def _coloured(item: Item) -> tuple[Image.Image, Rect]:
    if isinstance(item, Box):
        return round_box(item), item.rect
    if isinstance(item, Bitmap):
        return bitmap(item), item.rect
    mask, at = ink(item)
    return _tinted(mask, item.colour), at


def _corner(at: Rect) -> tuple[int, int]:
    return max(0, at.x), max(0, at.y)


def _inside(at: Rect, drawing: Drawing) -> tuple[int, int, int, int]:
    shown = at.clipped(drawing.bounds).moved(-at.x, -at.y)
    return shown.x, shown.y, shown.right, shown.bottom
