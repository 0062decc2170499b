"""Choices: tiles of the home page, rows of a list, buttons in one or two columns.

``ease`` says how much of the room that is left they may take: 0 is as small as they may be, 1 as
large as looks well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.screens.drawing import HitTarget, Rect
from kiosk.screens.figures import draw_fact
from kiosk.screens.lettering import Lettering, Style, box, fitted, icon, words
from kiosk.screens.piece import Piece, beside, centred, layered, stacked
from kiosk.screens.themes import Surface
from pages.blocks import Fact
from pages.choices import Choice, Role
from pages.typesetting import longest_unit, measure

GAP = 5.5
"""Between choices, in mm (B2)."""
BUTTON, ROW, STEP = 29.0, 29.0, 27.0
"""Least heights in mm."""
LEAST = 20.0
"""Nor less than this where all else is set smaller (B1)."""
TILE = 80.0
TILE_ROOM = 22.0
NARROW_LIST = 18
"""Ems of a second line below which a list is narrow."""
LONE_TILE_ROOM = 36.0
ROW_ROOM, STEP_ROOM = 16.0, 10.0
"""How much higher than at least they may grow."""


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that stand side by side: never parted by a page's end."""

    choices: tuple[Choice, ...]
    columns: int


def groups(style: Style, choices: tuple[Choice, ...], width: int) -> list[Group]:
    """The rows in which choices stand."""
    result: list[Group] = []
    start = 0
    while start < len(choices):
        kind = _kind(choices[start])
        end = start
        while end < len(choices) and _kind(choices[end]) is kind:
            end += 1
        result.extend(_rows_of(style, choices[start:end], kind, width))
        start = end
    return result


def _kind(choice: Choice) -> Role:
    return Role.PLAIN if choice.role is Role.PRIMARY else choice.role


def _rows_of(style: Style, choices: tuple[Choice, ...], kind: Role, width: int) -> list[Group]:
    match kind:
        case Role.ROW:
            return _cut(choices, 1)
        case Role.TILE:
            return _cut(choices, _tile_columns(style, len(choices), width))
        case Role.STEP:
            return _cut(choices, 2)
        case _:
            columns = _button_columns(style, choices, width)
            if columns == 2 and len(choices) % 2 and choices[0].role is Role.PRIMARY:
                return [Group(choices[:1], 1), *_cut(choices[1:], 2)]
            return _cut(choices, columns)


def _cut(choices: tuple[Choice, ...], columns: int) -> list[Group]:
    rows = [choices[start : start + columns] for start in range(0, len(choices), columns)]
    return [Group(row, len(row)) for row in rows]


def _tile_columns(style: Style, count: int, width: int) -> int:
    """Up to three tiles are calm and wide; more stand side by side where their names fit."""
    gap, names = style.px(GAP), style.sizes.tile * 4 + 2 * style.px(9)
    least = max(style.px(TILE), names)
    fit = max(1, (width + gap) // (least + gap))
    if style.panel.landscape:
        return min(fit, 3, count)
    crowded = style.sizes.tile > style.panel.type_px(19.6)
    return 2 if count > 3 and fit >= 2 and not crowded else 1


def _button_columns(style: Style, choices: tuple[Choice, ...], width: int) -> int:
    """Two or more than three stand in two columns where every label fits on one line."""
    count = len(choices)
    primary = any(choice.role is Role.PRIMARY for choice in choices)
    if count in (1, 3) or (count == 2 and primary):
        return 1
    room = (width - style.px(GAP)) // 2
    return 2 if all(_natural_width(style, choice) <= room for choice in choices) else 1


def _natural_width(style: Style, choice: Choice) -> float:
    lettering = Lettering(style.sizes.button, "").bold
    symbol = style.sizes.icon + style.px(5) if choice.icon else 0
    label = measure(style.write(choice.label), lettering.face, lettering.px)
    return label + symbol + 2 * style.px(6)


def draw_group(style: Style, group: Group, width: int, ease: float, *, lone: bool) -> Piece:
    """One row of choices. ``lone`` says the page has few of them, so that they may be larger."""
    gap = style.panel.px(GAP)  # also where all else is set smaller: two places never come closer
    one = (width - (group.columns - 1) * gap) // group.columns

    def draw(choice: Choice, least: int) -> Piece:
        if choice.role is Role.TILE:
            room = LONE_TILE_ROOM if lone else TILE_ROOM
            draw_tile = _wide_tile if group.columns == 1 else _tile
            return draw_tile(style, choice, one, max(least, style.px(TILE + room * ease)))
        if choice.role is Role.ROW:
            return _row(style, choice, one, max(least, style.px(ROW + ROW_ROOM * ease)))
        if choice.role is Role.STEP:
            step = style.px(STEP + STEP_ROOM * ease)
            return _button(style, replace(choice, detail=None), one, max(least, step))
        return _button(style, choice, one, max(least, _button_height(style, choice, ease, lone)))

    pieces = [draw(choice, style.panel.px(LEAST) + 1) for choice in group.choices]
    height = max(piece.height for piece in pieces)
    even = [
        piece if piece.height == height else draw(choice, height)
        for choice, piece in zip(group.choices, pieces, strict=True)
    ]
    keys = beside(even, gap).sized(width, height)
    return _under_its_name(style, group.choices[0], keys)


def _under_its_name(style: Style, choice: Choice, keys: Piece) -> Piece:
    """Less and more stand under what they change and how it is now; other keys as they are."""
    if choice.role is not Role.STEP or choice.detail is None or choice.aside is None:
        return keys
    name = Fact(choice.detail, choice.aside)
    return stacked([draw_fact(style, name, keys.width), keys])


def _button_height(style: Style, choice: Choice, ease: float, lone: bool) -> int:
    """With few choices the primary one is clearly the largest."""
    if not lone:
        return style.px(BUTTON + 5 * ease)
    return style.px(BUTTON + (18 if choice.role is Role.PRIMARY else 9) * ease)


def _touchable(
    style: Style, choice: Choice, width: int, height: int, content: Piece, surface: Surface
) -> Piece:
    """A key of the page: its ground, what stands on it, and the place to touch."""
    ground = box(width, height, surface, edge_width=style.edge, radius=style.radius)
    rect = Rect(0, 0, width, height)
    target = HitTarget(rect, rect, choice.target, style.write(choice.label), style.radius)
    return layered(width, height, ground, content, Piece(width, height, (), (target,)))


def _button(style: Style, choice: Choice, width: int, least: int) -> Piece:
    theme = style.theme
    primary = choice.role is Role.PRIMARY
    surface = Surface(theme.accent, theme.on_accent, theme.accent) if primary else theme.choice
    lettering = Lettering(style.sizes.button, surface.ink).bold
    parts = [icon(choice.icon, style.sizes.icon, surface.ink)] if choice.icon else []
    room = width - 2 * style.px(6) - sum(part.width + style.px(5) for part in parts)
    label = _label(style.write(choice.label), lettering, room)
    if choice.detail is not None:
        second = Lettering(style.sizes.second, surface.ink)
        label = stacked([label, words(style.write(choice.detail), second, room)])
    content = beside([*parts, label], style.px(5))
    height = max(least, content.height + 2 * style.px(4))
    return _touchable(style, choice, width, height, centred(content, width, height), surface)


def _label(text: str, lettering: Lettering, width: int) -> Piece:
    """A label on balanced lines; a long Latin word is set smaller rather than broken."""
    if longest_unit(text, lettering.face, lettering.px) > width:
        return fitted(text, lettering, width, 3 * lettering.line_height)
    return words(text, lettering, width, balanced=True)


def _tile(style: Style, choice: Choice, width: int, least: int) -> Piece:
    """A tile of two columns: icon and badge above, name and what waits behind it below."""
    theme = style.theme
    dx, dy = style.px(9), style.px(8)
    room = width - 2 * dx
    symbol = _symbol(style, choice, style.px(24))
    text = _name(style, choice, room, style.sizes.tile)
    badge = _badge(style, choice, room - symbol.width - style.px(4))
    head = max(symbol.height, badge.height)
    height = max(least, head + text.height + 2 * dy + style.px(4))
    rest = height - 2 * dy - head - text.height
    content = layered(
        width,
        height,
        symbol.moved(dx - style.px(2), dy),
        badge.moved(width - dx - badge.width + style.px(2), dy),
        text.moved(dx, dy + head + round(rest * 0.6)),
    )
    return _touchable(style, choice, width, height, content, theme.choice)


def _wide_tile(style: Style, choice: Choice, width: int, least: int) -> Piece:
    """A tile of the full width: its icon on a quiet disc at the left, its words beside it."""
    dx, gap, dy = style.px(12), style.px(10), style.px(8)
    disc = min(style.px(62), least - 2 * dy, width // 5)
    symbol = centred(_symbol(style, choice, round(disc * 0.6)), disc, disc)
    quiet = Surface(style.theme.who.ground, style.theme.ink, style.theme.who.ground)
    ground = box(disc, disc, quiet, edge_width=0, radius=disc // 2)
    chevron = icon("chevron_right", style.px(19), style.theme.choice.ink)
    room = width - 2 * dx - disc - 2 * gap - chevron.width
    px = min(round(style.sizes.tile * 1.25), round(room / 4.1))
    text = _name(style, choice, room, px)
    badge = _badge(style, choice, room)
    words_below = stacked([text, badge], style.px(3)) if choice.badge is not None else text
    height = max(least, words_below.height + 2 * dy, disc + 2 * dy)
    content = layered(
        width,
        height,
        layered(disc, disc, ground, symbol).moved(dx, (height - disc) // 2),
        words_below.moved(dx + disc + gap, (height - words_below.height) // 2),
        chevron.moved(width - dx - chevron.width, (height - chevron.height) // 2),
    )
    return _touchable(style, choice, width, height, content, style.theme.choice)


def _symbol(style: Style, choice: Choice, size: int) -> Piece:
    return icon(choice.icon or "chevron_right", size, style.theme.accent)


def _name(style: Style, choice: Choice, room: int, px: int) -> Piece:
    theme = style.theme
    name = _label(style.write(choice.label), Lettering(px, theme.ink).bold, room)
    if choice.detail is None:
        return name
    return stacked(
        [name, words(style.write(choice.detail), Lettering(style.sizes.second, theme.second), room)]
    )


def _badge(style: Style, choice: Choice, room: int) -> Piece:
    """What is new, in words on a pill."""
    if choice.badge is None:
        return Piece(0, 0)
    surface = style.theme.badge
    dx = style.px(5)
    lettering = Lettering(style.sizes.second, surface.ink)
    text = fitted(style.write(choice.badge), lettering, room - 2 * dx, 2 * lettering.line_height)
    width, height = text.width + 2 * dx, text.height + style.px(2)
    ground = box(width, height, surface, edge_width=0, radius=min(height // 2, style.px(9)))
    return layered(width, height, ground, centred(text, width, height))


def _row(style: Style, choice: Choice, width: int, least: int) -> Piece:
    """A line of a list: name and second line at the left, an amount and a chevron at the right."""
    theme = style.theme
    dx, gap, dy = style.px(9), style.px(5), style.px(3.5)
    chevron = icon("chevron_right", style.px(13), theme.choice.edge)
    symbol = [icon(choice.icon, style.sizes.icon, theme.accent)] if choice.icon else []
    room = width - 2 * dx - chevron.width - gap - sum(part.width + gap for part in symbol)
    text = _row_words(style, choice, room)
    content = beside([*symbol, text], gap)
    height = max(least, content.height + 2 * dy)
    placed = layered(
        width,
        height,
        content.moved(dx, (height - content.height) // 2),
        chevron.moved(width - dx - chevron.width + style.px(2), (height - chevron.height) // 2),
    )
    return _touchable(style, choice, width, height, placed, theme.choice)


def _row_words(style: Style, choice: Choice, room: int) -> Piece:
    """Name, second line and aside.

    The aside stands in the middle of the right end; in a narrow list beside the name, so that
    every second line has the width; below where the name needs the width too.
    """
    theme, sizes = style.theme, style.sizes
    bold = Lettering(sizes.strong, theme.ink).bold
    second = Lettering(sizes.second, theme.second)
    name = style.write(choice.label)
    detail = style.write(choice.detail) if choice.detail is not None else ""
    aside = words(_aside(style, choice), replace(bold, colour=theme.accent), room)
    left = room - aside.width - style.px(5) if aside.items else room
    if measure(name, bold.face, bold.px) > left and aside.items:
        lines = [words(name, bold, room), words(detail, second, room), _at_end(aside, room)]
        return stacked(lines).sized(room, sum(line.height for line in lines))
    beside_it = room >= sizes.second * NARROW_LIST
    text = stacked([words(name, bold, left), words(detail, second, left if beside_it else room)])
    middle = (text.height - aside.height) // 2 if beside_it else 0
    return layered(room, text.height, text, _at_end(aside, room).moved(0, middle))


def _at_end(piece: Piece, room: int) -> Piece:
    return piece.moved(room - piece.width, 0).sized(room, piece.height)


def _aside(style: Style, choice: Choice) -> str:
    if choice.aside is None:
        return ""
    return style.writer.private(choice.aside) if choice.aside_private else style.write(choice.aside)
