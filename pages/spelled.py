"""What is read character by character: codes, telephone numbers, words of no lexicon."""

from __future__ import annotations

from collections.abc import Mapping

from pages.numerals import PAUSE, digits

TAIL = "尾号"
"""Said before the last four of a number that is never read in full."""

_PHONE_GROUPS = {6: (3, 3), 7: (3, 4), 8: (4, 4), 10: (3, 3, 4), 11: (3, 4, 4), 12: (4, 4, 4)}
"""How people group a number by its length; up to five digits are one group."""


def spelled(characters: str, letters: Mapping[str, str], *, yao: bool) -> str:
    """Digits and Latin letters one by one, four to a breath; anything else is a pause (F4).

    >>> spelled("20261122-0007", {}, yao=True)
    '二零二六，幺幺二二，零零零七'
    """
    groups: list[list[str]] = [[]]
    for character in characters:
        name = _name(character, letters, yao)
        if name is None or len(groups[-1]) == 4:
            groups.append([])
        if name is not None:
            groups[-1].append(name)
    return PAUSE.join("".join(group) for group in groups if group)


def dialled(number: str, *, yao: bool) -> str:
    """A telephone number as it is dictated: 0513-86512345 is 零五幺三，八六五幺，二三四五."""
    runs = "".join(c if c.isdecimal() else " " for c in number).split()
    return PAUSE.join(digits(group, yao=yao) for run in runs for group in _grouped(run))


def _grouped(run: str) -> list[str]:
    if len(run) <= 5:
        return [run]
    sizes = _PHONE_GROUPS.get(len(run), (4,) * ((len(run) + 3) // 4))
    groups, start = [], 0
    for size in sizes:
        groups.append(run[start : start + size])
        start += size
    return groups


def _name(character: str, letters: Mapping[str, str], yao: bool) -> str | None:
    if character.isascii() and character.isdigit():
        return digits(character, yao=yao)
    return letters.get(character.upper())
