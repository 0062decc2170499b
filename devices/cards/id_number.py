"""The citizen identity number: the one form in which it leaves a card driver.

Eighteen characters: six of administrative division, eight of birth date (YYYYMMDD), three of
sequence and one check character by ISO 7064 MOD 11-2 (GB 11643-1999, clauses 3 and 4). The division
is never looked up: many people carry the number of a county that no longer exists.
"""

import re
from datetime import date

_FORM = re.compile(r"[0-9]{17}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"


def normalised(text: str) -> str | None:
    """Answer the number with a capital X; None where form, birth date or check is wrong."""
    number = text.upper()
    if not _FORM.fullmatch(number) or not _is_calendar_date(number[6:14]):
        return None
    return number if number[17] == _check_character(number[:17]) else None


def _check_character(digits: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def _is_calendar_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
