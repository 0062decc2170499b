"""The values a page is made of: typed here, worded elsewhere.

A page never holds a formatted string such as ``"1,234.50 元"``. It holds ``Money(123450)``, and
each rendering writes it in its own way: ``1,234.50 元`` on the screen, 一千二百三十四元五角 in the
ear, ``******`` when the person covered the amounts.

Personal values hide themselves in ``repr``, so that no log line and no traceback can show them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in fen (1/100 yuan). Never a float (I2)."""

    fen: int

    @classmethod
    def of(cls, yuan: Decimal) -> Money:
        """Take yuan with at most two decimals; anything finer raises ``ValueError``."""
        fen = yuan * 100
        if not fen.is_finite() or fen != fen.to_integral_value():
            raise ValueError("an amount has at most two decimals")
        return cls(int(fen))

    @property
    def yuan(self) -> Decimal:
        """The amount in yuan, with exactly two decimals."""
        return Decimal(self.fen).scaleb(-2)

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A calendar day, read year first: 2026年3月15日."""

    date: date


@dataclass(frozen=True, slots=True, order=True)
class DayOfYear:
    """A day named without its year, where the year is plain: 3月28日."""

    date: date


@dataclass(frozen=True, slots=True, order=True)
class Weekday:
    """The weekday of a date: 星期日."""

    date: date


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year; ``month`` is 1 to 12."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError("a month is 1 to 12")

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    def later(self, months: int) -> Month:
        """The month so many months after it; before it where negative."""
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)


@dataclass(frozen=True, slots=True, order=True)
class MonthOfYear:
    """A month named without its year, where the year is plain: 11月."""

    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError("a month is 1 to 12")


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """A calendar year, read digit by digit: 二零二六年."""

    year: int


@dataclass(frozen=True, slots=True, order=True)
class TimeOfDay:
    """A time of day to the minute, said with its part of the day: 下午2:05."""

    time: time


@dataclass(frozen=True, slots=True, order=True)
class Percent:
    """A share in hundredths: ``Percent(85)`` is 85 %."""

    hundredths: int


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """How many, standing before a measure word: 2 is 两 aloud."""

    number: int


@dataclass(frozen=True, slots=True, order=True)
class Ordinal:
    """Which one in a row: 2 is 二 aloud (第二页)."""

    number: int


@dataclass(frozen=True, slots=True)
class CardTail:
    """The last four digits of a bank card: read digit by digit with 幺."""

    digits: str

    def __post_init__(self) -> None:
        if len(self.digits) != 4 or not (self.digits.isascii() and self.digits.isdigit()):
            raise ValueError("a card tail is four digits")


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A telephone number to call, digits and hyphens: read digit by digit with 幺."""

    digits: str


@dataclass(frozen=True, slots=True)
class Code:
    """A number to be read out or compared digit by digit, such as a receipt: ``20261122-0007``."""

    characters: str


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name as the file holds it. Shown masked, greeted by surname only (G4, E9)."""

    full: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A masked identity number, first three and last four showing: ``999****0012`` (G4)."""

    masked: str = field(repr=False)


Value = (
    Money
    | Day
    | DayOfYear
    | Weekday
    | Month
    | MonthOfYear
    | Year
    | TimeOfDay
    | Percent
    | Count
    | Ordinal
    | CardTail
    | PhoneNumber
    | Code
    | PersonName
    | IdNumber
)
"""Everything a phrase's placeholder or a fact may hold."""
