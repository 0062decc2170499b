"""Who hears what: figures by the site's setting, headphones, and long texts in paragraphs."""

from __future__ import annotations

import pytest

from devices.speakers.speaker import VOLUMES
from kiosk.settings import Figures
from tests.kiosk.sample_people import CAO
from tests.kiosk.stage import StagedKiosk

KEYS = {"返回", "回首页", "再读一遍", "字和声音", "找人帮忙", "下一页", "上一页"}
FIGURES = "一千二百三十四元五角"


def open_settlement(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    kiosk.tap("看病报销")
    kiosk.tap("门诊报销")


class TestHeadphones:
    """E9: who wears them is the only one who hears."""

    def test_hear_all_figures_without_being_asked(self, kiosk: StagedKiosk) -> None:
        kiosk.headphones_are(True)
        open_settlement(kiosk)
        assert kiosk.hears(FIGURES)
        assert not kiosk.hears("金额没有读出来")

    def test_plugged_in_later_hear_the_page_from_its_beginning(self, kiosk: StagedKiosk) -> None:
        open_settlement(kiosk)
        kiosk.listen()
        kiosk.headphones_are(True)
        assert kiosk.hears(FIGURES)

    def test_pulled_out_take_private_speech_along_at_once(self, kiosk: StagedKiosk) -> None:
        kiosk.headphones_are(True)
        kiosk.speaker.holds = True
        open_settlement(kiosk)
        while not kiosk.hears(FIGURES):
            kiosk.speaker.finish()
            kiosk.wait(0.1)
        kiosk.headphones_are(False)
        assert not kiosk.sees(f"正在读：{FIGURES}")
        kiosk.listen()
        kiosk.finish_speaking()
        assert not kiosk.hears("元")

    def test_pulled_out_take_consent_and_loudness_along(self, kiosk: StagedKiosk) -> None:
        open_settlement(kiosk)
        kiosk.headphones_are(True)
        kiosk.tap("读给我听")
        kiosk.tap("字和声音")
        kiosk.tap("大声点")
        kiosk.headphones_are(False)
        kiosk.tap("返回")
        kiosk.listen()
        kiosk.tap("再读一遍")
        assert not kiosk.hears(FIGURES)
        assert kiosk.hears("金额没有读出来")
        assert kiosk.speaker.requests[-1].volume == VOLUMES[2]

    def test_begin_a_visit(self, kiosk: StagedKiosk) -> None:
        """Who cannot see the screen has no other way to begin."""
        kiosk.headphones_are(True)
        assert kiosk.hears("您好")
        assert kiosk.kiosk.session.begun

    def test_are_logged_on_change(self, kiosk: StagedKiosk) -> None:
        kiosk.headphones_are(True)
        kiosk.headphones_are(False)
        assert [event["plugged"] for event in kiosk.logged("headphones.changed")] == [True, False]

    def test_make_nobody_hear_a_technicians_page(self) -> None:
        kiosk = StagedKiosk()
        kiosk.kiosk.parts.menu.begin()
        kiosk.wait(1)
        kiosk.listen()
        kiosk.headphones_are(True)
        assert kiosk.shows == "maintenance.login"
        assert kiosk.heard == []


class TestSites:
    """``speech.figures`` says when figures may sound on the loudspeaker."""

    @pytest.mark.parametrize(("figures", "sounds"), [("ask", False), ("always", True)])
    def test_that_always_read_figures_read_them_unasked(
        self, figures: Figures, sounds: bool
    ) -> None:
        kiosk = StagedKiosk(figures=figures)
        open_settlement(kiosk)
        assert kiosk.hears(FIGURES) is sounds

    def test_that_read_them_into_headphones_only_say_so(self) -> None:
        kiosk = StagedKiosk(figures="headphones")
        open_settlement(kiosk)
        assert kiosk.hears("插上耳机就读给您听")
        kiosk.listen()
        kiosk.tap("读给我听")
        assert not kiosk.hears(FIGURES)
        assert kiosk.hears("插上耳机就读给您听")
        kiosk.headphones_are(True)
        assert kiosk.hears(FIGURES)

    @pytest.mark.parametrize(("yao", "code"), [(True, "零五幺三"), (False, "零五一三")])
    def test_choose_how_a_one_is_said_in_a_number(self, yao: bool, code: str) -> None:
        """F4."""
        kiosk = StagedKiosk(yao=yao)
        kiosk.tap("不用卡")
        kiosk.tap("找人帮忙")
        assert kiosk.hears(code)


class TestNotices:
    """E3: a long text can be stopped, taken up again, and heard a paragraph at a time."""

    def open_first(self, kiosk: StagedKiosk) -> None:
        kiosk.tap("不用卡")
        kiosk.tap("新闻公告")
        kiosk.speaker.holds = True
        kiosk.tap(next(each for each in kiosk.choices if each not in KEYS))
        kiosk.listen()

    def hear_next(self, kiosk: StagedKiosk) -> str:
        kiosk.speaker.finish()
        kiosk.wait(0.1)
        return kiosk.heard[-1]

    def test_stop_and_go_on_with_the_same_sentence(self, kiosk: StagedKiosk) -> None:
        self.open_first(kiosk)
        sentence = self.hear_next(kiosk)
        kiosk.tap("停一停")
        assert not kiosk.speaker.sounding()
        kiosk.tap("接着读")
        assert kiosk.speaker.sounding()
        assert kiosk.heard[-1] == sentence

    def test_go_on_after_a_touch_anywhere(self, kiosk: StagedKiosk) -> None:
        self.open_first(kiosk)
        sentence = self.hear_next(kiosk)
        kiosk.touch_nothing()
        assert not kiosk.speaker.sounding()
        kiosk.tap("接着读")
        assert kiosk.heard[-1] == sentence

    def test_skip_to_the_next_paragraph_and_back(self, kiosk: StagedKiosk) -> None:
        self.open_first(kiosk)
        title = kiosk.heard[-1]
        kiosk.tap("下一段")
        paragraph = kiosk.heard[-1]
        assert paragraph != title
        kiosk.tap("上一段")
        assert kiosk.heard[-1] == title
