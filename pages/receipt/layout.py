"""Where everything on a receipt goes.

Text is 6 mm high, the main amount 9 mm, nothing is under 3.5 mm (G1; 8 dots are 1 mm). Text wraps
and is never cut off; an amount is never broken.
"""

from __future__ import annotations

import re

from pages.fonts import Face
from pages.qr import QUIET_ZONE, qr_matrix
from pages.receipt.form import (
    Heading,
    MainAmount,
    PairLine,
    QrLine,
    Receipt,
    ReceiptLine,
    RowLine,
    Rule,
    Stamp,
    Style,
    TextLine,
)
from pages.receipt.sheet import BELOW_RULE, FRAME, PlacedCode, Sheet, line_height
from pages.typesetting import Line, balance_lines, break_lines, measure

BODY, HEADING, SMALL = 48, 60, 36
MAIN_AMOUNT_FITS = (
    *((px, Face.BOLD) for px in (72, 64, 56, BODY)),
    *((px, Face.REGULAR) for px in (BODY, SMALL, 28)),
)
"""Em and face, of which the first that fits is taken: 99,999,999.99 fits the narrowest paper in
body size, the last two are for still longer amounts."""
AMOUNT_FITS = tuple((px, face) for px, face in MAIN_AMOUNT_FITS if face is Face.REGULAR)

COLUMN_GAP = 12
BELOW_SPLIT_PAIR = 12
BELOW_ROW = 24
FRAME_PADDING = 12
MODULES = (6, 5, 4)
"""Dots a module, the first that fits: half a millimetre is the least that telephones read well."""

_CLAUSE = re.compile(
    r".+?(?:"
    r"[\u3000，。、；：！？…·—～”’》〉」』】〕）]+(?![\u3000，。、；：！？…·—～”’》〉」』】〕）!-/:-@\]}])"
    r"|[,.;:!?]\s+"
    r"|(?<![（《〈「『【〔“‘(\[{])(?=[（《〈「『【〔“‘])"
    r"|$)",
    re.DOTALL,
)
"""What may stand together on a line: up to a mark or a wide blank, or up to a bracket."""


def lay_out(receipt: Receipt) -> Sheet:
    """Place every line. Raises ``ValueError`` for a QR code too large for the paper."""
    sheet = Sheet(receipt.width, y=BELOW_RULE)
    for line in receipt.lines:
        _place(line, sheet)
        sheet.ends.append(sheet.y)
    sheet.y += BELOW_RULE
    return sheet


def _place(line: ReceiptLine, sheet: Sheet) -> None:
    match line:
        case Heading(text):
            sheet.flow(balance_lines(text, Face.BOLD, HEADING, sheet.room), HEADING)
        case TextLine(text, style):
            face = Face.BOLD if style is Style.STRONG else Face.REGULAR
            px = SMALL if style is Style.SMALL else BODY
            sheet.flow(_wrap(text, face, px, sheet.room), px)
        case MainAmount(label, amount):
            sheet.flow(_wrap(label, Face.REGULAR, BODY, sheet.room), BODY)
            sheet.flow(*_fitted(amount, MAIN_AMOUNT_FITS, sheet.room))
        case PairLine():
            if not _place_pair(line, sheet):
                sheet.y += BELOW_SPLIT_PAIR
        case RowLine():
            _place_row(line, sheet)
        case QrLine():
            _place_code(line, sheet)
        case Stamp(text):
            _place_stamp(text, sheet)
        case Rule():
            sheet.rule()


def _wrap(text: str, face: Face, px: int, width: float) -> list[Line]:
    """Break a text that is too long between its clauses, and inside them only where it must."""
    lines = [""]
    for clause in _CLAUSE.findall(text):
        if lines[-1] and len(break_lines(lines[-1] + clause, face, px, width)) > 1:
            lines.append("")
        lines[-1] += clause
    return [line for each in lines for line in break_lines(each, face, px, width)]


def _fitted(
    amount: str, fits: tuple[tuple[int, Face], ...], width: float
) -> tuple[list[Line], int]:
    """The amount on one line, in the first em that fits, and that em."""
    px, face = next((fit for fit in fits if measure(amount, fit[1], fit[0]) <= width), fits[-1])
    return break_lines(amount, face, px, width), px


def _place_row(row: RowLine, sheet: Sheet) -> None:
    """Put a row's lines close together, and the next row at a distance."""
    for line in (row.head, row.detail):
        if isinstance(line, PairLine):
            _place_pair(line, sheet)
        elif line is not None:
            _place(line, sheet)
    sheet.y += BELOW_ROW


def _place_pair(pair: PairLine, sheet: Sheet) -> bool:
    """Put label and value on one line, or on two; whether one was enough."""
    labels = _wrap(pair.label, Face.REGULAR, BODY, sheet.room)
    if pair.amount:
        values, px = _fitted(pair.value, AMOUNT_FITS, sheet.room)
    else:
        values, px = _wrap(pair.value, Face.REGULAR, BODY, sheet.room), BODY
    together = sum(line.width for line in (*labels, *values)) + COLUMN_GAP <= sheet.room
    top = sheet.y
    sheet.flow(labels, BODY)
    if together:
        sheet.y = top
    if len(values) == 1:
        sheet.flush_right(values[0], px)
    else:
        sheet.flow(values, px)
    return together


def _place_stamp(text: str, sheet: Sheet) -> None:
    inset = FRAME + FRAME_PADDING
    lines = balance_lines(text, Face.BOLD, BODY, sheet.room - 2 * inset)
    top = sheet.y
    sheet.y += FRAME
    sheet.flow(lines, BODY, sheet.margin + inset)
    sheet.y += FRAME
    sheet.frame(top)


def _place_code(line: QrLine, sheet: Sheet) -> None:
    """Put the captions beside the code where no word of them needs breaking, else beneath it."""
    codes = _possible_codes(line.content, sheet)
    words = [word for caption in line.captions for word in caption.split()]
    widest = max((measure(word, Face.REGULAR, SMALL) for word in words), default=0)
    beside = next((code for code in codes if code.right + widest <= sheet.right), None)
    code = beside or codes[0]
    sheet.marks.append(code)
    left = sheet.margin if beside is None else code.right
    captions = [
        each
        for text in line.captions
        for each in _wrap(text, Face.REGULAR, SMALL, sheet.right - left)
    ]
    sheet.y = code.bottom if beside is None else _middle(code, len(captions))
    sheet.flow(captions, SMALL, left)
    sheet.y = max(sheet.y, code.bottom)


def _possible_codes(content: str, sheet: Sheet) -> list[PlacedCode]:
    """The code as large as the paper allows first; its quiet zone may lie in the margin."""
    matrix = qr_matrix(content)
    codes = [
        PlacedCode(max(0, sheet.margin - QUIET_ZONE * module), sheet.y, module, matrix)
        for module in MODULES
    ]
    fitting = [code for code in codes if code.right <= sheet.width]
    if not fitting:
        raise ValueError(f"a QR code of {len(matrix)} modules does not fit {sheet.width} dots")
    return fitting


def _middle(code: PlacedCode, lines: int) -> int:
    """Where so many captions begin, to stand in the middle of the code's height."""
    height = lines * line_height(SMALL)
    return max(code.y, (code.y + code.bottom - height) // 2)
