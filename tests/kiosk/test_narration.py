"""What is heard, when it is cut, and what is never said unasked."""

from __future__ import annotations

import pytest

from devices.printers.printer import PrintOutcome
from devices.speakers.speaker import Ending, SpeakerStatus
from kiosk.narrator import MUST_FINISH_LIMIT
from tests.kiosk.sample_people import CAO, OUYANG
from tests.kiosk.stage import StagedKiosk

FIGURES = "一千二百三十四元五角"


def open_settlement(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    kiosk.tap("看病报销")
    kiosk.tap("门诊报销")


class TestFigures:
    """E9: spoken only after 读给我听, for this visit."""

    def test_are_silent_until_asked_for(self, kiosk: StagedKiosk) -> None:
        open_settlement(kiosk)
        assert kiosk.sees("1,234.50 元")
        assert not kiosk.hears(FIGURES)
        assert kiosk.hears("金额没有读出来")
        kiosk.tap("读给我听")
        assert kiosk.hears(FIGURES)

    def test_are_silent_again_in_the_next_visit(self, kiosk: StagedKiosk) -> None:
        """D6."""
        open_settlement(kiosk)
        kiosk.tap("读给我听")
        kiosk.lay(OUYANG, "slot")
        kiosk.listen()
        kiosk.tap("看病报销")
        kiosk.tap("门诊报销")
        assert kiosk.sees("6,543.21 元")
        assert not kiosk.hears("六千五百四十三元")

    def test_can_be_covered_and_shown_again(self, kiosk: StagedKiosk) -> None:
        """H3."""
        open_settlement(kiosk)
        kiosk.tap("遮住金额")
        assert not kiosk.sees("1,234.50")
        kiosk.tap("返回")
        assert not kiosk.sees("1,234.50")
        kiosk.tap("门诊报销")
        kiosk.tap("显示金额")
        assert kiosk.sees("1,234.50")


class TestTouch:
    def test_cuts_whatever_is_being_said(self, kiosk: StagedKiosk) -> None:
        """E2, also where nothing is pressed."""
        kiosk.speaker.holds = True
        kiosk.lay(CAO)
        assert kiosk.speaker.sounding()
        kiosk.touch_nothing()
        assert not kiosk.speaker.sounding()

    def test_there_are_never_two_voices(self, kiosk: StagedKiosk) -> None:
        kiosk.speaker.holds = True
        kiosk.lay(CAO)
        kiosk.tap("看病报销")
        kiosk.listen()
        kiosk.finish_speaking()
        assert not kiosk.hears("您想办什么事")
        assert kiosk.hears("二零二六年看病报销")

    def test_says_the_page_again_from_its_beginning(self, kiosk: StagedKiosk) -> None:
        """E3."""
        kiosk.lay(CAO)
        kiosk.listen()
        kiosk.tap("再读一遍")
        assert kiosk.heard[0] == "您想办什么事？"

    def test_what_is_said_stands_in_the_caption(self, kiosk: StagedKiosk) -> None:
        """E11."""
        kiosk.speaker.holds = True
        kiosk.lay(CAO)
        assert kiosk.sees("正在读：您想办什么事？")
        kiosk.finish_speaking()
        assert not kiosk.sees("正在读")


class TestMustFinish:
    def printed_while_speaking(self, kiosk: StagedKiosk) -> None:
        open_settlement(kiosk)
        kiosk.tap("打印凭条")
        kiosk.speaker.holds = True
        kiosk.tap("打印")
        while not kiosk.hears("凭条打好了"):
            kiosk.speaker.finish()
            kiosk.wait(0.1)

    def test_what_the_system_does_lets_it_end_first(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.wait(149)
        kiosk.speaker.holds = True
        kiosk.wait(3)
        assert kiosk.hears("您慢走") or kiosk.hears("请拿好您的卡")
        kiosk.wait(MUST_FINISH_LIMIT - 1)
        assert kiosk.speaker.sounding()

    def test_but_not_for_ever(self, kiosk: StagedKiosk) -> None:
        """E4: at most ten seconds."""
        self.printed_while_speaking(kiosk)
        kiosk.insert(OUYANG)
        kiosk.wait(MUST_FINISH_LIMIT + 1)
        assert kiosk.hears("您想办什么事")

    def test_an_outcome_that_was_cut_is_said_with_the_next_page(self, kiosk: StagedKiosk) -> None:
        self.printed_while_speaking(kiosk)
        kiosk.listen()
        kiosk.tap("还要办别的")
        kiosk.listen()
        kiosk.finish_speaking()
        assert kiosk.shows == "standard.home"
        assert kiosk.heard[0].startswith("凭条打好了")
        assert kiosk.hears("您想办什么事")

    def test_it_is_never_said_to_the_next_visitor(self, kiosk: StagedKiosk) -> None:
        self.printed_while_speaking(kiosk)
        kiosk.tap("办完了")
        kiosk.listen()
        kiosk.lift()
        kiosk.insert(OUYANG)
        kiosk.wait(30)
        kiosk.finish_speaking()
        assert kiosk.hears("您想办什么事")
        assert not kiosk.hears("凭条打好了")

    def test_a_failure_that_was_cut_was_understood(self, kiosk: StagedKiosk) -> None:
        """Only outcomes of printing are owed; the rest would follow people about."""
        kiosk.speaker.holds = True
        kiosk.gateway.down = True
        kiosk.lay(CAO)
        kiosk.gateway.down = False
        kiosk.listen()
        kiosk.tap("找人帮忙")
        kiosk.listen()
        kiosk.finish_speaking()
        assert not kiosk.hears("现在查不到")

    def test_an_unknown_outcome_is_owed_too(self, kiosk: StagedKiosk) -> None:
        open_settlement(kiosk)
        kiosk.printer.outcome = PrintOutcome.UNKNOWN
        kiosk.tap("打印凭条")
        kiosk.speaker.holds = True
        kiosk.tap("打印")
        while not kiosk.hears("不知道打好了没有"):
            kiosk.speaker.finish()
            kiosk.wait(0.1)
        kiosk.tap("找人帮忙")
        kiosk.listen()
        kiosk.finish_speaking()
        assert kiosk.hears("不知道打好了没有")


class TestFaults:
    """E12: a fault of speech never blocks anybody."""

    def test_a_voice_that_fails_is_logged_and_the_visit_goes_on(self, kiosk: StagedKiosk) -> None:
        kiosk.speaker.ending = Ending.FAILED
        open_settlement(kiosk)
        assert kiosk.sees("1,234.50")
        assert kiosk.logged("speech.fault")
        kiosk.wait(155)
        assert kiosk.shows == "standard.goodbye"

    def test_a_speaker_that_never_ends_keeps_no_page_open(self, kiosk: StagedKiosk) -> None:
        open_settlement(kiosk)
        kiosk.speaker.holds = True
        kiosk.tap("再读一遍")
        kiosk.wait(400)
        assert not kiosk.sees("曹师傅")

    @pytest.mark.parametrize(
        "status", [status for status in SpeakerStatus if status is not SpeakerStatus.READY]
    )
    def test_the_speaker_is_crossed_out_while_nothing_sounds(
        self, kiosk: StagedKiosk, status: SpeakerStatus
    ) -> None:
        kiosk.speaker_is(status)
        assert kiosk.sees("现在没有声音")
        kiosk.speaker_is(SpeakerStatus.READY)
        assert not kiosk.sees("现在没有声音")
        assert len(kiosk.logged("device.status")) >= 2
