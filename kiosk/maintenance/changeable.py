"""The settings that may be changed in the service menu, and the file they are written to.

Ranges are those of the settings' own schema (``kiosk/settings.py``); which settings may be changed
here, in what steps and why, stands in ``SETTINGS``. A change is written into ``settings.toml`` of
the state directory and holds from the next start; undoing it takes it out of that file again.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.layered_files import Sections, read_layer
from kiosk.settings import LOCAL_NAME, Settings, SettingsFault
from pages.texts import Phrase, say

Setting = bool | int | float | str
_STEP = timedelta(minutes=30)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Changeable:
    """One setting: ``choices`` are all values it may take here, in order."""

    section: str
    key: str
    title: Phrase
    reason: Phrase
    choices: tuple[Setting, ...]

    @property
    def name(self) -> str:
        """``section.key``."""
        return f"{self.section}.{self.key}"

    def of(self, settings: Settings) -> Setting:
        """What it is in these settings."""
        value: Setting = getattr(getattr(settings, self.section), self.key)
        return value

    def stepped(self, value: Setting, step: int) -> Setting:
        """The next (+1) or previous (-1) choice; the ends are ends."""
        ordered = list(self.choices)
        at = ordered.index(value) if value in ordered else -1 if step > 0 else len(ordered)
        return ordered[min(max(at + step, 0), len(ordered) - 1)]


class ChangeRefused(ValueError):
    """The settings would not be sound with this change; nothing was written."""


class SettingsDesk:
    """Changes the overlay file. ``shipped`` are the settings without it."""

    def __init__(self, shipped: Settings) -> None:
        self.shipped = shipped
        self._path = shipped.state_directory / LOCAL_NAME

    def upcoming(self) -> Settings:
        """The settings as the next start will have them; blocks, raises ``SettingsFault``."""
        return overlaid(self.shipped, self._overlay())

    def is_changed(self, setting: Changeable) -> bool:
        """Whether the overlay has it; blocks, raises ``SettingsFault``."""
        return setting.key in self._overlay().get(setting.section, {})

    def change(self, setting: Changeable, value: Setting | None) -> None:
        """Write a value into the overlay, or take it out (None).

        Raises ``SettingsFault`` where the settings would not be sound, ``OSError`` where the disk
        fails; the file is as before then.
        """
        overlay = self._overlay()
        section = overlay.setdefault(setting.section, {})
        if value is None:
            section.pop(setting.key, None)
        else:
            section[setting.key] = value
        overlaid(self.shipped, overlay)
        _write(self._path, overlay)

    def _overlay(self) -> Sections:
        return read_layer(Settings, self._path) if self._path.exists() else {}


def overlaid(settings: Settings, overlay: Sections) -> Settings:
    """Settings with some keys of some sections changed; raises ``SettingsFault``."""
    try:
        sections = {
            name: replace(getattr(settings, name), **keys) for name, keys in overlay.items()
        }
    except ValueError as mistake:  # a section's own rule over several keys
        raise SettingsFault([str(mistake)]) from mistake
    return replace(settings, **sections)


def _write(path: Path, overlay: Sections) -> None:
    lines = ["# Written by the service menu. 由维护菜单写入，请不要手工修改。"]
    for name, section in overlay.items():
        if section:
            lines += [
                "",
                f"[{name}]",
                *(f"{key} = {_toml(value)}" for key, value in section.items()),
            ]
    _replace(path, ("\n".join(lines) + "\n").encode())


def _toml(value: Setting) -> str:
    """A value as TOML, whose booleans, numbers and basic strings are JSON's."""
    return json.dumps(value, ensure_ascii=False)


def _replace(path: Path, data: bytes) -> None:
    """Put a whole file in the place of another, or leave that as it is."""
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _times() -> tuple[str, ...]:
    first = datetime(2000, 1, 1)  # noqa: DTZ001 - only its times of day are used
    moments = (first + n * _STEP for n in range(_DAY // _STEP))
    return ("", *(f"{moment:%H:%M}" for moment in moments))


SETTINGS = (
    Changeable(
        "session",
        "idle_seconds",
        say("maintenance.setting.idle_seconds"),
        say("maintenance.reason.idle_seconds"),
        tuple(range(120, 301, 30)),
    ),
    Changeable(
        "session",
        "warning_seconds",
        say("maintenance.setting.warning_seconds"),
        say("maintenance.reason.warning_seconds"),
        (20, 25, 30, 35, 40, 45),
    ),
    Changeable(
        "speech",
        "figures",
        say("maintenance.setting.figures"),
        say("maintenance.reason.figures"),
        ("ask", "headphones", "always"),
    ),
    Changeable(
        "speech",
        "yao",
        say("maintenance.setting.yao"),
        say("maintenance.reason.yao"),
        (False, True),
    ),
    Changeable(
        "speech",
        "lead_in_ms",
        say("maintenance.setting.lead_in_ms"),
        say("maintenance.reason.lead_in_ms"),
        tuple(range(0, 1001, 100)),
    ),
    Changeable(
        "speech",
        "gain_db",
        say("maintenance.setting.gain_db"),
        say("maintenance.reason.gain_db"),
        tuple(float(gain) for gain in range(-24, 7)),
    ),
    Changeable(
        "screen",
        "viewing_distance_mm",
        say("maintenance.setting.viewing_distance_mm"),
        say("maintenance.reason.viewing_distance_mm"),
        tuple(range(400, 901, 50)),
    ),
    Changeable(
        "printer",
        "width_dots",
        say("maintenance.setting.width_dots"),
        say("maintenance.reason.width_dots"),
        (384, 512, 576),
    ),
    Changeable(
        "hours",
        "opens",
        say("maintenance.setting.opens"),
        say("maintenance.reason.opens"),
        _times(),
    ),
    Changeable(
        "hours",
        "closes",
        say("maintenance.setting.closes"),
        say("maintenance.reason.closes"),
        _times(),
    ),
    Changeable(
        "maintenance",
        "self_check",
        say("maintenance.setting.self_check"),
        say("maintenance.reason.self_check"),
        _times(),
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}
