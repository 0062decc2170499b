"""The HTTP API as such: its description, its refusals, and what it never says back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.api.app import create_app
from backend.api.limits import LARGEST_BODY
from backend.api.problems import problem_of
from backend.demo.people import CAO
from backend.library.terminals import admit
from backend.service import Service
from contract.failures import FAILURES, BadAnswer, TimedOut, Unreachable
from contract.wire import FAILURE_OF_PROBLEM, PROBLEM_MEDIA_TYPE, VISIT_HEADER
from kiosk.terminal_key import TerminalKey
from tests.kiosk.driven_clock import DrivenClock

SEEN_ONLY_BY_THE_KIOSK = {Unreachable, TimedOut, BadAnswer}
HOLDER = {
    "type": "holder",
    "card": "social_security",
    "id_number": CAO.id_number,
    "name": CAO.name,
    "authenticated": False,
}


@pytest.fixture
def http(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def terminal(
    http: TestClient, service: Service, key: TerminalKey, clock: DrivenClock
) -> TestClient:
    token = admit(service, key.assertion("T01", clock.now()))
    http.headers["Authorization"] = f"Bearer {token}"
    return http


def test_the_description_names_every_route_and_what_it_needs(http: TestClient) -> None:
    schema: dict[str, Any] = http.get("/v1/openapi.json").json()
    routes = {
        f"{method.upper()} {path}"
        for path, methods in schema["paths"].items()
        for method in methods
    }
    assert routes == {
        "POST /v1/token",
        "GET /v1/health",
        "GET /v1/notices",
        "GET /v1/notices/{notice_id}",
        "GET /v1/notices/{notice_id}/pictures/{number}",
        "GET /v1/bulletin",
        "GET /v1/activities",
        "GET /v1/activities/{activity_id}",
        "GET /v1/venues",
        "GET /v1/carriers",
        "GET /v1/acknowledgements",
        "POST /v1/acknowledgements",
        "GET /v1/sign-ups",
        "POST /v1/activities/{activity_id}/sign-ups",
        "POST /v1/activities/{activity_id}/cancellations",
        "PUT /v1/calls/{call_id}",
        "GET /v1/calls/{call_id}",
        "PUT /v1/calls/{call_id}/withdrawal",
        "PUT /v1/calls/{call_id}/acknowledgement",
        "PUT /v1/reports/{report_id}",
        "PUT /v1/heartbeats/{heartbeat_id}",
        "POST /v1/visits",
        "DELETE /v1/visits/current",
        "POST /v1/visits/current/answers",
        "GET /v1/reimbursements/years",
        "GET /v1/reimbursements",
        "GET /v1/reimbursements/{number}",
        "GET /v1/reimbursements/{number}/items",
        "GET /v1/pension",
        "GET /v1/pension/months",
        "GET /v1/pension/months/{year}/{month}",
        "GET /v1/pension/adjustments",
        "GET /v1/file",
        "GET /v1/file/corrections",
        "POST /v1/file/corrections",
        "POST /v1/receipts",
    }
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            assert PROBLEM_MEDIA_TYPE in operation["responses"]["default"]["content"]
            guarded = path not in {"/v1/token", "/v1/health"}
            assert bool(operation.get("security")) is guarded, path
    assert schema["components"]["schemas"]["Settlement"]["properties"]["total"]["type"] == "string"


def test_every_failure_of_the_backend_is_one_problem() -> None:
    assert set(FAILURE_OF_PROBLEM.values()) == set(FAILURES)
    problems = [problem_of(each) for each in FAILURES if each not in SEEN_ONLY_BY_THE_KIOSK]
    assert len({problem.type for problem in problems}) == len(FAILURES) - 3
    for problem in problems:
        assert FAILURE_OF_PROBLEM[problem.type].code == problem.code


@pytest.mark.parametrize(
    "path", ["/v1/notices", "/v1/notices/1", "/v1/reimbursements/years", "/v1/reimbursements/1"]
)
def test_nothing_is_answered_to_a_stranger(http: TestClient, path: str) -> None:
    answer = http.get(path)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
    assert answer.json()["type"] == "urn:yinling:failure:terminal-refused"


def test_a_terminal_without_a_visit_sees_nobody_s_records(terminal: TestClient) -> None:
    for headers in ({}, {VISIT_HEADER: "guess"}):
        answer = terminal.get("/v1/reimbursements/years", headers=headers)
        assert answer.json()["type"] == "urn:yinling:failure:visit-over"


def test_no_answer_may_be_kept_by_a_cache(terminal: TestClient) -> None:
    for path in ("/v1/health", "/v1/notices", "/v1/nothing"):
        assert terminal.get(path).headers["cache-control"] == "no-store"


def test_an_ill_formed_request_is_refused_without_repeating_it(terminal: TestClient) -> None:
    for change in (
        {"type": "stripe"},
        {"type": "token", "token": ""},
        {"card": "library"},
        {"id_number": 17},
        {"name": "长" * 101},
        {"authenticated": "yes"},
        {"more": 1},
    ):
        answer = terminal.post("/v1/visits", json={"subject": HOLDER | change})
        assert answer.status_code == 422
        assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
        assert CAO.id_number not in answer.text
        assert CAO.name not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/v1/reimbursements",
        "/v1/reimbursements?year=26",
        "/v1/reimbursements/%00",
        "/v1/reimbursements/" + "1" * 65,
        "/v1/notices/-1",
        "/v1/notices/99999999999999999999",
    ],
)
def test_an_address_that_cannot_be_is_refused(terminal: TestClient, path: str) -> None:
    assert terminal.get(path, headers={VISIT_HEADER: "any"}).status_code == 422


def test_a_large_body_is_refused_before_it_is_read(http: TestClient) -> None:
    large = b"x" * (LARGEST_BODY + 1)
    assert http.post("/v1/token", content=large).status_code == 413
    assert http.post("/v1/token", content=iter([large])).status_code == 411


def test_a_fault_says_nothing_of_its_cause(terminal: TestClient, service: Service) -> None:
    with Session(service.engine) as session, session.begin():
        session.execute(text("DROP TABLE notice_pictures"))
    answer = terminal.get("/v1/notices")
    assert answer.status_code == 500
    assert answer.json()["type"] == "urn:yinling:failure:server-fault"
    assert "notice_pictures" not in answer.text


def test_a_visit_s_token_is_never_in_an_address(terminal: TestClient) -> None:
    opened = terminal.post("/v1/visits", json={"subject": HOLDER}).json()
    assert opened["retiree"]["masked_id_number"] == "999***********0020"
    headers = {VISIT_HEADER: opened["token"]}
    assert terminal.get("/v1/reimbursements/years", headers=headers).json()[0] == 2026
    assert terminal.get(f"/v1/reimbursements/years?visit={opened['token']}").status_code == 401
    assert terminal.delete("/v1/visits/current", headers=headers).status_code == 204
    assert terminal.get("/v1/reimbursements/years", headers=headers).status_code == 401
