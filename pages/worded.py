"""Texts and typed values as they are said: the worded text a voice reads (F1-F4).

Mandarin has no digit, no Latin letter and no sign left: 1,234.50 元 is 一千二百三十四元五角.
English keeps its digits, which the English voice reads well, and only takes rows of them apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from pages import numerals
from pages.free_text import free_text_worder
from pages.lexicon import Lexicon, load_lexicon
from pages.presentation import Language
from pages.spelled import TAIL, dialled, spelled
from pages.texts import FreeText, Phrase, Text
from pages.words import Wording, Words
from pages.written import chinese, english, part_of_day
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

_SET_OFF = re.compile(r" *(\{\w+\}) *")


@dataclass(frozen=True)
class Worder:
    """Words texts for one language. ``yao``: in codes and cards a one is 幺, else 一 (F4)."""

    words: Words
    yao: bool = True

    def word(self, text: Text) -> str:
        """The text as a listener hears it, before it becomes syllables.

        A Mandarin result holds no ``[0-9A-Za-z%.,:/-]`` and no currency sign. It is empty where
        nothing is said, such as for a name whose surname is not known.
        """
        match text:
            case Phrase(key, values):
                filled = {name: self.word(value) for name, value in values}
                template = self.words.template(key, Wording.SAY)
                return self._free(self._closed_up(template).format(**filled))
            case FreeText(written):
                return self._free(written)
            case _:
                return self.value(text)

    def value(self, value: Value) -> str:
        """A typed value as it is said."""
        if isinstance(value, PersonName):
            return (greeting_name(value) or "") if self._chinese else ""
        return self._mandarin(value) if self._chinese else _english(value)

    @property
    def _chinese(self) -> bool:
        return self.words.language is Language.CHINESE

    def _closed_up(self, template: str) -> str:
        """Chinese sets a digit off with a space, 一共 {n} 笔; nobody pauses there."""
        return _SET_OFF.sub(r"\1", template) if self._chinese else template

    def _free(self, written: str) -> str:
        return free_text_worder(self.yao).word(written) if self._chinese else written

    def _mandarin(self, value: Value) -> str:
        match value:
            case CardTail(digits):
                return spelled(digits, {}, yao=self.yao)
            case PhoneNumber(digits):
                return dialled(digits, yao=self.yao)
            case Code(characters):
                return spelled(characters, load_lexicon().letters, yao=self.yao)
            case IdNumber(masked):
                return TAIL + spelled(masked[-4:], load_lexicon().letters, yao=self.yao)
            case _:
                return _quantity(value)


def greeting_name(name: PersonName) -> str | None:
    """How a person is greeted, aloud and on the screen: 曹师傅, 欧阳师傅 (E9).

    None where the surname is not known or the name has a ``·``; phrases must do without it.
    """
    lexicon = load_lexicon()
    surname = _surname(name.full, lexicon)
    return None if surname is None else surname + lexicon.honorific


def _surname(full: str, lexicon: Lexicon) -> str | None:
    if not 2 <= len(full) <= 4 or not all("\u3400" <= c <= "\u9fff" or c > "\uffff" for c in full):
        return None
    candidates = (full[:2], full[:1]) if len(full) > 2 else (full[:1],)
    return next((surname for surname in candidates if surname in lexicon.surnames), None)


def _quantity(value: Value) -> str:
    match value:
        case Money(fen):
            return numerals.money(fen)
        case Percent(hundredths):
            return numerals.percent(str(hundredths))
        case Count(number):
            return numerals.counted(number)
        case Ordinal(number):
            return numerals.integer(number)
        case _:
            return _calendar(value)


def _calendar(value: Value) -> str:
    match value:
        case Day(day):
            return f"{_year(day.year)}{_month_day(day)}"
        case DayOfYear(day):
            return _month_day(day)
        case Month(year, month):
            return f"{_year(year)}{numerals.integer(month)}月"
        case MonthOfYear(month):
            return f"{numerals.integer(month)}月"
        case Year(year):
            return _year(year)
        case TimeOfDay(moment):
            return _time(moment)
        case Weekday():
            return chinese(value)
        case _:
            raise TypeError(f"no wording for {type(value).__name__}")


def _year(year: int) -> str:
    return f"{numerals.digits(str(year))}年"


def _month_day(day: date) -> str:
    return f"{numerals.integer(day.month)}月{numerals.integer(day.day)}日"


def _time(moment: time) -> str:
    return part_of_day(moment) + numerals.clock((moment.hour - 1) % 12 + 1, moment.minute)


def _english(value: Value) -> str:
    match value:
        case CardTail(digits) | PhoneNumber(digits):
            return " ".join(digits.replace("-", ","))
        case Code(characters):
            return " ".join(characters.replace("-", ","))
        case IdNumber(masked):
            return "ending " + " ".join(masked[-4:])
        case MonthOfYear(month):
            return f"{date(2000, month, 1):%B}"
        case _:
            return english(value)
