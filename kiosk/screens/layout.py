"""Lays out a view: what stands where, what can be touched, and into which parts a page falls.

Title and lead stand first, then blocks, then choices, in reading order. Nothing here needs Kivy.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.screens.drawing import Box, Drawing, HitTarget, Item, Rect
from kiosk.screens.flow import SMALLER, Flow, Placed
from kiosk.screens.frame import frame_for
from kiosk.screens.lettering import Style
from kiosk.screens.panel import Panel
from kiosk.screens.piece import Piece, layered
from kiosk.screens.sizes import Sizes
from kiosk.screens.staff_blocks import draw_pattern
from kiosk.screens.surroundings import surroundings
from kiosk.screens.themes import LIGHT, Theme, theme_of
from kiosk.screens.view import View
from pages.choices import Target
from pages.model import Page, Part
from pages.presentation import Presentation
from pages.staff_blocks import Cross, Fill, TouchGrid
from pages.words import load_words
from pages.written import Writer

HIT_REACH = 1.3
"""How far a place to touch reaches beyond its edge, in mm: at least 2.54 stay between two (B2)."""
CENTRE = 0.4
"""How much of the room left over stands above a page of few words."""


def split(page: Page, presentation: Presentation, panel: Panel) -> tuple[Part, ...]:
    """The parts a page falls into at this person's text size; ``(Part(),)`` where one is enough."""
    if page.bare:
        return (Part(),)
    return flow_of(page, presentation, panel, LIGHT).parts()


def lay_out(view: View, panel: Panel) -> Drawing:
    """Place everything a view shows. Its part must be one that ``split`` answers for its page."""
    theme = theme_of(view.presentation.look, service=view.service)
    flow = flow_of(view.page, view.presentation, panel, theme)
    return hold(lay_out_calm(flow, view, panel), view, panel)


def hold(calm: Drawing, view: View, panel: Panel) -> Drawing:
    """A drawing laid out with nothing held, with what the view holds down."""
    theme = theme_of(view.presentation.look, service=view.service)
    items = _held(theme, panel, calm.targets, view.pressed)
    return replace(calm, items=(*calm.items, *items)) if items else calm


def lay_out_calm(flow: Flow, view: View, panel: Panel) -> Drawing:
    """Place everything a view of this flow's page shows, with no key held down."""
    style = flow.style
    whole = _pattern(style, view.page) if view.page.bare else _whole(flow, view, panel)
    if view.shift:
        whole = _shifted(whole, panel, view.shift)
    targets = tuple(_with_reach(target, panel) for target in whole.targets)
    return Drawing(
        panel.width,
        panel.height,
        style.theme.paper,
        (*whole.items, *_focused(style, targets, view.focus)),
        targets,
        view.page.route,
        view.part,
        whole.missing,
    )


def _whole(flow: Flow, view: View, panel: Panel) -> Piece:
    around = surroundings(flow.style, frame_for(panel, view.page.audience), view)
    body = _body(_fitting(flow, view.part), view.part, view.reading)
    return layered(panel.width, panel.height, around, body)


def _pattern(style: Style, page: Page) -> Piece:
    """The one block of a bare page."""
    (pattern,) = page.blocks
    assert isinstance(pattern, TouchGrid | Cross | Fill)
    return draw_pattern(style, pattern, style.panel.width, style.panel.height)


def flow_of(page: Page, presentation: Presentation, panel: Panel, theme: Theme) -> Flow:
    """A page to be split and placed; it measures each of its pieces but once."""
    writer = Writer(
        load_words(presentation.language),
        covered=presentation.covered,
        masked=not presentation.revealed,
    )
    style = Style(panel, Sizes.of(panel, presentation.size), theme, writer)
    return Flow(page, style, frame_for(panel, page.audience).body)


def _fitting(flow: Flow, part: Part) -> Flow:
    """The flow; set smaller where a page is shown whole that should have been split.

    A page that covers another, such as "are you still there?", has no parts.
    """
    style = flow.style
    for factor in SMALLER:
        if flow.height(flow.placed(part, 0.0), 0.0) <= flow.room_of(part):
            break
        flow = Flow(flow.page, style.times(factor), flow.room)
    return flow


def _body(flow: Flow, part: Part, reading: int | None) -> Piece:
    """The page itself, with as much ease as there is room for."""
    placed, ease = _eased(flow, part)
    gap = flow.gap(ease)
    left_over = max(0, flow.room_of(part) - flow.height(placed, ease))
    y = flow.room.y + (round(left_over * CENTRE) if flow.page.centred else 0)
    pieces: list[Piece] = []
    for each in placed:
        if reading is not None and _is_block(each, reading):
            pieces.append(_reading_mark(flow, y, each.piece.height))
        pieces.append(each.piece.moved(flow.room.x, y))
        y += each.piece.height + gap
    if part.count > 1:
        paging = flow.paging(part)
        pieces.append(paging.moved(flow.room.x, flow.room.bottom - paging.height))
    return layered(flow.style.panel.width, flow.style.panel.height, *pieces)


def _eased(flow: Flow, part: Part) -> tuple[list[Placed], float]:
    """The pieces as large as looks well, or as there is room for.

    Heights grow with ease, faster towards its end, so that what lies between is never too high.
    """
    room = flow.room_of(part)
    easy, tight = flow.placed(part, 1.0), flow.placed(part, 0.0)
    most, least = flow.height(easy, 1.0), flow.height(tight, 0.0)
    if most <= room:
        return easy, 1.0
    rounding = len(tight)
    ease = (room - least - rounding) / max(1, most - least)
    return (tight, 0.0) if ease <= 0 else (flow.placed(part, ease), ease)


def _is_block(placed: Placed, index: int) -> bool:
    element = placed.element
    return element is not None and not element.choices and element.index == index


def _reading_mark(flow: Flow, y: int, height: int) -> Piece:
    """A bar in the margin beside what is being read."""
    style = flow.style
    width = style.px(2.5)
    rect = Rect(flow.room.x - style.px(7), y, width, height)
    mark = Box(rect, style.theme.caption.ink, radius=width // 2)
    return Piece(style.panel.width, style.panel.height, (mark,))


def _with_reach(target: HitTarget, panel: Panel) -> HitTarget:
    """The place to touch reaches into the gap around a key, but for those of a keyboard."""
    if target.keyboard:
        return target
    reach = int(HIT_REACH * panel.px_per_mm)
    bounds = Rect(0, 0, panel.width, panel.height)
    return replace(target, rect=target.visible.grown(reach).clipped(bounds))


def _held(
    theme: Theme, panel: Panel, targets: tuple[HitTarget, ...], pressed: int | None
) -> tuple[Item, ...]:
    """What shows that a key is held down: it darkens and its edge grows (D1)."""
    if pressed is None or not 0 <= pressed < len(targets):
        return ()
    target, width = targets[pressed], panel.px(1.6)
    inner = target.visible.grown(-width)
    return (
        Box(target.visible, theme.pressed, theme.caption.ink, width, target.radius),
        Box(inner, None, theme.other_share, width, max(0, target.radius - width)),
    )


def _focused(
    style: Style, targets: tuple[HitTarget, ...], focus: Target | None
) -> tuple[Item, ...]:
    """A broad ring around what the keypad has in focus, as far as its place to touch reaches."""
    theme, width = style.theme, style.px(2.2)
    return tuple(
        Box(each.visible.grown(style.px(1)), None, theme.caption.ink, width, each.radius + width)
        for each in targets
        if focus is not None and each.target == focus
    )


def _shifted(whole: Piece, panel: Panel, by: int) -> Piece:
    """The picture moved by some pixels; bands across the panel stay."""
    items = tuple(
        item if item.rect.width >= panel.width else item.moved(by, by) for item in whole.items
    )
    return replace(
        whole, items=items, targets=tuple(target.moved(by, by) for target in whole.targets)
    )
