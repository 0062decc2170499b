"""The flow of a page: heading, blocks and rows of choices, and the parts it falls into (B7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kiosk.screens.blocks import draw_block
from kiosk.screens.choices import Group, draw_group, groups
from kiosk.screens.drawing import Rect
from kiosk.screens.heading import draw_heading, draw_paging
from kiosk.screens.lettering import Align, Style
from kiosk.screens.piece import Piece
from pages.blocks import Block, Emblem
from pages.choices import Role
from pages.model import MAX_CHOICES, Audience, Page, Part
from pages.programme import Clock

GAP, EASY_GAP = 5.5, 2.0
"""Between blocks, and how much more where there is room, in mm."""
FEW = 3
"""Up to so many choices may be larger than usual."""
HEADING_SHARE = 0.4
"""How much of a screen the heading may take."""
SMALLER = (0.9, 0.8, 0.72, 0.64, 0.5, 0.4, 0.32, 0.25)
"""Steps by which a piece too tall for any screen is set smaller."""
_FIRST, _SEVERAL = Part(1, 3), Part(2, 3)
"""The first part of several has the lead; any other has not."""


@dataclass(frozen=True, slots=True)
class Element:
    """One thing in the flow: a block, or a row of choices, with its index on the page."""

    index: int
    content: Block | Group

    @property
    def choices(self) -> int:
        """How many choices it offers."""
        return len(self.content.choices) if isinstance(self.content, Group) else 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of the flow. ``element`` is None for the heading."""

    element: Element | None
    piece: Piece


class Flow:
    """A page at one size in the room a panel leaves for it."""

    def __init__(self, page: Page, style: Style, room: Rect) -> None:
        self.page = page
        self.style = style
        self.room = room
        self._align = Align.CENTRE if page.centred else Align.LEFT
        self._lone = len(page.choices) <= FEW
        self._staff = page.audience is Audience.TECHNICIAN
        self._pieces: dict[tuple[Element, float], Piece] = {}
        self._headings: dict[bool, Piece] = {}
        self._staying: list[Element] = []
        self._elements = self._all_elements()
        self._list = any(choice.role is Role.ROW for choice in page.choices)

    def gap(self, ease: float) -> int:
        """The gap between pieces in pixels."""
        return self.style.panel.px(GAP + EASY_GAP * ease)

    def parts(self) -> tuple[Part, ...]:
        """As few parts as possible; ``(Part(),)`` for one.

        A list fills one part after the other, anything else falls into parts of about one height.
        """
        few_enough = self._staff or len(self.page.choices) <= MAX_CHOICES
        if few_enough and self.height(self.placed(Part(), 0.0), 0.0) <= self.room.height:
            return (Part(),)
        heights = [self._drawn(each, 0.0).height for each in self._elements]
        runs = self._listed(heights) if self._list else self._even(heights)
        return tuple(
            Part(number, len(runs), *_bounds([*run, *self._staying]))
            for number, run in enumerate(runs, start=1)
        )

    def placed(self, part: Part, ease: float) -> list[Placed]:
        """The pieces of a part. On a page of few words an emblem stands above the title."""
        heading = Placed(None, self._heading(part))
        elements = [Placed(each, self._drawn(each, ease)) for each in self._of(part)]
        first = elements[0].element if elements else None
        on_top = Emblem if self.page.centred else Clock
        if first is not None and isinstance(first.content, on_top):
            return [elements[0], heading, *elements[1:]]
        return [heading, *elements]

    def height(self, placed: Sequence[Placed], ease: float) -> int:
        """What pieces take with the gaps between them."""
        return sum(each.piece.height for each in placed) + (len(placed) - 1) * self.gap(ease)

    def room_of(self, part: Part) -> int:
        """The height a part has for its heading and elements."""
        return self.room.height - (self._paging_height if part.count > 1 else 0)

    def paging(self, part: Part) -> Piece:
        """The keys that turn the parts."""
        return draw_paging(self.style, part, self.room.width)

    @cached_property
    def _paging_height(self) -> int:
        return self.paging(_SEVERAL).height + self.gap(0.0)

    @cached_property
    def _fillable(self) -> int:
        """The height for heading and elements on a part of several, beside choices that stay."""
        staying = (self._drawn(each, 0.0).height + self.gap(0.0) for each in self._staying)
        return self.room_of(_SEVERAL) - sum(staying)

    @cached_property
    def _most(self) -> int:
        """The height of elements on a part of several: what the heading leaves."""
        return self._fillable - self._heading(_SEVERAL).height - self.gap(0.0)

    @cached_property
    def _most_at_first(self) -> int:
        """The same on the first part, where the lead stands too."""
        return self._fillable - self._heading(_FIRST).height - self.gap(0.0)

    def _heading(self, part: Part) -> Piece:
        with_lead = part.number == 1
        if with_lead not in self._headings:
            most = round(self.room.height * HEADING_SHARE)
            width, align = self.room.width, self._align
            self._headings[with_lead] = self._to_fit(
                lambda style: draw_heading(style, self.page, part, width, align), most
            )
        return self._headings[with_lead]

    def _all_elements(self) -> list[Element]:
        """Rows of choices are made for the whole page, so that every part has the same columns."""
        blocks = [Element(index, block) for index, block in enumerate(self.page.blocks)]
        rows, start = [], 0
        for group in groups(self.style, self.page.choices, self.room.width):
            rows.append(Element(start, group))
            start += len(group.choices)
        if self.page.choices_stay:
            self._staying = rows
            return blocks
        if blocks and isinstance(blocks[0].content, Clock):
            return [blocks[0], *rows, *blocks[1:]] if self.page.choices_first else blocks + rows
        return rows + blocks if self.page.choices_first else blocks + rows

    def _of(self, part: Part) -> list[Element]:
        blocks = range(*(part.blocks or (0, len(self.page.blocks))))
        choices = range(*(part.choices or (0, len(self.page.choices))))
        return [
            each
            for each in (*self._elements, *self._staying)
            if each.index in (choices if each.choices else blocks)
        ]

    def _drawn(self, element: Element, ease: float) -> Piece:
        """An element; only rows of choices grow with ease."""
        content = element.content
        key = (element, ease if isinstance(content, Group) else 0.0)
        if key not in self._pieces:
            self._pieces[key] = self._to_fit(
                lambda style: self._draw(style, content, ease), self._most_of(element)
            )
        return self._pieces[key]

    def _most_of(self, element: Element) -> int:
        if element in self._staying:
            return self.room.height
        return self._most_at_first if element is self._elements[0] else self._most

    def _draw(self, style: Style, content: Block | Group, ease: float) -> Piece:
        if isinstance(content, Group):
            return draw_group(style, content, self.room.width, ease, lone=self._lone)
        return draw_block(style, content, self.room.width, self._align)

    def _to_fit(self, draw: Callable[[Style], Piece], most: int) -> Piece:
        """A piece; one that no screen has room for is set smaller rather than cut off."""
        piece = draw(self.style)
        for factor in SMALLER:
            if piece.height <= most:
                break
            piece = draw(self.style.times(factor))
        return piece

    def _listed(self, heights: list[int]) -> list[list[Element]]:
        """One part filled after the other; a last row that would stand alone gets company."""
        runs = self._fill(heights, self._fillable)
        if len(runs) > 1 and len(runs[-1]) == 1 and len(runs[-2]) > len(runs[-1]) + 1:
            together = [runs[-2][-1], *runs[-1]]
            if sum(heights[-2:]) + self.gap(0.0) <= self._most:
                return [*runs[:-2], runs[-2][:-1], together]
        return runs

    def _even(self, heights: list[int]) -> list[list[Element]]:
        """Fill parts to the same height: the least that needs no more parts."""
        most = self._fillable
        fewest = self._fill(heights, most)
        low, high = 0, most
        while high - low > self.style.px(2):
            middle = (low + high) // 2
            if len(self._fill(heights, middle)) <= len(fewest):
                high = middle
            else:
                low = middle
        return self._fill(heights, high)

    def _fill(self, heights: list[int], limit: int) -> list[list[Element]]:
        """Element after element on a part while its height and number of choices allow."""
        gap = self.gap(0.0)
        most = len(self.page.choices) if self._staff else MAX_CHOICES - 2
        runs: list[list[Element]] = [[]]
        used, choices = self._heading(_FIRST).height, 0
        for element, height in zip(self._elements, heights, strict=True):
            full = used + gap + height > limit or choices + element.choices > most
            if runs[-1] and full:
                runs.append([])
                used, choices = self._heading(_SEVERAL).height, 0
            runs[-1].append(element)
            used += gap + height
            choices += element.choices
        return runs


def _bounds(run: list[Element]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Blocks and choices of a part, half-open."""
    blocks = [each.index for each in run if not isinstance(each.content, Group)]
    rows = [each for each in run if isinstance(each.content, Group)]
    return (
        (blocks[0], blocks[-1] + 1) if blocks else (0, 0),
        (rows[0].index, rows[-1].index + rows[-1].choices) if rows else (0, 0),
    )
