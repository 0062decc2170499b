"""What heads a page, and what turns its parts."""

from __future__ import annotations

from kiosk.screens.drawing import HitTarget, Rect
from kiosk.screens.lettering import Align, Lettering, Style, box, fitted, icon, words
from kiosk.screens.piece import Piece, beside, centred, layered, stacked
from kiosk.screens.view import NEXT_PART, PREVIOUS_PART
from pages.choices import Target
from pages.model import Page, Part
from pages.texts import say
from pages.typesetting import longest_unit, measure
from values import Ordinal

PAGING_HEIGHT = 29.0
LEAST = 20.0
"""No key is lower, in mm, also where all else is set smaller (B1)."""
GAP = 5.5
KEY_SHARE = 0.35
"""How much of the width each paging key takes."""


def draw_heading(style: Style, page: Page, part: Part, width: int, align: Align) -> Piece:
    """The title, and on the first part the lead."""
    theme, sizes = style.theme, style.sizes
    title = _title(style, style.write(page.title), width, align)
    lines = [title]
    if page.lead is not None and part.number == 1:
        lead = Lettering(sizes.body, theme.second)
        lines.append(words(style.write(page.lead), lead, width, align, balanced=True))
    return stacked(lines).sized(width, sum(line.height for line in lines))


def _title(style: Style, text: str, width: int, align: Align) -> Piece:
    """The title, balanced; a long Latin word is set smaller rather than broken."""
    lettering = Lettering(style.sizes.title, style.theme.ink).bold
    if longest_unit(text, lettering.face, lettering.px) > width:
        return fitted(text, lettering, width, 3 * lettering.line_height, align)
    return words(text, lettering, width, align, balanced=True)


def draw_paging(style: Style, part: Part, width: int) -> Piece:
    """上一页 left, 下一页 right, which part this is between them.

    The place of a key without effect stays empty.
    """
    gap = style.px(GAP)
    one = round((width - 2 * gap) * KEY_SHARE)
    keys = []
    if part.number > 1:
        keys.append(_turner(style, "frame.previous", "arrow_back", PREVIOUS_PART, one))
    if part.number < part.count:
        following = _turner(style, "frame.next", "arrow_forward", NEXT_PART, one)
        keys.append(following.moved(width - one, 0))
    height = max((key.height for key in keys), default=0)
    room = width - 2 * (one + gap)
    return layered(width, height, *keys, _position(style, part, room, height).moved(one + gap, 0))


def _position(style: Style, part: Part, width: int, height: int) -> Piece:
    number, count = Ordinal(part.number), Ordinal(part.count)
    text = style.write(say("frame.part", number=number, count=count))
    lettering = Lettering(style.sizes.second, style.theme.second)
    return centred(fitted(text, lettering, width, height, Align.CENTRE), width, height)


def _turner(style: Style, key: str, icon_name: str, target: Target, width: int) -> Piece:
    label = style.write(say(key))
    surface = style.theme.choice
    lettering = Lettering(style.sizes.button, surface.ink).bold
    gap = style.px(4)
    room = width - 2 * style.px(5)
    with_icon = style.sizes.icon + gap + measure(label, lettering.face, lettering.px) <= room
    text = fitted(label, lettering, room - (style.sizes.icon + gap if with_icon else 0), 10**4)
    symbol = icon(icon_name, style.sizes.icon, surface.ink)
    parts = [text, symbol] if target == NEXT_PART else [symbol, text]
    content = beside(parts, gap) if with_icon else text
    height = max(style.px(PAGING_HEIGHT), style.panel.px(LEAST) + 1, text.height + style.px(4))
    ground = box(width, height, surface, edge_width=style.edge, radius=style.radius)
    rect = Rect(0, 0, width, height)
    hit = Piece(width, height, (), (HitTarget(rect, rect, target, label, style.radius),))
    return layered(width, height, ground, centred(content, width, height), hit)
