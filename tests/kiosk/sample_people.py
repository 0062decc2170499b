"""Three made-up people with cards, and what the library holds about two of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from contract.records import (
    CareKind,
    FeeItem,
    IssuedReceipt,
    Notice,
    PaidToCard,
    PapersMissing,
    Retiree,
    SettledAtHospital,
    Settlement,
    SettlementState,
    SettlementSummary,
    UnderReview,
)
from devices.cards.reading import CardKind, Holder
from tests.kiosk.sample_pensions import OTHER_PERSON, USUAL, OwnRecords

CAO = Holder(CardKind.SOCIAL_SECURITY, "999901194703120027", "曹秀英", authenticated=False)
CAO_BY_ID_CARD = Holder(CardKind.RESIDENT_ID, "999901194703120027", "曹秀英", authenticated=True)
OUYANG = Holder(CardKind.RESIDENT_ID, "99990219520809001X", "欧阳建国", authenticated=True)
STRANGER = Holder(CardKind.RESIDENT_ID, "999903194101010034", "陆小明", authenticated=True)
"""The library knows nobody of this number."""


@dataclass(frozen=True)
class Dossier:
    """What the library holds about one person."""

    retiree: Retiree
    settlements: tuple[Settlement, ...]
    items: tuple[FeeItem, ...]
    name_differs: bool = False
    own: OwnRecords = field(default_factory=OwnRecords)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Words that only this person's pages hold."""
        amounts = [f"{each.fund_paid:,.2f}" for each in self.settlements]
        places = [each.institution for each in self.settlements]
        surname = self.retiree.name[: 2 if self.retiree.name.startswith("欧阳") else 1]
        own = self.own.secrets
        return (f"{surname}师傅", self.retiree.name, *amounts, *places, *own)


def settlement(number: str, place: str, day: date, state: SettlementState, paid: str) -> Settlement:
    """A settlement whose sums hold, of which the scheme bore ``paid``."""
    return Settlement(
        number=number,
        kind=CareKind.OUTPATIENT,
        institution=place,
        day=day,
        state=state,
        total=Decimal(paid) + Decimal("87.60"),
        pooled=Decimal(paid),
        supplementary=Decimal(0),
        assistance=Decimal(0),
        personal=Decimal("87.60"),
        in_scheme_self_paid=Decimal("80.00"),
        out_of_scheme=Decimal("7.60"),
        account=Decimal("60.00"),
        cash=Decimal("27.60"),
        other=Decimal(0),
    )


def summary(of: Settlement) -> SettlementSummary:
    """Its line in the list."""
    return SettlementSummary(of.number, of.kind, of.institution, of.day, of.fund_paid, of.state)


PAID = settlement(
    "S-2026-0001",
    "金沙医院",
    date(2026, 3, 15),
    SettlementState(paid=PaidToCard(date(2026, 3, 20), "4417")),
    "1234.50",
)
REVIEWED = settlement(
    "S-2026-0002",
    "平潮医院",
    date(2026, 2, 3),
    SettlementState(under_review=UnderReview(date(2026, 2, 4), date(2026, 4, 2))),
    "356.20",
)
LAST_YEAR = settlement(
    "S-2025-0009",
    "石港医院",
    date(2025, 11, 30),
    SettlementState(at_hospital=SettledAtHospital()),
    "78.90",
)
INCOMPLETE = settlement(
    "S-2026-0101",
    "川姜医院",
    date(2026, 1, 8),
    SettlementState(papers_missing=PapersMissing(("发票",), "一号窗口", date(2026, 4, 8))),
    "6543.21",
)

LIBRARY: dict[str, Dossier] = {
    CAO.id_number: Dossier(
        Retiree("曹秀英", "999***********0027"),
        (PAID, REVIEWED, LAST_YEAR),
        (
            FeeItem("西药费", "阿莫西林胶囊", Decimal("48.00")),
            FeeItem("检查费", "胸部平片", Decimal("120.00")),
        ),
        own=USUAL,
    ),
    OUYANG.id_number: Dossier(
        Retiree("欧阳建国", "999***********001X"),
        (INCOMPLETE,),
        (FeeItem("西药费", "氨氯地平片", Decimal("36.00")),),
        own=OTHER_PERSON,
    ),
}

CARRIERS = {
    "C00000001": CAO.id_number,
    "essc-cao-1": CAO.id_number,
    "essc-ouyang-1": OUYANG.id_number,
    "99990000001": CAO.id_number,
}
"""Card numbers, telephone codes and stripes that stand for somebody."""

PHONE_TAILS = {CAO.id_number: "8825"}

RENAMED = {CAO.id_number: replace(LIBRARY[CAO.id_number], name_differs=True)}
"""A library in which the name on the card is not the one in the file."""

NOTICES = (
    Notice(
        2,
        "重阳节免费体检",
        date(2026, 3, 26),
        "金沙社区",
        ("3月28日上午9:00开始。", "请带身份证。"),
    ),
    Notice(1, "老年大学春季班报名", date(2026, 2, 20), "老年大学", ("书法班还有名额。",)),
)


def receipt(count: int) -> IssuedReceipt:
    """The number and code of a terminal's receipt."""
    number = f"T01-20260328-{count:04d}"
    moment = datetime(2026, 3, 28, 1, 30, tzinfo=UTC)
    return IssuedReceipt(
        number,
        f"https://example.invalid/r/{count:012x}",
        moment,
        f"https://example.invalid/t/{count:012x}",
        moment + timedelta(minutes=10),
    )
