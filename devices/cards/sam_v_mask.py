"""A SAM_V module's answers without the person, for recordings.

Photo, fingerprints and everything that is no text become zeros; the text keeps its layout, and a
check byte is as right or wrong as it was.
"""

from __future__ import annotations

from functools import reduce
from operator import xor

from devices.masking import masked_number, masked_units

_PREAMBLE = b"\xaa\xaa\xaa\x96\x69"
_HEAD = len(_PREAMBLE) + 2
_DATA = _HEAD + 3
_SHORTEST, _LONGEST = 4, 4096
_NOISE = frozenset(_PREAMBLE)
_LENGTHS = b"\x01\x00"
_TEXT_AT, _TEXT_SIZE = 4, 256
_NUMBER = slice(122, 158)
_LAYOUT = slice(248, 250)
_LAYOUTS = frozenset("IJY")


def masked_sam_v(received: bytes) -> bytes:
    """All that came in after one question, masked; of the same length."""
    pieces, at = [], 0
    while (found := received.find(_PREAMBLE, at)) >= 0:
        pieces.append(_noise(received[at:found]))
        length = int.from_bytes(received[found + len(_PREAMBLE) : found + _HEAD], "big")
        at = found + _HEAD + length
        if not _SHORTEST <= length <= _LONGEST:
            at = found + 1
            pieces.append(received[found:at])
        elif at > len(received):
            pieces.append(_torn(received[found:]))
        else:
            pieces.append(_frame(received[found:at]))
    return b"".join((*pieces, _noise(received[at:])))


def _torn(frame: bytes) -> bytes:
    """A frame whose end did not come."""
    return frame[:_DATA] + bytes(len(frame[_DATA:]))


def _noise(received: bytes) -> bytes:
    """What could make half a preamble stays."""
    return bytes(byte if byte in _NOISE else 0 for byte in received)


def _frame(frame: bytes) -> bytes:
    data = _data(frame[_DATA:-1])
    check = reduce(xor, frame[_DATA:-1] + data, frame[-1])
    return frame[:_DATA] + data + bytes((check,))


def _data(data: bytes) -> bytes:
    text = data[_TEXT_AT : _TEXT_AT + _TEXT_SIZE]
    if data[: len(_LENGTHS)] != _LENGTHS or len(text) < _TEXT_SIZE:
        return bytes(len(data))
    rest = len(data) - _TEXT_AT - _TEXT_SIZE
    return _LENGTHS + bytes(_TEXT_AT - len(_LENGTHS)) + _text(text) + bytes(rest)


def _text(text: bytes) -> bytes:
    masked = bytearray(masked_units(text))
    number = masked_number(text[_NUMBER].decode("utf-16-le", "replace"))
    if number is not None:
        masked[_NUMBER] = number.encode("utf-16-le")
    if text[_LAYOUT].decode("utf-16-le", "replace") in _LAYOUTS:
        masked[_LAYOUT] = text[_LAYOUT]
    return bytes(masked)
