"""How sure the kiosk is who stands there, how that is raised, and who acts for whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contract.credentials import SHIPPED, Assurance, Right
from contract.failures import (
    CardReportedLost,
    Failure,
    PersonDeceased,
    PersonSuspended,
    Unreachable,
)
from contract.records import CallReason
from devices.cards.reading import CardOnly, NotReadable, NotThisKind, ReadFault, StripeNumber
from devices.keypads.keypad import Key
from devices.speakers.speaker import Cue
from tests.kiosk.sample_people import CAO, CAO_BY_ID_CARD, LIBRARY, OUYANG, STRANGER
from tests.kiosk.stage import StagedKiosk

THIRD_GENERATION = CardOnly("320600", "3.00", "C00000001")
UNKNOWN_CARD = CardOnly("320600", "3.00", "Z99999999")
STRIPE = StripeNumber("99990000001")


@pytest.fixture
def strict(kiosk: StagedKiosk) -> StagedKiosk:
    """A service with the shipped policy."""
    kiosk.gateway.needs = {
        Right.TOTALS: Assurance.HOLDER_READ,
        Right.RECEIPTS: Assurance.HOLDER_READ,
        Right.FEE_ITEMS: Assurance.HOLDER_AND_ANSWER,
    }
    return kiosk


def ask_for_the_bill(kiosk: StagedKiosk) -> None:
    kiosk.tap("看病报销")
    kiosk.tap("门诊报销")
    kiosk.turn_to("费用明细")
    kiosk.tap("费用明细")


def type_digits(kiosk: StagedKiosk, digits: str) -> None:
    for digit in digits:
        kiosk.press_key(digit)
    kiosk.tap("填好了")


class TestMoreNeeded:
    def test_the_page_says_what_to_lay_down_or_type(self, strict: StagedKiosk) -> None:
        strict.lay(CAO)
        ask_for_the_bill(strict)
        assert strict.shows == "failure.page"
        assert strict.sees("请放身份证，或者填手机号的后四位")
        assert "填手机号后四位" in strict.choices

    def test_the_right_digits_lead_on_to_what_was_asked_for(self, strict: StagedKiosk) -> None:
        strict.lay(CAO)
        ask_for_the_bill(strict)
        strict.tap("填手机号后四位")
        type_digits(strict, "8825")
        assert strict.shows == "reimbursements.items"
        assert strict.sees("阿莫西林胶囊")
        assert strict.logged("visit.answered")[-1]["right"] is True

    def test_the_same_person_s_id_card_leads_there_too(self, strict: StagedKiosk) -> None:
        strict.insert(CAO)
        ask_for_the_bill(strict)
        strict.lay(CAO_BY_ID_CARD)
        assert strict.shows == "reimbursements.items"

    def test_a_second_card_comes_back_to_the_page_that_was_open(self, strict: StagedKiosk) -> None:
        strict.insert(CAO)
        strict.tap("看病报销")
        strict.tap("门诊报销")
        strict.lay(CAO_BY_ID_CARD)
        assert strict.shows == "reimbursements.settlement"

    def test_somebody_else_s_id_card_does_not(self, strict: StagedKiosk) -> None:
        strict.insert(CAO)
        ask_for_the_bill(strict)
        strict.lay(OUYANG)
        assert strict.shows == "standard.home"
        assert not any(secret in strict.screen for secret in LIBRARY[CAO.id_number].secrets)

    def test_nothing_is_asked_of_whom_the_file_has_no_number(self, strict: StagedKiosk) -> None:
        strict.gateway.needs[Right.FEE_ITEMS] = Assurance.AUTHENTICATED
        strict.lay(CAO)
        ask_for_the_bill(strict)
        assert strict.sees("这些内容要用身份证看")
        assert "填手机号后四位" not in strict.choices


class TestTyping:
    @pytest.fixture
    def asked(self, strict: StagedKiosk) -> StagedKiosk:
        strict.lay(CAO)
        ask_for_the_bill(strict)
        strict.tap("填手机号后四位")
        return strict

    def test_the_digits_are_seen_and_never_heard_or_kept(self, asked: StagedKiosk) -> None:
        asked.listen()
        type_digits(asked, "8825")
        assert not any(word in said for said in asked.heard for word in ("八八", "八千"))
        assert "8825" not in str(asked.events)
        assert "8825" not in repr(asked.kiosk.answering.answer)

    def test_each_key_has_a_tone_that_says_no_digit(self, asked: StagedKiosk) -> None:
        """E8: what is heard is how many, and what a key did."""
        asked.listen()
        for key in ("8", "1", "backspace", "8", "2", "5", "5"):
            asked.press_key(key)
        taken, back, refused = Cue.TAKEN, Cue.TAKEN_BACK, Cue.REFUSED
        assert asked.speaker.cues == [taken, taken, back, taken, taken, taken, refused]
        assert asked.heard == [], "a tone is instead of words"
        asked.tap("再读一遍")
        assert asked.hears("现在有四位")

    def test_tones_are_as_loud_as_the_voice(self, asked: StagedKiosk) -> None:
        asked.tap("字和声音")
        asked.tap("大声点")
        asked.tap("返回")
        asked.press_key("8")
        assert asked.speaker.cue_volumes == [asked.speaker.requests[-1].volume]

    def test_a_key_in_focus_is_named_to_headphones_only(self, asked: StagedKiosk) -> None:
        """E8: whoever stands behind hears no digit; who alone hears it, does."""
        asked.listen()
        for _ in range(10):
            asked.key(Key.NEXT)
        assert set(asked.heard) == {"为了保密，按键没有读出来，插上耳机就读给您听。"}
        asked.headphones_are(True)
        asked.listen()
        asked.key(Key.PREVIOUS)
        assert asked.heard[0] == "九。"

    def test_a_digit_can_be_taken_back(self, asked: StagedKiosk) -> None:
        for key in ("8", "9", "backspace", "8", "2", "5", "1"):
            asked.press_key(key)
        assert asked.sees("8825")
        asked.tap("填好了")
        assert asked.shows == "reimbursements.items"

    def test_too_few_are_not_handed_in(self, asked: StagedKiosk) -> None:
        type_digits(asked, "88")
        assert asked.sees("还没填满四位")
        assert asked.gateway.wrong_answers == {}

    def test_wrong_ones_count_down_and_end_at_a_page_with_ways_on(self, asked: StagedKiosk) -> None:
        for left in (2, 1):
            type_digits(asked, "0000")
            assert asked.sees(f"今天还能填{left}次")
        type_digits(asked, "0000")
        assert asked.sees("今天不能再填了")
        asked.tap("放卡")
        assert asked.shows == "standard.lay_card"

    def test_a_backend_that_is_away_is_told_and_counts_nothing(self, asked: StagedKiosk) -> None:
        asked.gateway.fails["answer"] = Unreachable()
        type_digits(asked, "8825")
        assert asked.sees("现在查不到")
        assert asked.gateway.wrong_answers == {}

    def test_nothing_typed_outlives_the_visit(self, asked: StagedKiosk) -> None:
        asked.press_key("8")
        asked.tap("回首页")
        asked.tap("办完了")
        assert asked.kiosk.answering.answer.digits == ""
        assert asked.kiosk.wanted.target is None

    def test_an_answer_that_comes_late_opens_nobody_s_page(self, asked: StagedKiosk) -> None:
        asked.gateway.slow.add("answer")
        type_digits(asked, "8825")
        asked.lay(OUYANG)
        asked.slow_answers_come()
        assert asked.shows == "standard.home"
        assert asked.sees("欧阳师傅")


class TestLoweredPolicy:
    """The shipped policy keeps fee items from a card that can be cloned."""

    @pytest.fixture(autouse=True)
    def shipped(self, strict: StagedKiosk) -> None:
        strict.gateway.needs = dict(SHIPPED)

    def test_is_logged_once(self, strict: StagedKiosk) -> None:
        strict.gateway.needs[Right.FEE_ITEMS] = Assurance.HOLDER_READ
        for _ in range(2):
            strict.insert(CAO)
            strict.tap("办完了")
            strict.pull()
        [event] = strict.logged("policy.lowered")
        assert event["right"] == "fee_items"
        assert event["assurance"] == "holder_read"

    def test_as_shipped_is_not(self, strict: StagedKiosk) -> None:
        strict.insert(CAO)
        strict.lay(CAO_BY_ID_CARD)
        assert strict.logged("policy.lowered") == []


class TestNumbersOnly:
    def test_a_third_generation_card_asks_for_more_and_offers_all_ways(
        self, strict: StagedKiosk
    ) -> None:
        strict.lay(THIRD_GENERATION)
        assert strict.sees("请再放一下身份证")
        assert strict.sees("打开电子社保卡或者医保码，对着屏幕左下方的扫码口")
        strict.tap("填手机号后四位")
        type_digits(strict, "8825")
        assert strict.shows == "standard.home"
        strict.tap("看病报销")
        assert strict.sees("1,234.50 元")

    def test_its_holder_s_id_card_goes_on_in_the_same_visit(self, strict: StagedKiosk) -> None:
        strict.lay(THIRD_GENERATION)
        strict.lay(CAO_BY_ID_CARD)
        assert strict.shows == "standard.home"
        assert strict.logged("visit.ended") == []
        assert [visit.closed for visit in strict.gateway.visits] == [True, False]

    def test_somebody_else_s_id_card_begins_a_visit_of_their_own(self, strict: StagedKiosk) -> None:
        strict.lay(THIRD_GENERATION)
        strict.lay(OUYANG)
        assert [each["reason"] for each in strict.logged("visit.ended")] == ["other_card"]
        assert strict.sees("欧阳师傅")

    def test_a_number_the_service_does_not_know_still_has_ways_on(
        self, strict: StagedKiosk
    ) -> None:
        strict.lay(UNKNOWN_CARD)
        assert strict.sees("请再放一下身份证")
        assert "填手机号后四位" not in strict.choices

    def test_a_stripe_is_known_by_its_number(self, strict: StagedKiosk) -> None:
        strict.swipe(STRIPE)
        assert strict.sees("刷卡只读得到号码")
        assert strict.logged("visit.identified")[-1]["card"] == "stripe"

    def test_a_number_that_opens_a_little_is_still_told_what_opens_the_rest(
        self, strict: StagedKiosk
    ) -> None:
        strict.gateway.needs[Right.RECEIPTS] = Assurance.NUMBER_ONLY
        strict.swipe(STRIPE)
        assert strict.sees("刷卡只读得到号码")

    def test_a_bank_card_and_a_bad_swipe_are_told_apart(self, strict: StagedKiosk) -> None:
        strict.swipe(NotThisKind())
        assert strict.sees("这张卡在这里用不了")
        strict.swipe(NotReadable(ReadFault.LAY_AGAIN))
        assert strict.sees("没刷出来，请再刷一次")


class TestCodes:
    def test_a_telephone_s_code_opens_the_bill(self, strict: StagedKiosk) -> None:
        strict.scan("essc-cao-1")
        assert strict.sees("曹师傅，您好")
        ask_for_the_bill(strict)
        assert strict.shows == "reimbursements.items"

    def test_is_never_logged(self, strict: StagedKiosk) -> None:
        strict.scan("essc-cao-1")
        strict.scan("essc-nobody-1")
        assert "essc" not in str(strict.events)

    def test_the_same_person_s_code_raises_the_visit(self, strict: StagedKiosk) -> None:
        strict.lay(CAO)
        ask_for_the_bill(strict)
        strict.scan("essc-cao-1")
        assert strict.shows == "reimbursements.items"
        assert strict.logged("visit.ended") == []

    def test_another_person_s_code_ends_and_wipes_first(self, strict: StagedKiosk) -> None:
        strict.lay(CAO)
        strict.tap("看病报销")
        strict.scan("essc-ouyang-1")
        assert strict.sees("欧阳师傅，您好")
        assert strict.shows == "standard.home"
        assert [each["reason"] for each in strict.logged("visit.ended")] == ["other_card"]
        assert "返回" not in strict.choices
        assert strict.gateway.visits[0].closed

    def test_a_weaker_card_of_the_same_person_lowers_nothing(self, strict: StagedKiosk) -> None:
        strict.scan("essc-cao-1")
        strict.lay(THIRD_GENERATION)
        ask_for_the_bill(strict)
        assert strict.shows == "reimbursements.items"

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("https://yinling.example/r/abcdef0123456789", "这是凭条上的码"),
            ("https://pay.example/abc", "这个码在这里用不了"),
            ("6901234", "这个码在这里用不了"),
            ("x" * 10_000, "这个码在这里用不了"),
            ("essc-nobody-1", "这个码没有认出来"),
        ],
    )
    def test_each_other_code_has_its_words(
        self, strict: StagedKiosk, text: str, title: str
    ) -> None:
        strict.scan(text)
        assert strict.sees(title)
        assert "不用卡，先看看" in strict.choices


class TestActing:
    def begin(self, kiosk: StagedKiosk) -> None:
        kiosk.tap("开始办事")
        kiosk.tap("没卡用手机")
        kiosk.tap("替家人办")
        assert kiosk.sees("先放您自己的卡")

    def test_takes_both_cards_and_says_for_whom(self, strict: StagedKiosk) -> None:
        self.begin(strict)
        strict.lay(STRANGER)
        assert strict.sees("再放家人的卡")
        strict.lift()
        strict.insert(CAO)
        assert strict.shows == "standard.home"
        assert strict.sees("正在替曹师傅办")
        actor = strict.gateway.actors[-1]
        assert actor is not None
        assert actor.id_number == STRANGER.id_number
        assert len(strict.logged("visit.acting")) == 1

    def test_whoever_acts_must_show_more_than_a_number(self, strict: StagedKiosk) -> None:
        self.begin(strict)
        shows: tuple[Callable[[], None], ...] = (
            lambda: strict.lay(THIRD_GENERATION),
            lambda: strict.scan("essc-cao-1"),
            lambda: strict.swipe(STRIPE),
        )
        for show in shows:
            show()
            assert strict.sees("请先放您自己的身份证")
        assert strict.gateway.visits == []

    def test_nobody_acts_for_themselves(self, strict: StagedKiosk) -> None:
        self.begin(strict)
        strict.insert(CAO)
        strict.lay(CAO_BY_ID_CARD)
        assert strict.gateway.actors == [None]
        assert strict.sees("曹师傅，您好")

    @pytest.mark.parametrize("lay", ["card", "code"])
    def test_a_third_person_s_card_begins_a_visit_for_which_nobody_acts(
        self, strict: StagedKiosk, lay: str
    ) -> None:
        self.begin(strict)
        strict.lay(STRANGER)
        strict.lift()
        strict.lay(CAO)
        first = strict.gateway.visits[-1]
        strict.lay(OUYANG) if lay == "card" else strict.scan("essc-ouyang-1")
        assert first.closed
        assert strict.gateway.actors[-1] is None
        assert strict.sees("欧阳师傅")
        assert not strict.sees("正在替")
        assert [visit.closed for visit in strict.gateway.visits].count(False) == 1
        assert len(strict.logged("visit.acting")) == 1

    def test_whoever_acts_laying_their_own_card_again_is_there_for_themselves(
        self, strict: StagedKiosk
    ) -> None:
        self.begin(strict)
        strict.lay(OUYANG)
        strict.lift()
        strict.lay(CAO)
        strict.lift()
        strict.lay(OUYANG)
        assert strict.gateway.actors[-1] is None
        assert strict.sees("欧阳师傅，您好")

    def test_a_card_that_raises_the_visit_still_has_them_act(self, strict: StagedKiosk) -> None:
        self.begin(strict)
        strict.lay(STRANGER)
        strict.lift()
        strict.lay(CAO)
        strict.lay(CAO_BY_ID_CARD)
        assert strict.gateway.actors[-1] is not None
        assert strict.sees("正在替曹师傅办")

    def test_is_over_with_the_visit(self, strict: StagedKiosk) -> None:
        self.begin(strict)
        strict.lay(STRANGER)
        strict.tap("不办了")
        strict.lift()
        strict.insert(CAO)
        assert strict.gateway.actors == [None]


class TestWhatTheServiceSays:
    @pytest.mark.parametrize(
        ("failure", "title"),
        [
            (PersonDeceased, "这份档案要到窗口核对"),
            (PersonSuspended, "您的档案现在停着"),
            (CardReportedLost, "这张卡挂失了"),
        ],
    )
    def test_has_its_own_page_words_and_ways_on(
        self, kiosk: StagedKiosk, failure: type[Failure], title: str
    ) -> None:
        kiosk.gateway.fails["open_visit"] = failure()
        kiosk.lay(CAO)
        assert kiosk.sees(title)
        assert kiosk.sees(failure.code)
        kiosk.tap("找人帮忙")
        assert kiosk.shows == "standard.help"


class TestCardsLeftBehind:
    def test_are_asked_for_three_times_and_then_reported(self, kiosk: StagedKiosk) -> None:
        kiosk.insert(CAO)
        kiosk.tap("办完了")
        assert kiosk.sees("请拿好您的卡")
        kiosk.wait(30)
        assert kiosk.gateway.calls == [CallReason.CARD_LEFT]
        assert len(kiosk.logged("card.left_behind")) == 1

    def test_taken_in_time_are_not(self, kiosk: StagedKiosk) -> None:
        kiosk.insert(CAO)
        kiosk.tap("办完了")
        kiosk.wait(10)
        kiosk.pull()
        kiosk.wait(30)
        assert kiosk.gateway.calls == []
