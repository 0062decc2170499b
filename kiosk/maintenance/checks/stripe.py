"""Whether the stripe reader reads a test card that is drawn through it."""

from __future__ import annotations

from devices.cards.reader import CardSwiped
from kiosk.maintenance.checks.cards import CardWatch, reader_look
from kiosk.maintenance.checks.check import Check
from pages.texts import say

CHECK = Check(
    name="stripe",
    icon="swipe",
    title=say("maintenance.check.stripe"),
    look=reader_look("stripe", lambda settings: settings.stripe.kind != "none"),
    steps=say("maintenance.steps.stripe"),
    watch=lambda _bench: CardWatch(CardSwiped, lambda reader: reader == "stripe"),
)
