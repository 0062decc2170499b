"""The receipt: a page on thermal paper.

``compose`` turns a page into lines of words, which can also be read out before anything is printed
(E10); ``draw`` turns these into black dots. Enough paper to tear off is the printer's business.
"""

from pages.receipt.composing import Slip, compose
from pages.receipt.drawing import draw
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
from pages.receipt.preview import stretches

__all__ = [
    "Heading",
    "MainAmount",
    "PairLine",
    "QrLine",
    "Receipt",
    "ReceiptLine",
    "RowLine",
    "Rule",
    "Slip",
    "Stamp",
    "Style",
    "TextLine",
    "compose",
    "draw",
    "stretches",
]
