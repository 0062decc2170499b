"""The login: nobody is in yet."""

from __future__ import annotations

from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.facts import Facts, Step
from kiosk.maintenance.login import keyboard
from pages.blocks import Block, Entry, State, Tone
from pages.choices import Choice, Role, do
from pages.model import Audience, Page
from pages.texts import say


def login(ask: KioskAsk) -> Page:
    """Name, then password."""
    facts = ask.service
    password = facts.step is Step.PASSWORD
    return Page(
        route="maintenance.login",
        title=say("maintenance.login.title"),
        blocks=(
            *_refusal(facts),
            Entry(
                label=say("maintenance.login.password" if password else "maintenance.login.name"),
                length=facts.length,
                shown=facts.shown,
                keys=keyboard(facts.layer),
            ),
        ),
        choices=(
            Choice(
                say("maintenance.login.open" if password else "maintenance.login.next"),
                do("enter"),
                icon="check",
                role=Role.PRIMARY,
            ),
            Choice(say("maintenance.login.leave"), do("leave_menu"), icon="close"),
        ),
        watches=frozenset({"menu"}),
        audience=Audience.TECHNICIAN,
    )


def _refusal(facts: Facts) -> tuple[Block, ...]:
    return () if facts.refusal is None else (State(Tone.NOTICE, facts.refusal),)
