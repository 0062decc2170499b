"""The settings that may be changed here, each with its values and its reason."""

from __future__ import annotations

from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.changeable import BY_NAME, SETTINGS, Changeable, Setting, SettingsDesk
from kiosk.maintenance.pages.frame import menu_page, row, tab_page
from pages.blocks import Fact, Facts, Paragraph
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.texts import FreeText, Phrase, Text, say

_WORDS: dict[Setting, Phrase] = {
    "ask": say("maintenance.value.ask"),
    "headphones": say("maintenance.value.headphones"),
    "always": say("maintenance.value.always"),
    "": say("maintenance.value.none"),
}


def settings(ask: KioskAsk) -> Page:
    """What may be set, and how it stands."""
    upcoming = SettingsDesk(ask.service.room.shipped).upcoming()
    return tab_page(
        ask,
        "maintenance.settings",
        say("maintenance.settings.title"),
        lead=say("maintenance.settings.lead"),
        choices=tuple(
            row(
                each.title,
                go("maintenance.setting", name=each.name),
                "tune",
                aside=worded(each.of(upcoming)),
            )
            for each in SETTINGS
        ),
    )


def setting(ask: KioskAsk, name: str) -> Page:
    """One setting: less or more of it, or back to what it was."""
    room = ask.service.room
    desk, one = SettingsDesk(room.shipped), BY_NAME[name]
    upcoming = one.of(desk.upcoming())
    changed = desk.is_changed(one)
    undo = Choice(say("maintenance.settings.undo"), do("undo_setting", name=name), icon="undo")
    return menu_page(
        ask,
        "maintenance.setting",
        one.title,
        blocks=(
            Paragraph(one.reason),
            Facts(
                (
                    Fact(say("maintenance.settings.now"), worded(one.of(room.running))),
                    Fact(say("maintenance.settings.shipped"), worded(one.of(room.shipped))),
                    Fact(say("maintenance.settings.range"), _range(one)),
                ),
                boxed=True,
            ),
        ),
        choices=(
            *_steps(one, upcoming),
            *((undo,) if changed else ()),
        ),
    )


def worded(value: Setting) -> Text:
    """A value as people read it."""
    if isinstance(value, bool):
        return say("maintenance.value.yes" if value else "maintenance.value.no")
    if value in _WORDS:
        return _WORDS[value]
    return FreeText(f"{value:g}" if isinstance(value, float) else str(value))


def _range(one: Changeable) -> Text:
    first, last = worded(one.choices[0]), worded(one.choices[-1])
    return say("maintenance.settings.from_to", first=first, last=last)


def _steps(one: Changeable, upcoming: Setting) -> tuple[Choice, Choice]:
    less, more = say("maintenance.settings.less"), say("maintenance.settings.more")
    title, shown = say("maintenance.settings.next_start"), worded(upcoming)
    return (
        Choice(
            less,
            do("change_setting", name=one.name, step=-1),
            icon="remove",
            role=Role.STEP,
            detail=title,
            aside=shown,
        ),
        Choice(
            more,
            do("change_setting", name=one.name, step=1),
            icon="add",
            role=Role.STEP,
            detail=title,
            aside=shown,
        ),
    )
