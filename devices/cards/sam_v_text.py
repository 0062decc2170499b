"""The text block of a resident ID card, as a SAM_V module hands it out: 256 bytes of UTF-16LE.

Four layouts are known, told apart by a letter: the citizen's (none), the residence permit of people
from Hong Kong, Macau and Taiwan (J), and foreigners' permanent residence cards of 2023 (Y) and 2017
(I). The first three have name and number in the same places; the number of the last has fifteen
characters and finds nobody in a file kept by GB 11643.
"""

from devices.cards.reading import (
    CardKind,
    CardReading,
    NotReadable,
    NotThisKind,
    ReadFault,
    holder_reading,
)

_LENGTH = 256
_NAME = slice(0, 30)
_NUMBER = slice(122, 158)
_LAYOUT = slice(248, 250)
_WITHOUT_NUMBER = "I"
_PADDING = " \x00"


def read_text(block: bytes) -> CardReading:
    """Answer the holder; a card without a number of eighteen characters is not this kind."""
    if len(block) != _LENGTH:
        return NotReadable(ReadFault.DAMAGED)
    if _decoded(block[_LAYOUT]) == _WITHOUT_NUMBER:
        return NotThisKind()
    return holder_reading(
        CardKind.RESIDENT_ID, _decoded(block[_NUMBER]) or "", _name(block), authenticated=True
    )


def _name(block: bytes) -> str | None:
    name = _decoded(block[_NAME])
    return name if name and name.isprintable() else None


def _decoded(part: bytes) -> str | None:
    try:
        return part.decode("utf-16-le").strip(_PADDING)
    except UnicodeDecodeError:
        return None
