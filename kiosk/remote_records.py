"""A visit's pension and file over HTTP: the parts of the contract beside reimbursements."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TypeVar

from contract.failures import BadAnswer
from contract.pensions import (
    Pension,
    PensionAdjustment,
    PensionMonth,
    PensionPayment,
    PensionRecords,
)
from contract.personal_file import Correction, FileFact, FileRecords, PersonalFile
from values import Month

T = TypeVar("T")


class VisitWire(ABC):
    """How a visit reads and sends, under its token."""

    @abstractmethod
    def _read(self, path: str, shape: type[T]) -> T:
        """The record at a path below ``/v1``."""

    @abstractmethod
    def _send(self, path: str, body: object, shape: type[T]) -> T:
        """The record that a request with a key of its own makes."""


class RemotePension(VisitWire, PensionRecords):
    """A visit's pension."""

    def pension(self) -> Pension | None:
        return self._read("/pension", Pension | None)  # type: ignore[arg-type]

    def pension_months(self, year: int) -> tuple[PensionMonth, ...]:
        return self._read(f"/pension/months?year={year}", tuple[PensionMonth, ...])

    def pension_payment(self, month: Month) -> PensionPayment:
        path = f"/pension/months/{month.year}/{month.month}"
        found = self._read(path, PensionPayment)
        if found.month != month:
            raise BadAnswer("another month than was asked for")
        return found

    def pension_adjustments(self) -> tuple[PensionAdjustment, ...]:
        return self._read("/pension/adjustments", tuple[PensionAdjustment, ...])


class RemoteFile(VisitWire, FileRecords):
    """A visit's file."""

    def personal_file(self) -> PersonalFile:
        return self._read("/file", PersonalFile)

    def corrections(self) -> tuple[Correction, ...]:
        return self._read("/file/corrections", tuple[Correction, ...])

    def say_wrong(self, key: str, fact: FileFact) -> Correction:
        return self._send("/file/corrections", {"key": key, "fact": fact}, Correction)
