"""From a swipe's characters to what the kiosk may know of it (ISO/IEC 7811-6, 7813, 4909).

A reader sends track 1 as ``%...?``, track 2 as ``;...?``, track 3 as ``+...?`` or a second
``;...?``, each perhaps followed by its check character (LRC). What stands in them is the issuer's
own, except on a bank card, which is recognised by its account number (Luhn check, ISO/IEC 7812-1)
and of which nothing is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import reduce
from operator import xor

from devices.cards.reading import (
    NotReadable,
    NotThisKind,
    ReadFault,
    StripeNumber,
    SwipeReading,
)
from identity_numbers import is_valid

LONGEST = 79 + 40 + 107 + 12
"""Characters of a swipe at most: three tracks, their check characters and line ends."""

_TRACKS = re.compile(
    r"(?:%(?P<one>[ -$&->@-_]{1,76})\?(?P<lrc1>[ -$&->@-_]?(?=[;+]|$))?)?"
    r"(?:;(?P<two>[0-9:<=>]{1,37})\?(?P<lrc2>[0-?]?(?=[;+]|$))?)?"
    r"(?:[+;](?P<three>[0-9:<=>]{1,104})\?(?P<lrc3>[0-?]?(?=$))?)?"
)
_SHORTEST_NUMBER = 6
_PAN = re.compile(r"[0-9]{12,19}")
_BANK_STARTS = frozenset("3456")
_NOT_READ = NotReadable(ReadFault.LAY_AGAIN)


@dataclass(frozen=True, slots=True)
class Tracks:
    """The characters between start and end of each track; None where the card has none."""

    one: str | None = field(repr=False)
    two: str | None = field(repr=False)
    three: str | None = field(repr=False)


def reading_of(swipe: str) -> SwipeReading:
    """What a swipe gives. Never raises, whatever the characters are."""
    tracks = parse(swipe)
    if tracks is None:
        return _NOT_READ
    if _is_bank_card(tracks):
        return NotThisKind()
    for number in (_number(tracks.two), _number(tracks.three)):
        if number is not None:
            return StripeNumber(number)
    return NotThisKind()


def parse(swipe: str) -> Tracks | None:
    """The tracks of a swipe; None where it is none, or a check character is wrong."""
    text = swipe.strip("\r\n")
    if not text or len(text) > LONGEST:
        return None
    found = _TRACKS.fullmatch(text)
    if found is None:
        return None
    tracks = Tracks(found["one"], found["two"], found["three"])
    sound = (
        _checked("%", tracks.one, found["lrc1"], first=0x20)
        and _checked(";", tracks.two, found["lrc2"], first=0x30)
        and _checked(";", tracks.three, found["lrc3"], first=0x30)
    )
    return tracks if sound and any((tracks.one, tracks.two, tracks.three)) else None


def check_character(start: str, data: str, first: int) -> str:
    """The LRC of a track: the exclusive or of its characters' bits without parity."""
    return chr(first + reduce(xor, (ord(each) - first for each in f"{start}{data}?"), 0))


def _checked(start: str, data: str | None, given: str | None, first: int) -> bool:
    """Whether the check character, where the reader sent one, is right."""
    return data is None or not given or given == check_character(start, data, first)


def _number(track: str | None) -> str | None:
    """The issuer's number: the digits before the first separator."""
    if track is None:
        return None
    digits = re.split("[=:<>]", track, maxsplit=1)[0]
    return digits if len(digits) >= _SHORTEST_NUMBER else None


def _is_bank_card(tracks: Tracks) -> bool:
    if tracks.one is not None and tracks.one.startswith("B"):
        return True
    numbers = (tracks.two, tracks.three, _after_format(tracks.three))
    return any(is_account(_number(each)) for each in numbers)


def _after_format(track: str | None) -> str | None:
    """Track 3 of a bank card leads with a format code of two digits (ISO/IEC 4909), as a rule."""
    return track[2:] if track is not None and track[:2] in {"01", "02", "59", "99"} else track


def is_account(number: str | None) -> bool:
    """Whether this may be a bank's account number; in doubt it is.

    A citizen's number is none: old social-security stripes carry it, and it has its own check.
    """
    if number is None or is_valid(number):
        return False
    if not _PAN.fullmatch(number) or number[0] not in _BANK_STARTS:
        return False
    doubled = (
        sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(number[::-1])
    )
    return sum(doubled) % 10 == 0 or len(number) >= 16
