"""From a page and its receipt number to the dots that go to the printer."""

from __future__ import annotations

from applications.ask import TerminalFacts
from contract.records import IssuedReceipt, Retiree
from devices.printers.printer import Raster
from kiosk.clock import LOCAL
from kiosk.printing import LayOut
from pages.model import Language, Page
from pages.words import load_words
from values import Code, IdNumber, PersonName


def receipt_layout(terminal: TerminalFacts, width: int) -> LayOut:
    """Lays receipts out for this terminal's paper of ``width`` dots."""

    def lay_out(page: Page, issued: IssuedReceipt, retiree: Retiree, reprint: bool) -> Raster:
        from pages.receipt import Slip, compose, draw

        assert page.paper is not None
        slip = Slip(
            organisation=terminal.organisation,
            terminal=terminal.terminal_name,
            moment=issued.issued.astimezone(LOCAL),
            contact=page.paper.contact,
            person=PersonName(retiree.name),
            id_number=IdNumber(retiree.masked_id_number),
            number=Code(issued.number),
            url=issued.url,
            reprint=reprint,
            demo=terminal.demo,
        )
        receipt = compose(page, slip, load_words(Language.CHINESE), width=width)
        white_is_one = draw(receipt).tobytes()
        return Raster(width, bytes(byte ^ 0xFF for byte in white_is_one))

    return lay_out
