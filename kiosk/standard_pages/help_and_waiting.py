"""Waiting, and where a human being helps."""

from __future__ import annotations

from applications.ask import Ask
from contract.records import CallReason
from kiosk.kiosk_ask import KioskAsk
from kiosk.staff_calls import CallState
from pages.blocks import Block, Emblem, Fact, Facts, Paragraph, State, Tone
from pages.choices import Choice, Role, do
from pages.model import Page
from pages.texts import FreeText, Text, say
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
            *call_state(ask, CallReason.HELP),
        ),
        choices=_call_choices(ask),
        watches=frozenset({"calls"}),
    )


def call_state(ask: KioskAsk, reason: CallReason) -> tuple[Block, ...]:
    """How far a call for staff is: each step is said only once it was taken."""
    match ask.call(reason):
        case CallState.NONE:
            return ()
        case CallState.CALLING:
            return (Paragraph(say("standard.help.calling")),)
        case CallState.DELIVERED:
            return (State(Tone.WAITING, say("standard.help.delivered")),)
        case CallState.FAILED:
            counter = FreeText(ask.terminal.counter)
            told = say("standard.help.not_delivered", counter=counter)
            return (State(Tone.NOTICE, told, _telephone(ask)),)
        case CallState.SEEN:
            return (State(Tone.GOOD, say("standard.help.seen")),)


def _telephone(ask: KioskAsk) -> Text | None:
    number = ask.terminal.counter_phone
    return say("standard.help.or_call", phone=PhoneNumber(number)) if number else None


def _call_choices(ask: KioskAsk) -> tuple[Choice, ...]:
    reason = CallReason.HELP
    if reason in ask.may_withdraw:
        withdraw = do("withdraw_call", reason=reason.value)
        return (Choice(say("standard.help.withdraw"), withdraw, icon="close"),)
    state = ask.call(reason)
    if state in (CallState.CALLING, CallState.DELIVERED, CallState.FAILED):
        return ()
    label = "standard.help.call_again" if state is CallState.SEEN else "standard.help.call"
    call = do("call", ask.new_key(), reason=reason.value)
    return (Choice(say(label), call, icon="support_agent", role=Role.PRIMARY),)
