"""Being surer who stands here, and acting for somebody else (代办)."""

from __future__ import annotations

from kiosk.answering import KEYS
from kiosk.kiosk_ask import KioskAsk
from pages.blocks import Block, Entry, Paragraph, Picture, State, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.texts import FreeText, say
from values import Count


def answer(ask: KioskAsk) -> Page:
    """The last four digits of the telephone in the file; they are shown, and never spoken."""
    given = ask.answer
    return Page(
        route="standard.answer",
        title=say("standard.answer.title"),
        lead=say("standard.answer.lead", counter=FreeText(ask.terminal.counter)),
        blocks=(
            *_how_it_went(ask),
            Entry(say("standard.answer.field"), len(given.digits), given.digits, KEYS),
        ),
        choices=(
            Choice(say("standard.answer.done"), do("hand_in"), icon="check", role=Role.PRIMARY),
        ),
        watches=frozenset({"answer"}),
    )


def acting(ask: KioskAsk) -> Page:
    """First the card of whoever acts: who acted is kept with everything that was looked at."""
    return Page(
        route="standard.acting",
        title=say("standard.acting.title"),
        lead=say("standard.acting.lead", place=FreeText(ask.terminal.reader_place)),
        blocks=(
            Picture("lay-card", said=say("standard.lay_card.picture")),
            Paragraph(
                say("standard.acting.kept", organisation=FreeText(ask.terminal.organisation)),
                second=True,
            ),
        ),
        choices=(
            Choice(say("standard.lay_card.refuse"), do("refuse"), icon="block"),
            Choice(say("standard.acting.stop"), do("finish"), icon="close"),
        ),
        watches=frozenset({"readers"}),
    )


def acting_subject(ask: KioskAsk) -> Page:
    """Then the card of the person it is about."""
    return Page(
        route="standard.acting_subject",
        title=say("standard.acting_subject.title"),
        lead=say("standard.acting_subject.lead", place=FreeText(ask.terminal.reader_place)),
        blocks=(Picture("lay-card", said=say("standard.lay_card.picture")),),
        choices=(Choice(say("standard.acting.stop"), do("finish"), icon="close"),),
        watches=frozenset({"readers"}),
    )


def answer_choice(ask: KioskAsk, *, role: Role = Role.PRIMARY) -> tuple[Choice, ...]:
    """To the question, where a right answer would open anything at all."""
    if ask.records is None or not ask.records.by_answer:
        return ()
    return (
        Choice(say("standard.answer.choice"), go("standard.answer"), icon="dialpad", role=role),
    )


def _how_it_went(ask: KioskAsk) -> tuple[Block, ...]:
    if ask.answer.incomplete:
        return (State(Tone.NOTICE, say("standard.answer.incomplete")),)
    if ask.answer.tries_left is not None:
        left = Count(ask.answer.tries_left)
        return (State(Tone.NOTICE, say("standard.answer.wrong", n=left)),)
    return ()
