"""Two do the same at the same moment: it is done once, and nobody meets a fault."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.demo.people import CAO, DEMO_PEOPLE, NEW, Person
from backend.gateway import LocalGateway
from backend.library.terminals import admit
from backend.service import Service
from backend.staff import accounts, board
from backend.tables import LoginTriesRow, SignUpRow, StaffCallRow, WrongAnswersRow
from contract.activities import Standing
from contract.failures import AnswersUsedUp, TerminalRefused
from contract.fleet import CallAcknowledged, StaffCall
from contract.records import CallReason
from kiosk.terminal_key import TerminalKey
from tests.backend.demo_service import HERE, THERE, holder
from tests.backend.test_sign_ups import PAPER_CUTTING, READING, change
from tests.kiosk.driven_clock import DrivenClock

T = TypeVar("T")
THREADS = 8


def at_once(do: Callable[[int], T]) -> list[T]:
    """What each of several threads got."""
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(do, range(THREADS)))


def test_one_assertion_lets_in_once(service: Service, key: TerminalKey, clock: DrivenClock) -> None:
    assertion = key.assertion("T01", clock.now())

    def let_in(_: int) -> bool:
        try:
            admit(service, assertion)
        except TerminalRefused:
            return False
        return True

    assert sum(at_once(let_in)) == 1


def test_one_key_signs_up_once(gateway: LocalGateway, service: Service) -> None:
    visit = gateway.open_visit(holder(NEW))
    taken = gateway.activity(PAPER_CUTTING).taken
    answers = at_once(lambda _: visit.sign_up(PAPER_CUTTING, "k1", fit=True))
    assert all(answer == answers[0] for answer in answers)
    assert gateway.activity(PAPER_CUTTING).taken == taken + 1


def test_each_place_that_becomes_free_goes_to_one_who_waits(
    gateway: LocalGateway, service: Service
) -> None:
    """Half of them cancel while the others sign up; nobody waits while there is room."""
    people = [each for each in DEMO_PEOPLE if each.state == "active" and in_file(gateway, each)]
    capacity = gateway.activity(PAPER_CUTTING).taken + 2
    change(service, PAPER_CUTTING, capacity=capacity, longest_line=20)
    visits = [gateway.open_visit(holder(each)) for each in people[:THREADS]]
    for number, visit in enumerate(visits[::2]):
        visit.sign_up(PAPER_CUTTING, f"first-{number}", fit=True)

    def change_mind(number: int) -> None:
        visit = visits[number % len(visits)]
        if number % 2:
            visit.sign_up(PAPER_CUTTING, f"then-{number}", fit=True)
        else:
            visit.cancel_sign_up(PAPER_CUTTING, f"then-{number}")

    at_once(change_mind)
    after = gateway.activity(PAPER_CUTTING)
    assert after.taken <= capacity
    assert after.waiting == 0 or after.taken == capacity
    with Session(service.engine) as session:
        turns = session.scalars(
            select(SignUpRow.turn).where(
                SignUpRow.activity_id == PAPER_CUTTING, SignUpRow.standing != Standing.CANCELLED
            )
        ).all()
    assert len(turns) == len(set(turns))


def in_file(gateway: LocalGateway, person: Person) -> bool:
    return not person.card_lost and person.key != "unknown"


def test_one_acknowledgement_is_kept_for_one_notice(gateway: LocalGateway) -> None:
    visit = gateway.open_visit(holder(CAO))
    notice = gateway.notices()[0].id
    assert all(notice in known for known in at_once(lambda _: visit.acknowledge(notice)))


def test_a_call_told_twice_is_one_call_and_its_first_answer_stays(
    gateway: LocalGateway, service: Service, clock: DrivenClock
) -> None:
    call = StaffCall(str(uuid.uuid4()), CallReason.HELP, clock.now())
    at_once(lambda _: gateway.tell(call))

    def see(number: int) -> str | None:
        if number % 2:
            gateway.tell(CallAcknowledged(call.id, clock.now(), number))
        else:
            with Session(service.engine) as session, session.begin():
                call_id = uuid.UUID(call.id)
                board.acknowledge(session, HERE.district_id, call_id, f"desk{number}", clock.now())
        with Session(service.engine) as session:
            return session.scalar(select(StaffCallRow.answered_by))

    assert len(set(at_once(see))) == 1


def test_wrong_answers_at_several_terminals_all_count(service: Service) -> None:
    def guess(number: int) -> bool:
        gateway = LocalGateway(service, THERE if number % 2 else HERE)
        try:
            gateway.open_visit(holder(CAO)).answer("0000")
        except AnswersUsedUp:
            return False
        return True

    assert sum(at_once(guess)) == 3
    with Session(service.engine) as session:
        assert session.scalar(select(func.sum(WrongAnswersRow.count))) == 3


def test_wrong_passwords_all_count(service: Service) -> None:
    tried = at_once(lambda number: accounts.check(service, "wang", "wrong", f"10.0.0.{number}"))
    assert sum(isinstance(each, accounts.Refused) for each in tried) == accounts.MOST_FAILURES
    with Session(service.engine) as session:
        assert session.scalar(select(func.count()).select_from(LoginTriesRow)) == THREADS + 1


def test_people_keep_the_line_in_order(gateway: LocalGateway, service: Service) -> None:
    change(service, READING, capacity=0, longest_line=50)
    visits = [gateway.open_visit(holder(each)) for each in DEMO_PEOPLE if in_line(each)]
    answers = at_once(
        lambda number: visits[number % len(visits)].sign_up(READING, f"k{number}", fit=True)
    )
    places = {each.sign_up.place_in_line for each in answers if each.sign_up is not None}
    assert places == {3, 4, 5}


def in_line(person: Person) -> bool:
    return person.state == "active" and person.key in {"new", "short", "rare"}
