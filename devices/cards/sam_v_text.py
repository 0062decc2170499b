"""The text block of a resident ID card, as a SAM_V module hands it out: 256 bytes of UTF-16LE."""

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
_OTHER_LAYOUTS = frozenset({"I", "J", "Y"})  # foreigners' permanent residence; residence permits
_PADDING = " \x00"


def read_text(block: bytes) -> CardReading:
    """Answer the holder; cards of another layout than the citizen's are not this kind."""
    if len(block) != _LENGTH:
        return NotReadable(ReadFault.DAMAGED)
    if _decoded(block[_LAYOUT]) in _OTHER_LAYOUTS:
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
