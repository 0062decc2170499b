"""The file: only for whom it is about, and "this is wrong" counts once however often it is said."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session

from backend.demo.files import file_of
from backend.demo.pensions import pension_of
from backend.demo.people import CAO, MANY, NEW, OUYANG
from backend.gateway import LocalGateway
from backend.service import Service
from backend.tables import CorrectionRow
from contract.failures import NotAllowed, RecordMissing
from contract.personal_file import CorrectionState, FileFact
from tests.backend.demo_service import THERE, TODAY, holder
from tests.kiosk.driven_clock import DrivenClock

ONE_DAY = 24 * 60 * 60


class TestTheFile:
    def test_is_what_was_put_in(self, gateway: LocalGateway) -> None:
        for person in (CAO, MANY, OUYANG):
            made = file_of(person, 1, pension_of(person, 1, TODAY))
            assert gateway.open_visit(holder(person, authenticated=True)).personal_file() == made

    def test_is_missing_for_whom_nobody_has_filed(self, gateway: LocalGateway) -> None:
        with pytest.raises(RecordMissing):
            gateway.open_visit(holder(NEW, authenticated=True)).personal_file()

    def test_never_holds_the_whole_identity_number(self, gateway: LocalGateway) -> None:
        """G4."""
        found = gateway.open_visit(holder(CAO, authenticated=True)).personal_file()
        assert "*" in found.masked_id_number
        assert CAO.id_number not in str(found)

    def test_is_not_shown_to_a_card_that_can_be_copied(self, gateway: LocalGateway) -> None:
        visit = gateway.open_visit(holder(CAO))
        for ask in (visit.personal_file, visit.corrections):
            with pytest.raises(NotAllowed):
                ask()
        with pytest.raises(NotAllowed):
            visit.say_wrong("key-1", FileFact.PHONE)


class TestThisIsWrong:
    def test_gets_a_number_of_the_day_and_is_listed(self, gateway: LocalGateway) -> None:
        visit = gateway.open_visit(holder(CAO, authenticated=True))
        first = visit.say_wrong("key-1", FileFact.PHONE)
        second = visit.say_wrong("key-2", FileFact.ADDRESS)
        assert (first.number, second.number) == ("20260328-0001", "20260328-0002")
        assert first.state is CorrectionState.RECEIVED
        assert visit.corrections() == (second, first)

    def test_the_same_key_is_the_same_request(self, gateway: LocalGateway) -> None:
        visit = gateway.open_visit(holder(CAO, authenticated=True))
        first = visit.say_wrong("key-1", FileFact.PHONE)
        assert visit.say_wrong("key-1", FileFact.PHONE) == first
        with pytest.raises(RecordMissing):
            visit.say_wrong("key-1", FileFact.ADDRESS)
        assert len(visit.corrections()) == 1

    def test_the_same_fact_is_not_asked_about_twice_while_it_is_looked_into(
        self, service: Service, gateway: LocalGateway, clock: DrivenClock
    ) -> None:
        visit = gateway.open_visit(holder(CAO, authenticated=True))
        first = visit.say_wrong("key-1", FileFact.PHONE)
        clock.advance(ONE_DAY)
        again = gateway.open_visit(holder(CAO, authenticated=True))
        assert again.say_wrong("key-2", FileFact.PHONE) == first
        with Session(service.engine) as session, session.begin():
            row = session.query(CorrectionRow).filter_by(number=first.number).one()
            row.state = CorrectionState.MENDED
        assert again.say_wrong("key-3", FileFact.PHONE).number == "20260329-0001"

    def test_is_nobody_else_s(self, gateway: LocalGateway) -> None:
        gateway.open_visit(holder(CAO, authenticated=True)).say_wrong("key-1", FileFact.PHONE)
        other = gateway.open_visit(holder(OUYANG, authenticated=True))
        assert other.corrections() == ()
        assert other.say_wrong("key-1", FileFact.PHONE).number == "20260328-0002"

    def test_the_state_of_old_ones_is_told(self, gateway: LocalGateway) -> None:
        found = gateway.open_visit(holder(MANY, authenticated=True)).corrections()
        assert {each.state for each in found} == set(CorrectionState)
        assert [each.asked for each in found] == sorted(
            (each.asked for each in found), reverse=True
        )

    def test_numbers_given_at_two_terminals_at_once_differ(self, service: Service) -> None:
        people = (CAO, OUYANG, MANY)

        def ask(index: int) -> str:
            visit = LocalGateway(service, THERE).open_visit(
                holder(people[index % 3], authenticated=True)
            )
            return visit.say_wrong(f"key-{index}", list(FileFact)[index]).number

        with ThreadPoolExecutor(4) as pool:
            numbers = list(pool.map(ask, range(9)))
        assert len(set(numbers)) == 9
