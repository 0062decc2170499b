"""Citizen identity numbers (GB 11643-1999): what a valid one is, and how it is written and masked.

Eighteen characters: six of administrative division, eight of birth date (YYYYMMDD), three of
sequence and one check character by ISO 7064 MOD 11-2 (clauses 3 and 4). The division is never
looked up: many people carry the number of a county that no longer exists. Both ends check: the
drivers because a chip may be damaged, the service because it trusts no sender.
"""

from __future__ import annotations

import re
from datetime import date

_FORM = re.compile(r"[0-9]{17}[0-9X]")
_OLD_FORM = re.compile(r"[0-9]{15}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_SHOWN_AT_START = 3
_SHOWN_AT_END = 4


def check_character(first_seventeen: str) -> str:
    """The eighteenth character."""
    pairs = zip(first_seventeen, _WEIGHTS, strict=True)
    return _CHECK_CHARACTERS[sum(int(digit) * weight for digit, weight in pairs) % 11]


def normalised(text: str) -> str | None:
    """The number with a capital X; None where form, birth date or check is wrong."""
    number = text.upper()
    if not _FORM.fullmatch(number) or not _is_calendar_date(number[6:14]):
        return None
    return number if number[17] == check_character(number[:17]) else None


def is_valid(number: str) -> bool:
    """Whether form, birth date and check character are right. Lower-case x is not."""
    return normalised(number) == number


def of_ledger(text: str) -> str | None:
    """The number of a paper ledger: as ``normalised``, or the old fifteen digits in today's form.

    The old form has no century and no check character; whoever had one was born in the 1900s. No
    card holds it.
    """
    if not _OLD_FORM.fullmatch(text):
        return normalised(text)
    digits = f"{text[:6]}19{text[6:]}"
    return normalised(digits + check_character(digits))


def masked(number: str) -> str:
    """First three and last four characters, the birth date hidden (G4)."""
    hidden = "*" * (len(number) - _SHOWN_AT_START - _SHOWN_AT_END)
    return number[:_SHOWN_AT_START] + hidden + number[-_SHOWN_AT_END:]


def _is_calendar_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
