"""The pictures of the demo's notices, drawn: no photograph of anybody, no licence to mind."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw

from pages.fonts import Face, pillow_font

WIDTH, HEIGHT = 1440, 900
_SMOOTH = 2
_PAPER, _INK, _GREEN, _SAND, _RED = "#FFFFFF", "#1C1A17", "#0B4A45", "#F3C98B", "#A8201A"
_GREY, _GOLD = "#A9A297", "#F4D58A"

Draw = ImageDraw.ImageDraw


def draw_picture(name: str) -> bytes:
    """A picture by its name, as PNG, 1440 by 900."""
    large = Image.new("RGB", (WIDTH * _SMOOTH, HEIGHT * _SMOOTH), _PAPER)
    _DRAWN[name](ImageDraw.Draw(large), large)
    picture = large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _bus(draw: Draw, _whole: Image.Image) -> None:
    """Line 8 as it runs, and the stop it leaves out."""
    _words(draw, 720, 90, "8路公交车怎么走", 78, _GREEN, bold=True)
    old, new = [(160, 430), (1280, 430)], [(160, 430), (420, 430), (420, 690), (1020, 690)]
    _line(draw, old, _GREY, 12)
    _line(draw, [*new, (1020, 430), (1280, 430)], _GREEN, 26)
    for x, name in ((160, "老街口"), (1280, "汽车站")):
        _stop(draw, x, 430, _GREEN)
        _words(draw, x, 350, name, 54, _INK)
    _stop(draw, 720, 430, _GREY)
    _words(draw, 720, 340, "体育公园", 54, _INK)
    _cross(draw, 720, 430)
    _words(draw, 720, 510, "这一站不停", 48, _RED, bold=True)
    _stop(draw, 720, 690, _GREEN)
    _words(draw, 720, 780, "人民医院东门", 60, _GREEN, bold=True)
    _words(draw, 720, 850, "请在这里上下车", 48, _INK)
    _words(draw, 1180, 690, "人民路", 48, _INK)


def _luck(draw: Draw, whole: Image.Image) -> None:
    """福 on red paper, as the calligraphy group writes it, beside what the group is."""
    side = 560
    paper = Image.new("RGB", (side * _SMOOTH, side * _SMOOTH), _RED)
    frame = ImageDraw.Draw(paper)
    edge = 26 * _SMOOTH
    frame.rectangle(
        (edge, edge, side * _SMOOTH - edge, side * _SMOOTH - edge),
        outline=_GOLD,
        width=6 * _SMOOTH,
    )
    turned = paper.rotate(45, expand=True, fillcolor=_PAPER, resample=Image.Resampling.BICUBIC)
    whole.paste(turned, (30 * _SMOOTH, 54 * _SMOOTH))
    _words(draw, 30 + turned.width // _SMOOTH // 2, 430, "福", 330, _GOLD, bold=True)
    _words(draw, 1130, 250, "书法小组", 120, _GREEN, bold=True)
    _words(draw, 1130, 400, "每周三下午两点", 68, _INK)
    _words(draw, 1130, 510, "文化站二楼203室", 68, _INK)
    _words(draw, 1130, 650, "不收学费", 84, _RED, bold=True)


_DRAWN: Mapping[str, Callable[[Draw, Image.Image], None]] = {"bus": _bus, "luck": _luck}


def _words(
    draw: Draw, x: int, y: int, text: str, px: int, colour: str, *, bold: bool = False
) -> None:
    font = pillow_font(Face.BOLD if bold else Face.REGULAR, px * _SMOOTH)
    draw.text((x * _SMOOTH, y * _SMOOTH), text, fill=colour, font=font, anchor="mm")


def _line(draw: Draw, points: list[tuple[int, int]], colour: str, width: int) -> None:
    larger = [(x * _SMOOTH, y * _SMOOTH) for x, y in points]
    draw.line(larger, fill=colour, width=width * _SMOOTH, joint="curve")
    for x, y in larger[1:-1]:
        half = width * _SMOOTH // 2
        draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)


def _stop(draw: Draw, x: int, y: int, colour: str) -> None:
    outer, inner = 34 * _SMOOTH, 20 * _SMOOTH
    x, y = x * _SMOOTH, y * _SMOOTH
    draw.ellipse((x - outer, y - outer, x + outer, y + outer), fill=colour)
    draw.ellipse((x - inner, y - inner, x + inner, y + inner), fill=_PAPER)


def _cross(draw: Draw, x: int, y: int) -> None:
    for dx, dy in ((1, 1), (1, -1)):
        ends = [(x - 44 * dx, y - 44 * dy), (x + 44 * dx, y + 44 * dy)]
        _line(draw, ends, _RED, 18)
