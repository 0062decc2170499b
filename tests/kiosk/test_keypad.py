"""Who sees nothing gets what they came for by keypad and voice alone."""

from __future__ import annotations

import pytest

from devices.keypads.keypad import Key
from kiosk.keypad import focus_order
from kiosk.touch_filter import SAME_TARGET
from pages.presentation import Presentation
from tests.kiosk.sample_people import CAO
from tests.kiosk.stage import NOBODY_THERE, StagedKiosk

MOST_KEYS = 40


@pytest.fixture
def kiosk() -> StagedKiosk:
    return StagedKiosk()


def find(kiosk: StagedKiosk, words: str) -> None:
    """Go on with the focus until these words are heard: nothing is looked at."""
    for _ in range(MOST_KEYS):
        kiosk.listen()
        kiosk.key(Key.NEXT)
        if kiosk.hears(words):
            return
    raise AssertionError(f"{words} was never heard; the last was {kiosk.heard}")


def choose(kiosk: StagedKiosk, words: str) -> None:
    find(kiosk, words)
    kiosk.listen()
    kiosk.key(Key.ENTER)
    kiosk.wait(0.5)
    kiosk.finish_speaking()


def test_a_reimbursement_is_found_heard_and_printed_with_the_screen_dark(
    kiosk: StagedKiosk,
) -> None:
    kiosk.lay(CAO)
    choose(kiosk, "看病报销")
    choose(kiosk, "门诊报销")
    choose(kiosk, "读给我听")
    assert kiosk.hears("一千二百三十四元五角")
    choose(kiosk, "打印凭条")
    choose(kiosk, "打印")
    assert kiosk.hears("凭条打好了")
    assert kiosk.printer.slips == 1
    choose(kiosk, "办完了")
    assert kiosk.shows == "standard.goodbye"
    assert kiosk.errors == []


def test_the_first_key_wakes_the_welcome_page_and_presses_nothing(kiosk: StagedKiosk) -> None:
    kiosk.key(Key.ENTER)
    assert kiosk.shows == "standard.welcome"
    assert kiosk.hears("您好，要办事吗")


def test_the_focus_goes_through_everything_and_round(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    labels = [target.label for target in focus_order(kiosk.drawing)]
    assert labels[-4:] == ["办完了", "再读一遍", "字和声音", "找人帮忙"]
    heard = []
    for _ in range(len(labels) + 1):
        kiosk.listen()
        kiosk.key(Key.NEXT)
        heard.append("".join(kiosk.heard))
    assert all(label in said for label, said in zip(labels, heard, strict=False))
    assert heard[-1] == heard[0]


def test_backwards_begins_at_the_end(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    kiosk.key(Key.PREVIOUS)
    assert kiosk.hears("找人帮忙")


def test_what_is_in_focus_has_a_ring(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    calm = set(kiosk.drawing.items)
    kiosk.key(Key.NEXT)
    first = focus_order(kiosk.drawing)[0]
    assert any(item.rect.encloses(first.visible) for item in set(kiosk.drawing.items) - calm)


def test_where_says_page_and_focus(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    kiosk.key(Key.NEXT)
    kiosk.listen()
    kiosk.key(Key.WHERE)
    kiosk.finish_speaking()
    assert kiosk.hears("您想办什么事")
    assert kiosk.hears(focus_order(kiosk.drawing)[0].label)
    assert kiosk.hears("第一个")


def test_enter_without_focus_chooses_nothing_and_says_where_one_is(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    kiosk.listen()
    kiosk.key(Key.ENTER)
    assert kiosk.shows == "standard.home"
    assert kiosk.hears("您想办什么事")


def test_another_page_has_nothing_in_focus(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    choose(kiosk, "看病报销")
    shown = kiosk.shows
    kiosk.key(Key.ENTER)
    assert kiosk.shows == shown


def test_back_home_and_help_have_keys_of_their_own(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    choose(kiosk, "看病报销")
    kiosk.key(Key.HELP)
    assert kiosk.shows == "standard.help"
    kiosk.key(Key.BACK)
    assert kiosk.shows.startswith("reimbursements.")
    kiosk.key(Key.HOME)
    assert kiosk.shows == "standard.home"
    kiosk.key(Key.BACK)
    assert kiosk.shows == "standard.home"


def test_louder_and_softer_say_how_loud_it_is(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    kiosk.listen()
    kiosk.key(Key.LOUDER)
    assert kiosk.hears("声音，第四档")
    kiosk.key(Key.SOFTER)
    assert kiosk.presentation.volume == Presentation().volume


def test_faster_and_slower_say_how_fast_it_is(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    kiosk.listen()
    kiosk.key(Key.FASTER)
    assert kiosk.hears("读的快慢，第四档")
    kiosk.key(Key.SLOWER)
    kiosk.key(Key.SLOWER)
    assert kiosk.presentation.rate == Presentation().rate - 1


def test_one_key_stops_the_voice_and_has_it_go_on(kiosk: StagedKiosk) -> None:
    kiosk.speaker.holds = True
    kiosk.lay(CAO)
    sentence = kiosk.heard[-1]
    kiosk.key(Key.PAUSE)
    assert not kiosk.speaker.sounding()
    kiosk.listen()
    kiosk.key(Key.PAUSE)
    assert kiosk.heard == [sentence]


@pytest.mark.parametrize("key", [Key.NEXT, Key.ENTER, Key.LOUDER])
def test_a_key_that_comes_again_at_once_is_a_hand_that_trembles(
    kiosk: StagedKiosk, key: Key
) -> None:
    kiosk.lay(CAO)
    kiosk.key(key)
    focus, volume, pages = kiosk.kiosk.keypad.focus, kiosk.presentation.volume, kiosk.pages[:]
    for _ in range(3):
        kiosk.press_at_once(key)
    now = kiosk.kiosk.keypad.focus, kiosk.presentation.volume, kiosk.pages
    assert now == (focus, volume, pages)
    kiosk.wait(SAME_TARGET)
    kiosk.press_at_once(Key.NEXT)
    assert kiosk.kiosk.keypad.focus != focus


def test_two_keys_in_quick_succession_are_meant(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    kiosk.press_at_once(Key.NEXT)
    kiosk.press_at_once(Key.PREVIOUS)
    assert kiosk.hears("找人帮忙")


def test_amounts_of_a_list_are_not_said_before_the_person_agrees(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    choose(kiosk, "看病报销")
    find(kiosk, "门诊报销")
    assert not kiosk.hears("一千二百三十四元五角")


def test_any_key_answers_are_you_still_there_and_does_nothing_else(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    kiosk.lift()
    kiosk.finish_speaking()
    kiosk.wait(125)
    assert kiosk.shows == "standard.idle"
    kiosk.key(Key.BACK)
    assert kiosk.shows == "standard.home"
    kiosk.wait(NOBODY_THERE)
    assert kiosk.shows == "standard.welcome"


def test_every_page_of_a_visit_names_every_place_to_touch(kiosk: StagedKiosk) -> None:
    """What the crawler of touches sees, the keypad reaches: no place without words."""
    kiosk.lay(CAO)
    for way in ((), ("看病报销",), ("看病报销", "门诊报销"), ("字和声音",), ("找人帮忙",)):
        kiosk.tap("回首页") if "回首页" in kiosk.choices else None
        for label in way:
            kiosk.tap(label)
        for target in focus_order(kiosk.drawing):
            kiosk.listen()
            kiosk.key(Key.NEXT)
            assert target.target == kiosk.kiosk.keypad.focus
            assert kiosk.heard, target.label


class TestLoudness:
    def test_is_announced_and_the_page_goes_on_with_the_sentence_it_cut(
        self, kiosk: StagedKiosk
    ) -> None:
        kiosk.speaker.holds = True
        kiosk.lay(CAO)
        sentence = kiosk.heard[-1]
        kiosk.listen()
        kiosk.key(Key.LOUDER)
        assert kiosk.hears("声音，第四档")
        kiosk.speaker.finish()
        kiosk.wait(0.1)
        assert kiosk.heard[-1] == sentence
