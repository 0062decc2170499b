"""Whether the scanner reads a code that is held to it."""

from __future__ import annotations

from devices.cards.reader import CodeScanned
from kiosk.maintenance.checks.cards import CardWatch, reader_look
from kiosk.maintenance.checks.check import Check
from pages.texts import say

CHECK = Check(
    name="scanner",
    icon="qr_code_scanner",
    title=say("maintenance.check.scanner"),
    look=reader_look("scanner", lambda settings: settings.scanner.kind != "none"),
    steps=say("maintenance.steps.scanner"),
    watch=lambda _bench: CardWatch(CodeScanned, lambda reader: reader == "scanner"),
)
