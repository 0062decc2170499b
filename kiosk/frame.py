"""What stands around every page: greeting, where a human helps, and the fixed keys (C3, C9)."""

from __future__ import annotations

from collections.abc import Collection

from applications.ask import TerminalFacts
from contract.gateway import VisitRecords
from kiosk.maintenance.facts import Facts
from kiosk.screens.view import FixedKey
from kiosk.staff_calls import CallState
from pages.choices import do, go
from pages.model import Page
from pages.texts import FreeText, Text, say
from pages.worded import greeting_name
from values import PersonName

_BACK = FixedKey(say("standard.keys.back"), "arrow_back", do("back"))
_HOME = FixedKey(say("standard.keys.home"), "home", do("home"))
_FINISH = FixedKey(say("standard.keys.finish"), "done_all", do("finish"), wide=True)
_REPEAT = FixedKey(say("standard.keys.repeat"), "replay", do("repeat"))
_SETTINGS = FixedKey(
    say("standard.keys.size_and_sound"), "format_size", go("standard.size_and_sound")
)
_OWN_SETTINGS = {
    "standard.size_and_sound": FixedKey(
        say("standard.keys.more_settings"), "tune", do("instead", route="standard.more_settings")
    ),
    "standard.more_settings": FixedKey(
        say("standard.keys.size_and_sound"),
        "format_size",
        do("instead", route="standard.size_and_sound"),
    ),
}
"""On either page of settings the key leads to the other."""
_HELP = FixedKey(say("standard.keys.help"), "support_agent", go("standard.help"))

_MENU = FixedKey(say("maintenance.keys.menu"), "apps", do("show_menu"))
_LEAVE = FixedKey(say("maintenance.keys.leave"), "logout", do("leave_menu"), wide=True)

_TOP = frozenset({"standard.home", "standard.browse"})
_BARE = frozenset({"standard.welcome", "standard.goodbye"})
_COVERING = frozenset({"standard.idle", "standard.card_pulled"})


def who(records: VisitRecords | None) -> Text:
    """How the person is greeted: by surname where it is known, never by the full name (E9)."""
    if records is None:
        return say("standard.who.nobody")
    name = greeting_name(PersonName(records.retiree.name))
    if name is None:
        return say("standard.who.acting_unnamed" if records.acting else "standard.who.hello")
    if records.acting:
        return say("standard.who.acting", name=FreeText(name))
    return say("standard.who.greeting", name=FreeText(name))


def staff(facts: Facts) -> Text:
    """Who is logged in at the service menu."""
    if facts.role is None:
        return say("maintenance.nobody")
    return say(f"maintenance.who.{facts.role.value}", name=FreeText(facts.name))


def counter(terminal: TerminalFacts, calls: Collection[CallState] = ()) -> Text:
    """Where a human being helps; while one is being called from here, that."""
    if CallState.SEEN in calls:
        return say("standard.who.seen")
    if calls:
        return say("standard.who.calling")
    return say("standard.who.counter", counter=FreeText(terminal.counter))


def service_keys(page: Page, *, can_go_back: bool) -> tuple[FixedKey | None, ...]:
    """The same five places on staff's pages: back, to the menu, and out."""
    if page.bare or page.route == "maintenance.login":
        return (None,) * 5
    return (_BACK if can_go_back else None, _MENU, None, _LEAVE, None)


def fixed_keys(page: Page, *, can_go_back: bool) -> tuple[FixedKey | None, ...]:
    """The five places; a key without effect is left out and its place stays empty."""
    if page.route in _COVERING:
        return (None, None, _REPEAT, None, None)
    first: tuple[FixedKey | None, FixedKey | None]
    if page.route in _TOP:
        first = (_FINISH, None)
    elif page.route in _BARE:
        first = (None, None)
    else:
        first = (_BACK if can_go_back else None, _HOME)
    help_key = None if page.route == "standard.help" else _HELP
    return (*first, _REPEAT, _OWN_SETTINGS.get(page.route, _SETTINGS), help_key)
