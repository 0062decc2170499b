"""The gateway over HTTP: with the real service, and with a server that misbehaves."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.api.app import create_app
from backend.demo.people import CAO, MANY, OUYANG, UNKNOWN
from backend.gateway import LocalGateway
from backend.library.terminals import TOKEN_LIFETIME
from backend.policy import Policy
from backend.service import Service
from backend.service_secret import ServiceSecret
from backend.tables import StaffCallRow
from contract.credentials import Assurance, Right
from contract.failures import (
    AmountsDisagree,
    BadAnswer,
    Failure,
    NotAllowed,
    PersonUnknown,
    RecordMissing,
    ServerFault,
    TerminalRefused,
    TimedOut,
    Unreachable,
    VisitOver,
)
from contract.fleet import StaffCall
from contract.records import CallReason
from kiosk.backend_client import BackendClient
from kiosk.bounded_http import Limits
from kiosk.clock import SystemClock
from kiosk.terminal_key import TerminalKey
from tests.backend.demo_service import HERE, card_number, holder, make_service
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.rude_server import RudeServer, reply

QUICK = Limits(connect=0.5, total=0.6, largest=10_000)
EVERYTHING = Policy(fee_items=Assurance.HOLDER_READ, file=Assurance.HOLDER_READ)


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock()


@pytest.fixture
def key() -> TerminalKey:
    return TerminalKey(Ed25519PrivateKey.generate())


class Served:
    """A service behind a real HTTP server; its parts may be exchanged while it runs."""

    def __init__(self, service: Service) -> None:
        self.app = create_app(service)
        self.service = service
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        config = uvicorn.Config(self.app, log_level="warning", access_log=False, lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],))
        self._thread.start()

    def exchange_secret(self) -> None:
        """What a restart with another secret looks like from outside."""
        changed = replace(self.service, secret=ServiceSecret(b"another secret of 32 bytes......"))
        self.app.state.service = changed

    def end(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self.service.engine.dispose()


@pytest.fixture
def served(tmp_path: Path, clock: DrivenClock, key: TerminalKey) -> Iterator[Served]:
    running = Served(make_service(tmp_path, clock, key, EVERYTHING))
    yield running
    running.end()


@pytest.fixture
def client(served: Served, key: TerminalKey, clock: DrivenClock) -> BackendClient:
    return BackendClient(served.url, "T01", key, clock, demo=True)


class TestWithTheRealService:
    def test_it_answers_what_the_service_answers_in_process(
        self, served: Served, client: BackendClient
    ) -> None:
        here, there = LocalGateway(served.service, HERE), client
        assert there.notices() == here.notices()
        for notice in here.notices():
            assert there.notice(notice.id) == here.notice(notice.id)
        local, remote = here.open_visit(holder(CAO)), there.open_visit(holder(CAO))
        assert remote.retiree == local.retiree
        assert remote.rights == local.rights == set(Right)
        assert remote.assurance is local.assurance
        assert remote.reimbursement_years() == local.reimbursement_years()
        for year in local.reimbursement_years():
            assert remote.reimbursements(year) == local.reimbursements(year)
            for row in local.reimbursements(year):
                assert remote.settlement(row.number) == local.settlement(row.number)
                assert remote.fee_items(row.number) == local.fee_items(row.number)

    def test_a_receipt_is_the_same_however_often_it_is_asked_for(
        self, client: BackendClient, clock: DrivenClock
    ) -> None:
        visit = client.open_visit(holder(CAO))
        number = visit.reimbursements(2026)[0].number
        issued = visit.issue_receipt("job-1", number)
        assert issued.number == "T01-20260328-0001"
        assert issued.issued == clock.now()
        assert visit.issue_receipt("job-1", number) == issued

    def test_a_call_for_staff_is_recorded(self, served: Served, client: BackendClient) -> None:
        call = StaffCall(str(uuid4()), CallReason.NOT_ME, served.service.clock())
        client.tell(call)
        client.tell(call)
        with Session(served.service.engine) as session:
            calls = session.scalars(select(StaffCallRow)).all()
        assert [(call.terminal_id, call.reason) for call in calls] == [("T01", "not_me")]

    def test_each_refusal_is_its_own_failure(self, client: BackendClient) -> None:
        visit = client.open_visit(holder(CAO))
        others = client.open_visit(holder(MANY)).reimbursements(2025)[0].number
        number_only = client.open_visit(card_number(OUYANG))
        assert number_only.rights == {Right.TAKE_PART}
        refusals: list[tuple[type[Failure], Callable[[], object]]] = [
            (PersonUnknown, lambda: client.open_visit(holder(UNKNOWN))),
            (NotAllowed, number_only.reimbursement_years),
            (RecordMissing, lambda: visit.settlement(others)),
            (RecordMissing, lambda: visit.settlement("../../v1/health")),
            (RecordMissing, lambda: visit.fee_items("")),
            (RecordMissing, lambda: client.notice(999)),
        ]
        for failure, ask in refusals:
            with pytest.raises(failure):
                ask()

    def test_a_closed_visit_is_over_here_and_there(
        self, served: Served, client: BackendClient
    ) -> None:
        visit = client.open_visit(holder(CAO))
        token = vars(visit)["_token"]
        visit.close()
        visit.close()
        with pytest.raises(VisitOver):
            visit.reimbursement_years()
        with pytest.raises(VisitOver):
            LocalGateway(served.service, HERE).records(token).reimbursement_years()

    def test_neither_token_nor_person_shows(
        self, client: BackendClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        visit = client.open_visit(holder(CAO))
        visit.settlement(visit.reimbursements(2026)[0].number)
        shown = repr(visit) + str(visit) + repr(visit.retiree) + repr(holder(CAO)) + caplog.text
        for personal in (CAO.name, CAO.id_number, "12680.50", vars(visit)["_token"]):
            assert personal not in shown

    def test_the_terminal_s_token_is_renewed_in_time(
        self, client: BackendClient, clock: DrivenClock
    ) -> None:
        for _ in range(5):
            assert client.notices()
            clock.advance(TOKEN_LIFETIME.total_seconds() - 20)

    def test_a_token_that_is_no_longer_taken_is_renewed_once(
        self, served: Served, client: BackendClient
    ) -> None:
        assert client.notices()
        served.exchange_secret()
        assert client.notices()

    def test_a_terminal_that_is_not_enrolled_is_refused(
        self, served: Served, clock: DrivenClock
    ) -> None:
        stranger = TerminalKey(Ed25519PrivateKey.generate())
        with pytest.raises(TerminalRefused):
            BackendClient(served.url, "T01", stranger, clock, demo=True).notices()

    def test_many_threads_share_one_client(self, client: BackendClient) -> None:
        visit = client.open_visit(holder(CAO))
        number = visit.reimbursements(2026)[0].number
        with ThreadPoolExecutor(8) as pool:
            issued = list(
                pool.map(lambda job: visit.issue_receipt(f"job-{job % 5}", number), range(40))
            )
        assert {each.number for each in issued} == {f"T01-20260328-{n:04d}" for n in range(1, 6)}

    def test_it_says_whether_the_backend_answers_and_whether_it_is_a_demo(
        self, served: Served, client: BackendClient
    ) -> None:
        assert client.reachable()
        assert client.is_demo()
        served.end()
        assert not client.reachable()
        with pytest.raises(Unreachable):
            client.notices()

    def test_made_up_and_real_records_never_meet(
        self, served: Served, key: TerminalKey, clock: DrivenClock
    ) -> None:
        client = BackendClient(served.url, "T01", key, clock, demo=False)
        assert not client.reachable()
        with pytest.raises(TerminalRefused):
            client.notices()


def rude(server: RudeServer, key: TerminalKey) -> BackendClient:
    return BackendClient(server.url, "T01", key, SystemClock(), QUICK)


def sends(answer: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(answer)


def hangs_up(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)


def breaks_off(connection: socket.socket) -> None:
    connection.sendall(reply(b"[]" + b" " * 500)[:-100])
    hangs_up(connection)


GOOD = reply(b"[]")
OPENED = (
    b'{"token":"t","retiree":{"name":"n","masked_id_number":"m"},"assurance":2,'
    b'"rights":["totals"],"name_differs":false}'
)
SETTLEMENT_2 = (
    b'{"number":"2","kind":"pharmacy","institution":"i","day":"2026-01-01",'
    b'"state":{"at_hospital":{}},"total":"0","pooled":"0","supplementary":"0","assistance":"0",'
    b'"personal":"0","in_scheme_self_paid":"0","out_of_scheme":"0","account":"0","cash":"0",'
    b'"other":"0"}'
)
PROBLEM = "Content-Type: application/problem+json"


class TestWithAServerThatMisbehaves:
    @pytest.mark.parametrize(
        ("answer", "failure"),
        [
            (reply(b"oops", "500 Internal Server Error"), ServerFault),
            (reply(b"", "502 Bad Gateway"), ServerFault),
            (reply(b'{"type": 3}', "503 Service Unavailable", PROBLEM), ServerFault),
            (reply(b"<html>please log in</html>"), BadAnswer),
            (reply(b""), BadAnswer),
            (reply(b"\xff\xfe"), BadAnswer),
            (reply(b"[" * 9000), BadAnswer),
            (reply(b"{}"), BadAnswer),
            (reply(b'[{"id":"one","title":"t","day":"2026-01-01"}]'), BadAnswer),
            (reply(b'[{"id":1,"title":"t","day":"2026-02-30"}]'), BadAnswer),
            (reply(b"[]" + b" " * 20_000), BadAnswer),
            (reply(b"", "302 Found", "Location: http://127.0.0.1:9/"), BadAnswer),
            (reply(b"", "404 Not Found"), BadAnswer),
            (reply(b"not gzip", "200 OK", "Content-Encoding: gzip"), BadAnswer),
            (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", BadAnswer),
            (reply(b"{}", "418 I'm a teapot"), BadAnswer),
            (
                reply(b'{"type":"urn:yinling:failure:amounts-disagree"}', "409 Conflict", PROBLEM),
                AmountsDisagree,
            ),
        ],
    )
    def test_each_answer_means_one_failure(
        self, key: TerminalKey, answer: bytes, failure: type[Failure]
    ) -> None:
        with RudeServer(sends(answer)) as server, pytest.raises(Failure) as raised:
            rude(server, key).notices()
        assert raised.type is failure
        assert raised.value.__cause__ is None

    def test_an_answer_that_breaks_off_is_not_believed(self, key: TerminalKey) -> None:
        with RudeServer(breaks_off) as server, pytest.raises(BadAnswer):
            rude(server, key).notices()

    def test_a_server_that_says_nothing_is_given_up_in_time(self, key: TerminalKey) -> None:
        with RudeServer(lambda _: None) as server:
            self.gives_up_in_time(rude(server, key))

    def test_a_body_that_drips_is_given_up_in_time(self, key: TerminalKey) -> None:
        def drips(connection: socket.socket) -> None:
            connection.sendall(reply(b"x" * 9000)[:60])
            server.until_over(lambda: connection.sendall(b" "), every=0.02)

        with RudeServer(drips) as server:
            self.gives_up_in_time(rude(server, key))

    def test_a_head_that_drips_is_given_up_in_time_and_its_thread_ends(
        self, key: TerminalKey
    ) -> None:
        gone = threading.Event()

        def drips(connection: socket.socket) -> None:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            server.until_over(lambda: connection.sendall(b"x"), every=0.02)
            gone.set()

        with RudeServer(drips) as server:
            self.gives_up_in_time(rude(server, key))
            assert gone.wait(5), "the connection was left open"

    def gives_up_in_time(self, client: BackendClient) -> None:
        began = time.monotonic()
        with pytest.raises(TimedOut):
            client.notices()
        assert time.monotonic() - began < QUICK.total + 0.4

    def test_nobody_listening_is_unreachable(self, key: TerminalKey) -> None:
        with RudeServer() as server:
            url = server.url
        for nowhere in (url, "http://no-such-host.invalid"):
            client = BackendClient(nowhere, "T01", key, SystemClock(), Limits(total=5))
            with pytest.raises(Unreachable):
                client.notices()
            assert not client.reachable()

    def test_a_dropped_connection_is_tried_once_more_for_what_only_reads(
        self, key: TerminalKey
    ) -> None:
        with RudeServer(sends(GOOD), hangs_up, sends(GOOD)) as server:
            client = rude(server, key)
            assert client.notices() == ()
            assert client.notices() == ()
            assert len(server.asked) == 3

    def test_twice_dropped_is_unreachable(self, key: TerminalKey) -> None:
        with RudeServer(hangs_up) as server:
            with pytest.raises(Unreachable):
                rude(server, key).notices()
            assert len(server.asked) == 2

    def test_what_would_happen_twice_is_never_asked_twice(self, key: TerminalKey) -> None:
        with RudeServer(hangs_up) as server:
            with pytest.raises(Unreachable):
                rude(server, key).open_visit(holder(CAO))
            assert len(server.asked) == 1

    def test_closing_a_visit_never_fails(self, key: TerminalKey) -> None:
        with RudeServer(sends(reply(OPENED)), hangs_up) as server:
            visit = rude(server, key).open_visit(holder(CAO))
            visit.close()
        with pytest.raises(VisitOver):
            visit.reimbursement_years()

    def test_another_record_than_was_asked_for_is_refused(self, key: TerminalKey) -> None:
        with RudeServer(sends(reply(OPENED)), sends(reply(SETTLEMENT_2))) as server:
            visit = rude(server, key).open_visit(holder(CAO))
            assert visit.settlement("2").number == "2"
            with pytest.raises(BadAnswer):
                visit.settlement("1")
