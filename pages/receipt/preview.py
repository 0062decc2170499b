"""A receipt before it is printed: the very dots, in stretches that a screen can show (E10)."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image, ImageChops

from pages.blocks import PaperStretch
from pages.receipt.drawing import draw_sheet
from pages.receipt.form import Receipt, Rule
from pages.receipt.layout import lay_out

MOST_ROWS = 440
"""Rows of a stretch, unless one line alone has more: 55 mm of paper, some seven lines."""


def stretches(receipt: Receipt) -> tuple[PaperStretch, ...]:
    """The receipt from top to bottom, cut between its sections where that is possible.

    Raises what ``draw`` raises.
    """
    sheet = lay_out(receipt)
    picture = draw_sheet(sheet)
    last = len(receipt.lines)
    return tuple(
        PaperStretch(
            receipt.width,
            _dots(picture, sheet.ends[first - 1] if first else 0, sheet.ends[end - 1], end == last),
            tuple(text for line in receipt.lines[first:end] for text in line.said),
        )
        for first, end in _runs(receipt, sheet.ends)
    )


def _runs(receipt: Receipt, ends: list[int]) -> Iterator[tuple[int, int]]:
    """Which lines stand on each stretch, half-open."""
    first, top = 0, 0
    for index, bottom in enumerate(ends):
        if bottom - top > MOST_ROWS and index > first:
            rules = [n for n in range(first, index) if isinstance(receipt.lines[n], Rule)]
            end = rules[-1] + 1 if rules else index
            yield first, end
            first, top = end, ends[end - 1]
    yield first, len(ends)


def _dots(picture: Image.Image, top: int, bottom: int, last: bool) -> bytes:
    lower = picture.height if last else bottom
    return ImageChops.invert(picture.crop((0, top, picture.width, lower))).tobytes()
