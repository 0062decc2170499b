"""Personal bytes replaced by others of the same kind, for recordings.

What a driver reads out of the replacement is as good or bad as what it read before, and is
nobody's: a valid identity number becomes a sample of the impossible division 9999xx, a digit 0, a
letter A.
"""

from __future__ import annotations

from identity_numbers import normalised

SAMPLE_NUMBER = "999999190001010015"
SAMPLE_NUMBER_WITH_X = "99999919000101004X"
_PADDING = frozenset({0x00, 0x20})
_LINE_ENDS = frozenset(b"\r\n\t")
_UTF8_PARTS = (
    (0xFF, 0xFF),
    (0xF5, 0xF7),
    (0xF1, 0xF1),
    (0xF0, 0xF0),
    (0xE0, 0xE6),
    (0xC2, 0xC3),
    (0xC0, 0xC0),
    (0x81, 0xB0),
    (0x80, 0x80),
)
"""The first byte of each range, and what stands for it; in GB18030, too, they are of one kind."""


def masked_number(text: str) -> str | None:
    """A sample for a valid identity number, its X as it was written; None for anything else."""
    if normalised(text) is None:
        return None
    if text[-1] in "xX":
        return SAMPLE_NUMBER_WITH_X[:-1] + text[-1]
    return SAMPLE_NUMBER


def masked_chip_text(value: bytes) -> bytes:
    """Text of a chip's record, padding as it was: GB18030 stays as decodable as it was."""
    stripped = value.rstrip(bytes(_PADDING))
    number = masked_number(stripped.decode("latin-1"))
    if number is not None:
        return number.encode("ascii") + value[len(stripped) :]
    return bytes(_chip_byte(byte) for byte in value)


def masked_line(received: bytes) -> bytes:
    """What a scanner sends: ends as they were, UTF-8 and GB18030 as decodable as they were."""
    return bytes(byte if byte in _LINE_ENDS else _line_byte(byte) for byte in received)


def masked_units(text: bytes) -> bytes:
    """UTF-16LE, blanks and halves of surrogate pairs where they were."""
    units = (int.from_bytes(text[at : at + 2], "little") for at in range(0, len(text), 2))
    return b"".join(_unit(unit).to_bytes(2, "little") for unit in units)[: len(text)]


def _ascii(byte: int) -> int:
    match chr(byte):
        case digit if digit.isdecimal():
            return ord("0")
        case letter if letter.isalpha():
            return ord("A")
        case _ if byte in _PADDING or byte == 0x7F:
            return byte
        case _ if byte < 0x20:
            return 0x01
        case _:
            return ord("-")


def _chip_byte(byte: int) -> int:
    """82 is a lead byte and a trail byte, of two-byte and of four-byte characters."""
    if byte in (0x80, 0xFF):
        return byte
    if 0x40 <= byte <= 0x7E:
        return ord("A")
    return _ascii(byte) if byte < 0x80 else 0x82


def _line_byte(byte: int) -> int:
    """A byte of the same part in UTF-8: the rest, or the beginning of two, three or four."""
    if byte < 0x80:
        return _ascii(byte)
    return next(replacement for first, replacement in _UTF8_PARTS if byte >= first)


def _unit(unit: int) -> int:
    if unit < 0x80:
        return _ascii(unit)
    if 0xD800 <= unit < 0xDC00:
        return 0xD840
    if 0xDC00 <= unit < 0xE000:
        return 0xDC00
    return ord("样")
