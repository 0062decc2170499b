"""Who gets in, how far, and for how long."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.demo.people import (
    AYI,
    CAO,
    DEMO_PEOPLE,
    LATE,
    LOST,
    NEW,
    OUYANG,
    PAUSED,
    RARE,
    UNKNOWN,
    Person,
)
from backend.gateway import LocalGateway
from backend.library.visits import IDLE_LIMIT, LONGEST_VISIT
from backend.service import Service
from backend.tables import AuditRow, Table, VisitRow
from contract.credentials import (
    Assurance,
    CardNumberCredential,
    Credential,
    Right,
    StripeCredential,
    TokenCredential,
)
from contract.failures import (
    AnswersUsedUp,
    CardReportedLost,
    Failure,
    NotAllowed,
    PersonDeceased,
    PersonSuspended,
    PersonUnknown,
    RecordMissing,
    VisitOver,
)
from tests.backend.demo_service import THERE, card_number, holder
from tests.kiosk.driven_clock import DrivenClock


def test_a_chip_that_gives_its_holder_shows_totals_but_not_the_bill(gateway: LocalGateway) -> None:
    visit = gateway.open_visit(holder(CAO))

    assert visit.assurance is Assurance.HOLDER_READ
    assert visit.rights == {Right.TOTALS, Right.RECEIPTS, Right.TAKE_PART}
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
    assert visit.rights == {Right.TAKE_PART}
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
def test_every_demo_person_gets_in_but_the_unknown_and_the_suspended(
    gateway: LocalGateway, person: Person
) -> None:
    if person == UNKNOWN:
        with pytest.raises(PersonUnknown):
            gateway.open_visit(holder(UNKNOWN))
        with pytest.raises(PersonUnknown):
            gateway.open_visit(card_number(UNKNOWN))
        return
    if person.state != "active":
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
    service: Service, gateway: LocalGateway
) -> None:
    token = gateway.admit(holder(CAO)).token
    with service.engine.connect() as connection:
        tables = Table.metadata.sorted_tables
        dump = "\n".join(str(row) for each in tables for row in connection.execute(select(each)))
    assert CAO.name in dump
    for secret in (token, CAO.id_number, CAO.card_number):
        assert secret not in dump


class TestTheFile:
    @pytest.mark.parametrize(
        ("person", "failure"), [(LATE, PersonDeceased), (PAUSED, PersonSuspended)]
    )
    def test_may_say_that_nothing_of_it_is_shown_here(
        self, gateway: LocalGateway, person: Person, failure: type[Failure]
    ) -> None:
        for authenticated in (False, True):
            with pytest.raises(failure):
                gateway.open_visit(holder(person, authenticated=authenticated))

    def test_knows_a_lost_card_by_its_number_and_leaves_the_others_alone(
        self, gateway: LocalGateway
    ) -> None:
        with pytest.raises(CardReportedLost):
            gateway.open_visit(replace(holder(LOST), card_number=LOST.card_number))
        with pytest.raises(CardReportedLost):
            gateway.open_visit(card_number(LOST))
        assert gateway.open_visit(holder(LOST, authenticated=True)).rights == set(Right)

    def test_refusals_are_audited(self, gateway: LocalGateway, service: Service) -> None:
        with pytest.raises(PersonDeceased):
            gateway.open_visit(holder(LATE))
        assert audited(service)[-1] == ("visit", "person-deceased")


class TestOtherCarriers:
    @pytest.mark.parametrize("code", [CAO.electronic_card, CAO.insurance_code])
    def test_a_telephone_s_code_is_as_good_as_card_and_answer(
        self, gateway: LocalGateway, code: str
    ) -> None:
        visit = gateway.open_visit(TokenCredential(code))
        assert visit.retiree.name == CAO.name
        assert visit.assurance is Assurance.HOLDER_AND_ANSWER

    def test_a_stripe_gives_a_number_only(self, gateway: LocalGateway) -> None:
        visit = gateway.open_visit(StripeCredential(CAO.stripe_number))
        assert visit.assurance is Assurance.NUMBER_ONLY
        assert visit.rights == {Right.TAKE_PART}

    @pytest.mark.parametrize(
        "credential", [TokenCredential("somebody's"), StripeCredential(CAO.electronic_card)]
    )
    def test_what_nobody_issued_opens_nothing(
        self, gateway: LocalGateway, credential: Credential
    ) -> None:
        with pytest.raises(PersonUnknown):
            gateway.open_visit(credential)


class TestTheAnswer:
    def test_opens_what_the_card_alone_does_not(self, gateway: LocalGateway) -> None:
        visit = gateway.open_visit(holder(CAO))
        assert visit.by_answer == {Right.FEE_ITEMS, Right.FILE}

        checked = visit.answer(CAO.phone[-4:])

        assert checked.right
        assert visit.assurance is Assurance.HOLDER_AND_ANSWER
        assert visit.by_answer == frozenset()
        assert visit.fee_items(visit.reimbursements(2026)[0].number)

    def test_raises_a_card_number_too(self, gateway: LocalGateway) -> None:
        visit = gateway.open_visit(card_number(OUYANG))
        assert visit.by_answer == set(Right) - {Right.TAKE_PART}
        assert visit.answer(OUYANG.phone[-4:]).rights == set(Right)
        assert visit.reimbursement_years()

    def test_is_not_asked_for_where_there_is_none(self, gateway: LocalGateway) -> None:
        visit = gateway.open_visit(holder(NEW))
        assert visit.by_answer == frozenset()
        with pytest.raises(NotAllowed):
            visit.answer("0000")

    def test_may_be_wrong_three_times_a_day_at_all_terminals_together(
        self, gateway: LocalGateway, service: Service, clock: DrivenClock
    ) -> None:
        here = gateway.open_visit(holder(CAO))
        there = LocalGateway(service, THERE).open_visit(card_number(CAO))
        assert here.answer("0000").tries_left == 2
        assert there.answer("0001").tries_left == 1
        assert not here.answer("0002").right
        with pytest.raises(AnswersUsedUp):
            there.answer(CAO.phone[-4:])
        assert gateway.open_visit(holder(CAO)).by_answer == frozenset()
        assert gateway.open_visit(holder(LOST)).answer("0000").tries_left == 2

        clock.advance(24 * 3600)
        again = gateway.open_visit(holder(CAO))
        assert again.answer(CAO.phone[-4:]).right

    def test_is_audited_and_kept_nowhere(self, gateway: LocalGateway, service: Service) -> None:
        visit = gateway.open_visit(holder(CAO))
        visit.answer("0000")
        visit.answer(CAO.phone[-4:])
        assert audited(service)[-2:] == [("answer", "wrong-answer"), ("answer", "done")]


class TestActingForSomebody:
    def test_both_are_recorded_with_everything_looked_at(
        self, gateway: LocalGateway, service: Service
    ) -> None:
        visit = gateway.open_visit(holder(CAO), holder(UNKNOWN, authenticated=True))
        visit.reimbursement_years()

        assert visit.acting
        assert visit.retiree.name == CAO.name
        actor = service.secret.blind_index(UNKNOWN.id_number)
        with Session(service.engine) as session:
            rows = session.scalars(select(AuditRow)).all()
            assert {row.actor for row in rows} == {actor}
            assert session.scalars(select(VisitRow.actor)).all() == [actor]

    def test_nobody_acts_for_themselves(self, gateway: LocalGateway) -> None:
        assert not gateway.open_visit(holder(CAO), holder(CAO)).acting

    def test_who_acts_needs_a_sound_number(self, gateway: LocalGateway) -> None:
        with pytest.raises(PersonUnknown):
            gateway.open_visit(holder(CAO), replace(holder(NEW), id_number="1" * 18))


def audited(service: Service) -> list[tuple[str, str]]:
    with Session(service.engine) as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.moment)).all()
    return [(row.looked_at, row.outcome) for row in rows]
