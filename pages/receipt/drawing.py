"""From a laid-out receipt to black dots."""

from __future__ import annotations

from PIL import Image, ImageDraw

from pages.fonts import pillow_font
from pages.receipt.form import Receipt
from pages.receipt.layout import lay_out
from pages.receipt.sheet import ASCENT, Bar, Mark, PlacedCode, PlacedText, Sheet

BLACK, WHITE = 0, 255
INKED = 170
"""A dot darker than this grey is burnt. Hinted outlines cut here, rather than at the middle, keep
every stroke of the small text two dots wide and even; FreeType's own 1-bit drawing does not."""


def draw(receipt: Receipt) -> Image.Image:
    """The receipt as a picture of mode ``1``, 0 = black, as wide as its paper has dots.

    Raises ``ValueError`` for a QR code too large for the paper, ``FontsMissing`` without fonts.
    """
    return draw_sheet(lay_out(receipt))


def draw_sheet(sheet: Sheet) -> Image.Image:
    """A receipt whose lines are in their places, as a picture of mode ``1``, 0 = black."""
    grey = Image.new("L", (sheet.width, sheet.y), WHITE)
    canvas = ImageDraw.Draw(grey)
    for mark in sheet.marks:
        _paint(mark, canvas)
    return grey.point(lambda value: WHITE if value > INKED else BLACK, mode="1")


def _paint(mark: Mark, canvas: ImageDraw.ImageDraw) -> None:
    match mark:
        case PlacedText():
            _paint_text(mark, canvas)
        case Bar(left, top, right, bottom):
            canvas.rectangle((left, top, right - 1, bottom - 1), fill=BLACK)
        case PlacedCode():
            _paint_code(mark, canvas)


def _paint_text(text: PlacedText, canvas: ImageDraw.ImageDraw) -> None:
    x = text.x
    for run in text.line.runs:
        if run.face is None:
            _paint_boxes(run.text, x, text, canvas)
        else:
            font = pillow_font(run.face, text.px)
            canvas.text((round(x), text.baseline), run.text, BLACK, font, anchor="ls")
        x += run.width


def _paint_boxes(characters: str, x: float, text: PlacedText, canvas: ImageDraw.ImageDraw) -> None:
    """A frame for each character that no face has: something is missing here, and one sees it."""
    inset = text.px // 8
    for number in range(len(characters)):
        left = round(x) + number * text.px + inset
        top = text.baseline - round(ASCENT * text.px) + inset
        side = text.px - 2 * inset
        canvas.rectangle((left, top, left + side, top + side), outline=BLACK, width=2)


def _paint_code(code: PlacedCode, canvas: ImageDraw.ImageDraw) -> None:
    for row, modules in enumerate(code.matrix):
        for column, dark in enumerate(modules):
            if dark:
                left, top = code.x + column * code.module, code.y + row * code.module
                right, bottom = left + code.module - 1, top + code.module - 1
                canvas.rectangle((left, top, right, bottom), fill=BLACK)
