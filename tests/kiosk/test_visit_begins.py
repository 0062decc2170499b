"""How a visit begins: welcome, cards, the notice, and cards that cannot be read."""

from __future__ import annotations

import pytest

from contract.failures import PersonUnknown, ServerFault
from contract.records import CallReason
from devices.cards.reader import ReaderStatus
from devices.cards.reading import CardOnly, CardReading, Locked, NotReadable, NotThisKind, ReadFault
from tests.kiosk.sample_people import CAO, CAO_BY_ID_CARD, LIBRARY, OUYANG, RENAMED, STRANGER
from tests.kiosk.stage import SLOT, StagedKiosk

UNREADABLE: list[tuple[CardReading, str]] = [
    (CardOnly("320600", "3.00", "A12345678"), "请再放一下身份证"),
    (NotThisKind(), "这张卡在这里用不了"),
    (Locked(), "这张卡被锁住了"),
    (NotReadable(ReadFault.DAMAGED), "这张卡没读出来"),
    (NotReadable(ReadFault.PULLED_OUT), "卡拿得太早了"),
    (NotReadable(ReadFault.LAY_AGAIN), "没读到，请再放一次"),
    (NotReadable(ReadFault.MUTE), "这张卡没有反应"),
    (NotReadable(ReadFault.REFUSED), "这张卡机器认不了"),
    (NotReadable(ReadFault.READER), "读卡的地方出了问题"),
]


class TestWelcome:
    def test_is_silent_until_somebody_touches_it(self, kiosk: StagedKiosk) -> None:
        """The welcome page speaks to nobody."""
        kiosk.wait(300)
        assert kiosk.shows == "standard.welcome"
        assert kiosk.heard == []
        kiosk.touch_nothing()
        assert kiosk.hears("您好，要办事吗")

    def test_says_where_a_human_being_helps_and_who_reads_what(self, kiosk: StagedKiosk) -> None:
        """C9 and H1."""
        assert kiosk.sees("人工办理：一号窗口")
        assert kiosk.sees("金沙社区读您的姓名和证件号，只用来查您自己的事")

    def test_moves_a_little_each_minute_while_nobody_is_there(self, kiosk: StagedKiosk) -> None:
        """Against burn-in; never while somebody is about to touch (D5)."""
        before = kiosk.surface.drawing
        kiosk.wait(60)
        assert kiosk.surface.drawing != before
        kiosk.touch_nothing()
        kiosk.speaker.holds = True
        still = kiosk.place_of("开始办事")
        kiosk.wait(60)
        assert kiosk.place_of("开始办事") == still

    def test_says_that_no_card_can_be_read_and_where_to_go(self, kiosk: StagedKiosk) -> None:
        kiosk.reader_is(ReaderStatus.MISSING)
        assert kiosk.sees("现在读不了卡")
        assert kiosk.sees("请到一号窗口办理")
        kiosk.reader_is(ReaderStatus.READY)
        assert not kiosk.sees("现在读不了卡")

    def test_lets_anybody_look_around_without_a_card(self, kiosk: StagedKiosk) -> None:
        kiosk.tap("不用卡，先看看")
        kiosk.tap("新闻公告")
        kiosk.tap("重阳节免费体检")
        assert kiosk.sees("请带身份证")
        assert kiosk.hears("请带身份证")
        assert kiosk.gateway.visits == []


class TestCards:
    def test_a_card_leads_home_and_greets_by_surname_only(self, kiosk: StagedKiosk) -> None:
        """E9: the full name is neither spoken nor shown."""
        kiosk.lay(CAO)
        assert kiosk.shows == "standard.home"
        assert kiosk.sees("曹师傅，您好")
        assert not kiosk.sees("曹秀英")
        assert not kiosk.hears("秀英")
        assert kiosk.logged("visit.identified")[0]["assurance"] == "holder_read"

    def test_a_laid_card_may_be_lifted(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.lift()
        kiosk.wait(10)
        assert kiosk.shows == "standard.home"

    def test_a_lost_reader_is_not_a_removal(self, kiosk: StagedKiosk) -> None:
        kiosk.insert(CAO)
        kiosk.reader_is(ReaderStatus.SILENT, SLOT_READER)
        kiosk.wait(10)
        assert kiosk.shows == "standard.home"

    def test_the_same_person_s_second_card_raises_how_sure_we_are(self, kiosk: StagedKiosk) -> None:
        """Neither an end nor a new visit."""
        kiosk.insert(CAO)
        kiosk.lay(CAO_BY_ID_CARD)
        assert [event["assurance"] for event in kiosk.logged("visit.identified")] == [
            "holder_read",
            "authenticated",
        ]
        assert len(kiosk.logged("visit.began")) == 1
        assert kiosk.logged("visit.ended") == []
        first, second = kiosk.gateway.visits
        assert first.closed
        assert not second.closed

    def test_the_same_card_again_changes_nothing(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.tap("看病报销")
        kiosk.lift()
        kiosk.lay(CAO)
        assert kiosk.shows == "reimbursements.year"
        assert len(kiosk.gateway.visits) == 1

    def test_another_person_s_card_ends_and_wipes_first(self, kiosk: StagedKiosk) -> None:
        """D4 and D6."""
        kiosk.lay(CAO)
        kiosk.tap("看病报销")
        kiosk.tap("门诊报销")
        kiosk.tap("读给我听")
        kiosk.gateway.slow.add("open_visit")
        kiosk.listen()
        kiosk.lay(OUYANG, SLOT)
        assert not any(secret in kiosk.screen for secret in LIBRARY[CAO.id_number].secrets)
        assert kiosk.gateway.visits[0].closed
        kiosk.slow_answers_come()
        assert kiosk.sees("欧阳师傅，您好")
        assert not kiosk.presentation.figures_aloud
        assert "返回" not in kiosk.choices
        assert [event["reason"] for event in kiosk.logged("visit.ended")] == ["other_card"]

    def test_the_card_left_by_somebody_else_asks_nobody(self, kiosk: StagedKiosk) -> None:
        """Only the visit's own inserted card means anything when it is pulled."""
        kiosk.insert(CAO)
        kiosk.lay(OUYANG)
        kiosk.pull()
        kiosk.wait(10)
        assert kiosk.shows == "standard.home"
        assert kiosk.sees("欧阳师傅，您好")

    def test_the_file_s_name_counts_where_the_card_has_another(self, kiosk: StagedKiosk) -> None:
        """Masked, with its own page."""
        kiosk.gateway.library = RENAMED
        kiosk.lay(CAO)
        assert kiosk.shows == "standard.name_differs"
        assert kiosk.sees("曹**")
        assert not kiosk.hears("秀英")
        kiosk.tap("是我，接着办")
        assert kiosk.shows == "standard.home"

    @pytest.mark.parametrize(("card", "title"), UNREADABLE)
    def test_each_trouble_is_told_with_what_to_do_now(
        self, kiosk: StagedKiosk, card: CardReading, title: str
    ) -> None:
        """C6 and C7: in a picture, in words and aloud, with a way on."""
        kiosk.lay(card)
        assert kiosk.sees(title)
        assert kiosk.hears(title.split("，", maxsplit=1)[0])
        kiosk.tap("没有别的卡")
        assert kiosk.sees("没带卡也不要紧")

    def test_the_third_unreadable_card_calls_staff(self, kiosk: StagedKiosk) -> None:
        """C7: once, and the page says so only when they know."""
        for _ in range(2):
            kiosk.lay(NotReadable(ReadFault.MUTE))
            kiosk.lift()
        assert kiosk.gateway.calls == []
        kiosk.gateway.slow.add("call_staff")
        kiosk.lay(NotReadable(ReadFault.MUTE))
        assert not kiosk.sees("消息送到了")
        kiosk.slow_answers_come()
        assert kiosk.sees("消息送到了")
        kiosk.lift()
        kiosk.lay(NotReadable(ReadFault.MUTE))
        assert kiosk.gateway.calls == [CallReason.CARD_TROUBLE]


class TestOpening:
    def test_nobody_of_that_number(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(STRANGER)
        assert kiosk.shows == "failure.page"
        assert kiosk.sees("没有找到您的档案")
        assert kiosk.sees(PersonUnknown.code)
        kiosk.tap("回首页")
        assert kiosk.shows == "standard.welcome"

    def test_a_server_that_fails(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.fails["open_visit"] = ServerFault()
        kiosk.lay(CAO)
        assert kiosk.sees("现在查不到")
        assert kiosk.sees(ServerFault.code)
        assert kiosk.logged("page.failed")[0]["failure"] == ServerFault.code
        kiosk.gateway.fails.clear()
        kiosk.lift()
        kiosk.tap("再试一次")
        assert kiosk.shows == "standard.lay_card"
        kiosk.lay(CAO)
        assert kiosk.shows == "standard.home"

    def test_a_slow_one_is_waited_for_ten_seconds(self, kiosk: StagedKiosk) -> None:
        """What comes after ten seconds is dropped and closed."""
        kiosk.gateway.slow.add("open_visit")
        kiosk.lay(CAO)
        assert kiosk.shows == "standard.checking"
        assert kiosk.hears("正在核对")
        kiosk.wait(9)
        assert kiosk.shows == "standard.checking"
        kiosk.wait(1.5)
        assert kiosk.shows == "failure.page"
        assert kiosk.sees("现在查不到")
        kiosk.slow_answers_come()
        assert kiosk.shows == "failure.page"
        assert kiosk.gateway.visits[0].closed

    def test_nobody_has_to_wait(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.slow.add("open_visit")
        kiosk.lay(CAO)
        kiosk.tap("不等了")
        assert kiosk.shows == "standard.goodbye"
        kiosk.slow_answers_come()
        kiosk.wait(60)
        assert kiosk.shows == "standard.welcome"
        assert kiosk.gateway.visits[0].closed

    def test_a_visit_that_lapsed_opens_anew_with_the_same_card(self, kiosk: StagedKiosk) -> None:
        """The page asks for the card once more, and so it leads on to what was asked for."""
        kiosk.lay(CAO)
        kiosk.gateway.visits[0].lapsed = True
        kiosk.tap("看病报销")
        assert kiosk.sees("请再放一次卡")
        kiosk.lift()
        kiosk.lay(CAO)
        assert kiosk.shows == "reimbursements.year"
        assert kiosk.sees("门诊报销")

    def test_a_visit_that_lapsed_leads_nobody_else_to_its_page(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.gateway.visits[0].lapsed = True
        kiosk.tap("看病报销")
        kiosk.lift()
        kiosk.lay(OUYANG)
        assert kiosk.shows == "standard.home"
        assert kiosk.sees("欧阳师傅，您好")

    def test_a_visit_that_lapsed_far_in_comes_back_to_where_it_was(
        self, kiosk: StagedKiosk
    ) -> None:
        kiosk.lay(CAO)
        kiosk.tap("看病报销")
        kiosk.tap("门诊报销")
        kiosk.turn_to("费用明细")
        kiosk.gateway.visits[0].lapsed = True
        kiosk.tap("费用明细")
        assert kiosk.sees("请再放一次卡")
        kiosk.lift()
        kiosk.lay(CAO)
        assert kiosk.shows == "reimbursements.items"

    def test_a_card_pulled_too_early_asks_once_the_visit_is_open(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.slow.add("open_visit")
        kiosk.insert(CAO)
        kiosk.pull()
        kiosk.slow_answers_come()
        assert kiosk.shows == "standard.card_pulled"
        kiosk.tap("没有办完，接着办")
        assert kiosk.shows == "standard.home"


class TestTheNotice:
    def refuse(self, kiosk: StagedKiosk) -> None:
        kiosk.tap("开始办事")
        kiosk.turn_to("不同意")
        assert kiosk.sees("放卡就是同意")
        assert kiosk.hears("只用来查您自己的事")
        kiosk.tap("不同意")

    def test_after_refusal_no_card_is_read_until_the_next_start(self, kiosk: StagedKiosk) -> None:
        """H1."""
        self.refuse(kiosk)
        assert not kiosk.readers.reading
        kiosk.lay(CAO)
        assert kiosk.sees("好的，不读您的卡")
        assert kiosk.gateway.visits == []
        kiosk.tap("办完了")
        assert kiosk.readers.reading

    def test_a_card_that_was_just_being_read_is_not_used(self, kiosk: StagedKiosk) -> None:
        self.refuse(kiosk)
        kiosk.readers.reading = True  # its answer was on the way
        kiosk.lay(CAO)
        assert kiosk.gateway.visits == []

    def test_what_needs_no_card_still_works(self, kiosk: StagedKiosk) -> None:
        self.refuse(kiosk)
        kiosk.tap("不用卡，先看看")
        kiosk.tap("新闻公告")
        assert kiosk.sees("重阳节免费体检")


SLOT_READER = "pcsc"
"""The reader whose place the slot is; its status is reported under this name."""
