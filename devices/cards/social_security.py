"""The social-security card (社会保障卡): from commands and records to a `CardReading`.

Files and tags follow the card structure V2.0 (人社信息函 [2012] 37 号) and LD/T 32. EF05 is about
the card, EF06 about its holder; cards up to version 2.01 give both freely. A third-generation card
keeps EF06 for those with a PSAM, and then only the card itself is known. No PIN is ever sent.
"""

import re

from devices.cards.apdu import CardGone, CardMute, Transmit, exchange
from devices.cards.reading import (
    CardKind,
    CardOnly,
    CardReading,
    Locked,
    NotReadable,
    NotThisKind,
    ReadFault,
    holder_reading,
)
from devices.cards.records import RecordFile, Refused

_APPLICATION = "sx1.sh.社会保障".encode("gb2312")
_CARD_FILE = 0xEF05
_HOLDER_FILE = 0xEF06

_NOT_SATISFIED = 0x6982
_LOCKED = frozenset({0x6283, 0x6983, 0x9303})
_NO_SUCH_APPLICATION = frozenset({0x6A81, 0x6A82, 0x6A86, 0x6D00, 0x6E00})

_VERSION = re.compile(r"[0-9]\.[0-9]{2}")
_PADDING = b"\x00 "


def read(transmit: Transmit) -> CardReading:
    """Read the card that `transmit` reaches. Never raises for anything a card may answer."""
    try:
        return _select_and_read(transmit)
    except Refused as refused:
        return _reading_of_refusal(refused.status)
    except CardGone:
        return NotReadable(ReadFault.PULLED_OUT)
    except CardMute:
        return NotReadable(ReadFault.MUTE)


def _select_and_read(transmit: Transmit) -> CardReading:
    select = b"\x00\xa4\x04\x00" + bytes((len(_APPLICATION),)) + _APPLICATION
    selected = exchange(transmit, select)
    if selected.status in _NO_SUCH_APPLICATION:
        return NotThisKind()
    if not selected.done:
        raise Refused(selected.status)
    card = RecordFile(transmit, _CARD_FILE)
    region = (_if_free(card, 0x01, 16) or b"")[:3].hex()
    version = _version(_if_free(card, 0x03, 4))
    card_number = _text(_if_free(card, 0x07, 9, cut=True))
    try:
        return _read_holder(transmit, card_number, version)
    except Refused as refused:
        if refused.status == _NOT_SATISFIED and card_number:
            return CardOnly(region if region.isdecimal() else "", version or "", card_number)
        raise


def _read_holder(transmit: Transmit, card_number: str | None, version: str | None) -> CardReading:
    holder = RecordFile(transmit, _HOLDER_FILE)
    number = _text(holder.read(0x08, 18))
    if number is None:
        return NotReadable(ReadFault.DAMAGED)
    name = _name(_if_free(holder, 0x09, 30), _if_free(holder, 0x4E, 20) or b"")
    return holder_reading(
        CardKind.SOCIAL_SECURITY,
        number,
        name,
        authenticated=False,
        card_number=card_number,
        version=version,
    )


def _if_free(file: RecordFile, tag: int, size: int, *, cut: bool = False) -> bytes | None:
    """Read a record that can be done without: None also where the card guards it."""
    try:
        return file.read(tag, size, cut=cut)
    except Refused as refused:
        if refused.status != _NOT_SATISFIED:
            raise
        return None


def _reading_of_refusal(status: int) -> CardReading:
    return Locked() if status in _LOCKED else NotReadable(ReadFault.DAMAGED)


def _version(value: bytes | None) -> str | None:
    text = _text(value)
    return text if text is not None and _VERSION.fullmatch(text) else None


def _text(value: bytes | None) -> str | None:
    """Printable ASCII without its padding, else None."""
    if value is None:
        return None
    stripped = value.rstrip(_PADDING)
    text = stripped.decode("ascii", errors="replace")
    return text if stripped.isascii() and text.isprintable() and text else None


def _name(name: bytes | None, extension: bytes) -> str | None:
    """Join before decoding: a character may straddle the border between the two records."""
    if name is None:
        return None
    try:
        text = (name.rstrip(_PADDING) + extension.rstrip(_PADDING)).decode("gb18030").strip()
    except UnicodeDecodeError:
        return None
    return text if text and text.isprintable() else None
