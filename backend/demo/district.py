"""A whole made-up district, as records: no database, no clock, no randomness but the seed's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID

from backend.demo.bills import Bill, random_bill
from backend.demo.people import CAO, DEMO_PEOPLE, MANY, NEW, Person, random_people
from backend.demo.pictures import HEIGHT, WIDTH
from backend.demo.stories import CARD_TAIL, STORIES_REACH_BACK, cao_bills
from contract.records import Notice, NoticeCategory, NoticePicture

DISTRICT_ID = "320612"
DISTRICT_NAME = "南通市通州区"
_OTHERS = 200
_YEARS_BACK = 2
_PER_YEAR = (1, 5)
_MANY = 40
_NOTICES = Path(__file__).with_name("notices.toml")


@dataclass(frozen=True, slots=True)
class DemoRetiree:
    """A person of the district and what was settled for them."""

    id: UUID
    person: Person
    bills: tuple[Bill, ...]


@dataclass(frozen=True, slots=True)
class DemoDistrict:
    """Everything the demo's database holds at first.

    Pensions and files are made from ``seed`` and ``today`` when they are written: there are many.
    """

    seed: int
    today: date
    retirees: tuple[DemoRetiree, ...]
    notices: tuple[Notice, ...]


def make_district(seed: int, today: date, others: int = _OTHERS) -> DemoDistrict:
    """The district of a seed as it is on ``today``: the demo's people and ``others``."""
    rng = Random(seed)
    serials = count(1)
    known = tuple(person for person in DEMO_PEOPLE if person.in_database)
    people = known + random_people(rng, others, today)
    return DemoDistrict(
        seed,
        today,
        tuple(
            DemoRetiree(
                UUID(int=rng.getrandbits(128), version=4),
                person,
                tuple(_bills(rng, serials, person, today)),
            )
            for person in people
        ),
        _notices(today),
    )


def _bills(rng: Random, serials: Iterator[int], person: Person, today: date) -> Iterator[Bill]:
    last_year = today.year - 1
    newest, tail = today, f"{rng.randrange(10_000):04d}"
    how_many = {
        year: rng.randint(*_PER_YEAR) for year in range(today.year - _YEARS_BACK, today.year + 1)
    }
    match person:
        case Person(key=NEW.key):
            return
        case Person(key=MANY.key):
            how_many[last_year] = _MANY
        case Person(key=CAO.key):
            newest = min(date(last_year, 12, 31), today - STORIES_REACH_BACK)
            tail = CARD_TAIL
            yield from cao_bills(today, serials)
    for year, bills in how_many.items():
        for day in _days(rng, year, bills, newest):
            yield random_bill(rng, next(serials), day, today, tail)


def _days(rng: Random, year: int, how_many: int, newest: date) -> Iterator[date]:
    first = date(year, 1, 1)
    length = (min(newest, date(year, 12, 31)) - first).days
    for _ in range(how_many if length >= 0 else 0):
        yield first + timedelta(days=rng.randint(0, length))


def picture_names() -> dict[tuple[int, int], str]:
    """What the pictures of the notices are called, by notice and number."""
    written = tomllib.loads(_NOTICES.read_text(encoding="utf-8"))["notice"]
    return {
        (each["id"], number): picture["name"]
        for each in written
        for number, picture in enumerate(each.get("picture", ()), start=1)
    }


def _notices(today: date) -> tuple[Notice, ...]:
    written = tomllib.loads(_NOTICES.read_text(encoding="utf-8"))["notice"]
    return tuple(
        Notice(
            id=each["id"],
            title=each["title"],
            day=today - timedelta(days=each["days_ago"]),
            source=each["source"],
            paragraphs=tuple(each["paragraphs"]),
            category=NoticeCategory(each["category"]),
            pinned=each.get("pinned", False),
            pictures=tuple(
                NoticePicture(number, picture["said"], WIDTH, HEIGHT)
                for number, picture in enumerate(each.get("picture", ()), start=1)
            ),
        )
        for each in written
    )
