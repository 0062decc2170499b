"""The pension and the file of the made-up people: usual, sent back, held back, not yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from contract.pensions import (
    PauseReason,
    Pension,
    PensionAdjustment,
    PensionKind,
    PensionMonth,
    PensionOnItsWay,
    PensionPaid,
    PensionPaused,
    PensionPayment,
    PensionReturned,
    PensionState,
    ReturnReason,
)
from contract.personal_file import Correction, CorrectionState, FileFact, PersonalFile, Sex
from values import Month

BANK, TAIL, COUNTER = "金沙银行", "4417", "社保大厅五号窗口"
NOTHING = Decimal(0)


@dataclass(frozen=True)
class OwnRecords:
    """What the library holds of one person beside reimbursements."""

    pension: Pension | None = None
    payments: tuple[PensionPayment, ...] = ()
    """Newest first."""
    raises: tuple[PensionAdjustment, ...] = ()
    file: PersonalFile | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def secrets(self) -> tuple[str, ...]:
        """Words that only this person's pages hold."""
        amounts = tuple(f"{each.net:,.2f}" for each in self.payments)
        told = (self.file.address, self.file.phone, self.file.employer) if self.file else ()
        return (*amounts, *(each for each in told if each is not None))


def paid(month: Month) -> PensionState:
    """Paid on the fifteenth."""
    day = month.first_day + timedelta(days=14)
    return PensionState(paid=PensionPaid(day, BANK, TAIL))


def returned(month: Month, reason: ReturnReason = ReturnReason.NAME_DIFFERS) -> PensionState:
    """Sent back by the bank on the eighteenth."""
    day = month.first_day + timedelta(days=17)
    return PensionState(returned=PensionReturned(day, BANK, TAIL, reason, COUNTER))


def paused(since: Month, reason: PauseReason = PauseReason.NOT_CONFIRMED) -> PensionState:
    """Held back."""
    return PensionState(paused=PensionPaused(since, reason, COUNTER))


def on_its_way(day: date) -> PensionState:
    """There by a day."""
    return PensionState(on_its_way=PensionOnItsWay(day))


def payment(month: Month, state: PensionState | None = None, **parts: str) -> PensionPayment:
    """A payment that sums: 3,205.40 if nothing else is said."""
    of = {"basic": "1500.40", "account": "520.00", "transition": "185.00", "raised": "1000.00"}
    of |= parts
    deducted = Decimal(of.pop("deducted", "0"))
    added = {name: Decimal(amount) for name, amount in of.items()}
    return PensionPayment(
        month=month,
        kind=PensionKind.SURVIVOR if "survivor" in of else PensionKind.OLD_AGE,
        state=state or paid(month),
        basic=added.get("basic", NOTHING),
        account=added.get("account", NOTHING),
        transition=added.get("transition", NOTHING),
        raised=added.get("raised", NOTHING),
        subsidy=added.get("subsidy", NOTHING),
        survivor=added.get("survivor", NOTHING),
        back_pay=added.get("back_pay", NOTHING),
        deducted=deducted,
        net=sum(added.values(), NOTHING) - deducted,
    )


def month_of(each: PensionPayment) -> PensionMonth:
    """Its line in the list."""
    return PensionMonth(each.month, each.net, each.back_pay, each.state)


def pension_with(*payments: PensionPayment, **changed: object) -> OwnRecords:
    """Records of somebody who was paid so, newest first."""
    years = tuple(sorted({each.month.year for each in payments}, reverse=True))
    kind = payments[0].kind if payments else PensionKind.OLD_AGE
    return replace(OwnRecords(Pension(kind, years), payments), **changed)  # type: ignore[arg-type]


RAISE = PensionAdjustment(
    Month(2025, 1), Decimal("3140.40"), Decimal("3205.40"), Decimal("390.00"), Month(2025, 7)
)
FILE = PersonalFile(
    name="曹秀英",
    masked_id_number="999***********0027",
    sex=Sex.WOMAN,
    born=date(1947, 3, 12),
    phone="13999998825",
    address="金沙街道示范路18号",
    community="金沙社区",
    contact_name="曹建军",
    contact_phone="13999990001",
    employer="金沙印染厂",
    retired=date(1997, 3, 31),
    months_insured=341,
    bank=BANK,
    card_tail=TAIL,
)
LOOKED_INTO = Correction(
    "20260325-0003", FileFact.ADDRESS, date(2026, 3, 25), CorrectionState.RECEIVED
)
MENDED = Correction(
    "20251103-0001",
    FileFact.EMPLOYER,
    date(2025, 11, 3),
    CorrectionState.MENDED,
    date(2025, 11, 10),
)

USUAL = pension_with(
    *(payment(Month(2026, month)) for month in (3, 2, 1)),
    *(
        payment(Month(2025, month), back_pay="390.00" if month == 7 else "0")
        for month in range(12, 0, -1)
    ),
    raises=(RAISE,),
    file=FILE,
)
"""Three years' worth of nothing out of the ordinary but a raise."""

MARCH = Month(2026, 3)
IN_CATALOGUE: dict[str, OwnRecords] = {
    "new": OwnRecords(Pension(PensionKind.OLD_AGE, (), begins=Month(2026, 4))),
    "rare": pension_with(payment(MARCH, returned(MARCH)), payment(Month(2026, 2))),
    "lost": pension_with(
        payment(MARCH, paused(Month(2026, 2))),
        payment(Month(2026, 2), paused(Month(2026, 2))),
        payment(Month(2026, 1)),
    ),
    "ayi": pension_with(
        payment(MARCH, basic="0", account="0", transition="0", raised="45.60", survivor="1100.00")
    ),
    "many": OwnRecords(
        file=FILE,
        corrections=(
            Correction(
                "20260326-0001",
                FileFact.CONTACT_PHONE,
                date(2026, 3, 26),
                CorrectionState.RECEIVED,
            ),
            MENDED,
        ),
    ),
    "ouyang": OwnRecords(file=FILE),
}
"""What stands for the demo's other people where their pages are written down."""

OTHER_PERSON = pension_with(
    payment(Month(2026, 3), raised="1888.00"),
    file=replace(
        FILE,
        name="欧阳建国",
        masked_id_number="999***********001X",
        sex=Sex.MAN,
        address="平潮镇示范路3号",
        phone=None,
        employer="平潮酿酒厂",
    ),
)
