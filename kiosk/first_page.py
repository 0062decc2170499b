"""The page that shows while the rest of the terminal is still being made."""

from __future__ import annotations

from datetime import datetime

from applications.ask import TerminalFacts
from kiosk.clock import LOCAL
from kiosk.frame import counter
from kiosk.screens.view import View
from pages.blocks import Emblem, Tone
from pages.model import Page, Part
from pages.presentation import Presentation
from pages.texts import say


def first_page(terminal: TerminalFacts, now: datetime) -> View:
    """正在准备: nothing to tap yet, and where a human being helps meanwhile."""
    page = Page(
        route="standard.starting",
        title=say("standard.starting.title"),
        lead=say("standard.starting.lead"),
        blocks=(Emblem("hourglass_empty", Tone.WAITING),),
        centred=True,
    )
    return View(
        page=page,
        part=Part(),
        presentation=Presentation(),
        organisation=terminal.organisation,
        moment=now.astimezone(LOCAL),
        who=say("standard.who.nobody"),
        counter=counter(terminal),
        demo=terminal.demo,
    )
