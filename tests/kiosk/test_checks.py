"""Every check with good, bad and absent devices, and that none of them can hang the menu."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from contract.fleet import Verdict
from devices.cards.reader import CardLaid, ReaderStatus
from devices.cards.reading import NotReadable, NotThisKind, ReadFault
from devices.keypads.keypad import Key
from devices.printers.printer import PrinterStatus, PrintOutcome
from devices.speakers.speaker import SpeakerStatus
from kiosk.maintenance.bench import Answered, Channel
from kiosk.maintenance.checking import Checking
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.checks.registry import BY_NAME, CHECKS
from kiosk.maintenance.checks.touch import GridWatch
from kiosk.maintenance.findings import Finding, ok
from kiosk.screens.touch import TouchKind
from pages.texts import say
from tests.kiosk.sample_people import CAO
from tests.kiosk.staff import Terminal, healthy, log_in, put
from tests.kiosk.stage import PAD, PORTRAIT, SLOT, StagedKiosk

MEASURED = [check.name for check in CHECKS if check.alone]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    healthy(terminal.root)
    yield terminal
    terminal.store.close()


def look(terminal: Terminal, name: str, kiosk: StagedKiosk | None = None) -> Finding:
    """What a check finds by itself."""
    bench = (kiosk or terminal.start()).kiosk.parts.menu._bench()
    check = BY_NAME[name]
    assert check.look is not None
    return check.look(bench)


def verdict(terminal: Terminal, name: str) -> Verdict:
    return look(terminal, name).verdict


class TestWhatTheMachineFindsByItself:
    @pytest.mark.parametrize("name", [name for name in MEASURED if name != "printer"])
    def test_is_good_on_a_healthy_terminal(self, terminal: Terminal, name: str) -> None:
        found = look(terminal, name)
        assert found.verdict is Verdict.GOOD, found

    def test_a_machine_that_tells_nothing_is_not_called_good(self, tmp_path: Path) -> None:
        bare = Terminal(tmp_path)
        assert verdict(bare, "memory") is Verdict.BAD
        assert verdict(bare, "network_route") is Verdict.BAD
        assert verdict(bare, "temperature") is Verdict.ABSENT
        assert verdict(bare, "power") is Verdict.ABSENT
        bare.store.close()

    @pytest.mark.parametrize(
        ("path", "content", "name"),
        [
            ("proc/meminfo", "MemTotal: 8000000 kB\nMemAvailable: 100000 kB\n", "memory"),
            ("proc/meminfo", "nonsense", "memory"),
            ("sys/class/thermal/thermal_zone0/temp", "91000\n", "temperature"),
            ("sys/class/power_supply/ups0/status", "Discharging\n", "power"),
            ("sys/class/power_supply/ups0/capacity", "12\n", "power"),
            ("sys/class/net/eth0/carrier", "0\n", "network_route"),
            ("proc/net/route", "Iface\tDestination\tGateway\tFlags\n", "network_route"),
        ],
    )
    def test_trouble_is_found(self, terminal: Terminal, path: str, content: str, name: str) -> None:
        put(terminal.root, path, content)
        assert verdict(terminal, name) is Verdict.BAD

    def test_the_evidence_has_figures(self, terminal: Terminal) -> None:
        assert look(terminal, "memory").numbers == {"percent": 25}
        assert look(terminal, "temperature").numbers == {"degrees": 48}
        assert look(terminal, "power").numbers == {"percent": 97}
        assert look(terminal, "certificate").numbers == {"n": 200}

    def test_a_mouses_battery_is_not_the_terminals(self, terminal: Terminal) -> None:
        put(terminal.root, "sys/class/power_supply/ups0/scope", "Device\n")
        assert verdict(terminal, "power") is Verdict.ABSENT

    def test_a_route_over_the_newer_protocol_is_one(self, terminal: Terminal) -> None:
        put(terminal.root, "proc/net/route", "Iface\tDestination\tGateway\tFlags\n")
        nowhere = "0" * 32
        line = f"{nowhere} 00 {nowhere} 00 fe80{'0' * 28} 00000400 1 0 00450003 eth0\n"
        put(terminal.root, "proc/net/ipv6_route", line)
        assert verdict(terminal, "network_route") is Verdict.GOOD

    def test_a_backend_on_this_machine_needs_no_cable(self, terminal: Terminal) -> None:
        put(terminal.root, "sys/class/net/eth0/carrier", "0\n")
        terminal.address.host = "127.0.0.1"
        assert verdict(terminal, "network_route") is Verdict.GOOD

    def test_a_backend_that_does_not_answer(self, terminal: Terminal) -> None:
        terminal.address.answered = None
        assert verdict(terminal, "backend") is Verdict.BAD
        assert verdict(terminal, "clock") is Verdict.BAD

    @pytest.mark.parametrize(
        ("answered", "name"),
        [
            (Answered(well=False, milliseconds=5, clock_ahead_s=0), "backend"),
            (Answered(well=True, milliseconds=4000, clock_ahead_s=0), "backend"),
            (Answered(well=True, milliseconds=5, clock_ahead_s=-90), "clock"),
            (Answered(well=True, milliseconds=5, clock_ahead_s=None), "clock"),
        ],
    )
    def test_a_backend_that_is_not_well(
        self, terminal: Terminal, answered: Answered, name: str
    ) -> None:
        terminal.address.answered = answered
        assert verdict(terminal, name) is Verdict.BAD

    @pytest.mark.parametrize("days", [None, 3])
    def test_a_certificate_that_ends(self, terminal: Terminal, days: int | None) -> None:
        terminal.address.days = days
        assert verdict(terminal, "certificate") is Verdict.BAD

    def test_an_unencrypted_line_has_no_certificate(self, terminal: Terminal) -> None:
        terminal.address.encrypted = False
        assert verdict(terminal, "certificate") is Verdict.ABSENT

    def test_a_name_that_nobody_knows(self, terminal: Terminal) -> None:
        terminal.address.known = False
        assert verdict(terminal, "network_name") is Verdict.BAD

    @pytest.mark.parametrize("status", PrinterStatus)
    def test_the_printer_says_how_it_is(self, terminal: Terminal, status: PrinterStatus) -> None:
        kiosk = terminal.start()
        kiosk.printer_is(status)
        good = look(terminal, "printer", kiosk).verdict is Verdict.GOOD
        assert good == (status is PrinterStatus.READY)

    @pytest.mark.parametrize("status", SpeakerStatus)
    def test_so_does_the_speaker(self, terminal: Terminal, status: SpeakerStatus) -> None:
        kiosk = terminal.start()
        kiosk.speaker_is(status)
        good = look(terminal, "sound", kiosk).verdict is Verdict.GOOD
        assert good == (status is SpeakerStatus.READY)

    @pytest.mark.parametrize("name", ["printer", "paper", "id_card", "stripe", "scanner", "keypad"])
    def test_what_was_never_set_up_is_absent(self, terminal: Terminal, name: str) -> None:
        terminal.everything = False
        assert verdict(terminal, name) is Verdict.ABSENT

    @pytest.mark.parametrize(
        ("name", "reader"), [("pcsc", "pcsc"), ("id_card", "id-card"), ("scanner", "scanner")]
    )
    @pytest.mark.parametrize("status", ReaderStatus)
    def test_readers_say_how_they_are(
        self, terminal: Terminal, name: str, reader: str, status: ReaderStatus
    ) -> None:
        kiosk = terminal.start()
        kiosk.reader_is(status, reader)
        good = look(terminal, name, kiosk).verdict is Verdict.GOOD
        assert good == (status is ReaderStatus.READY)


class TestWithSomebodyThere:
    @pytest.fixture
    def inside(self, terminal: Terminal) -> Iterator[StagedKiosk]:
        kiosk = log_in(terminal.start())
        kiosk.tap("单项检查")
        yield kiosk
        assert kiosk.errors == []

    def check(self, kiosk: StagedKiosk, label: str, begin: bool = True) -> None:
        kiosk.turn_to(label)
        kiosk.tap(label)
        if begin:
            kiosk.tap("开始")

    def found(self, kiosk: StagedKiosk) -> tuple[str, str]:
        event = kiosk.logged("maintenance.checked")[-1]
        return event["check"], event["verdict"]

    @pytest.mark.parametrize(("answer", "result"), [("正常", "good"), ("有问题", "bad")])
    @pytest.mark.parametrize(
        ("label", "name"),
        [
            ("测试页", "test_page"),
            ("切刀", "cutter"),
            ("左喇叭", "speaker_left"),
            ("右喇叭", "speaker_right"),
        ],
    )
    def test_a_person_says_what_they_saw_or_heard(
        self, inside: StagedKiosk, label: str, name: str, answer: str, result: str
    ) -> None:
        self.check(inside, label)
        inside.tap(answer)
        assert self.found(inside) == (name, result)

    def test_each_speaker_sounds_for_itself(self, terminal: Terminal, inside: StagedKiosk) -> None:
        self.check(inside, "左喇叭")
        inside.tap("正常")
        inside.tap("菜单")
        inside.tap("单项检查")
        self.check(inside, "右喇叭")
        assert terminal.sounded == [Channel.LEFT, Channel.RIGHT]

    def test_nobody_is_asked_about_a_tone_that_no_device_took(
        self, terminal: Terminal, inside: StagedKiosk
    ) -> None:
        terminal.sound_device = False
        self.check(inside, "左喇叭")
        assert self.found(inside) == ("speaker_left", "bad")

    @pytest.mark.parametrize("outcome", [PrintOutcome.NOT_PRINTED, PrintOutcome.UNKNOWN])
    def test_nor_about_a_page_that_did_not_come(
        self, inside: StagedKiosk, outcome: PrintOutcome
    ) -> None:
        inside.printer.outcome = outcome
        self.check(inside, "测试页")
        assert self.found(inside) == ("test_page", "bad")

    def test_a_test_card_is_read_and_nothing_of_it_shows(self, inside: StagedKiosk) -> None:
        self.check(inside, "身份证读卡器")
        inside.lay(CAO, PAD)
        assert self.found(inside) == ("id_card", "good")
        assert inside.sees("读到了")
        assert not inside.sees("曹")
        assert inside.gateway.visits == []

    def test_a_card_of_any_sound_kind_will_do(self, inside: StagedKiosk) -> None:
        self.check(inside, "社保卡读卡器")
        inside.kiosk.reader_event(CardLaid(SLOT, NotThisKind(), inserted=True))
        assert self.found(inside) == ("pcsc", "good")

    def test_a_card_that_cannot_be_read_is_told_from_none(self, inside: StagedKiosk) -> None:
        self.check(inside, "身份证读卡器")
        inside.kiosk.reader_event(CardLaid(PAD, NotReadable(ReadFault.MUTE), inserted=False))
        inside.wait(1)
        assert inside.sees("读不出来")
        assert self.found(inside) == ("id_card", "bad")

    def test_a_card_at_another_reader_does_not_count(self, inside: StagedKiosk) -> None:
        self.check(inside, "身份证读卡器")
        inside.lay(CAO, SLOT)
        assert inside.logged("maintenance.checked") == []
        inside.tap("没有反应")
        assert self.found(inside) == ("id_card", "bad")

    def test_nobody_waits_for_a_card_for_ever(self, inside: StagedKiosk) -> None:
        self.check(inside, "身份证读卡器")
        inside.wait(61)
        assert self.found(inside) == ("id_card", "bad")
        assert inside.sees("没有等到卡")

    def test_a_code_is_scanned(self, inside: StagedKiosk) -> None:
        self.check(inside, "扫码口")
        inside.scan("https://example.org/anything")
        assert self.found(inside) == ("scanner", "good")

    def test_every_key_of_the_keypad(self, inside: StagedKiosk) -> None:
        self.check(inside, "按键盘")
        for key in Key:
            assert inside.logged("maintenance.checked") == []
            inside.key(key)
        assert self.found(inside) == ("keypad", "good")

    def test_a_key_that_is_not_felt(self, inside: StagedKiosk) -> None:
        self.check(inside, "按键盘")
        for key in list(Key)[1:]:
            inside.key(key)
        inside.tap("没有反应")
        assert self.found(inside) == ("keypad", "bad")
        assert inside.sees(f"{len(Key)}个键里{len(Key) - 1}个有反应")

    def test_headphones_sound_once_they_are_in(
        self, terminal: Terminal, inside: StagedKiosk
    ) -> None:
        self.check(inside, "耳机孔")
        assert terminal.sounded == []
        inside.headphones_are(True)
        assert terminal.sounded == [Channel.BOTH]
        inside.tap("正常")
        assert self.found(inside) == ("headphones", "good")

    def test_the_whole_panel_is_painted(self, inside: StagedKiosk) -> None:
        self.check(inside, "触摸屏")
        assert inside.page.bare
        assert inside.targets == ()
        self.paint(inside, lambda _cell: True)
        assert self.found(inside) == ("touch", "good")

    def test_a_cell_that_feels_nothing_is_counted(self, inside: StagedKiosk) -> None:
        self.check(inside, "触摸屏")
        self.paint(inside, lambda cell: cell != (3, 4))
        inside.wait(13)
        assert self.found(inside) == ("touch", "bad")
        assert inside.sees("1格没有反应")

    def paint(self, kiosk: StagedKiosk, felt: Callable[[tuple[int, int]], bool]) -> None:
        grid = GridWatch(PORTRAIT)
        for row in range(grid.rows):
            for column in range(grid.columns):
                if felt((column, row)):
                    x = (column + 0.5) * PORTRAIT.width / grid.columns
                    y = (row + 0.5) * PORTRAIT.height / grid.rows
                    kiosk._touch(TouchKind.MOVE, x, y, 1)

    @pytest.mark.parametrize(("off_mm", "result"), [(1, "good"), (9, "bad")])
    def test_touches_are_where_the_crosses_are(
        self, inside: StagedKiosk, off_mm: float, result: str
    ) -> None:
        self.check(inside, "触摸对准")
        off = off_mm * PORTRAIT.px_per_mm
        for x, y in ((0.1, 0.1), (0.9, 0.1), (0.5, 0.5), (0.1, 0.9), (0.9, 0.9)):
            inside.touch_at(x * PORTRAIT.width + off, y * PORTRAIT.height)
        assert self.found(inside) == ("calibration", result)

    def test_colours_one_after_another_and_then_the_question(self, inside: StagedKiosk) -> None:
        self.check(inside, "屏幕")
        shown = set()
        for _ in range(6):
            shown.add(inside.page.blocks)
            inside.touch_at(500, 900)
        assert len(shown) == 6
        inside.tap("正常")
        assert self.found(inside) == ("screen", "good")

    @pytest.mark.parametrize(
        ("centimetres", "result"), [("75", "good"), ("30", "bad"), ("110", "bad")]
    )
    def test_keys_within_reach_of_a_wheelchair(
        self, inside: StagedKiosk, centimetres: str, result: str
    ) -> None:
        """B8: 380 to 1220 mm."""
        self.check(inside, "高度")
        for digit in centimetres:
            inside.press_key(digit)
        inside.press_key("enter")
        if result == "good":
            inside.tap("正常")
        assert self.found(inside) == ("reach", result)

    @pytest.mark.parametrize(
        ("decibels", "result"), [("60", "good"), ("65", "good"), ("66", "bad"), ("58", "bad")]
    )
    def test_loudness_by_a_sound_meter(
        self, terminal: Terminal, inside: StagedKiosk, decibels: str, result: str
    ) -> None:
        """E6: a visit begins at 60 to 65 dB(A)."""
        self.check(inside, "音量")
        assert terminal.sounded == [Channel.NOISE]
        for digit in decibels:
            inside.press_key(digit)
        inside.press_key("enter")
        assert self.found(inside) == ("volume", result)

    def test_a_check_can_be_left_out(self, inside: StagedKiosk) -> None:
        self.check(inside, "测试页", begin=False)
        inside.tap("跳过这一项")
        assert self.found(inside) == ("test_page", "unchecked")
        assert inside.printer.slips == 0


class TestNothingHangsTheMenu:
    def run(
        self, kiosk: StagedKiosk, check: Check
    ) -> tuple[Checking, list[tuple[tuple[str, Finding], ...]]]:
        done: list[tuple[tuple[str, Finding], ...]] = []
        checking = Checking(
            kiosk.loop,
            kiosk.kiosk.parts.menu._bench(),
            found=lambda _name, _finding: None,
            changed=lambda: None,
        )
        checking.start((check,), done.append)
        kiosk.wait(0.5)
        return checking, done

    def test_a_device_that_never_answers_is_given_up(self, terminal: Terminal) -> None:
        kiosk = terminal.start()

        def hang(_bench: object) -> Finding:
            kiosk.workers.park()
            return ok(say("maintenance.status.ready"))

        _, done = self.run(kiosk, replace(BY_NAME["disk"], look=hang))
        assert done == []
        kiosk.wait(13)
        assert done[0][0][1].verdict is Verdict.BAD
        kiosk.workers.release()
        kiosk.wait(1)
        assert len(done) == 1, "a late answer changed what was found"

    def test_one_that_breaks_is_bad_and_nothing_else_is(self, terminal: Terminal) -> None:
        kiosk = terminal.start()

        def broken(_bench: object) -> Finding:
            raise OSError("input/output error")

        _, done = self.run(kiosk, replace(BY_NAME["disk"], look=broken))
        assert done[0][0][1].verdict is Verdict.BAD
        assert kiosk.errors == []

    def test_stopping_drops_what_comes_late(self, terminal: Terminal) -> None:
        kiosk = terminal.start()
        answered = threading.Event()

        def slow(_bench: object) -> Finding:
            kiosk.workers.park()
            answered.set()
            return ok(say("maintenance.status.ready"))

        checking, done = self.run(kiosk, replace(BY_NAME["disk"], look=slow))
        checking.stop()
        kiosk.workers.release()
        kiosk.wait(1)
        assert answered.is_set()
        assert done == []
