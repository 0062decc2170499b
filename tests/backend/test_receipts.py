"""A receipt is numbered once per print job, and nobody else can make its code."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.orm import Session

from backend.api.app import create_app
from backend.demo.people import CAO
from backend.gateway import LocalGateway
from backend.library import receipts
from backend.receipt_codes import ReceiptCode
from backend.service import Service
from backend.service_secret import ServiceSecret
from backend.tables import SettlementRow
from contract.failures import RecordMissing
from contract.gateway import VisitRecords
from contract.records import ReceiptKind
from tests.backend.demo_service import holder
from tests.kiosk.driven_clock import DrivenClock

ONE_DAY = 24 * 60 * 60


@pytest.fixture
def visit(gateway: LocalGateway) -> VisitRecords:
    return gateway.open_visit(holder(CAO))


@pytest.fixture
def number(visit: VisitRecords) -> str:
    return visit.reimbursements(2026)[0].number


def code_of(url: str) -> str:
    return url.rsplit("/", 1)[1]


def test_a_receipt_is_numbered_by_terminal_day_and_count(
    visit: VisitRecords, number: str, clock: DrivenClock
) -> None:
    first = visit.issue_receipt("job-1", number)
    assert first.number == "T01-20260328-0001"
    assert first.issued == clock.now()
    assert visit.issue_receipt("job-2", number).number == "T01-20260328-0002"


def test_the_day_is_the_terminal_s_and_begins_a_new_count(
    gateway: LocalGateway, number: str, clock: DrivenClock
) -> None:
    gateway.open_visit(holder(CAO)).issue_receipt("job-1", number)
    clock.advance(16 * 60 * 60)  # 17:30 UTC: in China it is the next day
    issued = gateway.open_visit(holder(CAO)).issue_receipt("job-2", number)
    assert issued.number == "T01-20260329-0001"


def test_the_same_job_gets_the_same_receipt(
    visit: VisitRecords, number: str, clock: DrivenClock
) -> None:
    first = visit.issue_receipt("job-1", number)
    clock.advance(60)
    assert visit.issue_receipt("job-1", number) == first


def test_a_job_cannot_be_used_for_another_settlement(visit: VisitRecords, number: str) -> None:
    other = visit.reimbursements(2025)[0].number
    visit.issue_receipt("job-1", number)
    with pytest.raises(RecordMissing):
        visit.issue_receipt("job-1", other)


def test_jobs_at_the_same_moment_each_get_one_number(visit: VisitRecords, number: str) -> None:
    jobs = [f"job-{index % 10}" for index in range(40)]
    with ThreadPoolExecutor(8) as pool:
        issued = list(pool.map(lambda job: visit.issue_receipt(job, number), jobs))
    by_job = {
        job: {each.number for j, each in zip(jobs, issued, strict=True) if j == job} for job in jobs
    }
    assert all(len(numbers) == 1 for numbers in by_job.values())
    assert {n for numbers in by_job.values() for n in numbers} == {
        f"T01-20260328-{count:04d}" for count in range(1, 11)
    }


def test_a_genuine_code_leads_back_to_the_record(
    service: Service, visit: VisitRecords, number: str
) -> None:
    issued = visit.issue_receipt("job-1", number)
    assert issued.url.startswith("https://yinling.example/r/")
    assert len(issued.url) < 80
    with Session(service.engine) as session:
        verified = receipts.verify(session, service.secret, code_of(issued.url))
    assert verified.number == issued.number
    assert verified.record == visit.settlement(number)
    assert verified.unchanged


def test_a_year_on_one_slip_has_its_number_and_its_code(
    service: Service, visit: VisitRecords, number: str
) -> None:
    issued = visit.issue_receipt("job-1", "2026", ReceiptKind.SETTLEMENTS_OF_YEAR)
    assert issued.number == "T01-20260328-0001"
    code = code_of(issued.url)
    listed = visit.reimbursements(2026)
    with Session(service.engine) as session:
        assert receipts.verify(session, service.secret, code).record == listed
    with Session(service.engine) as session, session.begin():
        is_it = SettlementRow.number == number
        session.execute(update(SettlementRow).where(is_it).values(pooled=Decimal("1.00")))
    with Session(service.engine) as session:
        assert not receipts.verify(session, service.secret, code).unchanged


@pytest.mark.parametrize("year", ["1999", "26", "S-2026-1", "20261"])
def test_a_year_without_settlements_has_no_receipt(visit: VisitRecords, year: str) -> None:
    with pytest.raises(RecordMissing):
        visit.issue_receipt("job-1", year, ReceiptKind.SETTLEMENTS_OF_YEAR)


def test_a_job_for_a_settlement_is_not_one_for_a_year(visit: VisitRecords, number: str) -> None:
    visit.issue_receipt("job-1", number)
    with pytest.raises(RecordMissing):
        visit.issue_receipt("job-1", "2026", ReceiptKind.SETTLEMENTS_OF_YEAR)


def test_a_record_that_changed_since_is_told(
    service: Service, visit: VisitRecords, number: str
) -> None:
    code = code_of(visit.issue_receipt("job-1", number).url)
    with Session(service.engine) as session, session.begin():
        is_it = SettlementRow.number == number
        session.execute(update(SettlementRow).where(is_it).values(total=Decimal("1.00")))
    with Session(service.engine) as session:
        assert not receipts.verify(session, service.secret, code).unchanged


def test_an_altered_code_is_refused_wherever_it_was_altered(
    service: Service, visit: VisitRecords, number: str
) -> None:
    code = code_of(visit.issue_receipt("job-1", number).url)
    visit.issue_receipt("job-2", number)
    with Session(service.engine) as session:
        for place, character in enumerate(code):
            altered = code[:place] + ("2" if character != "2" else "3") + code[place + 1 :]
            with pytest.raises(RecordMissing):
                receipts.verify(session, service.secret, altered)


def test_another_service_s_code_is_refused(
    service: Service, visit: VisitRecords, number: str
) -> None:
    code = code_of(visit.issue_receipt("job-1", number).url)
    with Session(service.engine) as session, pytest.raises(RecordMissing):
        receipts.verify(session, ServiceSecret(secrets.token_bytes(32)), code)


@given(st.text(max_size=80))
def test_anything_at_all_may_be_scanned(text: str) -> None:
    code = ReceiptCode.parse(text)
    assert code is None or str(code) == text


@given(st.binary(min_size=32, max_size=32), st.from_regex(r"[0-9a-f]{64}", fullmatch=True))
def test_a_code_is_good_for_its_own_number_and_record_only(key: bytes, record_hash: str) -> None:
    code = ReceiptCode.signed(key, "320612", "T01-20260328-0001", record_hash)
    assert ReceiptCode.parse(str(code)) == code
    assert code.is_genuine(key, record_hash)
    assert not code.is_genuine(key, "0" * 63 + ("1" if record_hash[-1] != "1" else "2"))
    other = ReceiptCode("320612", "T01-20260328-0002", code.tag)
    assert not other.is_genuine(key, record_hash)


def test_a_scanned_code_leads_to_a_page_that_says_it_is_genuine(
    visit: VisitRecords, number: str, service: Service
) -> None:
    receipt = visit.issue_receipt("job-1", number)
    answer = TestClient(create_app(service)).get(f"/r/{code_of(receipt.url)}")
    assert answer.status_code == 200
    assert "这张凭条是真的" in answer.text
    assert receipt.number in answer.text
    assert "秀英" not in answer.text


def test_an_altered_code_leads_to_a_page_that_says_nothing_of_the_receipt(
    visit: VisitRecords, number: str, service: Service
) -> None:
    receipt = visit.issue_receipt("job-1", number)
    altered = code_of(receipt.url)[:-1] + "_"
    answer = TestClient(create_app(service)).get(f"/r/{altered}")
    assert answer.status_code == 404
    assert "查不到这张凭条" in answer.text
    assert receipt.number not in answer.text
