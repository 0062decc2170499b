"""What terminals tell of themselves: told twice is told once, and a log that shrank is noticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.gateway import LocalGateway
from backend.library.heartbeats import KEPT, Alarm, believe_again
from backend.library.terminals import enrol
from backend.service import Service
from backend.tables import HeartbeatRow, ReportRow, StaffCallRow, StandingRow
from contract.failures import RecordMissing
from contract.fleet import (
    CallAcknowledged,
    CallWithdrawn,
    CheckResult,
    Report,
    ReportKind,
    StaffCall,
    Verdict,
)
from contract.records import CallReason
from kiosk.terminal_key import TerminalKey
from tests.backend.demo_service import HERE, THERE
from tests.backend.sample_heartbeats import heartbeat
from tests.kiosk.driven_clock import DrivenClock


@pytest.fixture
def call(clock: DrivenClock) -> StaffCall:
    return StaffCall(str(uuid4()), CallReason.HELP, clock.now())


def standing(service: Service) -> StandingRow:
    with Session(service.engine) as session:
        return session.get_one(StandingRow, (HERE.district_id, HERE.terminal_id))


def count(service: Service, table: type) -> int:
    with Session(service.engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


class TestCalls:
    def test_told_twice_are_one(
        self, service: Service, gateway: LocalGateway, call: StaffCall
    ) -> None:
        gateway.tell(call)
        gateway.tell(call)
        assert count(service, StaffCallRow) == 1
        assert not gateway.call_standing(call.id).acknowledged

    def test_acknowledged_at_the_terminal(
        self, gateway: LocalGateway, call: StaffCall, clock: DrivenClock
    ) -> None:
        gateway.tell(call)
        gateway.tell(CallAcknowledged(call.id, clock.now(), 3))
        assert gateway.call_standing(call.id).acknowledged

    def test_settled_before_they_were_told_stay_settled(
        self, gateway: LocalGateway, call: StaffCall, clock: DrivenClock
    ) -> None:
        """A call that is told again, after its answer was lost, does not open anew."""
        gateway.tell(call)
        gateway.tell(CallAcknowledged(call.id, clock.now(), 3))
        gateway.tell(call)
        assert gateway.call_standing(call.id).acknowledged

    def test_nobody_knows_are_withdrawn_without_complaint(
        self, gateway: LocalGateway, clock: DrivenClock
    ) -> None:
        gateway.tell(CallWithdrawn(str(uuid4()), clock.now()))

    def test_of_another_terminal_are_not_told_of(
        self, service: Service, gateway: LocalGateway, call: StaffCall, clock: DrivenClock
    ) -> None:
        gateway.tell(call)
        other = LocalGateway(service, THERE)
        with pytest.raises(RecordMissing):
            other.call_standing(call.id)
        other.tell(CallAcknowledged(call.id, clock.now(), 1))
        assert not gateway.call_standing(call.id).acknowledged


def test_reports_told_twice_are_one(
    service: Service, gateway: LocalGateway, clock: DrivenClock
) -> None:
    results = (CheckResult("speaker", Verdict.BAD, "-3 dB"),)
    report = Report(str(uuid4()), ReportKind.READINESS, clock.now(), 1, results)
    gateway.tell(report)
    gateway.tell(report)
    assert count(service, ReportRow) == 1
    with Session(service.engine) as session:
        kept = session.scalars(select(ReportRow)).one()
    assert (kept.ready, kept.account) == (False, 1)
    assert kept.results == [{"check": "speaker", "verdict": "bad", "measured": "-3 dB"}]


class TestHeartbeats:
    def test_say_how_a_terminal_is(
        self, service: Service, gateway: LocalGateway, key: TerminalKey, clock: DrivenClock
    ) -> None:
        gateway.tell(heartbeat(key, clock.now(), 10, printer="paper_low"))
        row = standing(service)
        assert row.devices == [{"device": "printer", "status": "paper_low"}]
        assert (row.head_number, row.alarm, row.heard) == (10, None, clock.now())

    def test_of_a_log_that_grows_raise_no_alarm(
        self, service: Service, gateway: LocalGateway, key: TerminalKey, clock: DrivenClock
    ) -> None:
        for number in (10, 10, 11, 500):
            gateway.tell(heartbeat(key, clock.now(), number))
        assert standing(service).alarm is None

    @pytest.mark.parametrize(
        ("number", "log", "alarm"),
        [(9, "", Alarm.BACKWARDS), (10, "another", Alarm.CHANGED), (0, "", Alarm.BACKWARDS)],
    )
    def test_of_a_log_that_was_cut_or_replaced_do(
        self,
        service: Service,
        gateway: LocalGateway,
        key: TerminalKey,
        clock: DrivenClock,
        number: int,
        log: str,
        alarm: Alarm,
    ) -> None:
        gateway.tell(heartbeat(key, clock.now(), 10))
        gateway.tell(heartbeat(key, clock.now(), number, log))
        assert standing(service).alarm == alarm
        gateway.tell(heartbeat(key, clock.now(), 11))
        assert standing(service).alarm == alarm, "it stays until somebody has looked"

    def test_that_another_key_signed_do(
        self, service: Service, gateway: LocalGateway, key: TerminalKey, clock: DrivenClock
    ) -> None:
        stranger = TerminalKey(Ed25519PrivateKey.generate())
        gateway.tell(heartbeat(stranger, clock.now(), 10))
        assert standing(service).alarm == Alarm.UNSIGNED

    def test_whose_signature_is_of_another_moment_do(
        self, service: Service, gateway: LocalGateway, key: TerminalKey, clock: DrivenClock
    ) -> None:
        """Whoever heard one cannot use it again later."""
        heard = heartbeat(key, clock.now(), 10)
        later = clock.now() + timedelta(minutes=1)
        gateway.tell(replace(heard, id=str(uuid4()), at=later))
        assert standing(service).alarm == Alarm.UNSIGNED

    def test_a_head_before_an_alarm_is_still_what_the_next_are_measured_by(
        self, service: Service, gateway: LocalGateway, key: TerminalKey, clock: DrivenClock
    ) -> None:
        for number in (10, 4, 5):
            gateway.tell(heartbeat(key, clock.now(), number))
        assert standing(service).head_number == 10

    def test_told_again_are_not_measured_again(
        self, service: Service, gateway: LocalGateway, key: TerminalKey, clock: DrivenClock
    ) -> None:
        """As when the answer was lost, and later ones went through meanwhile."""
        first = heartbeat(key, clock.now(), 10)
        for each in (first, heartbeat(key, clock.now(), 11), first):
            gateway.tell(each)
        assert standing(service).alarm is None

    def test_a_terminal_that_was_enrolled_anew_begins_anew(
        self, service: Service, gateway: LocalGateway, key: TerminalKey, clock: DrivenClock
    ) -> None:
        for number in (10, 4):
            gateway.tell(heartbeat(key, clock.now(), number))
        new = TerminalKey(Ed25519PrivateKey.generate())
        with Session(service.engine) as session, session.begin():
            enrol(session, HERE, new.public_pem, clock.now())
        gateway.tell(heartbeat(new, clock.now(), 1))
        assert (standing(service).alarm, standing(service).head_number) == (None, 1)

    def test_somebody_who_has_looked_ends_the_alarm(
        self, service: Service, gateway: LocalGateway, key: TerminalKey, clock: DrivenClock
    ) -> None:
        for number in (10, 4):
            gateway.tell(heartbeat(key, clock.now(), number))
        with Session(service.engine) as session, session.begin():
            assert believe_again(session, HERE)
            assert not believe_again(session, THERE)
        gateway.tell(heartbeat(key, clock.now(), 5))
        assert (standing(service).alarm, standing(service).head_number) == (None, 5)

    def test_are_kept_for_a_month(
        self, service: Service, gateway: LocalGateway, key: TerminalKey, clock: DrivenClock
    ) -> None:
        gateway.tell(heartbeat(key, clock.now(), 1))
        clock.advance(KEPT.total_seconds() + 1)
        gateway.tell(heartbeat(key, clock.now(), 2))
        assert count(service, HeartbeatRow) == 1
