"""Whether the social-security card reader reads a test card."""

from __future__ import annotations

from devices.cards.reader import CardLaid
from kiosk.maintenance.checks.cards import CardWatch, reader_look
from kiosk.maintenance.checks.check import Check
from pages.texts import say

CHECK = Check(
    name="pcsc",
    icon="credit_card",
    title=say("maintenance.check.pcsc"),
    look=reader_look("pcsc", lambda settings: settings.readers.pcsc),
    steps=say("maintenance.steps.pcsc"),
    watch=lambda _bench: CardWatch(CardLaid, lambda reader: reader != "id-card"),
)
