"""用手机看: a page that anybody may read, as a code that opens the very page on a telephone."""

from __future__ import annotations

from kiosk.kiosk_ask import KioskAsk
from pages.blocks import QrCode
from pages.model import Page
from pages.texts import say


def on_phone(_ask: KioskAsk, address: str) -> Page:
    """The code of an address of the service's public pages."""
    return Page(
        route="standard.on_phone",
        title=say("standard.on_phone.title"),
        lead=say("standard.on_phone.lead"),
        blocks=(QrCode(address, say("standard.on_phone.code")),),
    )
