"""Signing up at the service: never more people than places, and a place goes to who waits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from backend.demo.district import DISTRICT_ID
from backend.demo.people import AYI, CAO, MANY, NEW, OUYANG, SHORT, Person
from backend.gateway import LocalGateway, LocalVisit
from backend.policy import Policy
from backend.service import Service
from backend.tables import ActivityRow, AuditRow, SignUpRequestRow, SignUpRow
from contract.activities import Refusal, Standing
from contract.credentials import Assurance
from contract.failures import NotAllowed, RecordMissing
from contract.records import ReceiptKind
from tests.backend.demo_service import HERE, card_number, holder
from tests.kiosk.driven_clock import DrivenClock

SPRING_COUPLETS, READING, PAPER_CUTTING, WING_CHUN = 4, 5, 2, 7
BIRTHDAY, WALK, TRIP, LAW = 8, 9, 10, 11
ONE_DAY = 24 * 60 * 60


def visit_of(gateway: LocalGateway, person: Person) -> LocalVisit:
    return gateway.open_visit(holder(person))


def change(service: Service, number: int, **values: object) -> None:
    """Staff change an activity."""
    with Session(service.engine) as session, session.begin():
        session.execute(update(ActivityRow).where(ActivityRow.id == number).values(**values))


class TestSigningUp:
    def test_takes_a_place(self, gateway: LocalGateway) -> None:
        before = gateway.activity(PAPER_CUTTING)
        answer = visit_of(gateway, NEW).sign_up(PAPER_CUTTING, "k1", fit=True)
        assert answer.sign_up is not None
        assert answer.sign_up.standing is Standing.GOING
        assert gateway.activity(PAPER_CUTTING).taken == before.taken + 1

    def test_needs_no_more_than_a_number(self, gateway: LocalGateway) -> None:
        visit = gateway.open_visit(card_number(OUYANG))
        assert visit.sign_up(PAPER_CUTTING, "k1", fit=True).sign_up is not None

    def test_twice_is_once_and_says_so(self, gateway: LocalGateway) -> None:
        visit = visit_of(gateway, NEW)
        visit.sign_up(PAPER_CUTTING, "k1", fit=True)
        taken = gateway.activity(PAPER_CUTTING).taken
        again = visit.sign_up(PAPER_CUTTING, "k2", fit=True)
        assert again.already
        assert gateway.activity(PAPER_CUTTING).taken == taken

    def test_the_same_key_is_answered_and_nothing_is_done(
        self, gateway: LocalGateway, service: Service
    ) -> None:
        visit = visit_of(gateway, NEW)
        first = visit.sign_up(PAPER_CUTTING, "k1", fit=True)
        assert visit.sign_up(PAPER_CUTTING, "k1", fit=True) == first
        with Session(service.engine) as session:
            assert session.scalar(select(func.count()).select_from(SignUpRequestRow)) == 1

    def test_a_key_of_somebody_else_s_request_is_refused(self, gateway: LocalGateway) -> None:
        visit_of(gateway, NEW).sign_up(PAPER_CUTTING, "k1", fit=True)
        with pytest.raises(RecordMissing):
            visit_of(gateway, SHORT).sign_up(PAPER_CUTTING, "k1", fit=True)

    def test_who_acted_is_recorded_and_shown(self, gateway: LocalGateway, service: Service) -> None:
        visit = gateway.open_visit(holder(CAO), holder(OUYANG))
        answer = visit.sign_up(PAPER_CUTTING, "k1", fit=True)
        assert answer.sign_up is not None
        assert answer.sign_up.by_other
        with Session(service.engine) as session:
            row = session.scalars(select(SignUpRequestRow)).one()
            assert row.actor == service.secret.blind_index(OUYANG.id_number)

    def test_is_audited(self, gateway: LocalGateway, service: Service) -> None:
        visit_of(gateway, NEW).sign_up(PAPER_CUTTING, "k1", fit=True)
        with Session(service.engine) as session:
            looked = session.scalars(select(AuditRow.looked_at)).all()
        assert "sign_ups" in looked


class TestRefusals:
    @pytest.mark.parametrize(
        ("number", "fit", "refusal"),
        [
            (LAW, True, Refusal.CALLED_OFF),
            (BIRTHDAY, True, Refusal.TOO_YOUNG),
            (WALK, True, Refusal.OTHER_STREET),
            (WING_CHUN, False, Refusal.UNFIT),
        ],
    )
    def test_are_named(
        self, gateway: LocalGateway, number: int, fit: bool, refusal: Refusal
    ) -> None:
        answer = visit_of(gateway, CAO).sign_up(number, "k1", fit=fit)
        assert answer.refusal is refusal
        assert answer.sign_up is None

    def test_too_late_by_a_minute(self, gateway: LocalGateway, clock: DrivenClock) -> None:
        closes = gateway.activity(PAPER_CUTTING).closes
        clock.advance((closes - clock.now()).total_seconds())
        answer = visit_of(gateway, NEW).sign_up(PAPER_CUTTING, "k1", fit=True)
        assert answer.refusal is Refusal.CLOSED

    def test_full_and_so_is_the_line(self, gateway: LocalGateway, service: Service) -> None:
        change(service, READING, longest_line=2)
        answer = visit_of(gateway, NEW).sign_up(READING, "k1", fit=True)
        assert answer.refusal is Refusal.NO_LINE

    def test_over_or_unknown_is_missing(self, gateway: LocalGateway, clock: DrivenClock) -> None:
        with pytest.raises(RecordMissing):
            visit_of(gateway, NEW).sign_up(999, "k1", fit=True)
        clock.advance(2 * ONE_DAY)
        with pytest.raises(RecordMissing):
            visit_of(gateway, NEW).sign_up(PAPER_CUTTING, "k2", fit=True)

    def test_a_person_old_enough_goes(self, gateway: LocalGateway) -> None:
        """She was born on a leap day in 1940."""
        assert visit_of(gateway, MANY).sign_up(BIRTHDAY, "k1", fit=True).sign_up is not None


class TestTheLine:
    def test_whoever_waits_longest_gets_the_place_at_once(
        self, gateway: LocalGateway, service: Service
    ) -> None:
        """Ayi waits before Cao; one who goes cancels."""
        change(service, READING, capacity=gateway.activity(READING).taken)
        assert visit_of(gateway, CAO).coming[-1].place_in_line == 2
        visit_of(gateway, MANY).cancel_sign_up(READING, "k1")
        (ayi,) = visit_of(gateway, AYI).coming
        assert ayi.standing is Standing.GOING
        assert ayi.moved_up
        assert visit_of(gateway, CAO).coming[-1].place_in_line == 1

    def test_a_place_that_is_free_is_theirs_not_a_newcomer_s(
        self, gateway: LocalGateway, service: Service
    ) -> None:
        change(service, READING, capacity=30)
        answer = visit_of(gateway, NEW).sign_up(READING, "k1", fit=True)
        assert answer.sign_up is not None
        assert answer.sign_up.standing is Standing.WAITING

    def test_whoever_leaves_it_moves_nobody_up(
        self, gateway: LocalGateway, service: Service
    ) -> None:
        change(service, READING, capacity=gateway.activity(READING).taken)
        taken = gateway.activity(READING).taken
        visit_of(gateway, AYI).cancel_sign_up(READING, "k1")
        assert gateway.activity(READING).taken == taken
        assert visit_of(gateway, CAO).coming[-1].place_in_line == 1

    def test_whoever_comes_back_stands_at_its_end(
        self, gateway: LocalGateway, service: Service
    ) -> None:
        change(service, READING, capacity=gateway.activity(READING).taken)
        visit = visit_of(gateway, AYI)
        visit.cancel_sign_up(READING, "k1")
        answer = visit.sign_up(READING, "k2", fit=True)
        assert answer.sign_up is not None
        assert answer.sign_up.place_in_line == gateway.activity(READING).waiting


class TestTakingItBack:
    def test_frees_the_place(self, gateway: LocalGateway) -> None:
        before = gateway.activity(SPRING_COUPLETS).taken
        answer = visit_of(gateway, CAO).cancel_sign_up(SPRING_COUPLETS, "k1")
        assert answer.sign_up is not None
        assert answer.sign_up.standing is Standing.CANCELLED
        assert gateway.activity(SPRING_COUPLETS).taken == before - 1

    def test_twice_is_once(self, gateway: LocalGateway) -> None:
        visit = visit_of(gateway, CAO)
        visit.cancel_sign_up(SPRING_COUPLETS, "k1")
        assert visit.cancel_sign_up(SPRING_COUPLETS, "k2").already

    def test_of_what_one_never_signed_up_for_is_told(self, gateway: LocalGateway) -> None:
        answer = visit_of(gateway, NEW).cancel_sign_up(SPRING_COUPLETS, "k1")
        assert answer.refusal is Refusal.NOT_SIGNED_UP

    def test_is_too_late_once_it_has_begun(self, gateway: LocalGateway, clock: DrivenClock) -> None:
        starts = gateway.activity(SPRING_COUPLETS).starts
        clock.advance((starts - clock.now() + timedelta(minutes=1)).total_seconds())
        answer = visit_of(gateway, CAO).cancel_sign_up(SPRING_COUPLETS, "k1")
        assert answer.refusal is Refusal.CLOSED


class TestTheVisit:
    def test_opens_with_what_is_to_come(self, gateway: LocalGateway) -> None:
        titles = [each.activity.title for each in visit_of(gateway, CAO).coming]
        assert titles == ["写春联", "读书分享：《边城》"]

    def test_knows_at_once_what_it_changed(self, gateway: LocalGateway) -> None:
        visit = visit_of(gateway, CAO)
        visit.cancel_sign_up(SPRING_COUPLETS, "k1")
        assert [each.activity.id for each in visit.coming] == [READING]
        assert visit.sign_ups() == visit.coming

    def test_that_lacks_the_right_can_do_nothing(
        self, gateway: LocalGateway, service: Service
    ) -> None:
        strict = replace(service, policy=Policy(take_part=Assurance.AUTHENTICATED))
        visit = LocalGateway(strict, HERE).open_visit(holder(CAO))
        assert visit.coming == ()
        with pytest.raises(NotAllowed):
            visit.sign_up(PAPER_CUTTING, "k1", fit=True)


class TestTheSlip:
    def test_is_issued_to_whoever_signed_up_also_by_number(self, gateway: LocalGateway) -> None:
        visit = gateway.open_visit(card_number(OUYANG))
        visit.sign_up(PAPER_CUTTING, "k1", fit=True)
        issued = visit.issue_receipt("job-1", str(PAPER_CUTTING), ReceiptKind.SIGN_UP)
        assert issued.number == "T01-20260328-0001"

    @pytest.mark.parametrize("record", [str(PAPER_CUTTING), "999", "x", "0", "2026-03"])
    def test_is_of_nothing_else(self, gateway: LocalGateway, record: str) -> None:
        with pytest.raises(RecordMissing):
            visit_of(gateway, NEW).issue_receipt("job-1", record, ReceiptKind.SIGN_UP)


def test_places_are_never_given_twice_when_all_ask_at_once(
    gateway: LocalGateway, service: Service
) -> None:
    capacity = gateway.activity(SPRING_COUPLETS).taken + 2
    change(service, SPRING_COUPLETS, capacity=capacity, longest_line=1)
    people = [OUYANG, AYI, NEW, SHORT]
    visits = [visit_of(gateway, person) for person in people]
    with ThreadPoolExecutor(len(visits)) as pool:
        answers = list(
            pool.map(
                lambda pair: pair[1].sign_up(SPRING_COUPLETS, f"k{pair[0]}", fit=True),
                enumerate(visits),
            )
        )
    standings = sorted(each.sign_up.standing if each.sign_up else "refused" for each in answers)
    assert standings == ["going", "going", "refused", "waiting"]
    with Session(service.engine) as session:
        going = session.scalar(
            select(func.count())
            .select_from(SignUpRow)
            .where(
                SignUpRow.district_id == DISTRICT_ID,
                SignUpRow.activity_id == SPRING_COUPLETS,
                SignUpRow.standing == Standing.GOING,
            )
        )
        assert going == capacity
