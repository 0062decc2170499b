"""Draws the frame: head, who strip, caption strip and fixed keys."""

from __future__ import annotations

from functools import lru_cache

from kiosk.screens.drawing import Box, HitTarget, Rect
from kiosk.screens.frame import KEY_GAP, Frame
from kiosk.screens.lettering import Align, Lettering, Style, box, fitted, icon, words
from kiosk.screens.panel import Panel
from kiosk.screens.piece import Piece, beside, centred, layered, stacked
from kiosk.screens.sizes import Sizes
from kiosk.screens.themes import Surface, Theme
from kiosk.screens.view import FixedKey, View
from pages.fonts import Face
from pages.model import Audience
from pages.presentation import Language
from pages.programme import Clock
from pages.texts import FreeText, say
from pages.typesetting import LINE_SPACING, break_lines, measure
from pages.words import load_words
from pages.written import Writer
from values import DayOfYear, TimeOfDay, Weekday

CAPTION_EMS = 6
"""At least so many characters stand on a line of the caption."""
KEY_SPACING = 1.17
"""Line height over em of a fixed key's label."""


def surroundings(style: Style, frame: Frame, view: View) -> Piece:
    """Everything but the page itself, in the panel's coordinates."""
    pieces = [_head(style, frame.head, view), _keys(style, frame, view)]
    if frame.who is not None:
        pieces.append(_who(style, frame.who, view))
    if frame.caption is not None:
        pieces.append(_caption(style, frame.caption, view))
    return layered(style.panel.width, style.panel.height, *pieces)


def _head(style: Style, rect: Rect, view: View) -> Piece:
    visitor = view.page.audience is Audience.VISITOR
    lettering = Lettering(style.sizes.head, style.theme.head.ink)
    band = _fill(rect, style.theme.head.ground)
    mark = _demo_mark(style, rect) if view.demo else Piece(rect.width, 0)
    room = Rect(rect.x, mark.height, rect.width, rect.height - mark.height)
    right = _moment(style, view) if visitor else style.write(view.who)
    ends = _two_ends(style, room, (view.organisation, lettering), (right, lettering))
    return layered(rect.right, rect.bottom, band, mark, ends)


def _moment(style: Style, view: View) -> str:
    if any(isinstance(block, Clock) for block in view.page.blocks):
        return ""  # the page tells it, larger
    day = view.moment.date()
    time = TimeOfDay(view.moment.time())
    return style.write(say("frame.moment", day=DayOfYear(day), weekday=Weekday(day), time=time))


def _demo_mark(style: Style, head: Rect) -> Piece:
    height = style.px(10)
    mark = style.theme.mark
    lettering = Lettering(style.px(6), mark.ink, Face.BOLD)
    text = fitted(style.write(say("frame.demo")), lettering, head.width, height, Align.CENTRE)
    strip = box(head.width, height, mark, edge_width=0, radius=0)
    return layered(head.width, height, strip, centred(text, head.width, height))


def _who(style: Style, rect: Rect, view: View) -> Piece:
    surface = style.theme.who
    lettering = Lettering(style.sizes.head, surface.ink)
    who = style.write(view.who)
    counter = style.write(view.counter)
    band = _fill(rect, surface.ground)
    if rect.width >= rect.height * 3:
        return layered(
            rect.right,
            rect.bottom,
            band,
            _two_ends(style, rect, (who, lettering.bold), (counter, lettering)),
        )
    width = rect.width - 2 * style.px(6)
    third = (rect.height - style.px(2)) // 3
    lines = stacked(
        [
            fitted(who, lettering.bold, width, third),
            fitted(counter, lettering, width, rect.height - style.px(2) - third),
        ]
    )
    middle = (rect.height - lines.height) // 2
    return layered(
        rect.right, rect.bottom, band, lines.moved(rect.x + style.px(6), rect.y + middle)
    )


def _two_ends(
    style: Style, rect: Rect, left: tuple[str, Lettering], right: tuple[str, Lettering]
) -> Piece:
    """One text at each end of a strip, each in its share of the width."""
    margin, gap = style.px(12), style.px(6)
    room = rect.width - 2 * margin - gap
    lengths = [measure(text, lettering.face, lettering.px) for text, lettering in (left, right)]
    share = min(1.0, room / max(1, sum(lengths)))
    widths = [int(length * share) + 1 for length in lengths]
    height = rect.height - style.px(2)
    first = fitted(*left, widths[0], height)
    second = fitted(*right, widths[1], height, Align.RIGHT)
    middle = rect.y + rect.height // 2
    return layered(
        rect.right,
        rect.bottom,
        first.moved(rect.x + margin, middle - first.height // 2),
        second.moved(rect.right - margin - widths[1], middle - second.height // 2),
    )


def _caption(style: Style, rect: Rect, view: View) -> Piece:
    surface = style.theme.caption
    band = _fill(rect, surface.ground)
    line = Piece(
        rect.right,
        rect.bottom,
        (Box(Rect(rect.x, rect.bottom - style.thin, rect.width, style.thin), surface.edge),),
    )
    if view.caption is None and not view.muted:
        return layered(rect.right, rect.bottom, band, line)
    upright = rect.width >= rect.height * 3
    size = style.px(14 if upright else 11)
    speaker = icon("volume_off" if view.muted else "volume_up", size, surface.ink)
    margin, gap = (style.px(12), style.px(7)) if upright else (style.px(6), style.px(4))
    width = rect.width - 2 * margin - (speaker.width + gap if upright else 0)
    text = _caption_words(style, view, width, rect.height - (0 if upright else speaker.height))
    content = beside([speaker, text], gap) if upright else stacked([speaker, text])
    middle = rect.y + (rect.height - content.height) // 2
    return layered(rect.right, rect.bottom, band, line, content.moved(rect.x + margin, middle))


def _caption_words(style: Style, view: View, width: int, height: int) -> Piece:
    """The caption; where it is longer than the strip, its beginning and an ellipsis."""
    px = min(style.sizes.caption, width // CAPTION_EMS)
    lettering = Lettering(px, style.theme.caption.ink)
    if view.caption is None:
        return words(style.write(say("frame.muted")), lettering, width)
    limit = max(1, int(height / (lettering.px * LINE_SPACING)))
    shown = view.caption
    while shown:
        whole = FreeText(shown)
        text = whole if shown == view.caption else say("frame.more", words=whole)
        written = style.write(say("frame.reading", words=text))
        if len(break_lines(written, lettering.face, lettering.px, width)) <= limit:
            return words(written, lettering, width)
        shown = shown[: -max(1, len(shown) // 8)].rstrip("，、。；：,.;: ")
    return Piece(width, 0)


def _keys(style: Style, frame: Frame, view: View) -> Piece:
    rect = frame.keys
    gap = style.px(KEY_GAP if not frame.column else 5.0)
    keys = [
        _key(
            *(style.panel, style.sizes, style.theme, style.writer.words.language),
            *(key, frame.key_place(number, gap, wide=key.wide), not frame.column),
        )
        for number, key in enumerate(view.fixed_keys)
        if key is not None
    ]
    ground = style.theme.keys.ground if keys else style.theme.paper
    return layered(style.panel.width, style.panel.height, _fill(rect, ground), *keys)


@lru_cache(maxsize=64)
def _key(
    panel: Panel,
    sizes: Sizes,
    theme: Theme,
    language: Language,
    key: FixedKey,
    place: Rect,
    upright: bool,
) -> Piece:
    """A key with nothing personal on it, the same on every page: laid out once."""
    style = Style(panel, sizes, theme, Writer(load_words(language)))
    surface = theme.keys
    label = style.write(key.label)
    under = upright and not key.wide and place.height >= style.px(40)
    edge = max(2, style.px(0.6))
    ground = box(place.width, place.height, surface, edge_width=edge, radius=style.px(4.5))
    content = _key_under(style, key.icon, label, place) if under else _key_beside(style, key, place)
    target = HitTarget(
        Rect(0, 0, place.width, place.height),
        Rect(0, 0, place.width, place.height),
        key.target,
        label,
        radius=style.px(4.5),
        fixed=True,
    )
    hit = Piece(place.width, place.height, (), (target,))
    whole = layered(
        place.width, place.height, ground, centred(content, place.width, place.height), hit
    )
    return whole.moved(place.x, place.y)


def _key_under(style: Style, icon_name: str, label: str, place: Rect) -> Piece:
    """An icon with its words below."""
    ink = style.theme.keys.ink
    width = round(place.width * 0.82)
    symbol = icon(icon_name, style.px(13), ink)
    room = place.height - symbol.height - style.px(4)
    lettering = Lettering(style.sizes.key, ink, spacing=KEY_SPACING)
    text = fitted(label, lettering, width, room, Align.CENTRE)
    return stacked([centred(symbol, width, symbol.height), text])


def _key_beside(style: Style, key: FixedKey, place: Rect) -> Piece:
    """An icon with its words to the right."""
    ink = style.theme.keys.ink
    symbol = icon(key.icon, style.px(17 if key.wide else 12), ink)
    px = round(style.sizes.key * (1.35 if key.wide else 1))
    gap = style.px(3)
    room = place.width - symbol.width - gap - style.px(5)
    lettering = Lettering(px, ink, Face.BOLD if key.wide else Face.REGULAR)
    return beside([symbol, fitted(style.write(key.label), lettering, room, place.height)], gap)


def _fill(rect: Rect, colour: str) -> Piece:
    surface = Surface(colour, colour, colour)
    strip = box(rect.width, rect.height, surface, edge_width=0, radius=0)
    return strip.moved(rect.x, rect.y)
