"""What somebody wants to know who has no card at hand: which card opens what, and who helps."""

from __future__ import annotations

from applications.ask import Ask
from applications.usual_choices import known_at, listed
from contract.bulletin import CarrierOpens
from contract.credentials import Right
from kiosk.kiosk_ask import KioskAsk
from pages.blocks import Fact, Facts, Notes
from pages.choices import Choice, go
from pages.model import Page
from pages.texts import FreeText, Text, say
from values import PhoneNumber


def cards_open(ask: KioskAsk) -> Page:
    """Which card opens what, by the service's own policy."""
    carriers = ask.public.carriers()
    return Page(
        route="standard.cards_open",
        title=say("standard.cards_open.title"),
        lead=say("standard.cards_open.lead"),
        blocks=(*known_at(ask), *(_carrier(each) for each in carriers)),
        choices=(_WINDOW,),
    )


def window(ask: Ask) -> Page:
    """Where a human being serves, and when."""
    place = ask.terminal
    facts = [Fact(say("standard.window.name"), FreeText(place.counter))]
    if place.counter_place:
        facts.append(Fact(say("standard.window.place"), FreeText(place.counter_place)))
    if place.counter_hours:
        facts.append(Fact(say("standard.window.hours"), FreeText(place.counter_hours)))
    if place.counter_phone:
        facts.append(Fact(say("standard.window.phone"), PhoneNumber(place.counter_phone)))
    return Page(
        route="standard.window",
        title=say("standard.window.title"),
        lead=say("standard.window.lead"),
        blocks=(Facts(tuple(facts), boxed=True),),
        choices=(Choice(say("standard.keys.help"), go("standard.help"), icon="support_agent"),),
    )


def _carrier(carrier: CarrierOpens) -> Notes:
    lines: list[Text] = []
    if carrier.rights:
        lines.append(say("standard.cards_open.opens", what=_rights(carrier.rights)))
    if carrier.after_answer:
        lines.append(say("standard.cards_open.with_answer", what=_rights(carrier.after_answer)))
    return Notes(
        say(f"standard.carrier.{carrier.carrier}"),
        tuple(lines) or (say("standard.cards_open.nothing"),),
    )


def _rights(rights: frozenset[Right]) -> Text:
    return listed(say(f"standard.right.{right}") for right in Right if right in rights)


_WINDOW = Choice(say("standard.browse.window"), go("standard.window"), icon="support_agent")
