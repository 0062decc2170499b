"""What anybody may read: 我知道了, what goes meanwhile, and all while the network is away."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from contract.bulletin import Bulletin
from contract.failures import RecordMissing, Unreachable
from contract.records import NoticeCategory, NoticePicture
from kiosk.bulletin_board import AtHand, Known
from kiosk.bulletin_file import NAME, BulletinFile
from pages.blocks import Paragraph, Photo
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.sample_people import CAO, NOTICES
from tests.kiosk.sample_programme import PROGRAMME, VENUES
from tests.kiosk.stage import StagedKiosk

SAID = "图上是一张红纸，写着福字。"
WITH_PICTURE = replace(NOTICES[0], pictures=(NoticePicture(1, SAID, 1440, 900),))


@pytest.fixture
def kiosk() -> StagedKiosk:
    return StagedKiosk()


def read(kiosk: StagedKiosk, title: str) -> None:
    if kiosk.shows == "standard.welcome":
        kiosk.tap("不用卡，先看看")
    kiosk.tap("新闻公告")
    kiosk.turn_to(title)
    kiosk.tap(title)


class TestKnowing:
    def test_is_said_with_one_tap_and_kept_per_person(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        read(kiosk, "重阳节免费体检")
        kiosk.tap("我知道了")
        assert kiosk.sees("记下了，您知道了")
        assert kiosk.gateway.programme.acknowledged == {CAO.id_number: {2}}

    def test_leads_on_to_what_they_have_not_read(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        read(kiosk, "重阳节免费体检")
        kiosk.tap("我知道了")
        kiosk.tap("看下一条")
        assert kiosk.sees("老年大学春季班报名")
        kiosk.tap("我知道了")
        assert kiosk.sees("通知您都看过了")

    def test_is_not_asked_twice_nor_of_whoever_has_no_card(self, kiosk: StagedKiosk) -> None:
        read(kiosk, "重阳节免费体检")
        assert "我知道了" not in kiosk.choices
        kiosk.gateway.programme.acknowledged[CAO.id_number] = {2}
        kiosk.lay(CAO)
        read(kiosk, "重阳节免费体检")
        assert "我知道了" not in kiosk.choices

    def test_brings_the_unread_to_the_top(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.programme.acknowledged[CAO.id_number] = {2}
        kiosk.lay(CAO)
        kiosk.tap("新闻公告")
        titles = [each for each in kiosk.choices if each in {notice.title for notice in NOTICES}]
        assert titles == ["老年大学春季班报名", "重阳节免费体检"]
        assert kiosk.sees("没看")

    def test_leaves_what_is_pinned_above_the_unread(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.published = (replace(NOTICES[0], pinned=True), NOTICES[1])
        kiosk.gateway.programme.acknowledged[CAO.id_number] = {2}
        kiosk.lay(CAO)
        kiosk.tap("新闻公告")
        assert kiosk.choices.index("重阳节免费体检") < kiosk.choices.index("老年大学春季班报名")
        assert kiosk.sees("置顶")

    def test_of_one_that_was_withdrawn_meanwhile_is_told(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        read(kiosk, "重阳节免费体检")
        kiosk.gateway.published = NOTICES[1:]
        kiosk.tap("我知道了")
        assert kiosk.sees("这条通知撤下了")
        kiosk.tap("看所有通知")
        assert kiosk.shows == "notices.latest"

    def test_is_sent_again_where_the_network_went(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        read(kiosk, "重阳节免费体检")
        kiosk.gateway.fails["acknowledge"] = Unreachable()
        kiosk.tap("我知道了")
        assert kiosk.sees("现在查不到")
        kiosk.gateway.fails.clear()
        kiosk.tap("再试一次")
        assert kiosk.sees("记下了，您知道了")

    def test_many_can_be_read_by_what_they_are_about(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.published = tuple(
            replace(
                NOTICES[0],
                id=number,
                title=f"第{number}条",
                category=NoticeCategory.HEALTH if number == 7 else NoticeCategory.LIFE,
            )
            for number in range(1, 9)
        )
        kiosk.tap("不用卡，先看看")
        kiosk.tap("新闻公告")
        kiosk.tap("分类看")
        kiosk.tap("健康")
        assert kiosk.sees("第7条")
        assert not kiosk.sees("第6条")


class TestPictures:
    def test_are_shown_as_wide_as_the_panel_wants_and_told_in_words(
        self, kiosk: StagedKiosk
    ) -> None:
        kiosk.gateway.published = (WITH_PICTURE,)
        read(kiosk, WITH_PICTURE.title)
        photos = [block for block in kiosk.page.blocks if isinstance(block, Photo)]
        assert [(each.width, each.height) for each in photos] == [(960, 600)]
        kiosk.tap("下一页")
        kiosk.finish_speaking()
        assert kiosk.hears("图上是一张红纸")

    def test_are_words_where_they_do_not_come(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.published = (WITH_PICTURE,)
        kiosk.gateway.fails["picture"] = RecordMissing()
        read(kiosk, WITH_PICTURE.title)
        assert any(isinstance(each, Paragraph) and each.second for each in kiosk.page.blocks)
        assert kiosk.sees(SAID)


class TestWhileTheNetworkIsAway:
    @pytest.fixture
    def away(self, kiosk: StagedKiosk) -> StagedKiosk:
        """It was there at 9:30, and is gone since."""
        kiosk.gateway.down = True
        kiosk.wait(60)
        assert kiosk.sees("暂时") or kiosk.sees("不用卡，先看看")
        return kiosk

    @pytest.mark.parametrize(
        ("tile", "told"),
        [
            ("新闻公告", "重阳节免费体检"),
            ("文娱活动", "剪窗花"),
            ("场馆", "金沙文化站"),
            ("办事用什么卡", "身份证"),
        ],
    )
    def test_everything_without_a_card_is_there_and_says_from_when_it_is(
        self, away: StagedKiosk, tile: str, told: str
    ) -> None:
        away.tap("不用卡，先看看")
        away.tap(tile)
        assert away.sees(told)
        assert away.sees("网络断了")
        assert away.sees("3月28日上午9:30看到的")

    def test_articles_and_activities_open(self, away: StagedKiosk) -> None:
        away.tap("不用卡，先看看")
        away.tap("新闻公告")
        away.tap("重阳节免费体检")
        assert away.sees("请带身份证。")
        away.tap("回首页")
        away.tap("不用卡，先看看")
        away.tap("文娱活动")
        away.tap("剪窗花")
        assert away.sees("文化站203室")

    def test_it_goes_while_somebody_reads_and_the_next_page_still_comes(
        self, kiosk: StagedKiosk
    ) -> None:
        kiosk.tap("不用卡，先看看")
        kiosk.gateway.down = True
        kiosk.tap("文娱活动")
        assert kiosk.sees("剪窗花")
        assert kiosk.sees("网络断了")

    def test_nothing_says_so_once_it_is_back(self, away: StagedKiosk) -> None:
        away.gateway.down = False
        away.wait(10)
        away.tap("不用卡，先看看")
        away.tap("文娱活动")
        assert not away.sees("网络断了")


class TestTheWelcomePage:
    def test_tells_the_time_and_what_is_on_today(self, kiosk: StagedKiosk) -> None:
        kiosk.wait(1)
        for told in ("上午9:30", "3月28日", "星期六", "今天有2场活动", "剪窗花", "重阳节免费体检"):
            assert kiosk.sees(told)
        assert kiosk.kiosk.navigator.part.count == 1

    def test_keeps_the_time(self, kiosk: StagedKiosk) -> None:
        kiosk.wait(5 * 60)
        assert kiosk.sees("上午9:35")

    def test_is_silent_until_somebody_touches_it_and_that_touch_presses_nothing(
        self, kiosk: StagedKiosk
    ) -> None:
        kiosk.wait(120)
        assert kiosk.heard == []
        kiosk.touch_nothing()
        assert kiosk.shows == "standard.welcome"
        assert kiosk.hears("您好，要办事吗")


class TestTheBulletinsFile:
    KNOWN = Known(DrivenClock().now(), Bulletin(NOTICES, PROGRAMME, VENUES))

    def test_gives_back_what_was_kept(self, tmp_path: Path) -> None:
        BulletinFile(tmp_path).save(self.KNOWN)
        assert BulletinFile(tmp_path).load() == self.KNOWN

    @pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff\xfe", b'{"moment": 3}'])
    def test_is_as_good_as_none_where_it_is_broken(self, tmp_path: Path, broken: bytes) -> None:
        (tmp_path / NAME).write_bytes(broken)
        assert BulletinFile(tmp_path).load() is None

    def test_without_a_zone_tells_no_time_and_is_none(self, tmp_path: Path) -> None:
        BulletinFile(tmp_path).save(self.KNOWN)
        text = json.loads((tmp_path / NAME).read_text())
        text["moment"] = "2026-03-28T09:30:00"
        (tmp_path / NAME).write_text(json.dumps(text))
        assert BulletinFile(tmp_path).load() is None

    def test_that_cannot_be_written_stops_nobody(self, tmp_path: Path) -> None:
        BulletinFile(tmp_path / "gone").save(self.KNOWN)
        assert BulletinFile(tmp_path / "gone").load() is None

    def test_what_is_not_in_it_is_missing(self) -> None:
        with pytest.raises(RecordMissing):
            AtHand(self.KNOWN).activity(999)
        assert AtHand(None).as_of is None
