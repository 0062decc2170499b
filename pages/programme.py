"""Blocks of the pages that wait for somebody: a clock, and what is on."""

from __future__ import annotations

from dataclasses import dataclass

from pages.texts import Text
from values import DayOfYear, TimeOfDay, Weekday


@dataclass(frozen=True, slots=True)
class Clock:
    """The time and the day, large. As a page's first block it stands above the title."""

    time: TimeOfDay
    day: DayOfYear
    weekday: Weekday


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a programme: when, what, and where, as far as that matters."""

    when: Text | None
    what: Text
    where: Text | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """A card of what is on, perhaps with a title."""

    title: Text | None
    rows: tuple[Happening, ...]
    icon: str
