"""The demo's people: eleven that visits are written for, and as many others as one likes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from backend.demo.names import random_name
from identity_numbers import check_character

_YOUNGEST, _OLDEST = 55, 95
_REGIONS = range(999900, 1_000_000)
_STREETS = ("金沙街道", "金新街道", "平潮镇", "石港镇", "川姜镇", "二甲镇")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody made up, with what stands on their cards.

    ``card_version`` is their social-security card's ("2.00", "3.00"), ``key`` what visits call
    them. ``in_database`` is false for the one person nobody knows.
    """

    key: str
    name: str
    id_number: str
    card_number: str
    card_version: str = "2.00"
    ethnicity: str = "汉"
    address: str = "江苏省南通市通州区金沙街道示范路1号"
    in_database: bool = True
    phone: str = ""
    """Telephone number in the file; empty where there is none."""
    state: str = "active"
    card_lost: bool = False
    about: str = ""

    @property
    def electronic_card(self) -> str:
        """What their telephone shows as electronic social-security card: made up, like them."""
        return f"demo-essc-{self.key}-{self.card_number}"

    @property
    def insurance_code(self) -> str:
        """What it shows as 医保码."""
        return f"demo-ybm-{self.key}-{self.card_number}"

    @property
    def stripe_number(self) -> str:
        """The number on the stripe of their old card."""
        return f"9999{self.card_number[1:]}"

    @property
    def card_region(self) -> str:
        """The card's issuing region, six digits."""
        return self.id_number[:6]

    @property
    def birth(self) -> date:
        """The birth date in the number."""
        digits = self.id_number[6:14]
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))

    @property
    def sex(self) -> str:
        """男 or 女, by the number's seventeenth digit."""
        return "男" if int(self.id_number[16]) % 2 else "女"


def identity_number(region: int, birth: date, sequence: int) -> str:
    """A valid number; an odd ``sequence`` (0 to 999) is a man's."""
    digits = f"{region:06d}{birth:%Y%m%d}{sequence:03d}"
    return digits + check_character(digits)


CAO = Person(
    "cao",
    "曹秀英",
    identity_number(999901, date(1950, 1, 1), 2),
    "A99990001",
    phone="13999998825",
    about="2nd-generation card; all four states; newest settlement paid to the card ending 8901",
)
OUYANG = Person(
    "ouyang",
    "欧阳德明",
    identity_number(999902, date(1948, 3, 15), 13),
    "B99990002",
    card_version="3.00",
    phone="13999996173",
    about="compound surname; 3rd-generation card gives its number only, so more is needed",
)
AYI = Person(
    "ayi",
    "阿依古丽·买买提",
    identity_number(999903, date(1957, 8, 20), 24),
    "C99990003",
    ethnicity="维吾尔",
    about="a long name with a middle dot",
)
RARE = Person(
    "rare",
    "查𠮷䶮",
    identity_number(999904, date(1944, 11, 5), 35),
    "D99990004",
    about="given name beyond the basic block, surname read Zhā",
)
NEW = Person(
    "new",
    "任国庆",
    identity_number(999905, date(1966, 10, 1), 41),
    "E99990005",
    about="no settlements at all",
)
MANY = Person(
    "many",
    "司马玉兰",
    identity_number(999906, date(1940, 2, 29), 60),
    "F99990006",
    about="40 settlements in the last full year; born on a leap day",
)
SHORT = Person(
    "short",
    "单一",
    identity_number(999907, date(1961, 6, 6), 77),
    "G99990007",
    about="a name of two characters, surname read Shàn",
)
LATE = Person(
    "late",
    "施怀远",
    identity_number(999908, date(1938, 4, 4), 93),
    "K99990009",
    state="deceased",
    about="the file says that he has died",
)
PAUSED = Person(
    "paused",
    "顾小兰",
    identity_number(999909, date(1955, 9, 9), 106),
    "L99990010",
    state="suspended",
    about="benefits suspended",
)
LOST = Person(
    "lost",
    "丁永年",
    identity_number(999910, date(1946, 12, 12), 115),
    "M99990011",
    phone="13999994402",
    card_lost=True,
    about="social-security card reported lost; the ID card still opens everything",
)
UNKNOWN = Person(
    "unknown",
    "仇不识",
    identity_number(999999, date(1952, 7, 7), 89),
    "H99990008",
    in_database=False,
    about="a valid number that no retiree of the district has",
)
DEMO_PEOPLE = (CAO, OUYANG, AYI, RARE, NEW, MANY, SHORT, LATE, PAUSED, LOST, UNKNOWN)
"""Their numbers never change: visits, cards and documents rely on them."""


def random_people(rng: Random, count: int, today: date) -> tuple[Person, ...]:
    """People aged 55 to 95 on ``today``, none of them with a demo person's number."""
    taken = {person.id_number for person in DEMO_PEOPLE}
    people: list[Person] = []
    while len(people) < count:
        person = _random_person(rng, len(people) + 1, today)
        if person.id_number not in taken:
            taken.add(person.id_number)
            people.append(person)
    return tuple(people)


def _random_person(rng: Random, serial: int, today: date) -> Person:
    # Day 28 at most: every month has it, and ages stay inside the range on every today.
    age = rng.randint(_YOUNGEST + 1, _OLDEST)
    birth = date(today.year - age, rng.randint(1, 12), rng.randint(1, 28))
    sequence = rng.randint(100, 999)
    return Person(
        key=f"person-{serial}",
        name=random_name(rng, is_man=sequence % 2 == 1),
        id_number=identity_number(rng.choice(_REGIONS), birth, sequence),
        card_number=f"R{serial:08d}",
        card_version=rng.choice(("2.00", "2.00", "3.00")),
        address=f"江苏省南通市通州区{rng.choice(_STREETS)}示范路{rng.randint(1, 200)}号",
    )
