"""看病报销: the answer to "has the money come?" first, then what it cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from applications import reimbursements
from applications.ask import Ask, TerminalFacts
from contract.credentials import Assurance
from contract.failures import RecordMissing, VisitOver
from contract.records import SettledAtHospital, Settlement, SettlementState
from kiosk.clock import LOCAL
from pages.blocks import Amount, Facts, State, Tone
from pages.choices import Role, go
from pages.model import Part
from pages.presentation import Language, Presentation
from pages.transcript import page_lines
from pages.words import load_words
from tests.kiosk.fake_gateway import FakeGateway, FakeVisit
from tests.kiosk.sample_people import CAO, INCOMPLETE, LIBRARY, OUYANG, PAID, REVIEWED
from values import Money

PLACE = TerminalFacts("金沙社区", "T01", "一号机", "一号窗口", "0513-1", "右边", "下面", demo=False)


def nobody_waits() -> None:
    raise AssertionError("nothing is slow here")


def ask_of(person: str | None, **settlements: Settlement) -> Ask:
    """What a page may ask while this person stands there; with other settlements if given."""
    gateway = FakeGateway(nobody_waits)
    records = None
    if person is not None:
        dossier = LIBRARY[person]
        if settlements:
            dossier = replace(dossier, settlements=tuple(settlements.values()))
        records = FakeVisit(gateway, person, dossier, Assurance.AUTHENTICATED)
    return Ask(
        now=datetime(2026, 3, 28, 9, 30, tzinfo=LOCAL),
        terminal=PLACE,
        public=gateway,
        presentation=Presentation(),
        new_key=lambda: "key",
        records=records,
    )


class TestTheYear:
    def test_the_newest_comes_first_and_leads_to_its_settlement(self) -> None:
        """C2: two taps from home."""
        page = reimbursements.latest(ask_of(CAO.id_number))
        rows = [choice for choice in page.choices if choice.role is Role.ROW]
        assert [dict(row.target.params)["number"] for row in rows] == [
            PAID.number,
            REVIEWED.number,
        ]
        assert all(row.aside_private for row in rows)

    def test_other_years_are_offered_only_where_there_are_some(self) -> None:
        offered = go("reimbursements.years")
        targets = [
            [choice.target for choice in reimbursements.latest(ask_of(person.id_number)).choices]
            for person in (CAO, OUYANG)
        ]
        assert [offered in each for each in targets] == [True, False]
        years = reimbursements.years(ask_of(CAO.id_number))
        assert [dict(choice.target.params)["year"] for choice in years.choices] == [2026, 2025]

    def test_none_at_all_is_told_kindly(self) -> None:
        ask = ask_of(CAO.id_number)
        empty = replace(LIBRARY[CAO.id_number], settlements=())
        gateway = FakeGateway(nobody_waits)
        page = reimbursements.latest(
            replace(ask, records=FakeVisit(gateway, CAO.id_number, empty, Assurance.AUTHENTICATED))
        )
        assert isinstance(page.blocks[0], State)
        assert page.choices == ()

    def test_nobody_s_reimbursements_are_shown_without_a_card(self) -> None:
        with pytest.raises(VisitOver):
            reimbursements.latest(ask_of(None))


class TestASettlement:
    @pytest.mark.parametrize(
        ("settlement", "tone", "told"),
        [
            (PAID, Tone.GOOD, "尾号 4417，3月20日到账"),
            (REVIEWED, Tone.WAITING, "最晚4月2日有结果"),
            (INCOMPLETE, Tone.NOTICE, "4月8日前送到一号窗口"),
            (
                replace(PAID, state=SettlementState(at_hospital=SettledAtHospital())),
                Tone.GOOD,
                "不再另外打钱",
            ),
        ],
    )
    def test_says_first_how_it_stands(self, settlement: Settlement, tone: Tone, told: str) -> None:
        ask = ask_of(CAO.id_number, only=settlement)
        page = reimbursements.settlement(ask, settlement.number)
        state = page.blocks[0]
        assert isinstance(state, State)
        assert state.tone is tone
        lines = page_lines(page, Part(), Presentation(), load_words(Language.CHINESE))
        assert told in lines

    def test_the_amount_and_the_facts_are_its_own_and_private(self) -> None:
        page = reimbursements.settlement(ask_of(CAO.id_number), PAID.number)
        amount = next(block for block in page.blocks if isinstance(block, Amount))
        facts = next(block for block in page.blocks if isinstance(block, Facts))
        assert amount.money == Money(123450)
        assert amount.share is not None
        assert amount.share.whole == Money(132210)
        assert all(row.private for row in facts.rows)
        assert [row.value for row in facts.rows] == [Money(132210), Money(6000), Money(2760)]

    def test_a_kind_of_payment_that_was_not_made_is_left_out(self) -> None:
        cashless = replace(PAID, account=PAID.account + PAID.cash, cash=PAID.cash * 0)
        page = reimbursements.settlement(ask_of(CAO.id_number, only=cashless), PAID.number)
        facts = next(block for block in page.blocks if isinstance(block, Facts))
        assert len(facts.rows) == 2

    def test_somebody_else_s_is_missing(self) -> None:
        with pytest.raises(RecordMissing):
            reimbursements.settlement(ask_of(CAO.id_number), INCOMPLETE.number)

    def test_its_items_stand_grouped_as_on_the_bill(self) -> None:
        page = reimbursements.items(ask_of(CAO.id_number), PAID.number)
        assert len(page.blocks) == 2
        assert all(row.private for block in page.blocks for row in block.rows)  # type: ignore[union-attr]


def test_the_samples_balance() -> None:
    """I1."""
    for dossier in LIBRARY.values():
        assert all(settlement.balances for settlement in dossier.settlements)
