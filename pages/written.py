"""Texts and typed values as they are written: on the screen and on paper.

Chinese follows the house's look: amounts end in 元, days read 2026年3月15日. Where the person
covered the amounts, every amount and every private value is written as dots (H3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from pages.blocks import Fact
from pages.presentation import Language
from pages.texts import FreeText, Phrase, Text
from pages.words import Wording, Words
from values import (
    CardTail,
    Code,
    Count,
    Day,
    DayOfYear,
    IdNumber,
    Money,
    Month,
    MonthOfYear,
    Ordinal,
    Percent,
    PersonName,
    PhoneNumber,
    TimeOfDay,
    Value,
    Weekday,
    Year,
)

COVERED = "••••"
_WEEKDAYS = "一二三四五六日"
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Writer:
    """Writes texts for one language and one rendering."""

    words: Words
    wording: Wording = Wording.TEXT
    covered: bool = False
    masked: bool = False
    """Whether dots stand for personal facts."""

    def write(self, text: Text) -> str:
        """The text as a reader sees it."""
        match text:
            case Phrase(key, values):
                filled = {name: self.write(value) for name, value in values}
                return self.words.template(key, self.wording).format(**filled)
            case FreeText(written):
                return written
            case Money():
                return COVERED if self.covered else self._money(text)
            case _:
                return self._value(text)

    def private(self, text: Text) -> str:
        """A private value: dots where the person covered the figures."""
        return COVERED if self.covered else self.write(text)

    def fact(self, fact: Fact) -> str:
        """A fact's value: dots where it is hidden."""
        if fact.personal and self.masked:
            return COVERED
        return self.private(fact.value) if fact.private else self.write(fact.value)

    def _money(self, money: Money) -> str:
        amount = f"{money.yuan:,.2f}"
        return f"{amount} 元" if self._chinese else f"{amount} yuan"

    @property
    def _chinese(self) -> bool:
        return self.words.language is Language.CHINESE

    def _value(self, value: Value) -> str:
        return chinese(value) if self._chinese else english(value)


def chinese(value: Value) -> str:
    """A typed value in Chinese writing."""
    match value:
        case Money():
            return f"{value.yuan:,.2f} 元"
        case Day(day):
            return f"{day.year}年{day.month}月{day.day}日"
        case DayOfYear(day):
            return f"{day.month}月{day.day}日"
        case Weekday(day):
            return f"星期{_WEEKDAYS[day.weekday()]}"
        case Month(year, month):
            return f"{year}年{month}月"
        case MonthOfYear(month):
            return f"{month}月"
        case Year(year):
            return f"{year}年"
        case TimeOfDay(moment):
            return f"{part_of_day(moment)}{_twelve(moment)}:{moment.minute:02d}"
        case _:
            return _plain(value)


def english(value: Value) -> str:
    """A typed value in English writing."""
    match value:
        case Money():
            return f"{value.yuan:,.2f} yuan"
        case Day(day):
            return f"{_day_month(day)} {day.year}"
        case DayOfYear(day):
            return _day_month(day)
        case Weekday(day):
            return _WEEKDAYS_EN[day.weekday()]
        case Month(year, month):
            return f"{date(year, month, 1):%B} {year}"
        case MonthOfYear(month):
            return f"{date(2000, month, 1):%b}"
        case Year(year):
            return str(year)
        case TimeOfDay(moment):
            return f"{_twelve(moment)}:{moment.minute:02d} {'am' if moment.hour < 12 else 'pm'}"
        case _:
            return _plain(value)


def _plain(value: Value) -> str:
    match value:
        case Percent(hundredths):
            return f"{hundredths}%"
        case Count(number) | Ordinal(number):
            return str(number)
        case CardTail(digits) | PhoneNumber(digits):
            return digits
        case Code(characters):
            return characters
        case PersonName(full):
            return mask_name(full)
        case IdNumber(masked):
            return masked
        case _:
            raise TypeError(f"no writing for {type(value).__name__}")


def mask_name(full: str) -> str:
    """A name with only its first character showing: 曹** (G4)."""
    return full[:1] + "*" * max(2, len(full) - 1) if full else "**"


def part_of_day(moment: time) -> str:
    """The part of the day a Chinese clock time is said with."""
    hours = ((6, "凌晨"), (9, "早上"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
    return next(name for end, name in hours if moment.hour < end)


def _twelve(moment: time) -> int:
    return (moment.hour - 1) % 12 + 1


def _day_month(day: date) -> str:
    return f"{day.day} {day:%B}"
