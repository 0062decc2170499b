"""Rules for dates, times and the numbering of lines in free text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from pages.numerals import clock, digits, integer

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_YEAR = r"(?<!\d)([12]\d{3})"
_TO = r"\s*[-~至到]\s*"
_LINE = r"(?m:^|(?<=[。；;\n]))\s*"


def numbering_rules() -> Iterable[Rule]:
    """（一）, (1), 1. and 1、 at the start of a line or sentence: the number, then a pause."""
    yield re.compile(_LINE + r"[（(]([一二三四五六七八九十]+)[)）]"), lambda found: f"{found[1]}，"
    yield re.compile(_LINE + r"[（(](\d{1,2})[)）]"), _numbering
    yield re.compile(_LINE + r"(\d{1,2})(?:[、)）]|\.(?!\d))"), _numbering


def date_rules() -> Iterable[Rule]:
    """Years digit by digit, months and days as numbers; only dates that exist."""
    yield (
        re.compile(rf"{_YEAR}(年?){_TO}([12]\d{{3}})(?=年|学年|届)"),
        lambda found: f"{digits(found[1])}{found[2]}到{digits(found[3])}",
    )
    yield re.compile(rf"{_YEAR}(?=年|届|学年)"), lambda found: digits(found[1])
    yield re.compile(rf"{_YEAR}([-/.])(\d{{1,2}})\2(\d{{1,2}})(?![\d.-]*\d)"), _numeric_date
    yield (
        re.compile(rf"{_YEAR}-(0[1-9]|1[0-2])(?![\d-])"),
        lambda found: f"{digits(found[1])}年{integer(int(found[2]))}月",
    )
    yield (
        re.compile(r"(?<![\d.])(\d{1,2})(?=(?:月(?!饼)|[日号]))"),
        lambda found: integer(int(found[1])),
    )
    yield (
        re.compile(rf"(?<![\d.])(\d{{1,2}}){_TO}(?=[零一二三四五六七八九十]+[月日号])"),
        lambda found: f"{integer(int(found[1]))}到",
    )


def time_rules() -> Iterable[Rule]:
    """9:00 is 九点, 11:30 is 十一点半, 14:05:30 has its seconds; others are 三比一."""
    yield re.compile(r"(?<![\d:])(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?(?![\d:：])"), _clock
    yield (
        re.compile(r"(?<!\d)(\d{1,2})([点时])(\d{1,2})(?=分)"),
        lambda found: f"{_hour(found[1])}{found[2]}{_minute(found[3])}",
    )
    yield re.compile(r"(?<=\d)[:：](?=\d)"), lambda _found: "比"


def _numbering(found: re.Match[str]) -> str:
    return f"{integer(int(found[1]))}，"


def _numeric_date(found: re.Match[str]) -> str:
    year, month, day = int(found[1]), int(found[3]), int(found[4])
    try:
        date(year, month, day)
    except ValueError:
        return found[0]
    return f"{digits(found[1])}年{integer(month)}月{integer(day)}日"


def _clock(found: re.Match[str]) -> str:
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if hour > 24 or minute > 59 or second > 59:
        return found[0]
    if not found[3]:
        return clock(hour, minute)
    return f"{_hour(found[1])}点{_minute(found[2])}分{_minute(found[3])}秒"


def _hour(written: str) -> str:
    return "两" if int(written) == 2 else integer(int(written))


def _minute(written: str) -> str:
    return ("零" if 0 < int(written) < 10 else "") + integer(int(written))
