"""The readiness report on paper: the page itself, laid out as every slip is."""

from __future__ import annotations

from collections.abc import Callable

from applications.ask import TerminalFacts
from devices.printers.printer import Raster
from kiosk.clock import LOCAL, Clock
from pages.model import Page
from pages.presentation import Language
from pages.texts import say
from pages.words import load_words


def report_slip(terminal: TerminalFacts, width: int, clock: Clock) -> Callable[[Page], Raster]:
    """Lays a page of the service menu out for this terminal's paper of ``width`` dots."""

    def lay_out(page: Page) -> Raster:
        from PIL import ImageChops

        from pages.receipt import Slip, compose, draw

        slip = Slip(
            organisation=terminal.organisation,
            terminal=terminal.terminal_name,
            moment=clock.now().astimezone(LOCAL),
            contact=say("maintenance.slip.signature"),
            closing=say("maintenance.slip.closing"),
            demo=terminal.demo,
        )
        receipt = compose(page, slip, load_words(Language.CHINESE), width=width)
        return Raster(width, ImageChops.invert(draw(receipt)).tobytes())

    return lay_out
