"""Citizen identity numbers (GB 11643-1999): what a valid one is, and how it is masked.

Checked here again although a card driver has checked it too: the service trusts no sender.
"""

from __future__ import annotations

import re
from datetime import date

_FORM = re.compile(r"[0-9]{17}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_SHOWN_AT_START = 3
_SHOWN_AT_END = 4


def check_character(first_seventeen: str) -> str:
    """The eighteenth character by ISO 7064 MOD 11-2."""
    pairs = zip(first_seventeen, _WEIGHTS, strict=True)
    return _CHECK_CHARACTERS[sum(int(digit) * weight for digit, weight in pairs) % 11]


def is_valid(number: str) -> bool:
    """Whether form, birth date and check character are right. Lower-case x is not."""
    if not _FORM.fullmatch(number):
        return False
    try:
        date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return False
    return number[17] == check_character(number[:17])


def masked(number: str) -> str:
    """First three and last four characters, the birth date hidden (G4)."""
    hidden = "*" * (len(number) - _SHOWN_AT_START - _SHOWN_AT_END)
    return number[:_SHOWN_AT_START] + hidden + number[-_SHOWN_AT_END:]
