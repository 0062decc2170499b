"""Numbers in Mandarin characters: quantities, decimals, digit by digit, and amounts of money.

The synthesiser reads Arabic digits wrongly (10000 without its ten-thousand, 3.14 without its
point), so no digit ever reaches it; these are the only words for numbers in the house.
"""

from __future__ import annotations

from collections.abc import Iterator

PAUSE = "，"
LIMIT = 10**12
"""Quantities below this have words; longer rows of digits are identifiers, never quantities."""

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿")
_GROUP = 10_000


def integer(number: int) -> str:
    """A whole number: 10500 is 一万零五百, 20000 is 两万, 12 is 十二; ``abs(number) < LIMIT``."""
    if number < 0:
        return "负" + integer(-number)
    if number >= LIMIT:
        raise ValueError("too large to be a quantity")
    if number == 0:
        return _DIGITS[0]
    words = "".join(_groups(number)).removeprefix("零")
    if words.startswith("一十"):
        return words[1:]
    if words[0] == "二" and words[1:2] in ("千", "万", "亿"):
        return "两" + words[1:]
    return words


def counted(number: int) -> str:
    """A whole number before a measure word: 2 is 两, everything else as ``integer``."""
    return "两" if number == 2 else integer(number)


def decimal(written: str) -> str:
    """A number as written, with or without thousands commas and decimals: 1,234.50."""
    whole, _, fraction = written.replace(",", "").partition(".")
    spoken = integer(int(whole))
    return f"{spoken}点{digits(fraction)}" if fraction else spoken


def digits(written: str, *, yao: bool = False) -> str:
    """Each digit by itself; with ``yao`` a one is 幺, as in telephone and card numbers."""
    one = "幺" if yao else "一"
    return "".join(one if digit == "1" else _DIGITS[int(digit)] for digit in written)


def money(fen: int) -> str:
    """An amount: 123405 fen is 一千二百三十四元零五分, 30 is 三角, 0 is 零元."""
    if fen < 0:
        return "负" + money(-fen)
    yuan, cents = divmod(fen, 100)
    jiao, rest = divmod(cents, 10)
    words = f"{counted(yuan)}元" if yuan or not cents else ""
    for number, unit in ((jiao, "角"), (rest, "分")):
        if number:
            words += f"{_DIGITS[number] if words else counted(number)}{unit}"
        elif unit == "角" and words and rest:
            words += "零"
    return words


def percent(written: str) -> str:
    """A share in hundredths as written: 85 is 百分之八十五, 100 is 百分之百."""
    sign = "负" if written.startswith("-") else ""
    share = written.lstrip("+-")
    return f"{sign}百分之{'百' if share == '100' else decimal(share)}"


def clock(hour: int, minute: int) -> str:
    """A time of day to the minute, without its part of the day: 两点零五分, 十一点半, 九点."""
    past = {0: "", 30: "半"}.get(minute, f"{'零' if minute < 10 else ''}{integer(minute)}分")
    return f"{counted(hour)}点{past}"


def _groups(number: int) -> Iterator[str]:
    """Groups of four places from the highest; a gap before a lower place is one 零."""
    for power in range(len(_GROUPS) - 1, -1, -1):
        group, number = divmod(number, _GROUP**power)
        if group:
            yield ("零" if group < 1000 else "") + _group(group) + _GROUPS[power]


def _group(number: int) -> str:
    words, gap = "", False
    for power in range(3, -1, -1):
        digit, number = divmod(number, 10**power)
        if digit:
            words += ("零" if gap else "") + _DIGITS[digit] + _PLACES[power]
        gap = not digit and bool(words)
    return words
