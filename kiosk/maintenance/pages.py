"""The service menu's pages. They are never spoken to a visitor and show no retiree's record."""

from __future__ import annotations

from applications.ask import PageFunction
from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.facts import Facts, Step
from kiosk.maintenance.login import keyboard
from pages.blocks import Block, Devices, Entry, Paragraph, State, Tone
from pages.choices import Choice, Role, do
from pages.model import Audience, Page
from pages.texts import Text, say
from values import Count


def login(ask: KioskAsk) -> Page:
    """Name, then password."""
    facts = ask.service
    password = facts.step is Step.PASSWORD
    return _page(
        "maintenance.login",
        say("maintenance.login.title"),
        blocks=(
            *_message(facts),
            Entry(
                label=say(f"maintenance.login.{'password' if password else 'name'}"),
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
    )


def menu(ask: KioskAsk) -> Page:
    """How every device is, and what a technician may do about it."""
    facts = ask.service
    trouble = sum(tile.tone is not Tone.GOOD for tile in facts.devices)
    return _page(
        "maintenance.menu",
        say("maintenance.menu.title"),
        lead=say("maintenance.menu.trouble", n=Count(trouble))
        if trouble
        else say("maintenance.menu.all_well"),
        blocks=(Devices(facts.devices), *_test_print(facts)),
        choices=(
            Choice(
                say("maintenance.menu.test_print"),
                do("test_print"),
                icon="receipt",
                role=Role.PRIMARY,
            ),
            Choice(say("maintenance.menu.leave"), do("leave_menu"), icon="logout"),
            Choice(say("maintenance.menu.exit"), do("ask_exit"), icon="power_settings_new"),
        ),
    )


def confirm_exit(_ask: KioskAsk) -> Page:
    """Ending the program leaves visitors without the machine, so it is asked once."""
    return _page(
        "maintenance.confirm_exit",
        say("maintenance.confirm_exit.title"),
        blocks=(Paragraph(say("maintenance.confirm_exit.explanation")),),
        choices=(
            Choice(
                say("maintenance.confirm_exit.yes"),
                do("exit"),
                icon="power_settings_new",
                role=Role.PRIMARY,
            ),
            Choice(say("maintenance.confirm_exit.no"), do("show_menu"), icon="arrow_back"),
        ),
    )


def _page(
    route: str,
    title: Text,
    *,
    lead: Text | None = None,
    blocks: tuple[Block, ...],
    choices: tuple[Choice, ...],
) -> Page:
    return Page(
        route=route,
        title=title,
        lead=lead,
        blocks=blocks,
        choices=choices,
        watches=frozenset({"menu"}),
        audience=Audience.TECHNICIAN,
    )


def _message(facts: Facts) -> tuple[Block, ...]:
    return () if facts.message is None else (State(Tone.NOTICE, facts.message),)


def _test_print(facts: Facts) -> tuple[Block, ...]:
    if not facts.test_print:
        return ()
    good = facts.test_print in ("printed", "handed_over")
    tone = Tone.GOOD if good else Tone.WAITING if facts.test_print == "busy" else Tone.NOTICE
    return (State(tone, say(f"maintenance.test_print.{facts.test_print}")),)


PAGES: dict[str, PageFunction] = {
    "maintenance.login": login,
    "maintenance.menu": menu,
    "maintenance.confirm_exit": confirm_exit,
}
"""The page functions, by route."""
