"""A field to fill in, and the keyboard on the screen that fills it."""

from __future__ import annotations

from kiosk.screens.drawing import HitTarget, Rect
from kiosk.screens.lettering import Align, Lettering, Style, box, fitted, icon, words
from kiosk.screens.piece import Piece, centred, layered, stacked
from kiosk.screens.themes import Surface
from pages.blocks import Entry
from pages.choices import Do
from pages.fonts import Face
from pages.texts import say

KEY_GAP = 3.0
"""Between keys of the keyboard, in mm."""
KEY_HEIGHT = 21.0
LEAST_KEY = 16.5
"""A key's height in mm, and what it never falls below (B1)."""
DOT = "•"
_ICONS = {"backspace": "backspace", "shift": "arrow_upward", "enter": "keyboard_return"}


def draw_entry(style: Style, block: Entry, width: int) -> Piece:
    """The label, the field with what is in it, and the keyboard below.

    A key sends ``Do("type", (("key", name),))``; keys named by a word do something of their own.
    """
    label = words(style.write(block.label), Lettering(style.sizes.body, style.theme.ink), width)
    return stacked(
        [label, _field(style, block, width), _keyboard(style, block, width)], style.px(4)
    )


def _field(style: Style, block: Entry, width: int) -> Piece:
    """Secrets show as dots (E8)."""
    shown = DOT * block.length if block.shown is None else block.shown
    theme = style.theme
    dx = style.px(8)
    height = max(style.px(26), round(style.sizes.button * 1.6))
    surface = Surface(theme.card.ground, theme.ink, theme.accent)
    ground = box(width, height, surface, edge_width=style.edge, radius=style.px(4.5))
    lettering = Lettering(style.sizes.button, theme.ink, Face.BOLD)
    text = fitted(shown, lettering, width - 2 * dx, height) if shown else Piece(0, 0)
    return layered(width, height, ground, text.moved(dx, (height - text.height) // 2))


def _keyboard(style: Style, block: Entry, width: int) -> Piece:
    gap = style.panel.px(KEY_GAP)
    fit = (width + gap) // (style.panel.px(LEAST_KEY) + gap)
    rows = [part for row in block.keys for part in _broken(row, fit)]
    columns = max((len(row) for row in rows), default=1)
    key_width = min((width - (columns - 1) * gap) // columns, style.px(60))
    widest = columns * key_width + (columns - 1) * gap
    left = (width - widest) // 2
    keys = [_row(style, row, key_width, widest, gap).moved(left, 0) for row in rows]
    return stacked([row.sized(width, row.height) for row in keys], gap)


def _broken(row: tuple[str, ...], fit: int) -> list[tuple[str, ...]]:
    """A row in as few even rows as a narrow panel needs."""
    count = -(-len(row) // fit)
    length = -(-len(row) // max(1, count))
    return [row[start : start + length] for start in range(0, len(row), max(1, length))]


def _row(style: Style, row: tuple[str, ...], key_width: int, width: int, gap: int) -> Piece:
    """A row in the middle of the keyboard; keys named by a word share what room is left."""
    named = sum(len(key) > 1 for key in row)
    used = len(row) * key_width + (len(row) - 1) * gap
    extra = min((width - used) // named, 2 * key_width) if named else 0
    height = max(style.px(KEY_HEIGHT), style.panel.px(LEAST_KEY))
    keys, x = [], 0
    for name in row:
        own_width = key_width + (extra if len(name) > 1 else 0)
        keys.append(_key(style, name, own_width, height).moved(x, 0))
        x += own_width + gap
    left = (width - (x - gap)) // 2
    return layered(width, height, *(key.moved(left, 0) for key in keys))


def _key(style: Style, name: str, width: int, height: int) -> Piece:
    surface = style.theme.choice
    label = _label(style, name)
    ground = box(width, height, surface, edge_width=max(2, style.px(0.5)), radius=style.px(3.5))
    if name in _ICONS:
        face = icon(_ICONS[name], round(height * 0.5), surface.ink)
    else:
        px = min(style.panel.type_px(12), round(height * 0.6))
        lettering = Lettering(px, surface.ink, Face.BOLD)
        face = fitted(label, lettering, width - style.px(3), height, Align.CENTRE)
    rect = Rect(0, 0, width, height)
    target = HitTarget(
        rect, rect, Do("type", (("key", name),)), label, style.px(3.5), keyboard=True
    )
    hit = Piece(width, height, (), (target,))
    return layered(width, height, ground, centred(face, width, height), hit)


def _label(style: Style, name: str) -> str:
    key = f"frame.keyboard.{name}"
    return style.write(say(key)) if style.writer.words.has(key) else name
