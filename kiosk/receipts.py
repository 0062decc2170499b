"""From a page to its receipt: the dots for the printer, and the same dots to be seen first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from applications.ask import TerminalFacts
from contract.records import IssuedReceipt, Retiree
from devices.printers.printer import Raster
from kiosk.clock import LOCAL
from kiosk.printing import LayOut
from pages.blocks import PaperStretch
from pages.model import Page
from pages.presentation import Language
from pages.words import load_words
from values import Code, IdNumber, PersonName

if TYPE_CHECKING:
    from pages.receipt import Receipt, Slip

Preview = Callable[[Page, Retiree, datetime], tuple[PaperStretch, ...]]
"""A page's receipt as it would be printed at this moment, but for number and code."""


def receipt_layout(terminal: TerminalFacts, width: int) -> LayOut:
    """Lays receipts out for this terminal's paper of ``width`` dots."""

    def lay_out(page: Page, issued: IssuedReceipt, retiree: Retiree, copy: int) -> Raster:
        from PIL import ImageChops

        from pages.receipt import draw

        slip = replace(
            _slip(terminal, page, retiree, issued.issued),
            number=Code(issued.number),
            url=issued.url,
            copy=copy,
        )
        black_is_zero = draw(_composed(page, slip, width))
        return Raster(width, ImageChops.invert(black_is_zero).tobytes())

    return lay_out


def receipt_preview(terminal: TerminalFacts, width: int) -> Preview:
    """Shows receipts as ``receipt_layout`` lays them out."""

    def preview(page: Page, retiree: Retiree, moment: datetime) -> tuple[PaperStretch, ...]:
        from pages.receipt import stretches

        return stretches(_composed(page, _slip(terminal, page, retiree, moment), width))

    return preview


def _slip(terminal: TerminalFacts, page: Page, retiree: Retiree, moment: datetime) -> Slip:
    from pages.receipt import Slip

    assert page.paper is not None
    return Slip(
        organisation=terminal.organisation,
        terminal=terminal.terminal_name,
        moment=moment.astimezone(LOCAL),
        contact=page.paper.contact,
        person=PersonName(retiree.name),
        id_number=IdNumber(retiree.masked_id_number),
        demo=terminal.demo,
    )


def _composed(page: Page, slip: Slip, width: int) -> Receipt:
    from pages.receipt import compose

    return compose(page, slip, load_words(Language.CHINESE), width=width)
