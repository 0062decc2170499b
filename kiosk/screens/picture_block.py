"""Pictures drawn from data, and QR codes: crisp on every panel, their labels in words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.screens.drawing import Bitmap, Box, Dots, Item, Matrix, Rect, Stroke
from kiosk.screens.lettering import Align, Lettering, Style, card, fitted, words
from kiosk.screens.piece import Piece, centred, layered, stacked
from pages.blocks import PaperStretch, Photo, Picture, QrCode
from pages.qr import qr_matrix
from pages.texts import say

PICTURES = Path(__file__).resolve().parents[2] / "content" / "pictures"
LEAST_WORDS = 10.0
"""The least em of words on a picture, in mm."""
SMALL_PRINT = 36
"""The em of a receipt's smaller lines, in dots."""
PHOTO_SHARE = 0.4
"""How much of the panel's height a picture may take."""


@cache
def _load(name: str) -> Mapping[str, Any]:
    return tomllib.loads((PICTURES / f"{name}.toml").read_text(encoding="utf-8"))


def draw_picture(style: Style, block: Picture, width: int) -> Piece:
    """A picture of ``content/pictures``: scenes side by side, each with its words below."""
    scenes = _load(block.name)["scene"]
    pad, gap = style.px(5), style.px(5)
    room = (width - 2 * pad - (len(scenes) - 1) * gap) // len(scenes)
    pieces = [_scene(style, scene, room) for scene in scenes]
    height = max(piece.height for piece in pieces)
    placed = [piece.moved(n * (room + gap), 0) for n, piece in enumerate(pieces)]
    return _on_paper(style, layered(width - 2 * pad, height, *placed), width, dx=pad, dy=pad)


def _scene(style: Style, scene: Mapping[str, Any], width: int) -> Piece:
    """Shapes in hundredths of the scene's width, then the words."""
    unit = width / 100 * style.scale
    shapes = [_shape(style, shape, unit) for shape in scene["shape"]]
    height = round(scene["height"] * unit)
    drawn = centred(layered(round(100 * unit), height, *shapes), width, height)
    lettering = Lettering(_word_size(style), style.theme.picture.ink)
    caption = words(style.write(say(scene["words"])), lettering, width, Align.CENTRE, balanced=True)
    return stacked([drawn, caption], style.px(2))


def _word_size(style: Style) -> int:
    """Words on a picture stay legible where the picture itself must be smaller (A2)."""
    return max(style.sizes.second, style.panel.type_px(LEAST_WORDS))


def _shape(style: Style, shape: Mapping[str, Any], unit: float) -> Piece:
    match shape["kind"]:
        case "box":
            item: Item = _box(shape, unit)
        case "line":
            points = tuple((round(x * unit), round(y * unit)) for x, y in shape["points"])
            item = Stroke(points, shape["colour"], round(shape["width"] * unit))
        case "words":
            return _words(style, shape, unit)
        case kind:
            raise ValueError(f"a picture has no shape {kind!r}")
    return Piece(0, 0, (item,))


def _box(shape: Mapping[str, Any], unit: float) -> Box:
    x, y, width, height = (round(value * unit) for value in shape["rect"])
    return Box(
        Rect(x, y, width, height),
        shape.get("fill"),
        shape.get("edge"),
        round(shape.get("edge_width", 0) * unit),
        round(shape.get("radius", 0) * unit),
    )


def _words(style: Style, shape: Mapping[str, Any], unit: float) -> Piece:
    x, y, width, height = (round(value * unit) for value in shape["rect"])
    lettering = Lettering(_word_size(style), shape["colour"])
    text = fitted(style.write(say(shape["words"])), lettering, width, height, Align.CENTRE)
    return text.moved(x, y + (height - text.height) // 2)


def draw_qr_code(style: Style, block: QrCode, width: int) -> Piece:
    """A QR code on white with its quiet zone, and what it is for below."""
    rows = qr_matrix(block.content)
    side = max(2, style.px(100) // len(rows)) * len(rows)
    room = width - 2 * style.px(8)
    matrix = Matrix(Rect((room - side) // 2, 0, side, side), rows, "#000000")
    symbol = Piece(room, side, (matrix,))
    lettering = Lettering(style.sizes.body, style.theme.picture.ink)
    label = words(style.write(block.label), lettering, room, Align.CENTRE, balanced=True)
    return _on_paper(style, stacked([symbol, label]), width, dx=style.px(8), dy=style.px(4))


def _on_paper(style: Style, content: Piece, width: int, *, dx: int, dy: int) -> Piece:
    """A card that is light in every theme: pictures have colours of their own, codes need it."""
    light = replace(style, theme=replace(style.theme, card=style.theme.picture))
    return card(light, content, width, dx=dx, dy=dy)


def draw_photo(style: Style, block: Photo, width: int) -> Piece:
    """A picture on a light card, never larger than it is and never so high that no words stay."""
    pad = style.px(4)
    room = round((width - 2 * pad) * style.scale)
    most = round(style.panel.height * PHOTO_SHARE * style.scale)
    scale = min(1.0, room / block.width, most / block.height)
    size = (max(1, round(block.width * scale)), max(1, round(block.height * scale)))
    shown = Piece(*size, (Bitmap(Rect(0, 0, *size), block.content),))
    return _on_paper(style, centred(shown, width - 2 * pad, size[1]), width, dx=pad, dy=pad)


def draw_paper(style: Style, block: PaperStretch, width: int) -> Piece:
    """A stretch of a receipt, black on white, its small print as large as the page's."""
    across = min(width, round(block.width * style.sizes.second / SMALL_PRINT))
    down = round(block.height * across / block.width)
    paper = Rect((width - across) // 2, 0, across, down)
    return Piece(
        width, down, (Box(paper, "#FFFFFF"), Dots(paper, block.width, block.dots, "#000000"))
    )
