"""What staff do in the service menu, what comes of it, and that all of it is in the event log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from contract.fleet import Verdict
from devices.printers.printer import PrinterStatus
from kiosk.log_bundle import verify_bundle
from kiosk.maintenance.changeable import SETTINGS, Changeable, SettingsDesk
from kiosk.maintenance.guard import ACTIONS, UNRECORDED
from kiosk.maintenance.reports import Rounds
from kiosk.settings import Settings, State, load_settings
from pages.model import Part
from pages.presentation import Language, Presentation
from pages.transcript import page_lines
from pages.words import load_words
from tests.kiosk.sample_people import CAO
from tests.kiosk.staff import Terminal, healthy, log_in, put, type_in
from tests.kiosk.stage import StagedKiosk
from tests.kiosk.staged_workshop import factory_settings


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    healthy(terminal.root)
    yield terminal
    terminal.store.close()


@pytest.fixture
def technician(terminal: Terminal) -> Iterator[StagedKiosk]:
    kiosk = log_in(terminal.start())
    yield kiosk
    assert kiosk.errors == []


@pytest.fixture
def attendant(terminal: Terminal) -> Iterator[StagedKiosk]:
    kiosk = log_in(terminal.start(), "wang")
    yield kiosk
    assert kiosk.errors == []


class TestTheAttendant:
    def test_changes_the_paper_by_pictures(self, attendant: StagedKiosk) -> None:
        attendant.printer_is(PrinterStatus.PAPER_OUT)
        attendant.tap("换纸")
        assert attendant.sees("没有纸了")
        attendant.tap("换好了")
        assert attendant.sees("打印机还没有好")
        attendant.printer_is(PrinterStatus.READY)
        attendant.tap("换好了")
        assert attendant.sees("打印机正常")
        assert attendant.logged("maintenance.paper_changed")[0]["account"] == 2

    def test_acknowledges_a_call(self, terminal: Terminal) -> None:
        kiosk = terminal.start()
        kiosk.tap("找人帮忙")
        kiosk.tap("叫人过来")
        kiosk.wait(220)
        log_in(kiosk, "wang")
        assert kiosk.sees("有1个呼叫没人应")
        kiosk.tap("呼叫")
        kiosk.tap("老人点了")
        assert kiosk.sees("已应答")
        assert kiosk.kiosk.calls.open == ()

    def test_notes_a_card_without_a_name_and_hands_it_back(self, attendant: StagedKiosk) -> None:
        attendant.tap("捡到的卡")
        attendant.tap("登记一张卡")
        assert attendant.sees("这里不写姓名和号码")
        attendant.tap("社保卡")
        assert attendant.sees("在窗口")
        attendant.tap("社保卡")
        attendant.tap("已交还本人")
        assert attendant.sees("已交还本人")
        assert attendant.logged("maintenance.card_found")[0]["kind"] == "social_security"
        assert attendant.logged("maintenance.card_settled")[0]["fate"] == "handed_back"

    def test_closes_for_today_with_a_reason(
        self, terminal: Terminal, attendant: StagedKiosk
    ) -> None:
        attendant.tap("今天停用")
        attendant.tap("机器要修")
        attendant.tap("退出维护")
        assert attendant.sees("这台机器今天停用")
        attendant.lay(CAO)
        assert attendant.shows == "standard.welcome"
        assert attendant.gateway.visits == []
        again = terminal.start()
        again.wait(1)
        assert again.sees("机器要修一修"), "a restart opened the terminal"
        again.wait(24 * 3600)
        assert not again.sees("今天停用"), "the next morning did not open it"

    def test_opens_it_again(self, attendant: StagedKiosk) -> None:
        attendant.tap("今天停用")
        attendant.tap("中心有事")
        attendant.tap("恢复使用")
        attendant.tap("退出维护")
        attendant.lay(CAO)
        assert attendant.shows == "standard.home"

    def test_gets_a_new_password_once(self, terminal: Terminal, attendant: StagedKiosk) -> None:
        attendant.tap("换我的密码")
        attendant.tap("生成新密码")
        once = attendant.kiosk.parts.menu.facts().once
        assert once is not None
        assert attendant.sees(once.password)
        attendant.tap("记好了")
        assert not attendant.sees(once.password)
        attendant.tap("退出维护")
        log_in(attendant, "wang", once.password)
        assert attendant.shows == "maintenance.desk"

    def test_restarts_the_program(self, attendant: StagedKiosk) -> None:
        attendant.tap("重新启动")
        assert not attendant.exited
        attendant.tap("重新启动程序")
        assert attendant.exited


class TestSettings:
    def test_change_in_steps_and_hold_from_the_next_start(
        self, terminal: Terminal, technician: StagedKiosk
    ) -> None:
        technician.tap("设置")
        technician.tap("没人碰多久就问")
        technician.tap("往后")
        assert technician.sees("改好了")
        event = technician.logged("maintenance.setting")[0]
        assert (event["setting"], event["old"], event["new"]) == (
            "session.idle_seconds",
            "120",
            "150",
        )
        assert load(terminal).session.idle_seconds == 150

    def test_are_undone(self, terminal: Terminal, technician: StagedKiosk) -> None:
        technician.tap("设置")
        technician.tap("没人碰多久就问")
        technician.tap("往后")
        technician.tap("改回原来的")
        assert load(terminal).session.idle_seconds == 120
        assert len(technician.logged("maintenance.setting")) == 2

    @pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.name)
    def test_every_value_that_can_be_chosen_is_sound(
        self, tmp_path: Path, setting: Changeable
    ) -> None:
        """So no terminal is left that does not start."""
        desk = SettingsDesk(replace(factory_settings(), state=State(str(tmp_path))))
        for value in setting.choices:
            desk.change(setting, value)
            assert setting.of(load_from(tmp_path)) == value
        desk.change(setting, None)
        assert load_from(tmp_path) == load_from(tmp_path, with_local=False)


def load(terminal: Terminal) -> Settings:
    return load_from(terminal.state)


def load_from(folder: Path, *, with_local: bool = True) -> Settings:
    """The settings as a start reads them."""
    config = folder.parent / f"{folder.name}-config.toml"
    config.write_text(f'[state]\ndirectory = "{folder}"\n', encoding="utf-8")
    return load_settings(config, with_local=with_local)


class TestAccounts:
    def test_are_made_changed_and_removed(self, technician: StagedKiosk) -> None:
        technician.tap("本机")
        technician.tap("账户")
        technician.tap("建一个账户")
        type_in(technician, "li")
        technician.tap("建成工作人员")
        technician.tap("记好了")
        technician.tap("本机")
        technician.tap("账户")
        technician.tap("li")
        technician.tap("改成技术员")
        technician.tap("li")
        technician.tap("删除这个账户")
        assert technician.sees("已删除")
        codes = [event["code"] for event in technician.events]
        for code in ("account_added", "account_role", "account_removed"):
            assert f"maintenance.{code}" in codes

    def test_a_bad_name_says_so(self, technician: StagedKiosk) -> None:
        technician.tap("本机")
        technician.tap("账户")
        technician.tap("建一个账户")
        technician.tap("建成工作人员")
        assert technician.sees("用户名不行")

    def test_the_last_technician_stays(self, technician: StagedKiosk) -> None:
        technician.tap("本机")
        technician.tap("账户")
        technician.tap("chen")
        technician.tap("删除这个账户")
        assert technician.sees("最后一个技术员")


class TestRecords:
    def test_the_log_is_read_with_a_filter(self, technician: StagedKiosk) -> None:
        technician.printer_is(PrinterStatus.PAPER_OUT)
        technician.tap("记录")
        technician.tap("事件日志")
        assert technician.sees("设备状态变了")
        technician.tap("只看维护")
        assert technician.sees("有人登录了维护菜单")
        assert not technician.sees("设备状态变了")
        technician.tap("有人登录了维护菜单")
        assert technician.sees("怎么办")

    def test_the_log_goes_onto_a_stick_and_verifies_there(
        self, terminal: Terminal, technician: StagedKiosk
    ) -> None:
        stick = plug_in(terminal)
        technician.tap("记录")
        technician.tap("导出日志")
        technician.tap("开始导出")
        assert technician.sees("导出好了")
        (bundle,) = stick.iterdir()
        assert verify_bundle(bundle, None).findings == []
        assert technician.logged("maintenance.export")[0]["done"] is True

    def test_without_a_stick_it_says_so(self, terminal: Terminal, technician: StagedKiosk) -> None:
        put(terminal.root, "proc/mounts", "/dev/sda1 / ext4 rw 0 0\n")
        technician.tap("记录")
        technician.tap("导出日志")
        technician.tap("开始导出")
        assert technician.sees("没有找到U盘")
        assert technician.logged("maintenance.export")[0]["done"] is False

    def test_what_waits_to_be_sent_is_counted(self, technician: StagedKiosk) -> None:
        technician.tap("记录")
        technician.tap("等着发的")
        assert technician.shows == "maintenance.queue"


def plug_in(terminal: Terminal) -> Path:
    """A stick at /media/usb of the made-up root."""
    stick = terminal.root / "media" / "usb"
    stick.mkdir(parents=True)
    put(terminal.root, "sys/block/sda/removable", "0\n")
    put(terminal.root, "sys/block/sdb/removable", "1\n")
    put(
        terminal.root,
        "proc/mounts",
        "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/usb vfat rw 0 0\n",
    )
    return stick


class TestTheReport:
    def go_through(self, kiosk: StagedKiosk) -> None:
        kiosk.tap("逐项检查")
        while kiosk.shows == "maintenance.check":
            kiosk.tap("跳过这一项")

    def test_comes_of_all_checks_and_is_kept_and_sent(
        self, terminal: Terminal, technician: StagedKiosk
    ) -> None:
        self.go_through(technician)
        assert technician.shows == "maintenance.report"
        done = Rounds(terminal.store).last()
        assert done is not None
        assert done.account == 1
        assert done.tally[Verdict.GOOD] > 8
        assert done.tally[Verdict.UNCHECKED] > 5
        event = technician.logged("maintenance.report")[0]
        assert event["unchecked"] == done.tally[Verdict.UNCHECKED]

    def test_is_printed(self, technician: StagedKiosk) -> None:
        self.go_through(technician)
        technician.tap("打印报告")
        assert technician.sees("打好了")
        assert technician.printer.slips == 1
        assert technician.logged("maintenance.report_print")[0]["outcome"] == "printed"

    def test_says_what_is_wrong_first(self, terminal: Terminal, technician: StagedKiosk) -> None:
        terminal.address.answered = None
        self.go_through(technician)
        words = load_words(Language.CHINESE)
        lines = page_lines(technician.page, Part(), Presentation(), words)
        assert lines[2] == "有 2 项要处理"
        assert "后台 没有回应" in lines[5:8]


class TestTheMorning:
    """日常巡检, on a driven clock: the stage begins at 9:30 in the morning."""

    def test_the_terminal_checks_itself_once_a_day(self, terminal: Terminal) -> None:
        terminal.self_check = "10:00"
        kiosk = terminal.start()
        kiosk.wait(25 * 60)
        assert kiosk.logged("maintenance.self_checked") == []
        kiosk.wait(10 * 60)
        (event,) = kiosk.logged("maintenance.self_checked")
        assert event["good"] > 8
        kiosk.wait(3600)
        assert len(kiosk.logged("maintenance.self_checked")) == 1
        done = Rounds(terminal.store).last()
        assert done is not None
        assert done.account is None

    def test_a_restart_does_not_repeat_it_and_a_late_start_makes_up_for_it(
        self, terminal: Terminal
    ) -> None:
        terminal.self_check = "07:00"
        kiosk = terminal.start()
        kiosk.wait(1)
        assert len(kiosk.logged("maintenance.self_checked")) == 1
        again = terminal.start()
        again.wait(120)
        assert again.logged("maintenance.self_checked") == []

    def test_trouble_is_in_the_record(self, terminal: Terminal) -> None:
        terminal.self_check, terminal.address.answered = "07:00", None
        kiosk = terminal.start()
        kiosk.wait(1)
        assert kiosk.logged("maintenance.self_checked")[0]["bad"] >= 2


class TestThePower:
    @pytest.mark.parametrize(("label", "order"), [("重启机器", "reboot"), ("关机", "poweroff")])
    def test_orders_go_to_the_system(
        self, terminal: Terminal, technician: StagedKiosk, label: str, order: str
    ) -> None:
        technician.tap("重启、关机")
        technician.tap(label)
        assert terminal.orders == [["systemctl", "--no-ask-password", order]]
        assert technician.sees("正在关闭")

    def test_a_refusal_is_told(self, terminal: Terminal, technician: StagedKiosk) -> None:
        terminal.order_status = 1
        technician.tap("重启、关机")
        technician.tap("关机")
        assert technician.sees("系统没有执行")


def test_every_action_is_in_the_log_with_the_account(terminal: Terminal) -> None:
    """H6. Whatever an action does or refuses, who asked for it stands there first."""
    values: dict[str, dict[str, str | int | bool]] = {
        "acknowledge": {"call": "none"},
        "note_card": {"kind": "bank"},
        "settle_card": {"number": 1, "fate": "handed_in"},
        "close_today": {"reason": "house"},
        "start_check": {"name": "disk"},
        "answer_check": {"good": True},
        "change_setting": {"name": "speech.yao", "step": -1},
        "undo_setting": {"name": "speech.yao"},
        "add_account": {"role": "attendant"},
        "remove_account": {"name": "nobody"},
        "change_role": {"name": "wang", "role": "technician"},
        "reset_password": {"name": "wang"},
    }
    kiosk = log_in(terminal.start())
    wanted = sorted(set(ACTIONS) - UNRECORDED)
    for action in wanted:
        kiosk.kiosk.parts.menu.touched()
        kiosk.kiosk.parts.menu.do(action, values.get(action, {}))
        kiosk.wait(0.5)
    assert kiosk.errors == []
    recorded = kiosk.logged("maintenance.action")
    assert sorted(event["action"] for event in recorded) == wanted
    assert {event["account"] for event in recorded} == {1}
