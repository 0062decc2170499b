"""Lays out a page: what stands where, what can be touched, and into which parts it falls.

Title and lead stand first, then blocks, then choices, in reading order. What does not fit on one
screen goes to a further part, reached by large 上一页 and 下一页 keys (B7).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.screens.blocks import draw_block
from kiosk.screens.choices import Group, draw_group, groups
from kiosk.screens.drawing import Box, Drawing, HitTarget, Item, Rect
from kiosk.screens.frame import Frame, frame_for
from kiosk.screens.heading import draw_heading, draw_paging
from kiosk.screens.lettering import Align, Style
from kiosk.screens.panel import Panel
from kiosk.screens.piece import Piece, layered
from kiosk.screens.sizes import Sizes
from kiosk.screens.surroundings import surroundings
from kiosk.screens.themes import LIGHT, SERVICE, Theme
from kiosk.screens.view import View
from pages.model import MAX_CHOICES, Audience, Block, Page, Part, Presentation
from pages.words import load_words
from pages.written import Writer

BLOCK_GAP = 5.5
"""Between blocks, in mm."""
FEW = 3
"""Up to so many choices may be larger than usual."""
HIT_REACH = 1.3
"""How far a place to touch reaches beyond its edge, in mm: 2.54 mm stay between two (B2)."""
EASES = (1.0, 0.75, 0.5, 0.25, 0.0)
SMALLER = (1.0, 0.8125, 0.625, 0.5, 0.4)
"""Steps by which a block too tall for any screen is set smaller."""


@dataclass(frozen=True, slots=True)
class Element:
    """One thing in the flow of a page: a block, or a row of choices."""

    index: int
    """Of the block, or of the row's first choice."""
    block: Block | None = None
    group: Group | None = None

    @property
    def choices(self) -> int:
        return len(self.group.choices) if self.group else 0


def style_for(page: Page, presentation: Presentation, panel: Panel) -> Style:
    """The look of a page for this person."""
    words = load_words(presentation.language)
    return Style(
        panel,
        Sizes.of(panel, presentation.size),
        theme_for(page),
        Writer(words, covered=presentation.covered),
    )


def theme_for(page: Page) -> Theme:
    """A technician's pages look like nobody else's."""
    return SERVICE if page.audience is Audience.TECHNICIAN else LIGHT


def split(page: Page, presentation: Presentation, panel: Panel) -> tuple[Part, ...]:
    """The parts a page falls into at this person's text size; ``(Part(),)`` where one is enough."""
    return _Layout(page, presentation, panel).parts()


def lay_out(view: View, panel: Panel) -> Drawing:
    """Place everything a view shows. The part must be one that ``split`` answers for its page."""
    layout = _Layout(view.page, view.presentation, panel)
    around = surroundings(layout.style, layout.frame, view)
    body = layout.body(view.part, view.reading)
    whole = layered(panel.width, panel.height, around, body)
    if view.shift:
        whole = _shifted(whole, panel, view.shift)
    targets = tuple(_with_reach(target, layout.style) for target in whole.targets)
    held = _held(layout.style, targets, view.pressed)
    return Drawing(
        panel.width,
        panel.height,
        layout.style.theme.paper,
        (*whole.items, *held),
        targets,
        view.page.route,
        view.part,
        whole.missing,
    )


class _Layout:
    """A page at one size on one panel."""

    def __init__(self, page: Page, presentation: Presentation, panel: Panel) -> None:
        self.page = page
        self.presentation = presentation
        self.panel = panel
        self.style = style_for(page, presentation, panel)
        self.frame: Frame = frame_for(panel, page.audience)
        self.align = Align.CENTRE if page.centred else Align.LEFT
        self.room = self.frame.body
        self._blocks: dict[int, Piece] = {}

    def parts(self) -> tuple[Part, ...]:
        elements = self._elements(Part())
        staff = self.page.audience is Audience.TECHNICIAN
        few_enough = staff or len(self.page.choices) <= MAX_CHOICES
        if few_enough and self._height(elements, Part(), 0.0) <= self.room.height:
            return (Part(),)
        runs = self._fill(elements)
        return tuple(
            Part(number, len(runs), *self._bounds(run)) for number, run in enumerate(runs, start=1)
        )

    def body(self, part: Part, reading: int | None) -> Piece:
        """The page itself, with as much ease as there is room for."""
        elements = self._elements(part)
        for ease in EASES:
            pieces = self._pieces(elements, part, ease)
            if self._total(pieces, ease) <= self.room.height:
                break
        return self._placed(elements, pieces, part, ease, reading)

    def _elements(self, part: Part) -> list[Element]:
        first, last = part.blocks or (0, len(self.page.blocks))
        start, end = part.choices or (0, len(self.page.choices))
        elements = [
            Element(index, block=block)
            for index, block in enumerate(self.page.blocks[first:last], start=first)
        ]
        for group in groups(self.style, self.page.choices[start:end], self.room.width):
            elements.append(Element(start, group=group))
            start += len(group.choices)
        return elements

    def _fill(self, elements: list[Element]) -> list[list[Element]]:
        """Element after element on a part while room and the number of choices allow."""
        several = Part(1, 2)
        staff = self.page.audience is Audience.TECHNICIAN
        most = len(self.page.choices) if staff else MAX_CHOICES - 2
        runs: list[list[Element]] = [[]]
        for element in elements:
            longer = [*runs[-1], element]
            too_many = sum(each.choices for each in longer) > max(most, element.choices)
            if runs[-1] and (too_many or self._height(longer, several, 0.0) > self.room.height):
                runs.append([element])
            else:
                runs[-1] = longer
        return runs

    def _bounds(self, run: list[Element]) -> tuple[tuple[int, int], tuple[int, int]]:
        blocks = [each.index for each in run if each.block is not None]
        rows = [each for each in run if each.group is not None]
        return (
            (blocks[0], blocks[-1] + 1) if blocks else (0, 0),
            (rows[0].index, rows[-1].index + rows[-1].choices) if rows else (0, 0),
        )

    def _height(self, elements: list[Element], part: Part, ease: float) -> int:
        return self._total(self._pieces(elements, part, ease), ease)

    def _total(self, pieces: list[Piece], ease: float) -> int:
        return sum(piece.height for piece in pieces) + (len(pieces) - 1) * self._gap(ease)

    def _gap(self, ease: float) -> int:
        return self.style.px(BLOCK_GAP + 2 * ease)

    def _pieces(self, elements: list[Element], part: Part, ease: float) -> list[Piece]:
        """Heading, elements, and the paging keys where there are several parts."""
        width = self.room.width
        lone = len(self.page.choices) <= FEW
        pieces = [self._heading(part)]
        for each in elements:
            if each.group is not None:
                pieces.append(draw_group(self.style, each.group, width, ease, lone=lone))
            elif each.block is not None:
                pieces.append(self._block(each.index, each.block))
        if part.count > 1:
            pieces.append(draw_paging(self.style, part, width))
        return pieces

    def _heading(self, part: Part) -> Piece:
        return draw_heading(self.style, self.page, part, self.room.width, self.align)

    def _block(self, index: int, block: Block) -> Piece:
        if index not in self._blocks:
            self._blocks[index] = self._drawn_to_fit(block)
        return self._blocks[index]

    def _drawn_to_fit(self, block: Block) -> Piece:
        """A block; one that no screen has room for is set smaller rather than cut off."""
        gaps = 2 * self._gap(0.0)
        paging = draw_paging(self.style, Part(1, 2), self.room.width)
        most = self.room.height - self._heading(Part(2, 3)).height - paging.height - gaps
        for factor in SMALLER:
            style = self._smaller(factor)
            piece = draw_block(style, block, self.room.width, self.align)
            if piece.height <= most:
                break
        return piece

    def _smaller(self, factor: float) -> Style:
        if factor == 1.0:
            return self.style
        sizes = self.style.sizes
        return replace(self.style, sizes=sizes.times(factor))

    def _placed(
        self,
        elements: list[Element],
        pieces: list[Piece],
        part: Part,
        ease: float,
        reading: int | None,
    ) -> Piece:
        gap = self._gap(ease)
        left_over = self.room.height - self._total(pieces, ease)
        y = self.room.y + (round(left_over * 0.4) if self.page.centred else 0)
        placed: list[Piece] = []
        for number, piece in enumerate(pieces):
            if part.count > 1 and number == len(pieces) - 1:
                y = self.room.bottom - piece.height
            if 0 < number <= len(elements) and reading == self._block_index(elements[number - 1]):
                placed.append(self._reading_mark(y, piece.height))
            placed.append(piece.moved(self.room.x, y))
            y += piece.height + gap
        return layered(self.panel.width, self.panel.height, *placed)

    def _block_index(self, element: Element) -> int | None:
        return element.index if element.block is not None else -1

    def _reading_mark(self, y: int, height: int) -> Piece:
        """A bar in the margin beside what is being read."""
        width = self.style.px(2.5)
        rect = Rect(self.room.x - self.style.px(7), y, width, height)
        mark = Box(rect, self.style.theme.caption.ink, radius=width // 2)
        return Piece(self.panel.width, self.panel.height, (mark,))


def _with_reach(target: HitTarget, style: Style) -> HitTarget:
    """The place to touch reaches into the gap around the key."""
    if target.keyboard:
        return target
    bounds = Rect(0, 0, style.panel.width, style.panel.height)
    reach = int(HIT_REACH * style.panel.px_per_mm)
    return replace(target, rect=target.visible.grown(reach).clipped(bounds))


def _held(style: Style, targets: tuple[HitTarget, ...], pressed: int | None) -> tuple[Item, ...]:
    """What shows that a key is held down: it darkens and its edge grows."""
    if pressed is None or not 0 <= pressed < len(targets):
        return ()
    target = targets[pressed]
    theme = style.theme
    width = style.px(1.6)
    return (
        Box(target.visible, theme.pressed, theme.caption.ink, width, target.radius),
        Box(target.visible.grown(-width), None, theme.other_share, width, target.radius - width),
    )


def _shifted(whole: Piece, panel: Panel, by: int) -> Piece:
    """The picture moved by some pixels; bands across the panel stay."""
    items = tuple(
        item if item.rect.width >= panel.width else item.moved(by, by) for item in whole.items
    )
    targets = tuple(target.moved(by, by) for target in whole.targets)
    return replace(whole, items=items, targets=targets)
