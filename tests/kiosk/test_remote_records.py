"""Pension and file over HTTP: as the library has them, and refused where an answer is not sound."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from backend.demo.people import CAO, MANY, NEW, Person
from backend.gateway import LocalGateway
from contract.failures import AmountsDisagree, BadAnswer, RecordMissing
from contract.gateway import VisitRecords
from contract.pensions import PensionMonth, PensionPayment
from contract.personal_file import FileFact, PersonalFile
from kiosk.backend_answers import record_of
from kiosk.backend_client import BackendClient
from kiosk.bounded_http import Answer
from tests.backend.demo_service import HERE, holder
from tests.kiosk.sample_pensions import FILE, USUAL, month_of, returned
from tests.kiosk.test_backend_client import Served, client, clock, key, served
from values import Month

__all__ = ["client", "clock", "key", "served"]


def local_visit(served: Served, person: Person) -> VisitRecords:
    return LocalGateway(served.service, HERE).open_visit(holder(person, authenticated=True))


def answered(record: object) -> Answer:
    return Answer(200, msgspec.json.encode(record))


class TestOverHttp:
    def test_a_pension_is_the_library_s(self, served: Served, client: BackendClient) -> None:
        for person in (CAO, MANY, NEW):
            remote, local = client.open_visit(holder(person)), local_visit(served, person)
            pension = remote.pension()
            assert pension == local.pension()
            assert remote.pension_adjustments() == local.pension_adjustments()
            for year in pension.years[:2] if pension else ():
                months = remote.pension_months(year)
                assert months == local.pension_months(year)
                assert remote.pension_payment(months[0].month) == local.pension_payment(
                    months[0].month
                )

    def test_a_file_is_the_library_s_and_a_request_counts_once(
        self, served: Served, client: BackendClient
    ) -> None:
        remote = client.open_visit(holder(CAO, authenticated=True))
        assert remote.personal_file() == local_visit(served, CAO).personal_file()
        made = remote.say_wrong("key-1", FileFact.PHONE)
        assert remote.say_wrong("key-1", FileFact.PHONE) == made
        assert remote.corrections() == (made,)

    def test_what_is_missing_is_missing(self, client: BackendClient) -> None:
        visit = client.open_visit(holder(NEW, authenticated=True))
        with pytest.raises(RecordMissing):
            visit.pension_payment(Month(2026, 1))
        with pytest.raises(RecordMissing):
            visit.personal_file()


class TestAnUnsoundAnswer:
    def test_of_parts_that_do_not_make_the_net_is_refused(self) -> None:
        payment = USUAL.payments[0]
        assert record_of(answered(payment), PensionPayment) == payment
        with pytest.raises(AmountsDisagree):
            record_of(answered(replace(payment, net=payment.net + 1)), PensionPayment)

    def test_of_a_tail_that_is_none_is_refused(self) -> None:
        """Else it would be found out only where it is shown."""
        state = returned(Month(2026, 3))
        assert state.returned is not None
        wrong = replace(state, returned=replace(state.returned, card_tail="44１7"))
        for record, shape in (
            (replace(USUAL.payments[0], state=wrong), PensionPayment),
            (month_of(replace(USUAL.payments[0], state=wrong)), PensionMonth),
            (replace(FILE, card_tail="441"), PersonalFile),
        ):
            with pytest.raises(BadAnswer):
                record_of(answered(record), shape)
