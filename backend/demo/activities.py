"""The demo's venues and activities, and who of its people signed up for what."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from backend.service import LOCAL_ZONE
from contract.activities import Activity, Standing, Venue

_FILE = Path(__file__).with_name("activities.toml")
_CLOSES_BEFORE = timedelta(minutes=30)
"""How long before an activity one may still sign up for it."""


@dataclass(frozen=True, slots=True)
class DemoSignUp:
    """That somebody signed up; ``turn`` counts from 1 for every activity."""

    activity: int
    retiree: UUID
    standing: Standing
    turn: int


@dataclass(frozen=True, slots=True)
class DemoProgramme:
    """Everything there is to take part in. ``taken`` and ``waiting`` are left to the sign-ups."""

    venues: tuple[Venue, ...]
    activities: tuple[Activity, ...]
    sign_ups: tuple[DemoSignUp, ...]


def make_programme(rng: Random, today: date, people: Mapping[str, UUID]) -> DemoProgramme:
    """The programme as it is on ``today``. ``people`` are the district's, by their keys."""
    written = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return DemoProgramme(
        tuple(_venue(each) for each in written["venue"]),
        tuple(_activity(each, today) for each in written["activity"]),
        tuple(sign_up for each in written["activity"] for sign_up in _sign_ups(rng, each, people)),
    )


def _venue(written: Mapping[str, Any]) -> Venue:
    lists = {name: tuple(written[name]) for name in ("closed_on", "rooms")}
    return Venue(**{**written, **lists})


def _activity(written: Mapping[str, Any], today: date) -> Activity:
    day = today + timedelta(days=written["day"])
    starts, ends = (
        datetime.combine(day, written[name], tzinfo=LOCAL_ZONE) for name in ("starts", "ends")
    )
    return Activity(
        id=written["id"],
        title=written["title"],
        starts=starts,
        ends=ends,
        closes=starts - _CLOSES_BEFORE,
        venue=written["venue"],
        place=written["place"],
        leader=written["leader"],
        phone=written["phone"],
        cost=Decimal(written["cost"]),
        bring=tuple(written["bring"]),
        about=tuple(written["about"]),
        capacity=written["capacity"],
        taken=0,
        waiting=0,
        longest_line=written["longest_line"],
        least_age=written.get("least_age"),
        only_street=written.get("only_street"),
        unfit=written.get("unfit"),
        called_off=written.get("called_off"),
    )


def _sign_ups(
    rng: Random, written: Mapping[str, Any], people: Mapping[str, UUID]
) -> Iterator[DemoSignUp]:
    """Those who go, then those who wait, each in their turn."""
    others = sorted(key for key in people if key.startswith("person-"))
    rng.shuffle(others)
    going = [*written.get("going", ()), *_taken(others, written.get("others", 0))]
    waiting = [*written.get("waiting", ()), *_taken(others, written.get("others_waiting", 0))]
    standings = [*(Standing.GOING for _ in going), *(Standing.WAITING for _ in waiting)]
    for turn, (key, standing) in enumerate(zip(going + waiting, standings, strict=True), start=1):
        yield DemoSignUp(written["id"], people[key], standing, turn)


def _taken(others: list[str], how_many: int) -> list[str]:
    """So many of them, taken out; fewer where the district is small."""
    taken, others[:] = others[:how_many], others[how_many:]
    return taken
