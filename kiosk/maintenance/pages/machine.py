"""The machine: versions, accounts, starting afresh and switching off."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.login import keyboard
from kiosk.maintenance.pages.frame import menu_page, row, tab_page
from kiosk.maintenance.roles import Role
from kiosk.maintenance.versions import read_versions
from pages.blocks import Entry, Fact, Facts, Paragraph
from pages.choices import Choice, do, go
from pages.choices import Role as Drawn
from pages.model import Page
from pages.texts import FreeText, Phrase, say

ROLES: Mapping[Role, Phrase] = {
    Role.ATTENDANT: say("maintenance.role.attendant"),
    Role.TECHNICIAN: say("maintenance.role.technician"),
}


def machine(ask: KioskAsk) -> Page:
    """What runs here, and what concerns the whole machine."""
    found = read_versions(ask.service.room.root)
    unknown = say("maintenance.machine.unknown")
    lines = (
        (say("maintenance.machine.program"), found.program),
        (say("maintenance.machine.python"), found.python),
        (say("maintenance.machine.kivy"), found.kivy),
        (say("maintenance.machine.system"), found.system),
        (say("maintenance.machine.kernel"), found.kernel),
    )
    shown = tuple(Fact(label, FreeText(text) if text else unknown) for label, text in lines)
    return tab_page(
        ask,
        "maintenance.machine",
        say("maintenance.machine.title"),
        blocks=(Facts(shown, boxed=True),),
        choices=(
            row(say("maintenance.accounts.title"), go("maintenance.accounts"), "people"),
            row(say("maintenance.power.title"), go("maintenance.power"), "power_settings_new"),
        ),
    )


def power(ask: KioskAsk) -> Page:
    """Each of these leaves visitors without the machine, so this page stands before it."""
    return menu_page(
        ask,
        "maintenance.power",
        say("maintenance.power.title"),
        blocks=(Paragraph(say("maintenance.power.explanation")),),
        choices=(
            Choice(say("maintenance.restart.yes"), do("restart"), icon="restart_alt"),
            Choice(say("maintenance.power.reboot"), do("reboot"), icon="refresh"),
            Choice(say("maintenance.power.off"), do("power_off"), icon="power_settings_new"),
            Choice(say("maintenance.no"), do("show_menu"), icon="arrow_back", role=Drawn.PRIMARY),
        ),
    )


def accounts(ask: KioskAsk) -> Page:
    """Everybody who may log in."""
    known = ask.service.room.accounts().all()
    add = say("maintenance.accounts.add")
    return menu_page(
        ask,
        "maintenance.accounts",
        say("maintenance.accounts.title"),
        lead=say("maintenance.accounts.lead"),
        choices=(
            Choice(add, go("maintenance.new_account"), icon="person_add", role=Drawn.PRIMARY),
            *(
                row(
                    FreeText(each.name),
                    go("maintenance.account", name=each.name),
                    "person",
                    detail=ROLES[each.role],
                )
                for each in known
            ),
        ),
    )


def account(ask: KioskAsk, name: str) -> Page:
    """One account: another role, another password, or none any more."""
    known = {each.name: each for each in ask.service.room.accounts().all()}
    if name not in known:
        return menu_page(ask, "maintenance.account", say("maintenance.accounts.gone"))
    role = known[name].role
    other = Role.ATTENDANT if role is Role.TECHNICIAN else Role.TECHNICIAN
    to_other = say("maintenance.accounts.make", role=ROLES[other])
    return menu_page(
        ask,
        "maintenance.account",
        FreeText(name),
        lead=ROLES[role],
        choices=(
            Choice(
                say("maintenance.accounts.password"),
                do("reset_password", name=name),
                icon="vpn_key",
            ),
            Choice(to_other, do("change_role", name=name, role=other.value), icon="swap_horiz"),
            Choice(
                say("maintenance.accounts.remove"),
                do("remove_account", name=name),
                icon="person_remove",
            ),
        ),
    )


def new_account(ask: KioskAsk) -> Page:
    """The name of a new account; its password is made by the machine."""
    facts = ask.service
    return menu_page(
        ask,
        "maintenance.new_account",
        say("maintenance.accounts.add"),
        blocks=(
            Entry(
                label=say("maintenance.accounts.name"),
                length=facts.length,
                shown=facts.shown,
                keys=keyboard(facts.layer),
            ),
        ),
        choices=tuple(
            Choice(
                say("maintenance.accounts.add_as", role=words),
                do("add_account", role=role.value),
                icon="person_add",
            )
            for role, words in ROLES.items()
        ),
    )
