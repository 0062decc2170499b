"""A receipt on the telephone: for whoever holds the whole code, for ten minutes, and audited."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from applications.catalogue import APPLICATIONS
from backend.api.app import create_app
from backend.demo.people import CAO
from backend.gateway import LocalGateway
from backend.library.audit import LookedAt
from backend.phone_codes import OPENS_FOR, PhoneCode
from backend.service import Service
from backend.service_secret import ServiceSecret
from backend.tables import AuditRow, SettlementRow
from contract.gateway import VisitRecords
from contract.records import IssuedReceipt, ReceiptKind
from tests.backend.demo_service import HERE, holder
from tests.kiosk.driven_clock import DrivenClock

TEN_MINUTES = OPENS_FOR.total_seconds()


@pytest.fixture
def visit(gateway: LocalGateway) -> VisitRecords:
    return gateway.open_visit(holder(CAO))


@pytest.fixture
def telephone(service: Service) -> TestClient:
    return TestClient(create_app(service))


@pytest.fixture
def receipt(visit: VisitRecords) -> IssuedReceipt:
    return visit.issue_receipt("job-1", visit.reimbursements(2026)[0].number)


def path_of(receipt: IssuedReceipt) -> str:
    return receipt.phone_url.removeprefix("https://yinling.example")


def looks(service: Service) -> list[tuple[str, str]]:
    """What the audit says of telephones, and with what outcome."""
    with Session(service.engine) as session:
        rows = session.execute(
            select(AuditRow.record, AuditRow.outcome)
            .where(AuditRow.looked_at == LookedAt.RECEIPT_ON_PHONE)
            .order_by(AuditRow.moment)
        )
        return [(str(record), outcome) for record, outcome in rows]


def test_the_telephone_shows_what_the_slip_would(
    visit: VisitRecords, receipt: IssuedReceipt, telephone: TestClient
) -> None:
    shown = telephone.get(path_of(receipt))
    found = visit.settlement(visit.reimbursements(2026)[0].number)
    assert shown.status_code == 200
    for stands_there in (
        f"{found.fund_paid:,.2f} 元",
        f"{found.total:,.2f} 元",
        receipt.number,
        "12393",
        "不作报销凭证",
        "演示用",
        "截屏",
        "曹**",
    ):
        assert stands_there in shown.text
    for hidden in ("秀英", CAO.id_number, CAO.id_number[6:14]):
        assert hidden not in shown.text


def test_a_year_shows_all_its_settlements(visit: VisitRecords, telephone: TestClient) -> None:
    receipt = visit.issue_receipt("job-1", "2026", ReceiptKind.SETTLEMENTS_OF_YEAR)
    shown = telephone.get(path_of(receipt)).text
    for each in visit.reimbursements(2026):
        assert f"{each.fund_paid:,.2f} 元" in shown
    assert "点一笔" not in shown  # the paper's words, not the screen's


def test_every_kind_of_receipt_has_one_page_to_show() -> None:
    """And the right that page needs is known."""
    pages = [kind for application in APPLICATIONS for kind in application.receipts]
    assert sorted(pages) == sorted(ReceiptKind)
    for application in APPLICATIONS:
        for receipt in application.receipts.values():
            assert receipt.page in application.needs


def test_nothing_between_keeps_it_and_no_search_finds_it(
    receipt: IssuedReceipt, telephone: TestClient
) -> None:
    headers = telephone.get(path_of(receipt)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]


def test_every_opening_is_audited(
    service: Service, receipt: IssuedReceipt, telephone: TestClient
) -> None:
    assert looks(service) == []
    telephone.get(path_of(receipt))
    telephone.get(path_of(receipt))
    assert looks(service) == [(receipt.number, "done")] * 2


def test_after_ten_minutes_it_shows_nothing_and_the_attempt_is_audited(
    service: Service, receipt: IssuedReceipt, telephone: TestClient, clock: DrivenClock
) -> None:
    clock.advance(TEN_MINUTES - 1)
    assert telephone.get(path_of(receipt)).status_code == 200
    clock.advance(2)
    late = telephone.get(path_of(receipt))
    assert late.status_code == 410
    assert "这个码过时了" in late.text
    assert receipt.number not in late.text
    assert "元" not in late.text
    assert looks(service)[-1] == (receipt.number, "too_late")


def test_the_same_job_gets_the_same_address(
    visit: VisitRecords, receipt: IssuedReceipt, clock: DrivenClock
) -> None:
    clock.advance(60)
    again = visit.issue_receipt("job-1", visit.reimbursements(2026)[0].number)
    assert (again.phone_url, again.phone_until) == (receipt.phone_url, receipt.phone_until)


def test_an_altered_code_is_refused_wherever_it_was_altered(
    service: Service, receipt: IssuedReceipt, telephone: TestClient
) -> None:
    path = path_of(receipt)
    for place in range(len("/t/"), len(path)):
        altered = path[:place] + ("2" if path[place] != "2" else "3") + path[place + 1 :]
        answer = telephone.get(altered)
        assert answer.status_code == 404
        assert receipt.number not in answer.text
    assert looks(service) == []


def test_the_code_on_paper_opens_nothing_here(
    receipt: IssuedReceipt, telephone: TestClient
) -> None:
    code, phone_code = receipt.url.rsplit("/", 1)[1], receipt.phone_url.rsplit("/", 1)[1]
    assert telephone.get(f"/t/{code}").status_code == 404
    assert telephone.get(f"/r/{phone_code}").status_code == 404
    district, number, tag = code.split(".")
    until = phone_code.split(".")[2]
    assert telephone.get(f"/t/{district}.{number}.{until}.{tag}").status_code == 404


def test_a_record_that_changed_since_is_told(
    service: Service, receipt: IssuedReceipt, telephone: TestClient, visit: VisitRecords
) -> None:
    number = visit.reimbursements(2026)[0].number
    with Session(service.engine) as session, session.begin():
        is_it = SettlementRow.number == number
        session.execute(update(SettlementRow).where(is_it).values(institution="另一家医院"))
    assert "出具以后，记录有了变化" in telephone.get(path_of(receipt)).text


def test_a_record_that_does_not_hold_is_not_shown(
    service: Service, receipt: IssuedReceipt, telephone: TestClient, visit: VisitRecords
) -> None:
    number = visit.reimbursements(2026)[0].number
    with Session(service.engine) as session, session.begin():
        is_it = SettlementRow.number == number
        session.execute(update(SettlementRow).where(is_it).values(total=Decimal("1.00")))
    answer = telephone.get(path_of(receipt))
    assert answer.status_code == 409
    assert "现在看不了这张凭条" in answer.text
    assert "元" not in answer.text


@given(st.text(max_size=80))
def test_anything_at_all_may_be_scanned(text: str) -> None:
    code = PhoneCode.parse(text)
    assert code is None or str(code) == text


@given(st.binary(min_size=32, max_size=32), st.integers(0, 2**32 - 1))
def test_a_code_is_good_for_its_own_moment_only(master: bytes, seconds: int) -> None:
    secret, until = ServiceSecret(master), datetime.fromtimestamp(seconds, UTC)
    code = PhoneCode.signed(secret, HERE.district_id, "T01-20260328-0001", until)
    assert PhoneCode.parse(str(code)) == code
    assert code.is_genuine(secret)
    assert not code.is_genuine(ServiceSecret(secrets.token_bytes(32)))
    later = datetime.fromtimestamp((seconds + 1) % 2**32, UTC)
    assert not PhoneCode(code.district_id, code.number, later, code.tag).is_genuine(secret)
