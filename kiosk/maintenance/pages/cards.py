"""Cards left behind: noted without a name, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kiosk.clock import LOCAL
from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.found_cards import CardKind, Fate, FoundCard, FoundCards
from kiosk.maintenance.pages.frame import menu_page, row
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.texts import Phrase, Text, say
from values import DayOfYear, TimeOfDay

KINDS: Mapping[CardKind, Phrase] = {
    CardKind.SOCIAL_SECURITY: say("maintenance.card_kind.social_security"),
    CardKind.RESIDENT_ID: say("maintenance.card_kind.resident_id"),
    CardKind.BANK: say("maintenance.card_kind.bank"),
    CardKind.OTHER: say("maintenance.card_kind.other"),
}
FATES: Mapping[Fate, Phrase] = {
    Fate.KEPT: say("maintenance.card_fate.kept"),
    Fate.HANDED_BACK: say("maintenance.card_fate.handed_back"),
    Fate.HANDED_IN: say("maintenance.card_fate.handed_in"),
}


def cards(ask: KioskAsk) -> Page:
    """The list, those still kept first."""
    found = FoundCards(ask.service.room.store()).newest()
    note = Choice(
        say("maintenance.cards.note"), go("maintenance.new_card"), icon="add", role=Role.PRIMARY
    )
    return menu_page(
        ask,
        "maintenance.cards",
        say("maintenance.cards.title"),
        lead=say("maintenance.cards.lead") if found else say("maintenance.cards.none"),
        choices=(note, *(_row(card) for card in found)),
    )


def new_card(ask: KioskAsk) -> Page:
    """Which kind was found."""
    return menu_page(
        ask,
        "maintenance.new_card",
        say("maintenance.cards.which"),
        lead=say("maintenance.cards.no_names"),
        choices=tuple(
            Choice(text, do("note_card", kind=kind.value), icon="credit_card")
            for kind, text in KINDS.items()
        ),
    )


def card(ask: KioskAsk, number: int) -> Page:
    """One card: where it went."""
    found = FoundCards(ask.service.room.store()).newest()
    one = next((each for each in found if each.number == number), None)
    kept = one is not None and one.fate is Fate.KEPT
    return menu_page(
        ask,
        "maintenance.card",
        say("maintenance.cards.title") if one is None else KINDS[one.kind],
        lead=None if one is None else _story(one),
        choices=tuple(
            Choice(FATES[fate], do("settle_card", number=number, fate=fate.value), icon="check")
            for fate in (Fate.HANDED_BACK, Fate.HANDED_IN)
            if kept
        ),
    )


def _row(found: FoundCard) -> Choice:
    target = go("maintenance.card", number=found.number)
    return row(
        KINDS[found.kind], target, "credit_card", detail=_story(found), aside=FATES[found.fate]
    )


def _story(found: FoundCard) -> Text:
    return say("maintenance.cards.found", at=_moment(found.found_at))


def _moment(at: datetime) -> Text:
    local = at.astimezone(LOCAL)
    return say("maintenance.moment", day=DayOfYear(local.date()), time=TimeOfDay(local.time()))
