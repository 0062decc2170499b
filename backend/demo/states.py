"""How a made-up settlement stands today: most were settled at the counter, old ones are paid."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from contract.records import (
    CareKind,
    PaidToCard,
    PapersMissing,
    SettledAtHospital,
    SettlementState,
    UnderReview,
)

BRING_TO = "通州区医保服务大厅三号窗口"
_PAPERS = ("发票原件", "费用明细清单", "出院小结", "社会保障卡复印件", "急诊病历")
_HANDED_IN_LATER = {CareKind.INPATIENT: 0.3, CareKind.EMERGENCY: 0.15, CareKind.ELSEWHERE: 0.85}
_HANDED_IN_AFTER = 5
_DECIDED_AFTER = 30


def random_state(
    rng: Random, kind: CareKind, day: date, today: date, card_tail: str
) -> SettlementState:
    """A state that fits the kind of care and the time since."""
    if rng.random() >= _HANDED_IN_LATER.get(kind, 0.0):
        return SettlementState(at_hospital=SettledAtHospital())
    received = min(day + timedelta(days=_HANDED_IN_AFTER), today)
    decided = received + timedelta(days=_DECIDED_AFTER)
    if decided <= today:
        return SettlementState(paid=PaidToCard(decided, card_tail))
    if rng.random() < 0.4:
        papers = tuple(rng.sample(_PAPERS, rng.randint(1, 3)))
        until = today + timedelta(days=rng.randint(10, 40))
        return SettlementState(papers_missing=PapersMissing(papers, BRING_TO, until))
    return SettlementState(under_review=UnderReview(received, decided))
