"""A retiree's file that crosses the wire, and what they say is wrong in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol


class FileFact(StrEnum):
    """A fact of the file, by the name of its field in ``PersonalFile``."""

    NAME = "name"
    ID_NUMBER = "masked_id_number"
    SEX = "sex"
    BORN = "born"
    PHONE = "phone"
    ADDRESS = "address"
    COMMUNITY = "community"
    CONTACT_NAME = "contact_name"
    CONTACT_PHONE = "contact_phone"
    EMPLOYER = "employer"
    RETIRED = "retired"
    MONTHS_INSURED = "months_insured"
    BANK = "bank"
    CARD_TAIL = "card_tail"


class Sex(StrEnum):
    """As the identity number has it."""

    WOMAN = "woman"
    MAN = "man"


@dataclass(frozen=True, slots=True)
class PersonalFile:
    """What is on record about a retiree. None is what nobody has recorded.

    The identity number is masked at its source; everything else is in full.
    """

    name: str = field(repr=False)
    masked_id_number: str = field(repr=False)
    sex: Sex | None = field(default=None, repr=False)
    born: date | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    community: str | None = field(default=None, repr=False)
    """The community whose staff look after the person."""
    contact_name: str | None = field(default=None, repr=False)
    """Whom to call in an emergency."""
    contact_phone: str | None = field(default=None, repr=False)
    employer: str | None = field(default=None, repr=False)
    """Where the person worked last."""
    retired: date | None = field(default=None, repr=False)
    months_insured: int | None = field(default=None, repr=False)
    bank: str | None = field(default=None, repr=False)
    """Where pension and reimbursements are paid to."""
    card_tail: str | None = field(default=None, repr=False)


class CorrectionState(StrEnum):
    """What became of "this is wrong"."""

    RECEIVED = "received"
    MENDED = "mended"
    FOUND_RIGHT = "found_right"


@dataclass(frozen=True, slots=True)
class Correction:
    """Somebody said that a fact of their file is wrong."""

    number: str
    """Date and count over the district: ``20261122-0007``."""
    fact: FileFact
    asked: date
    state: CorrectionState
    answered: date | None = None


class FileRecords(Protocol):
    """A visit's file. All of it needs ``FILE``."""

    def personal_file(self) -> PersonalFile:
        """The file; raises ``RecordMissing`` where there is none."""
        ...

    def corrections(self) -> tuple[Correction, ...]:
        """What was said to be wrong, newest first."""
        ...

    def say_wrong(self, key: str, fact: FileFact) -> Correction:
        """Say that a fact is wrong. The same key gets the same answer.

        Where the same fact is being looked at already, that is the answer: nothing is asked twice.
        """
        ...
