"""The staff's desk as a browser meets it, and what it shows of calls and terminals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from backend.api.app import create_app
from backend.gateway import LocalGateway
from backend.library.terminals import revoke
from backend.service import Service
from backend.staff import accounts
from backend.staff.accounts import LOCKED, MOST_FAILURES
from backend.staff.board import SILENT_AFTER
from backend.staff.sessions import LASTS
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
from passwords import WeakPassword
from tests.backend.demo_service import HERE
from tests.backend.sample_heartbeats import heartbeat
from tests.kiosk.driven_clock import DrivenClock

NAME, PASSWORD = "wang", "Xiao7hua"


@pytest.fixture
def browser(service: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(accounts, "HASHER", PasswordHasher(1, 8, 1))
    with Session(service.engine) as session, session.begin():
        accounts.add(session, HERE.district_id, uuid4(), NAME, PASSWORD, service.clock())
    with TestClient(create_app(service), "https://yinling.example") as client:
        yield client


@pytest.fixture
def desk(browser: TestClient) -> TestClient:
    assert "现在没有人叫" in log_in(browser)
    return browser


def log_in(browser: TestClient, password: str = PASSWORD, name: str = NAME) -> str:
    return browser.post("/staff/login", data={"name": name, "password": password}).text


def call(gateway: LocalGateway, clock: DrivenClock, reason: CallReason = CallReason.HELP) -> str:
    message = StaffCall(str(uuid4()), reason, clock.now())
    gateway.tell(message)
    return message.id


def form_token(browser: TestClient) -> str:
    found = re.search(r'name="form_token" value="(\w+)"', browser.get("/staff").text)
    assert found is not None
    return found[1]


def acknowledge(browser: TestClient, call_id: str) -> str:
    form = {"form_token": form_token(browser)}
    return browser.post(f"/staff/calls/{call_id}/acknowledgement", data=form).text


class TestLoggingIn:
    def test_nobody_sees_the_desk_without(self, browser: TestClient) -> None:
        assert "工作人员登录" in browser.get("/staff").text
        assert browser.get("/staff/board").status_code == 401

    def test_a_wrong_password_and_an_unknown_name_are_answered_alike(
        self, browser: TestClient
    ) -> None:
        assert log_in(browser, "Xiao8hua") == log_in(browser, name="nobody")

    def test_the_fifth_wrong_password_in_a_row_is_the_last_for_five_minutes(
        self, browser: TestClient, clock: DrivenClock
    ) -> None:
        for _ in range(MOST_FAILURES):
            assert "用户名或密码不对" in log_in(browser, "Xiao8hua")
        assert "已锁定" in log_in(browser)
        clock.advance(LOCKED.total_seconds() - 1)
        assert "已锁定" in log_in(browser)
        clock.advance(2)
        assert "现在没有人叫" in log_in(browser)

    def test_a_right_password_forgets_the_wrong_ones(self, browser: TestClient) -> None:
        for _ in range(3):
            for _ in range(MOST_FAILURES - 1):
                log_in(browser, "Xiao8hua")
            assert "现在没有人叫" in log_in(browser)

    def test_one_who_tries_many_names_is_locked_out_too(self, browser: TestClient) -> None:
        answers = [log_in(browser, name=f"guess{n}") for n in range(31)]
        assert ["已锁定" in each for each in answers] == [False] * 30 + [True]

    def test_lasts_a_working_day(self, desk: TestClient, clock: DrivenClock) -> None:
        clock.advance(LASTS.total_seconds() - 1)
        assert "现在没有人叫" in desk.get("/staff").text
        clock.advance(2)
        assert "工作人员登录" in desk.get("/staff").text

    def test_ends_by_logging_out(self, desk: TestClient) -> None:
        cookie = desk.cookies.get("yinling_staff")
        page = desk.post("/staff/logout", data={"form_token": form_token(desk)}).text
        assert "工作人员登录" in page
        stolen = desk.get("/staff/board", headers={"Cookie": f"yinling_staff={cookie}"})
        assert stolen.status_code == 401

    def test_ends_where_the_account_is_closed(self, desk: TestClient, service: Service) -> None:
        with Session(service.engine) as session, session.begin():
            accounts.close(session, NAME, service.clock())
        assert "工作人员登录" in desk.get("/staff").text
        assert "用户名或密码不对" in log_in(desk)

    def test_the_cookie_is_kept_from_scripts_and_other_sites(self, browser: TestClient) -> None:
        answer = browser.post(
            "/staff/login", data={"name": NAME, "password": PASSWORD}, follow_redirects=False
        )
        cookie = answer.headers["set-cookie"].lower()
        for flag in ("httponly", "samesite=strict", "secure", "path=/staff"):
            assert flag in cookie

    def test_an_account_needs_a_good_password_and_a_name_of_its_own(
        self, browser: TestClient, service: Service
    ) -> None:
        for name, password, refusal in (
            ("li", "12345678", WeakPassword),
            ("l", PASSWORD, accounts.BadName),
            (NAME, PASSWORD, accounts.NameTaken),
        ):
            with Session(service.engine) as session, pytest.raises(refusal):
                accounts.add(session, HERE.district_id, uuid4(), name, password, service.clock())


class TestForms:
    @pytest.mark.parametrize(
        "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
    )
    def test_of_other_sites_are_refused(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock, headers: dict[str, str]
    ) -> None:
        call_id, form = call(gateway, clock), {"form_token": form_token(desk)}
        path = f"/staff/calls/{call_id}/acknowledgement"
        assert desk.post(path, data=form, headers=headers).status_code == 403
        assert not gateway.call_standing(call_id).acknowledged

    def test_without_our_token_are_refused(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock
    ) -> None:
        call_id = call(gateway, clock)
        for form in ({}, {"form_token": "0" * 64}):
            path = f"/staff/calls/{call_id}/acknowledgement"
            assert desk.post(path, data=form).status_code == 403
        assert not gateway.call_standing(call_id).acknowledged

    def test_nothing_but_our_own_script_may_run(self, desk: TestClient) -> None:
        policy = desk.get("/staff").headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "<script>" not in desk.get("/staff").text

    def test_of_ours_come_with_their_origin(self, desk: TestClient) -> None:
        """A page that withholds the referrer makes browsers call its own forms' origin null."""
        assert desk.get("/staff").headers["referrer-policy"] == "same-origin"


class TestCalls:
    def test_are_listed_until_somebody_says_they_have_seen_them(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock
    ) -> None:
        call_id = call(gateway, clock, CallReason.CARD_LEFT)
        clock.advance(120)
        board = desk.get("/staff/board").text
        assert 'data-open="1"' in board
        assert "有卡忘在机器上" in board
        assert "等了 2 分钟" in board
        assert not gateway.call_standing(call_id).acknowledged
        assert "现在没有人叫" in acknowledge(desk, call_id)
        assert gateway.call_standing(call_id).acknowledged
        assert f"{NAME} 看到了" in desk.get("/staff/board").text

    def test_whoever_saw_it_first_stays_written_down(
        self, desk: TestClient, service: Service, gateway: LocalGateway, clock: DrivenClock
    ) -> None:
        call_id = call(gateway, clock)
        acknowledge(desk, call_id)
        with Session(service.engine) as session, session.begin():
            accounts.add(session, HERE.district_id, uuid4(), "zhao", PASSWORD, clock.now())
        log_in(desk, name="zhao")
        assert f"{NAME} 看到了" in acknowledge(desk, call_id)

    def test_that_were_withdrawn_are_not_open(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock
    ) -> None:
        gateway.tell(CallWithdrawn(call(gateway, clock), clock.now()))
        board = desk.get("/staff/board").text
        assert "现在没有人叫" in board
        assert "不用去了" in board

    def test_of_yesterday_are_gone_unless_they_are_open(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock
    ) -> None:
        acknowledge(desk, call(gateway, clock))
        still = call(gateway, clock, CallReason.PAPER)
        clock.advance(timedelta(days=1).total_seconds())
        log_in(desk)
        board = desk.get("/staff/board").text
        assert "今天的呼叫：0 次" in board
        assert f"call-{still}" in board

    def test_of_another_district_are_not_ours(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock
    ) -> None:
        path = f"/staff/calls/{uuid4()}/acknowledgement"
        assert desk.post(path, data={"form_token": form_token(desk)}).status_code == 404

    def test_seen_at_the_terminal_are_told_as_such(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock
    ) -> None:
        gateway.tell(CallAcknowledged(call(gateway, clock), clock.now(), 3))
        assert "在终端上看到了（3 号账户）" in desk.get("/staff/board").text


class TestTerminals:
    def test_one_that_was_never_heard(self, desk: TestClient) -> None:
        assert "登记以后还没有报到过" in desk.get("/staff").text

    def test_one_that_is_well(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock, key: TerminalKey
    ) -> None:
        gateway.tell(heartbeat(key, clock.now(), 10))
        page = desk.get("/staff").text
        assert '<p class="calm">正常</p>' in page
        assert "版本 1.0" in page

    def test_one_that_fell_silent(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock, key: TerminalKey
    ) -> None:
        gateway.tell(heartbeat(key, clock.now(), 10))
        clock.advance(SILENT_AFTER.total_seconds() + 60)
        assert "6 分钟没有报到" in desk.get("/staff").text

    def test_one_whose_printer_is_without_paper(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock, key: TerminalKey
    ) -> None:
        gateway.tell(heartbeat(key, clock.now(), 10, printer="paper_out"))
        assert "凭条打印机 没有纸了" in desk.get("/staff").text

    def test_one_with_a_device_this_service_has_no_words_for(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock, key: TerminalKey
    ) -> None:
        gateway.tell(heartbeat(key, clock.now(), 10, palm_reader="asleep"))
        assert "palm_reader asleep" in desk.get("/staff").text

    def test_one_whose_log_went_backwards(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock, key: TerminalKey
    ) -> None:
        gateway.tell(heartbeat(key, clock.now(), 10))
        gateway.tell(heartbeat(key, clock.now(), 9))
        gateway.tell(heartbeat(key, clock.now(), 11))
        assert "日志被剪短过" in desk.get("/staff").text

    def test_one_that_was_revoked(self, desk: TestClient, service: Service) -> None:
        with Session(service.engine) as session, session.begin():
            assert revoke(session, HERE, service.clock())
        assert "已经停用" in desk.get("/staff").text

    def test_shows_the_newest_readiness_report_and_the_daily_ones(
        self, desk: TestClient, gateway: LocalGateway, clock: DrivenClock, key: TerminalKey
    ) -> None:
        gateway.tell(heartbeat(key, clock.now(), 10))
        for day, verdict in enumerate((Verdict.BAD, Verdict.GOOD, Verdict.GOOD)):
            results = (CheckResult("speaker", verdict, "-3 dB"), CheckResult("ups", Verdict.ABSENT))
            made = clock.now() + timedelta(days=day)
            kind = ReportKind.READINESS if day == 0 else ReportKind.DAILY
            gateway.tell(Report(str(uuid4()), kind, made, None, results))
        page = desk.get("/staff").text
        assert page.count("日常巡检") == 2
        assert "1 项没有通过" in page
        assert "最近一次巡检有没通过的项目" in page
        assert "-3 dB" in page
        assert "没有这个设备" in page


def test_speaks_english_where_the_browser_does(browser: TestClient) -> None:
    page = browser.get("/staff/login", headers={"Accept-Language": "en-GB,zh;q=0.5"}).text
    assert "Staff login" in page
    assert '<html lang="en">' in page


def test_what_a_terminal_told_cannot_become_part_of_the_page(
    desk: TestClient, gateway: LocalGateway, clock: DrivenClock
) -> None:
    results = (CheckResult("speaker", Verdict.GOOD, "<script>alert(1)</script>"),)
    gateway.tell(Report(str(uuid4()), ReportKind.READINESS, clock.now(), 1, results))
    assert "<script>alert" not in desk.get("/staff").text
