"""Everything about laying down a card: asking for it, and what came of it."""

from __future__ import annotations

from applications.ask import Ask
from contract.records import CallReason
from kiosk.kiosk_ask import KioskAsk
from kiosk.standard_pages.help_and_waiting import call_state
from kiosk.standard_pages.identity import answer_choice
from kiosk.standard_pages.numbers import CARD, number_to_say
from pages.blocks import Block, Emblem, Fact, Facts, Paragraph, Picture, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.texts import FreeText, Phrase, say
from values import PersonName


def lay_card(ask: KioskAsk) -> Page:
    """Which card, and where; who reads what, and what for (H1). Laying one down is consent."""
    return Page(
        route="standard.lay_card",
        title=say("standard.lay_card.title"),
        lead=say("standard.lay_card.where", place=FreeText(ask.terminal.reader_place)),
        blocks=(
            Picture("lay-card", said=say("standard.lay_card.picture")),
            Paragraph(
                say("standard.privacy", organisation=FreeText(ask.terminal.organisation)),
                second=True,
            ),
        ),
        choices=(
            Choice(say("standard.lay_card.refuse"), do("refuse"), icon="block"),
            Choice(_no_card(ask), go("standard.no_card"), icon="help_outline"),
        ),
        watches=frozenset({"readers"}),
    )


def refused(ask: KioskAsk) -> Page:
    """After 不同意: what still works, and where a human being helps."""
    return Page(
        route="standard.refused",
        title=say("standard.refused.title"),
        lead=say("standard.refused.lead", counter=FreeText(ask.terminal.counter)),
        choices=(_BROWSE, _FINISH),
    )


def no_card(ask: KioskAsk) -> Page:
    """Nobody meets a dead end for want of a card."""
    return Page(
        route="standard.no_card",
        title=say("standard.no_card.title"),
        lead=say("standard.no_card.lead", counter=FreeText(ask.terminal.counter)),
        blocks=(*_telephone(ask), Paragraph(say("standard.no_card.which"))),
        choices=(_ACT_FOR, _BROWSE, _FINISH),
    )


def checking(_ask: Ask) -> Page:
    """A card was read; the backend is being asked who this is."""
    return Page(
        route="standard.checking",
        title=say("standard.checking.title"),
        lead=say("standard.checking.lead"),
        blocks=(Emblem("badge", Tone.WAITING),),
        choices=(Choice(say("standard.checking.stop"), do("finish"), icon="close"),),
        centred=True,
    )


def card_not_read(ask: KioskAsk, outcome: str) -> Page:
    """What is the matter with the card, and what to do now.

    ``outcome`` is one of card_only, not_this_kind, locked, damaged, pulled_out, lay_again, mute,
    refused, reader; of a stripe swipe_again or stripe; of a scanned code other_code, code_unknown
    or receipt; actor where whoever acts for somebody showed no card of their own.
    """
    return Page(
        route="standard.card_not_read",
        title=say(f"standard.card.{outcome}.title"),
        lead=say(f"standard.card.{outcome}.lead", counter=FreeText(ask.terminal.counter)),
        blocks=(
            *(call_state(ask, CallReason.CARD_TROUBLE) or _what_to_do(ask, outcome)),
            number_to_say(CARD[outcome]),
        ),
        choices=(
            *answer_choice(ask),
            Choice(say("standard.card.instead"), go("standard.no_card"), icon="help_outline"),
            _BROWSE,
        ),
        watches=frozenset({"calls"}),
        must_finish=True,
    )


def card_pulled(_ask: Ask) -> Page:
    """The card was pulled out in the middle of a visit: go on without it?"""
    return Page(
        route="standard.card_pulled",
        title=say("standard.card_pulled.title"),
        lead=say("standard.card_pulled.lead"),
        blocks=(Emblem("credit_card_off", Tone.NOTICE),),
        choices=(
            Choice(
                say("standard.card_pulled.go_on"),
                do("go_on"),
                icon="arrow_forward",
                role=Role.PRIMARY,
            ),
            _FINISH,
        ),
        centred=True,
        must_finish=True,
    )


def name_differs(ask: KioskAsk) -> Page:
    """The name on the card is not the name in the file: the file's counts."""
    return Page(
        route="standard.name_differs",
        title=say("standard.name_differs.title"),
        lead=say("standard.name_differs.lead", counter=FreeText(ask.terminal.counter)),
        blocks=(
            Facts(
                (
                    Fact(
                        say("standard.name_differs.file"), PersonName(ask.visit.retiree.name), True
                    ),
                ),
                boxed=True,
            ),
        ),
        choices=(
            Choice(
                say("standard.name_differs.is_me"),
                go("standard.home"),
                icon="check",
                role=Role.PRIMARY,
            ),
            Choice(say("standard.home.not_me"), do("not_me"), icon="person_off"),
        ),
    )


def _no_card(ask: KioskAsk) -> Phrase:
    """A telephone does, too, where there is a scanner; the page behind the choice says how."""
    if ask.terminal.scanner_place:
        return say("standard.lay_card.or_telephone")
    return say("standard.lay_card.no_card")


def _what_to_do(ask: KioskAsk, outcome: str) -> tuple[Block, ...]:
    """How a card is laid down; whoever did that well already hears what else there is."""
    picture = Picture("lay-card", said=say("standard.lay_card.picture"))
    number_only = outcome in {"card_only", "stripe"}
    return (number_only and _telephone(ask)) or (picture,)


def _telephone(ask: KioskAsk) -> tuple[Block, ...]:
    """Where a telephone's code is shown, on a terminal that has a scanner."""
    if not ask.terminal.scanner_place:
        return ()
    place = FreeText(ask.terminal.scanner_place)
    return (Paragraph(say("standard.lay_card.telephone", place=place)),)


_BROWSE = Choice(say("standard.welcome.browse"), go("standard.browse"), icon="visibility")
_ACT_FOR = Choice(say("standard.lay_card.act_for"), do("act_for"), icon="group")
_FINISH = Choice(say("standard.finish"), do("finish"), icon="done_all")
