"""Four people as far apart as people are: nothing on record, the usual, everything, a rare name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from contract.activities import SignUp, Standing
from contract.pensions import PensionAdjustment
from contract.personal_file import Correction, CorrectionState, FileFact
from contract.records import (
    FeeItem,
    Notice,
    NoticeCategory,
    NoticePicture,
    PaidToCard,
    PapersMissing,
    Retiree,
    SettledAtHospital,
    SettlementState,
    UnderReview,
)
from devices.cards.reading import CardKind, Holder
from tests.kiosk.sample_pensions import (
    FILE,
    LOOKED_INTO,
    MARCH,
    MENDED,
    on_its_way,
    paused,
    payment,
    pension_with,
    returned,
)
from tests.kiosk.sample_people import CAO, LIBRARY, NOTICES, Dossier, settlement
from tests.kiosk.sample_programme import CALLED_OFF, FULL, TODAY, TOMORROW
from tests.kiosk.stage import StagedKiosk
from values import Month


@dataclass(frozen=True)
class Visitor:
    """Somebody with a card, what is on record about them, and what they signed up for."""

    card: Holder
    dossier: Dossier
    coming: tuple[SignUp, ...] = ()
    notices: tuple[Notice, ...] = NOTICES

    def lay_card(self) -> StagedKiosk:
        """A kiosk at this person's home page."""
        kiosk = StagedKiosk()
        kiosk.gateway.library = {self.card.id_number: self.dossier}
        kiosk.gateway.published = self.notices
        kiosk.gateway.programme.coming[self.card.id_number] = self.coming
        kiosk.lay(self.card)
        assert kiosk.shows == "standard.home"
        return kiosk


def _card(number: str, name: str) -> Holder:
    return Holder(CardKind.RESIDENT_ID, number, name, authenticated=True)


def _every_settlement() -> tuple[SettlementState, ...]:
    return (
        SettlementState(paid=PaidToCard(date(2026, 3, 20), "4417")),
        SettlementState(under_review=UnderReview(date(2026, 2, 4), date(2026, 4, 2))),
        SettlementState(at_hospital=SettledAtHospital()),
        SettlementState(papers_missing=PapersMissing(("发票", "病历"), "一号窗口", MAY)),
    )


def _months(year: int, last: int) -> tuple[Month, ...]:
    return tuple(Month(year, month) for month in range(last, 0, -1))


MAY = date(2026, 5, 8)
RAISES = tuple(
    PensionAdjustment(
        Month(year, 1),
        Decimal(3000 + 50 * (year - 2019)),
        Decimal(3050 + 50 * (year - 2019)),
        Decimal("300.00"),
        Month(year, 7),
    )
    for year in range(2025, 2018, -1)
)
MANY_NOTICES = tuple(
    Notice(
        number,
        f"关于第{number}项待遇调整和领取办法的通知",
        date(2026, 3, 27) - timedelta(days=number),
        "金沙社区",
        ("请带身份证，到一号窗口登记。",) * (1 + number % 9),
        category,
        pinned=number == 1,
        pictures=(NoticePicture(1, "一张表，写着领取的日子", 800, 600),) if number == 2 else (),
    )
    for number, category in enumerate((*NoticeCategory,) * 4, start=1)
)
EVERYTHING = pension_with(
    payment(MARCH, on_its_way(date(2026, 3, 30)), subsidy="66.00", deducted="12.50"),
    payment(Month(2026, 2), returned(Month(2026, 2))),
    payment(Month(2026, 1), paused(Month(2026, 1)), back_pay="1390.00"),
    *(payment(month) for year in range(2025, 2019, -1) for month in _months(year, 12)),
    raises=RAISES,
    file=FILE,
    corrections=(
        LOOKED_INTO,
        MENDED,
        *(
            Correction(f"2025010{day}-0001", fact, date(2025, 1, day), CorrectionState.FOUND_RIGHT)
            for day, fact in enumerate((FileFact.PHONE, FileFact.BANK, FileFact.BORN), start=1)
        ),
    ),
)
SETTLEMENTS = tuple(
    settlement(
        f"S-{year}-{count:04d}",
        ("金沙医院", "南通大学附属医院石港分院骨科门诊部")[count % 2],
        date(year, 3, 27) - timedelta(days=3 * count),
        _every_settlement()[count % 4],
        f"{1234 + 9876 * count}.50",
    )
    for year in range(2026, 2020, -1)
    for count in range(9)
)
ITEMS = tuple(
    FeeItem(("西药费", "检查费", "手术材料费")[count % 3], f"第{count}项", Decimal("48.00"))
    for count in range(30)
)

NOTHING = Visitor(
    _card("999902194205060021", "丁一"),
    Dossier(Retiree("丁一", "999***********0021"), (), ()),
    notices=(),
)
USUAL = Visitor(CAO, LIBRARY[CAO.id_number])
ALL = Visitor(
    replace(CAO, name="曹秀英"),
    Dossier(LIBRARY[CAO.id_number].retiree, SETTLEMENTS, ITEMS, own=EVERYTHING),
    (
        SignUp(TODAY, Standing.GOING, by_other=True),
        SignUp(TOMORROW, Standing.GOING, moved_up=True),
        SignUp(FULL, Standing.WAITING, 2),
        SignUp(CALLED_OFF, Standing.GOING),
    ),
    MANY_NOTICES,
)
RARE_NAME = Visitor(
    _card("999902194205060021", "欧阳𬭎㛃"),
    replace(
        LIBRARY[CAO.id_number],
        retiree=Retiree("欧阳𬭎㛃", "999***********0021"),
        own=replace(LIBRARY[CAO.id_number].own, file=replace(FILE, name="欧阳𬭎㛃")),
    ),
)
FOUR = {"nothing": NOTHING, "usual": USUAL, "everything": ALL, "rare name": RARE_NAME}
