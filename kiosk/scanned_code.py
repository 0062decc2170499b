"""What a scanned code is, without looking into what is not ours.

The codes of the electronic social-security card and of 医保码 are opaque: their form is not public
and changes. So whatever is neither a receipt of ours nor plainly something else is handed to the
backend as it is, and is written down nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

SHORTEST, LONGEST = 10, 512
"""Characters of a code that may be somebody's electronic card."""

_RECEIPT = re.compile(r"https?://[^\s/]+/(?:[^\s/]+/)*r/[A-Za-z0-9_-]{8,128}")
_ADDRESS = re.compile(r"(?:https?|weixin|alipays?|wxp|ftp)://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnReceipt:
    """The code on one of our slips."""


@dataclass(frozen=True, slots=True)
class Token:
    """What may be somebody's electronic card."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OtherCode:
    """Something else: a web address, a payment code, a parcel's number."""


ScannedCode = OwnReceipt | Token | OtherCode


def recognise(text: str) -> ScannedCode:
    """Tell what a code is. Never raises."""
    if _RECEIPT.fullmatch(text):
        return OwnReceipt()
    plausible = SHORTEST <= len(text) <= LONGEST and text.isascii() and text.isprintable()
    if not plausible or _ADDRESS.match(text) or " " in text:
        return OtherCode()
    return Token(text)
