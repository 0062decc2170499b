"""Waiting, and where a human being helps."""

from __future__ import annotations

from applications.ask import Ask
from kiosk.kiosk_ask import CallState, KioskAsk
from pages.blocks import Block, Emblem, Fact, Facts, Paragraph, State, Tone
from pages.choices import Choice, Role, do
from pages.model import Page
from pages.texts import FreeText, say
from values import PhoneNumber


def waiting(_ask: Ask) -> Page:
    """The backend takes longer than a second; Back works meanwhile."""
    return Page(
        route="standard.waiting",
        title=say("standard.waiting.title"),
        lead=say("standard.waiting.lead"),
        blocks=(Emblem("hourglass_empty", Tone.WAITING),),
        choices=(Choice(say("standard.waiting.stop"), do("back"), icon="arrow_back"),),
        centred=True,
    )


def help_page(ask: KioskAsk) -> Page:
    """Where a human being helps, and calling one here."""
    return Page(
        route="standard.help",
        title=say("standard.help.title"),
        blocks=(
            Facts(
                (
                    Fact(say("standard.help.counter"), FreeText(ask.terminal.counter)),
                    Fact(say("standard.help.phone"), PhoneNumber(ask.terminal.counter_phone)),
                ),
                boxed=True,
            ),
            *call_state(ask),
        ),
        choices=_call_choice(ask),
        watches=frozenset({"calls"}),
    )


def call_state(ask: KioskAsk) -> tuple[Block, ...]:
    """Whether staff know; never said before the backend has it."""
    match ask.call:
        case CallState.NONE:
            return ()
        case CallState.CALLING:
            return (Paragraph(say("standard.help.calling")),)
        case CallState.DELIVERED:
            return (State(Tone.GOOD, say("standard.help.delivered")),)
        case CallState.FAILED:
            counter = FreeText(ask.terminal.counter)
            return (State(Tone.NOTICE, say("standard.help.not_delivered", counter=counter)),)


def _call_choice(ask: KioskAsk) -> tuple[Choice, ...]:
    if ask.call in (CallState.CALLING, CallState.DELIVERED):
        return ()
    call = Choice(
        say("standard.help.call"),
        do("call", ask.new_key(), reason="help"),
        icon="support_agent",
        role=Role.PRIMARY,
    )
    return (call,)
