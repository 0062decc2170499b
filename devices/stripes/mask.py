"""Swipes without the person, for recordings: sentinels and form stay, as do right or wrong checks.

A bank card stays one, with a number of zeros that nobody was given.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import xor

from devices.masking import masked_number
from devices.stripes.tracks import check_character, is_account

_TRACK = re.compile(r"(?P<start>[%;+])(?P<data>[^?\r\n\x03]*)\?(?P<lrc>[ -_](?=[;+\r\n\x03]|$))?")
_FRAME = re.compile(rb"\x02(?P<body>[^\x03]*\x03)(?P<check>.)", re.DOTALL)
_FIRST = {"%": 0x20, ";": 0x30, "+": 0x30}
_STARTS = {"%": "%", ";": ";", "+": ";"}
"""The start sentinel on the card: readers write that of the third track otherwise."""


def masked_swipe(received: bytes) -> bytes:
    """All that came in until the line was quiet, masked; of the same length."""
    text = received.decode("latin-1")
    pieces, at = [], 0
    for track in _TRACK.finditer(text):
        pieces += [_plain(text[at : track.start()]), _track(track)]
        at = track.end()
    masked = "".join((*pieces, _plain(text[at:]))).encode("latin-1")
    return _with_frame_checks(received, masked)


def _track(track: re.Match[str]) -> str:
    start, data, lrc = track["start"], track["data"], track["lrc"] or ""
    masked = _name_track(data) if start == "%" else _number_track(data)
    if lrc:
        first = _FIRST[start]
        check = check_character(_STARTS[start], masked, first)
        was_right = lrc == check_character(_STARTS[start], data, first)
        lrc = check if was_right else chr(first + ((ord(check) - first) ^ 1))
    return f"{start}{masked}?{lrc}"


def _name_track(data: str) -> str:
    return data[:1] + _plain(data[1:]) if data.startswith("B") else _plain(data)


def _number_track(data: str) -> str:
    number, rest = re.fullmatch("([0-9]*)(.*)", data, re.DOTALL).groups()  # type: ignore[union-attr]
    return _number(number) + _plain(rest)


def _number(number: str) -> str:
    if is_account(number):
        return _bank_number(len(number))
    if is_account(number[2:]):  # a third track leads with two digits of format
        return number[:2] + _bank_number(len(number) - 2)
    return masked_number(number) or "9" * len(number)


def _bank_number(length: int) -> str:
    start = f"4{'0' * (length - 2)}"
    return next(start + last for last in "0123456789" if is_account(start + last))


def _plain(text: str) -> str:
    """Digits, letters and what is neither printable nor an end become one of their kind."""
    return re.sub("[0-9]", "0", re.sub("[A-Za-z\x80-\xff]", "A", text))


def _with_frame_checks(received: bytes, masked: bytes) -> bytes:
    """Put in the check byte of each frame, out by as much as the one that was sent."""
    result = bytearray(masked)
    for frame in _FRAME.finditer(received):
        wrong_by = reduce(xor, frame["body"], frame["check"][0])
        body = masked[frame.start("body") : frame.end("body")]
        result[frame.start("check")] = reduce(xor, body, wrong_by)
    return bytes(result)
