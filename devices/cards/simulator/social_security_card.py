"""The program of a social-security card: command bytes in, answer bytes out (ISO 7816-4).

Files and records follow the card structure V2.0 (人社信息函 [2012] 37 号): EF05 is about the card,
EF06 about its holder. The holder's file of a 3.00 card opens only after authentication with a key
this program does not have.
"""

from enum import StrEnum

from devices.cards.simulator.profile import CardProfile

_APPLICATION = bytes.fromhex("7378312E73682EC9E7BBE1B1A3D5CF")
_CARD_FILE = 0xEF05
_HOLDER_FILE = 0xEF06

_DONE = b"\x90\x00"
_FILE_INVALIDATED = b"\x62\x83"
_WRONG_LENGTH = b"\x67\x00"
_SECURITY_NOT_SATISFIED = b"\x69\x82"
_NO_CURRENT_FILE = b"\x69\x86"
_FILE_MISSING = b"\x6a\x82"
_RECORD_MISSING = b"\x6a\x83"
_WRONG_PARAMETERS = b"\x6a\x86"
_UNKNOWN_INSTRUCTION = b"\x6d\x00"


class CardFlaw(StrEnum):
    """What is wrong with a card as such, whatever reader it lies on."""

    NONE = "none"
    LOCKED = "locked"
    NOT_SOCIAL_SECURITY = "not_social_security"
    DAMAGED_RECORD = "damaged_record"
    NAME_NOT_TEXT = "name_not_text"
    RECORDS_WITHOUT_TAGS = "records_without_tags"


class SocialSecurityCard:
    """One card in the field. `instructions` lists the INS byte of every command it was sent."""

    def __init__(self, profile: CardProfile, flaw: CardFlaw = CardFlaw.NONE) -> None:
        self.instructions: list[int] = []
        self._profile = profile
        self._flaw = flaw
        self._files = {
            _CARD_FILE: _card_records(profile),
            _HOLDER_FILE: _holder_records(profile, flaw),
        }
        self._selected = False
        self._file: int | None = None
        self._held_back = b""

    def answer(self, command: bytes) -> bytes:
        """Answer one command APDU with data and status word."""
        if len(command) < 4:
            return _WRONG_LENGTH
        self.instructions.append(command[1])
        match command[1]:
            case 0xA4:
                return self._announce(self._select(command))
            case 0xB2:
                return self._fit(self._read_record(command[2], command[3]), command)
            case 0xC0:
                return self._held_back + _DONE
        return _UNKNOWN_INSTRUCTION

    def _select(self, command: bytes) -> bytes:
        name = command[5 : 5 + command[4]]
        if command[2] == 0x04:
            return self._select_application(name)
        if command[2] not in (0x00, 0x02) or len(name) != 2:
            return _WRONG_PARAMETERS
        file = int.from_bytes(name, "big")
        if not self._selected or file not in self._files:
            return _FILE_MISSING
        self._file = file
        return _DONE

    def _select_application(self, name: bytes) -> bytes:
        if self._flaw is CardFlaw.NOT_SOCIAL_SECURITY or name != _APPLICATION:
            return _FILE_MISSING
        if self._flaw is CardFlaw.LOCKED:
            return _FILE_INVALIDATED
        self._selected = True
        control = _record(0x84, _APPLICATION) + _record(0xA5, bytes.fromhex("88011E"))
        return _record(0x6F, control) + _DONE

    def _read_record(self, which: int, how: int) -> bytes:
        if self._file is None:
            return _NO_CURRENT_FILE
        if self._file == _HOLDER_FILE and self._profile.version.startswith("3"):
            return _SECURITY_NOT_SATISFIED
        records = self._files[self._file]
        if how == 0x00 and self._flaw is CardFlaw.RECORDS_WITHOUT_TAGS:
            return _WRONG_PARAMETERS
        if how == 0x00:
            return records[which] + _DONE if which in records else _RECORD_MISSING
        if how == 0x04:
            ordinals = list(records.values())
            return ordinals[which - 1] + _DONE if 1 <= which <= len(ordinals) else _RECORD_MISSING
        return _WRONG_PARAMETERS

    def _announce(self, answer: bytes) -> bytes:
        """Keep data back until GET RESPONSE where the card speaks T=0."""
        if not self._profile.announces_lengths or len(answer) == 2:
            return answer
        self._held_back = answer[:-2]
        return bytes((0x61, len(self._held_back)))

    def _fit(self, answer: bytes, command: bytes) -> bytes:
        """Insist on the right Le where the card speaks T=0; else give what was asked for."""
        data, status = answer[:-2], answer[-2:]
        asked = command[4] if len(command) == 5 else 0
        if status != _DONE or asked == len(data):
            return answer
        if self._profile.announces_lengths:
            return bytes((0x6C, len(data)))
        return data[: asked or 256] + status


def _card_records(profile: CardProfile) -> dict[int, bytes]:
    recognition = bytes.fromhex(profile.region) + bytes.fromhex("D156000005") + bytes(range(8))
    return {
        0x01: _record(0x01, recognition),
        0x02: _record(0x02, b"1"),
        0x03: _record(0x03, profile.version.encode("ascii")),
        0x04: _record(0x04, bytes(12)),
        0x05: _record(0x05, bytes.fromhex("20180501")),
        0x06: _record(0x06, bytes.fromhex("20280501")),
        0x07: _record(0x07, profile.card_number.encode("ascii").ljust(9, b"\x00")),
    }


def _holder_records(profile: CardProfile, flaw: CardFlaw) -> dict[int, bytes]:
    number = profile.id_number.encode("ascii")
    name = profile.name.encode("gb18030").ljust(50, b"\x00")
    if flaw is CardFlaw.NAME_NOT_TEXT:
        name = b"\xb3\xc2\xff\xff".ljust(50, b"\x00")
    records = {0x08: _record(0x08, number), 0x09: _record(0x09, name[:30])}
    if flaw is CardFlaw.DAMAGED_RECORD:
        records[0x08] = b"\x08\x12" + number[:7]
    if profile.version != "1.00":
        records[0x4E] = _record(0x4E, name[30:])
    return records | {
        0x0A: _record(0x0A, b"2"),
        0x0B: _record(0x0B, b"\x01"),
        0x0C: _record(0x0C, bytes.fromhex(profile.region)),
        0x0D: _record(0x0D, bytes.fromhex(profile.id_number[6:14])),
    }


def _record(tag: int, value: bytes) -> bytes:
    return bytes((tag, len(value))) + value
