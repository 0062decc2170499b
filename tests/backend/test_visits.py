"""Who gets in, how far, and for how long."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.demo.people import AYI, CAO, DEMO_PEOPLE, NEW, OUYANG, RARE, UNKNOWN, Person
from backend.gateway import LocalGateway
from backend.library.visits import IDLE_LIMIT, LONGEST_VISIT
from backend.service import Service
from backend.tables import AuditRow
from contract.credentials import Assurance, CardNumberCredential, Right
from contract.failures import NotAllowed, PersonUnknown, RecordMissing, VisitOver
from tests.backend.demo_service import THERE, card_number, holder
from tests.kiosk.driven_clock import DrivenClock


def test_a_chip_that_gives_its_holder_shows_totals_but_not_the_bill(gateway: LocalGateway) -> None:
    visit = gateway.open_visit(holder(CAO))

    assert visit.assurance is Assurance.HOLDER_READ
    assert visit.rights == {Right.TOTALS, Right.RECEIPTS}
    assert visit.reimbursement_years()[0] == 2026
    newest = visit.reimbursements(2026)[0]
    with pytest.raises(NotAllowed):
        visit.fee_items(newest.number)


def test_a_card_a_security_module_vouched_for_shows_the_bill(gateway: LocalGateway) -> None:
    visit = gateway.open_visit(holder(CAO, authenticated=True))

    assert visit.assurance is Assurance.AUTHENTICATED
    assert visit.fee_items(visit.reimbursements(2026)[0].number)


def test_a_card_number_finds_the_person_but_shows_nothing(gateway: LocalGateway) -> None:
    number = gateway.open_visit(holder(OUYANG)).reimbursements(2025)[0].number
    visit = gateway.open_visit(card_number(OUYANG))

    assert visit.retiree.name == OUYANG.name
    assert visit.assurance is Assurance.NUMBER_ONLY
    assert visit.rights == frozenset()
    for ask in (
        visit.reimbursement_years,
        lambda: visit.reimbursements(2025),
        lambda: visit.settlement(number),
        lambda: visit.fee_items(number),
        lambda: visit.issue_receipt("job-1", number),
    ):
        with pytest.raises(NotAllowed):
            ask()


@pytest.mark.parametrize("person", DEMO_PEOPLE, ids=lambda person: person.key)
def test_every_demo_person_gets_in_but_the_unknown_one(
    gateway: LocalGateway, person: Person
) -> None:
    if person == UNKNOWN:
        with pytest.raises(PersonUnknown):
            gateway.open_visit(holder(UNKNOWN))
        with pytest.raises(PersonUnknown):
            gateway.open_visit(card_number(UNKNOWN))
        return
    retiree = gateway.open_visit(holder(person)).retiree
    assert retiree.name == person.name
    assert retiree.masked_id_number == f"999***********{person.id_number[-4:]}"


def test_a_number_whose_check_character_is_wrong_is_nobodys(gateway: LocalGateway) -> None:
    last = "1" if CAO.id_number[-1] == "0" else "0"
    with pytest.raises(PersonUnknown):
        gateway.open_visit(replace(holder(CAO), id_number=CAO.id_number[:-1] + last))


def test_a_card_number_of_another_region_is_another_card(gateway: LocalGateway) -> None:
    with pytest.raises(PersonUnknown):
        gateway.open_visit(CardNumberCredential("320612", CAO.card_number))


@pytest.mark.parametrize(
    ("on_card", "differs"),
    [
        (AYI.name, False),
        (AYI.name.replace("·", "•"), False),
        ("阿依古丽 ・ 买买提", False),
        ("阿依古丽", True),
        (None, False),
    ],
)
def test_the_name_on_the_card_is_compared_as_people_would(
    gateway: LocalGateway, on_card: str | None, differs: bool
) -> None:
    visit = gateway.open_visit(replace(holder(AYI), name=on_card))
    assert visit.name_differs is differs
    assert visit.retiree.name == AYI.name


def test_a_person_without_settlements_has_no_years(gateway: LocalGateway) -> None:
    visit = gateway.open_visit(holder(NEW))
    assert visit.reimbursement_years() == ()
    assert visit.reimbursements(2026) == ()


def test_a_visit_ends_when_nobody_uses_it(gateway: LocalGateway, clock: DrivenClock) -> None:
    visit = gateway.open_visit(holder(CAO))
    clock.advance(IDLE_LIMIT.total_seconds() - 1)
    visit.reimbursement_years()
    clock.advance(IDLE_LIMIT.total_seconds() - 1)
    visit.reimbursement_years()
    clock.advance(IDLE_LIMIT.total_seconds())
    with pytest.raises(VisitOver):
        visit.reimbursement_years()


def test_no_visit_lasts_for_ever(gateway: LocalGateway, clock: DrivenClock) -> None:
    visit = gateway.open_visit(holder(CAO))
    step = IDLE_LIMIT.total_seconds() / 2
    for _ in range(int(LONGEST_VISIT.total_seconds() / step) - 1):
        clock.advance(step)
        visit.reimbursement_years()
    clock.advance(step)
    with pytest.raises(VisitOver):
        visit.reimbursement_years()


def test_a_closed_visit_is_over_and_may_be_closed_again(gateway: LocalGateway) -> None:
    visit = gateway.open_visit(holder(CAO))
    visit.close()
    visit.close()
    with pytest.raises(VisitOver):
        visit.reimbursement_years()


def test_a_token_holds_at_its_own_terminal_only(service: Service, gateway: LocalGateway) -> None:
    token = gateway.admit(holder(CAO)).token
    with pytest.raises(VisitOver):
        LocalGateway(service, THERE).records(token).reimbursement_years()
    assert gateway.records(token).reimbursement_years()


def test_somebody_elses_record_is_missing(gateway: LocalGateway) -> None:
    number = gateway.open_visit(holder(CAO)).reimbursements(2026)[0].number
    visit = gateway.open_visit(holder(RARE, authenticated=True))
    for ask in (visit.settlement, visit.fee_items, lambda it: visit.issue_receipt("job-1", it)):
        with pytest.raises(RecordMissing):
            ask(number)


def test_every_look_is_audited_without_a_name(service: Service, gateway: LocalGateway) -> None:
    visit = gateway.open_visit(holder(CAO))
    number = visit.reimbursements(2026)[0].number
    visit.settlement(number)
    with pytest.raises(NotAllowed):
        visit.fee_items(number)
    with pytest.raises(PersonUnknown):
        gateway.open_visit(holder(UNKNOWN))

    with Session(service.engine) as session:
        lines = [
            (row.looked_at, row.record, row.outcome, row.subject)
            for row in session.scalars(select(AuditRow))
        ]
    her, nobody = (service.secret.blind_index(each.id_number) for each in (CAO, UNKNOWN))
    assert sorted(lines, key=str) == sorted(
        [
            ("visit", None, "done", her),
            ("settlements", None, "done", her),
            ("settlement", number, "done", her),
            ("fee_items", number, "not-allowed", her),
            ("visit", None, "person-unknown", nobody),
        ],
        key=str,
    )


def test_the_database_holds_no_token_and_no_identity_number(
    service: Service, gateway: LocalGateway, tmp_path: Path
) -> None:
    token = gateway.admit(holder(CAO)).token
    service.engine.dispose()
    with sqlite3.connect(tmp_path / "backend.sqlite") as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    assert CAO.name in dump
    for secret in (token, CAO.id_number, CAO.card_number):
        assert secret not in dump
