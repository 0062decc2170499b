"""The settlements that visits are written for: 曹秀英's, one of each state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from backend.demo.bills import Bill, settlement_number
from backend.demo.states import BRING_TO
from contract.records import (
    CareKind,
    FeeItem,
    PaidToCard,
    PapersMissing,
    SettledAtHospital,
    Settlement,
    SettlementState,
    UnderReview,
)

_AT_HOSPITAL = SettlementState(at_hospital=SettledAtHospital())
CARD_TAIL = "8901"
STORIES_REACH_BACK = timedelta(days=140)


@dataclass(frozen=True, slots=True)
class _Story:
    """A settlement, days before today, in yuan. What is left of the total is the pool's."""

    days_ago: int
    kind: CareKind
    institution: str
    state: SettlementState
    items: tuple[tuple[str, str, str], ...]
    self_paid: str
    out_of_scheme: str
    account: str

    def bill(self, today: date, serial: int) -> Bill:
        """The settlement and its bill."""
        day = today - timedelta(days=self.days_ago)
        items = tuple(FeeItem(kind, name, Decimal(amount)) for kind, name, amount in self.items)
        total = sum((item.amount for item in items), Decimal())
        self_paid, out = Decimal(self.self_paid), Decimal(self.out_of_scheme)
        settlement = Settlement(
            number=settlement_number(day, serial),
            kind=self.kind,
            institution=self.institution,
            day=day,
            state=self.state,
            total=total,
            pooled=total - self_paid - out,
            supplementary=Decimal("0.00"),
            assistance=Decimal("0.00"),
            personal=self_paid + out,
            in_scheme_self_paid=self_paid,
            out_of_scheme=out,
            account=Decimal(self.account),
            cash=self_paid + out - Decimal(self.account),
            other=Decimal("0.00"),
        )
        return Bill(settlement, items)


def cao_bills(today: date, serials: Iterator[int]) -> tuple[Bill, ...]:
    """Her settlements of the last months, newest first."""
    stories = (
        _cataract(today),
        _pharmacy(),
        _in_shanghai(today),
        _emergency(today),
        _check_up(),
        _blood_pressure(),
    )
    return tuple(story.bill(today, next(serials)) for story in stories)


def _cataract(today: date) -> _Story:
    return _Story(
        20,
        CareKind.INPATIENT,
        "通州区人民医院",
        SettlementState(paid=PaidToCard(today - timedelta(days=6), CARD_TAIL)),
        (
            ("床位费", "三人间床位 7天", "350.00"),
            ("护理费", "二级护理 7天", "168.00"),
            ("诊察费", "住院诊察 7天", "140.00"),
            ("检查费", "眼部A超和B超", "260.00"),
            ("检查费", "光学相干断层扫描 OCT", "320.00"),
            ("化验费", "血常规、肝肾功能、凝血四项", "286.50"),
            ("手术费", "白内障超声乳化摘除加人工晶状体植入术", "4200.00"),
            ("材料费", "人工晶状体", "5180.00"),
            ("材料费", "一次性手术材料", "632.00"),
            ("西药费", "左氧氟沙星滴眼液", "64.80"),
            ("西药费", "氟米龙滴眼液", "79.20"),
            ("治疗费", "静脉输液和局部治疗", "1000.00"),
        ),
        self_paid="2810.50",
        out_of_scheme="860.00",
        account="1200.00",
    )


def _pharmacy() -> _Story:
    return _Story(
        41,
        CareKind.PHARMACY,
        "金沙街道便民药店",
        _AT_HOSPITAL,
        (
            ("西药费", "苯磺酸氨氯地平片 5mg", "38.60"),
            ("中成药费", "复方丹参滴丸", "28.40"),
        ),
        self_paid="33.50",
        out_of_scheme="0.00",
        account="33.50",
    )


def _in_shanghai(today: date) -> _Story:
    received = today - timedelta(days=14)
    return _Story(
        52,
        CareKind.ELSEWHERE,
        "上海市区中心医院",
        SettlementState(under_review=UnderReview(received, received + timedelta(days=30))),
        (
            ("诊察费", "专家门诊诊察", "50.00"),
            ("检查费", "头颅MRI平扫", "680.00"),
            ("西药费", "阿托伐他汀钙片 20mg", "126.30"),
        ),
        self_paid="410.15",
        out_of_scheme="50.00",
        account="0.00",
    )


def _emergency(today: date) -> _Story:
    papers = ("急诊病历", "发票原件")
    until = today + timedelta(days=25)
    return _Story(
        75,
        CareKind.EMERGENCY,
        "通州区中医院",
        SettlementState(papers_missing=PapersMissing(papers, BRING_TO, until)),
        (
            ("诊察费", "急诊诊察", "25.00"),
            ("检查费", "胸部CT平扫", "210.00"),
            ("化验费", "血常规", "22.00"),
            ("治疗费", "急诊留观输液", "163.40"),
        ),
        self_paid="176.20",
        out_of_scheme="12.00",
        account="100.00",
    )


def _check_up() -> _Story:
    return _Story(
        96,
        CareKind.OUTPATIENT,
        "金沙街道社区卫生服务中心",
        _AT_HOSPITAL,
        (
            ("挂号费", "普通门诊挂号", "6.00"),
            ("化验费", "糖化血红蛋白", "62.00"),
            ("检查费", "腹部B超", "95.00"),
        ),
        self_paid="71.20",
        out_of_scheme="0.00",
        account="71.20",
    )


def _blood_pressure() -> _Story:
    return _Story(
        130,
        CareKind.CHRONIC,
        "通州区人民医院",
        _AT_HOSPITAL,
        (
            ("诊察费", "慢性病门诊诊察", "20.00"),
            ("西药费", "缬沙坦胶囊 80mg", "84.60"),
            ("西药费", "苯磺酸氨氯地平片 5mg", "57.90"),
        ),
        self_paid="40.60",
        out_of_scheme="0.00",
        account="40.60",
    )
