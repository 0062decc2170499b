"""A social-security card's answers without the person, for recordings."""

from __future__ import annotations

import re

from devices.masking import masked_chip_text

_SELECT, _READ_RECORD, _GET_RESPONSE = 0xA4, 0xB2, 0xC0
_RECOGNITION, _VERSION = 0x01, 0x03
_TAGS = frozenset({*range(0x01, 0x0E), 0x4E})
_LONGEST_RECORD = 0x1F
_REGION_SIZE = 3
_VERSION_FORM = re.compile(rb"[0-9]\.[0-9]{2}\x00*")


class AnswerMask:
    """Masks the answers of one card, command by command. Lengths stay; of a record its tag, its
    length, and what is of the card as such: region and version.
    """

    def __init__(self) -> None:
        self._reading = False
        self._begun = False

    def masked(self, command: bytes, data: bytes) -> bytes:
        """What may be written down of the data that came on this command."""
        instruction = command[1]
        if instruction in (_SELECT, _READ_RECORD):
            self._reading, self._begun = instruction == _READ_RECORD, False
        if not self._reading:
            return bytes(len(data))
        is_rest = instruction == _GET_RESPONSE and self._begun
        self._begun = self._begun or bool(data)
        return masked_chip_text(data) if is_rest else _record(data)


def _record(data: bytes) -> bytes:
    head, value = data[:2], data[2:]
    if len(head) < 2 or head[0] not in _TAGS or head[1] > _LONGEST_RECORD:
        return masked_chip_text(data)
    if head[0] == _VERSION and _VERSION_FORM.fullmatch(value):
        return data
    if head[0] == _RECOGNITION:
        return head + value[:_REGION_SIZE] + bytes(len(value[_REGION_SIZE:]))
    return head + masked_chip_text(value)
