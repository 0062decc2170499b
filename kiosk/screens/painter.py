"""Puts a drawing onto Kivy's canvas. What did not change since the last drawing is kept.

Text and icons are white pictures tinted by the canvas, so that a change of colour makes no new
picture. The pictures are kept in a bounded store that ``forget`` empties: they may show names and
amounts, and must not outlive the visit.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any

from kivy.graphics import BorderImage, Color, InstructionGroup, Rectangle
from kivy.graphics.texture import Texture
from PIL import Image

from kiosk.screens.damage import changed
from kiosk.screens.drawing import Box, Dots, Drawing, Icon, Item, Matrix, Rect, Stroke, TextRun
from kiosk.screens.raster import ink, rgba, round_box

Inked = TextRun | Icon | Stroke | Matrix | Dots
"""What is drawn as a mask of ink and tinted."""
MOST_TEXTURES = 400
"""About three pages of text; the oldest go first."""


class Painter:
    """Paints drawings onto one canvas. Only Kivy's thread calls it."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._shown: dict[Item, Any] = {}
        self._textures: OrderedDict[Hashable, tuple[Any, Rect]] = OrderedDict()
        self._height = 0
        self._ground: str | None = None

    def paint(self, drawing: Drawing) -> Rect:
        """Show a drawing instead of the last one; answers where they differ."""
        self._height = drawing.height
        before = self._shown
        same_ground = self._ground == drawing.background
        self._ground = drawing.background
        different = changed(before, drawing.items, drawing.bounds)
        self._shown = {item: before.get(item) or self._instructions(item) for item in drawing.items}
        self._canvas.clear()
        ground = Rectangle(pos=(0, 0), size=(drawing.width, drawing.height))
        self._canvas.add(_tint(drawing.background))
        self._canvas.add(ground)
        for instructions in self._shown.values():
            self._canvas.add(instructions)
        return different if same_ground else drawing.bounds

    @property
    def kept(self) -> int:
        """How many pictures are kept for drawings to come."""
        return len(self._textures)

    def forget(self) -> None:
        """Drop every picture that is not on the screen now."""
        self._textures.clear()

    def _instructions(self, item: Item) -> Any:
        group = InstructionGroup()
        match item:
            case Box(edge=None, radius=0, fill=str(fill)):
                group.add(_tint(fill))
                group.add(Rectangle(pos=self._corner(item.rect), size=_size(item.rect)))
            case Box():
                group.add(_tint("#FFFFFF"))
                group.add(self._box(item))
            case _:
                group.add(_tint(item.colour))
                group.add(self._inked(item))
        return group

    def _box(self, item: Box) -> Any:
        """A box from a small picture whose middle is stretched, or from its own if it is small."""
        border = max(item.radius, item.edge_width) + 1
        side = 2 * border + 2
        if min(item.rect.width, item.rect.height) < side:
            texture, _ = self._texture(
                ("box", replace(item, rect=Rect(0, 0, item.rect.width, item.rect.height))),
                lambda: (round_box(item), item.rect),
            )
            return Rectangle(texture=texture, pos=self._corner(item.rect), size=_size(item.rect))
        small = replace(item, rect=Rect(0, 0, side, side))
        texture, _ = self._texture(("box", small), lambda: (round_box(small), small.rect))
        return BorderImage(
            texture=texture,
            border=(border,) * 4,
            pos=self._corner(item.rect),
            size=_size(item.rect),
        )

    def _inked(self, item: Inked) -> Any:
        key, x, y = _key(item)
        texture, at = self._texture(key, lambda: _whitened(item, x, y))
        at = at.moved(x, y)
        return Rectangle(texture=texture, pos=self._corner(at), size=_size(at))

    def _texture(
        self, key: Hashable, make: Callable[[], tuple[Image.Image, Rect]]
    ) -> tuple[Any, Rect]:
        found = self._textures.get(key)
        if found is None:
            picture, at = make()
            found = self._textures[key] = (_upload(picture), at)
            if len(self._textures) > MOST_TEXTURES:
                self._textures.popitem(last=False)
        self._textures.move_to_end(key)
        return found

    def _corner(self, rect: Rect) -> tuple[int, int]:
        """The lower left corner, with Kivy's upward y."""
        return rect.x, self._height - rect.bottom


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


def _whitened(item: Inked, x: int, y: int) -> tuple[Image.Image, Rect]:
    """An item's ink in white, to be tinted, with its place relative to the item's own."""
    mask, at = ink(item)
    picture = Image.new("RGBA", mask.size, (255, 255, 255, 0))
    picture.putalpha(mask)
    return picture, at.moved(-x, -y)


def _upload(picture: Image.Image) -> Any:
    texture = Texture.create(size=picture.size, colorfmt="rgba")
    texture.blit_buffer(picture.tobytes(), colorfmt="rgba", bufferfmt="ubyte")
    texture.flip_vertical()
    return texture


def _tint(colour: str) -> Any:
    return Color(*(channel / 255 for channel in rgba(colour)))


def _size(rect: Rect) -> tuple[int, int]:
    return rect.width, rect.height
