"""A visit's pension and file in memory; requests are kept and the same key gets the same answer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import date

from contract.failures import AmountsDisagree, RecordMissing
from contract.pensions import Pension, PensionAdjustment, PensionMonth, PensionPayment
from contract.personal_file import Correction, CorrectionState, FileFact, PersonalFile
from tests.kiosk.sample_pensions import OwnRecords, month_of
from values import Month

ASKED = date(2026, 3, 28)


class FakeRequests:
    """What somebody said is wrong, at the service: it outlives a visit."""

    def __init__(self) -> None:
        self.by_key: dict[str, Correction] = {}

    def say_wrong(self, key: str, fact: FileFact, open_ones: tuple[Correction, ...]) -> Correction:
        """The request of this key, the open one for this fact, or a new one."""
        same = next((each for each in open_ones if each.fact is fact), None)
        number = f"{ASKED:%Y%m%d}-{len(self.by_key) + 1:04d}"
        made = same or Correction(number, fact, ASKED, CorrectionState.RECEIVED)
        return self.by_key.setdefault(key, made)


class FakeOwnRecords:
    """The part of a visit that reads and asks here."""

    own: OwnRecords
    requests: FakeRequests

    @abstractmethod
    def _answer(self, method: str) -> None: ...

    def pension(self) -> Pension | None:
        self._answer("pension")
        return self.own.pension

    def pension_months(self, year: int) -> tuple[PensionMonth, ...]:
        self._answer("pension_months")
        return tuple(map(month_of, self._payments(lambda month: month.year == year)))

    def pension_payment(self, month: Month) -> PensionPayment:
        self._answer("pension_payment")
        for each in self._payments(lambda of: of == month):
            if not each.balances:
                raise AmountsDisagree
            return each
        raise RecordMissing

    def pension_adjustments(self) -> tuple[PensionAdjustment, ...]:
        self._answer("pension_adjustments")
        return self.own.raises

    def personal_file(self) -> PersonalFile:
        self._answer("personal_file")
        if self.own.file is None:
            raise RecordMissing
        return self.own.file

    def corrections(self) -> tuple[Correction, ...]:
        self._answer("corrections")
        made = {each.number: each for each in self.requests.by_key.values()}
        return (*reversed(made.values()), *self.own.corrections)

    def say_wrong(self, key: str, fact: FileFact) -> Correction:
        self._answer("say_wrong")
        open_ones = (*self.requests.by_key.values(), *self.own.corrections)
        return self.requests.say_wrong(
            key, fact, tuple(each for each in open_ones if each.state is CorrectionState.RECEIVED)
        )

    def _payments(self, fits: Callable[[Month], bool]) -> tuple[PensionPayment, ...]:
        return tuple(each for each in self.own.payments if fits(each.month))
