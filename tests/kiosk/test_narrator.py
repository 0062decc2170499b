"""The rules of the one voice, heard by an ear that bears no word too many and no silence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from devices.speakers.speaker import RATES, VOLUMES, Ending
from kiosk.narrator import MUST_FINISH_LIMIT, STUCK_AFTER
from pages.presentation import Presentation
from tests.kiosk.ear import Ear, words

USUAL = Presentation()
ARTICLE = (
    words("题目"),
    words("来源"),
    words("一之一", 0),
    words("一之二", 0),
    words("二之一", 1),
    words("三之一", 2),
    words("三之二", 2),
)


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear = Ear()
    yield ear
    ear.hears_no_more()
    assert ear.faults == 0


def read_to(ear: Ear, last: str) -> None:
    ear.narrator.arrive(ARTICLE, USUAL, by_person=True)
    texts = [utterance.worded for utterance in ARTICLE]
    ear.hears(*texts[: texts.index(last) + 1])


class TestPages:
    def test_are_said_from_beginning_to_end(self, ear: Ear) -> None:
        ear.narrator.arrive(ARTICLE, USUAL, by_person=True)
        ear.hears("题目", "来源", "一之一", "一之二", "二之一", "三之一", "三之二")
        ear.hears_the_end()
        assert ear.quiet == 1

    def test_cut_each_other(self, ear: Ear) -> None:
        read_to(ear, "一之一")
        ear.narrator.arrive([words("别的")], USUAL, by_person=True)
        ear.hears("别的")
        ear.hears_the_end()
        assert [heard.cut for heard in ear.said] == [False, False, True, False]

    def test_that_change_say_only_what_is_new(self, ear: Ear) -> None:
        ear.narrator.arrive([words("正在打印")], USUAL, by_person=True)
        ear.hears("正在打印")
        ear.narrator.add([words("正在打印"), words("快好了")], USUAL)
        ear.hears("快好了")
        ear.hears_the_end()

    def test_are_forgotten_with_the_visit(self, ear: Ear) -> None:
        read_to(ear, "一之一")
        ear.narrator.forget()
        ear.hears_no_more()
        ear.narrator.go_on(USUAL)
        ear.hears_no_more()


class TestMustFinish:
    OUTCOME = words("凭条打好了", must_finish=True)

    def test_ends_before_what_the_system_does(self, ear: Ear) -> None:
        ear.narrator.arrive([self.OUTCOME], USUAL, by_person=True)
        ear.hears("凭条打好了")
        ear.narrator.arrive([words("您好")], USUAL, by_person=False)
        ear.time_passes(MUST_FINISH_LIMIT - 1)
        assert ear.speaker.sounding()
        ear.hears("您好")
        ear.hears_the_end()

    def test_for_ten_seconds_at_most(self, ear: Ear) -> None:
        ear.narrator.arrive([self.OUTCOME], USUAL, by_person=True)
        ear.hears("凭条打好了")
        ear.narrator.arrive([words("您好")], USUAL, by_person=False)
        ear.time_passes(MUST_FINISH_LIMIT)
        assert ear.said[-1].cut
        ear.hears("您好")
        ear.hears_the_end()

    def test_yields_to_a_person_and_is_owed_once(self, ear: Ear) -> None:
        ear.narrator.arrive([self.OUTCOME], USUAL, by_person=True, outcome=True)
        ear.hears("凭条打好了")
        ear.narrator.arrive([words("首页")], USUAL, by_person=True)
        ear.hears("凭条打好了", "首页")
        ear.narrator.arrive([words("公告")], USUAL, by_person=True)
        ear.hears("公告")
        ear.hears_the_end()


class TestArticles:
    """Read paragraph by paragraph: a touch pauses, and three keys lead on (E3)."""

    def test_go_on_with_the_sentence_that_was_cut(self, ear: Ear) -> None:
        read_to(ear, "一之二")
        ear.narrator.silence()
        ear.hears_no_more()
        ear.narrator.go_on(USUAL)
        ear.hears("一之二", "二之一", "三之一", "三之二")
        ear.hears_the_end()

    def test_begin_again_where_all_was_said(self, ear: Ear) -> None:
        read_to(ear, "三之二")
        ear.hears_the_end()
        ear.narrator.go_on(USUAL)
        ear.hears("题目")
        ear.narrator.silence()

    def test_skip_to_the_next_paragraph(self, ear: Ear) -> None:
        read_to(ear, "一之一")
        ear.narrator.silence()
        assert ear.narrator.paragraph(1, USUAL)
        ear.hears("二之一")
        assert ear.narrator.paragraph(1, USUAL)
        ear.hears("三之一")
        assert not ear.narrator.paragraph(1, USUAL)
        ear.hears("三之二")
        ear.hears_the_end()

    def test_go_back_to_the_beginning_of_this_paragraph_first(self, ear: Ear) -> None:
        read_to(ear, "三之二")
        ear.narrator.silence()
        assert ear.narrator.paragraph(-1, USUAL)
        ear.hears("三之一")
        assert ear.narrator.paragraph(-1, USUAL)
        ear.hears("二之一")
        ear.narrator.silence()

    def test_have_nothing_before_their_title(self, ear: Ear) -> None:
        read_to(ear, "题目")
        assert not ear.narrator.paragraph(-1, USUAL)
        ear.narrator.silence()

    def test_keep_their_place_when_the_page_is_asked_for_anew(self, ear: Ear) -> None:
        read_to(ear, "二之一")
        ear.narrator.add(ARTICLE, USUAL)
        ear.narrator.silence()
        ear.narrator.go_on(USUAL)
        ear.hears("二之一")
        ear.narrator.silence()


class TestPrivateFigures:
    """Headphones that are pulled out take what only their wearer might hear along (E9)."""

    def test_stop_at_once_and_the_rest_is_said(self, ear: Ear) -> None:
        page = [words("共三笔"), words("一千元", private=True), words("二千元", private=True)]
        ear.narrator.arrive([*page, words("您可以打印")], USUAL, by_person=True)
        ear.hears("共三笔", "一千元")
        ear.narrator.hush_private(USUAL)
        assert ear.said[-1].cut
        ear.hears("您可以打印")
        ear.hears_the_end()

    def test_the_sentence_under_way_begins_anew_as_loud_as_usual(self, ear: Ear) -> None:
        page = [words("共三笔"), words("一千元", private=True)]
        ear.narrator.arrive(page, USUAL.changed(volume=5), by_person=True)
        ear.hears("共三笔")
        ear.narrator.hush_private(USUAL)
        ear.hears("共三笔")
        assert ear.speaker.requests[-1].volume == VOLUMES[USUAL.volume - 1]
        ear.hears_the_end()

    def test_silence_stays_silence(self, ear: Ear) -> None:
        ear.narrator.hush_private(USUAL)
        ear.hears_no_more()
        assert ear.quiet == 0


class TestPriorities:
    """What is urgent comes first, and loses nothing of what it came before."""

    def test_what_is_new_on_a_page_is_said_before_the_rest_of_it(self, ear: Ear) -> None:
        ear.narrator.arrive([words("题目"), words("说明")], USUAL, by_person=True)
        ear.hears("题目")
        ear.narrator.add([words("题目"), words("说明"), words("快好了")], USUAL)
        assert ear.speaker.sounding(), "a change by itself cuts nothing"
        ear.hears("快好了", "说明")
        ear.hears_the_end()

    def test_what_is_gone_from_a_page_is_not_said(self, ear: Ear) -> None:
        ear.narrator.arrive([words("正在打印"), words("请等一等")], USUAL, by_person=True)
        ear.hears("正在打印")
        ear.narrator.add([words("打好了")], USUAL)
        ear.hears("打好了")
        ear.hears_the_end()

    def test_an_interjection_is_said_at_once_and_what_it_cut_again(self, ear: Ear) -> None:
        read_to(ear, "二之一")
        louder = USUAL.changed(volume=5)
        ear.narrator.interject([words("第五档")], louder)
        ear.hears("第五档", "二之一")
        assert ear.speaker.requests[-1].volume == VOLUMES[4]
        ear.hears("三之一", "三之二")
        ear.hears_the_end()

    def test_a_second_interjection_takes_the_place_of_the_first(self, ear: Ear) -> None:
        read_to(ear, "三之二")
        ear.narrator.interject([words("第五档"), words("最响了")], USUAL)
        ear.hears("第五档")
        ear.narrator.interject([words("第四档")], USUAL)
        ear.hears("第四档", "三之二")
        ear.hears_the_end()

    def test_an_interjection_into_silence_stands_alone(self, ear: Ear) -> None:
        ear.narrator.interject([words("第五档")], USUAL)
        ear.hears("第五档")
        ear.hears_the_end()

    def test_an_outcome_that_was_interrupted_is_said_again_and_not_owed(self, ear: Ear) -> None:
        outcome = words("凭条打好了", must_finish=True)
        ear.narrator.arrive([outcome], USUAL, by_person=True, outcome=True)
        ear.hears("凭条打好了")
        ear.narrator.interject([words("第五档")], USUAL)
        ear.hears("第五档", "凭条打好了")
        ear.hears_the_end()
        ear.narrator.arrive([words("首页")], USUAL, by_person=True)
        ear.hears("首页")
        ear.hears_the_end()


class TestSpeaker:
    def test_is_given_the_persons_loudness_and_speed(self, ear: Ear) -> None:
        loud = USUAL.changed(volume=5, rate=1)
        ear.narrator.arrive([words("您好")], loud, by_person=True)
        ear.hears("您好")
        assert ear.speaker.requests[0].volume == VOLUMES[4]
        assert ear.speaker.requests[0].rate == RATES[0]
        ear.hears_the_end()

    def test_is_told_what_comes_next(self, ear: Ear) -> None:
        read_to(ear, "题目")
        assert ear.speaker.prepared[-1].engine_text == "来源"
        ear.narrator.silence()

    def test_that_fails_costs_one_sentence(self, ear: Ear) -> None:
        ear.narrator.arrive([words("您好"), words("请坐")], USUAL, by_person=True)
        ear.hears("您好")
        ear.speaker.ending = Ending.FAILED
        ear.hears("请坐")
        ear.hears_the_end()
        assert ear.faults == 2
        ear.faults = 0

    def test_that_is_stuck_is_given_up(self, ear: Ear) -> None:
        read_to(ear, "题目")
        ear.time_passes(STUCK_AFTER)
        ear.hears_no_more()
        assert ear.faults == 1
        ear.faults = 0
