"""Pensions: nothing is shown whose parts do not make the net, and nobody sees somebody else's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.orm import Session

from backend.api.app import create_app
from backend.demo.pensions import MONTHS_OF_ACCOUNT, RAISED_IN, pension_of
from backend.demo.people import AYI, CAO, LOST, MANY, NEW, RARE, SHORT, Person
from backend.gateway import LocalGateway
from backend.service import Service
from backend.tables import AuditRow, PensionPaymentRow
from contract.failures import AmountsDisagree, NotAllowed, RecordMissing
from contract.pensions import PensionKind, ReturnReason
from contract.records import ReceiptKind
from tests.backend.demo_service import TODAY, card_number, holder
from values import Money, Month

PEOPLE = (CAO, AYI, RARE, NEW, MANY, SHORT, LOST)
ONE_YUAN = Decimal("1.00")
todays = st.dates(date(2024, 1, 1), date(2040, 12, 31))
anybody = st.sampled_from(PEOPLE)


class TestMadeUpPensions:
    @settings(max_examples=60)
    @given(anybody, st.integers(0, 2**32), todays)
    def test_add_up_and_keep_to_the_calendar(self, person: Person, seed: int, today: date) -> None:
        """I3."""
        found = pension_of(person, seed, today)
        if found is None:
            return
        months = [each.month for each in found.payments]
        assert months == sorted(set(months))
        for payment in found.payments:
            assert payment.balances
            assert payment.net > 0
            assert payment.month <= Month.of(today)
            if payment.state.paid is not None:
                assert payment.state.paid.day <= today
            if payment.state.returned is not None:
                assert payment.state.returned.day <= today
            if payment.state.on_its_way is not None:
                assert payment.state.on_its_way.expected > today

    @settings(max_examples=60)
    @given(anybody, st.integers(0, 2**32), todays)
    def test_rise_once_a_year_and_are_paid_back_to_january(
        self, person: Person, seed: int, today: date
    ) -> None:
        found = pension_of(person, seed, today)
        payments = {each.month: each for each in found.payments} if found else {}
        for each in found.adjustments if found else ():
            assert each.after > each.before
            brought = payments[each.paid_in]
            assert brought.back_pay == each.back_pay == (each.after - each.before) * (RAISED_IN - 1)
            before = payments.get(each.paid_in.later(-1))
            if before is not None and before.first_day is None:
                assert brought.raised - before.raised == each.after - each.before

    @settings(max_examples=30)
    @given(anybody, st.integers(0, 2**32), todays)
    def test_are_the_same_for_the_same_seed_and_day(
        self, person: Person, seed: int, today: date
    ) -> None:
        assert pension_of(person, seed, today) == pension_of(person, seed, today)

    def test_the_account_part_is_a_balance_by_the_months_of_the_scheme(self) -> None:
        """I3: the part times the months is a balance of whole fen, less than a month's more."""
        found = pension_of(SHORT, 1, TODAY)
        assert found is not None
        part = Money.of(found.payments[0].account).fen
        assert 300_000 < part * MONTHS_OF_ACCOUNT[60] < 20_000_000

    def test_each_of_the_demo_s_people_has_a_story(self) -> None:
        newest = {}
        for person in PEOPLE:
            found = pension_of(person, 1, date(2026, 11, 22))
            assert found is not None
            newest[person] = (found.pension, found.payments[-1].state if found.payments else None)
        assert newest[NEW][0].begins == Month(2026, 12)
        assert newest[AYI][0].kind is PensionKind.SURVIVOR
        assert newest[LOST][0].paused is not None
        assert newest[LOST][1].paused == newest[LOST][0].paused  # type: ignore[union-attr]
        back = newest[RARE][1].returned  # type: ignore[union-attr]
        assert back is not None
        assert back.reason is ReturnReason.NAME_DIFFERS
        assert len(newest[MANY][0].years) == 11
        assert newest[CAO][1].paid.card_tail == "8901"  # type: ignore[union-attr]


class TestTheLibrary:
    def test_gives_back_what_was_put_in(self, gateway: LocalGateway) -> None:
        for person in PEOPLE:
            visit, made = gateway.open_visit(holder(person)), pension_of(person, 1, TODAY)
            assert made is not None
            assert visit.pension() == made.pension
            assert visit.pension_adjustments() == tuple(reversed(made.adjustments))
            for payment in made.payments[-14:]:
                assert visit.pension_payment(payment.month) == payment

    def test_lists_a_year_newest_first(self, gateway: LocalGateway) -> None:
        visit = gateway.open_visit(holder(CAO))
        months = [each.month for each in visit.pension_months(2025)]
        assert months == [Month(2025, month) for month in range(12, 0, -1)]

    def test_has_none_for_a_month_nobody_was_paid(self, gateway: LocalGateway) -> None:
        visit = gateway.open_visit(holder(CAO))
        with pytest.raises(RecordMissing):
            visit.pension_payment(Month(2031, 1))
        assert visit.pension_months(2031) == ()

    def test_does_not_show_nor_print_what_does_not_add_up(
        self, service: Service, gateway: LocalGateway
    ) -> None:
        with Session(service.engine) as session, session.begin():
            session.execute(update(PensionPaymentRow).values(basic=Decimal("0.01")))
        visit, month = gateway.open_visit(holder(CAO)), Month(2026, 2)
        with pytest.raises(AmountsDisagree):
            visit.pension_payment(month)
        with pytest.raises(AmountsDisagree):
            visit.issue_receipt("job-1", "2026-02", ReceiptKind.PENSION_MONTH)

    def test_needs_a_card_that_gave_its_holder(self, gateway: LocalGateway) -> None:
        visit = gateway.open_visit(card_number(CAO))
        for ask in (visit.pension, visit.pension_adjustments, lambda: visit.pension_months(2026)):
            with pytest.raises(NotAllowed):
                ask()

    def test_notes_every_look(self, service: Service, gateway: LocalGateway) -> None:
        """H6."""
        visit = gateway.open_visit(holder(CAO))
        visit.pension_payment(Month(2026, 2))
        with Session(service.engine) as session:
            looks = {(row.looked_at, row.record) for row in session.query(AuditRow)}
        assert ("pension_payment", "2026-02") in looks


class TestItsReceipts:
    @pytest.mark.parametrize(
        ("kind", "record"),
        [(ReceiptKind.PENSION_MONTH, "2026-02"), (ReceiptKind.PENSION_YEAR, "2025")],
    )
    def test_are_found_genuine_and_changed_when_the_record_did(
        self, service: Service, gateway: LocalGateway, kind: ReceiptKind, record: str
    ) -> None:
        issued = gateway.open_visit(holder(CAO)).issue_receipt("job-1", record, kind)
        client = TestClient(create_app(service))
        path = issued.url.removeprefix(service.public_base)
        assert "一样" in client.get(path).text
        with Session(service.engine) as session, session.begin():
            session.execute(
                update(PensionPaymentRow).values(
                    basic=PensionPaymentRow.basic + ONE_YUAN, net=PensionPaymentRow.net + ONE_YUAN
                )
            )
        assert "有了变化" in client.get(path).text

    @pytest.mark.parametrize("record", ["2031-01", "2026-13", "2026-1", "202602", "2026"])
    def test_are_of_a_month_that_was_paid(self, gateway: LocalGateway, record: str) -> None:
        visit = gateway.open_visit(holder(CAO))
        with pytest.raises(RecordMissing):
            visit.issue_receipt("job-1", record, ReceiptKind.PENSION_MONTH)
