"""Whether the resident-ID-card reader reads a test card."""

from __future__ import annotations

from devices.cards.reader import CardLaid
from kiosk.maintenance.checks.cards import CardWatch, reader_look
from kiosk.maintenance.checks.check import Check
from pages.texts import say

CHECK = Check(
    name="id_card",
    icon="badge",
    title=say("maintenance.check.id_card"),
    look=reader_look("id-card", lambda settings: bool(settings.readers.sam_v)),
    steps=say("maintenance.steps.id_card"),
    watch=lambda _bench: CardWatch(CardLaid, lambda reader: reader == "id-card"),
)
