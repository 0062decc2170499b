"""Everybody has it as they read and hear best, for this visit only (A4, A5, D6, E5, E7)."""

from __future__ import annotations

import pytest

from devices.speakers.speaker import RATES, VOLUMES
from kiosk.screens.themes import CONTRAST, DARK, LIGHT
from pages.presentation import Language, Look, Presentation, TextSize
from tests.kiosk.sample_people import CAO
from tests.kiosk.stage import StagedKiosk


@pytest.fixture
def kiosk() -> StagedKiosk:
    staged = StagedKiosk()
    staged.lay(CAO)
    staged.tap("字和声音")
    return staged


@pytest.mark.parametrize(
    ("label", "setting", "presses", "last"),
    [
        ("大声点", "volume", 3, 5),
        ("小声点", "volume", 6, 1),
        ("快一点", "rate", 5, 6),
        ("慢一点", "rate", 5, 1),
        ("字大点", "size", 4, TextSize.LARGEST),
        ("字小点", "size", 2, TextSize.NORMAL),
    ],
)
def test_everything_goes_as_far_as_it_goes_and_back_at_the_end(
    kiosk: StagedKiosk, label: str, setting: str, presses: int, last: object
) -> None:
    usual = getattr(kiosk.presentation, setting)
    for _ in range(presses):
        kiosk.turn_to(label)
        kiosk.tap(label)
    assert getattr(kiosk.presentation, setting) == last
    kiosk.tap("回首页")
    kiosk.tap("办完了")
    assert getattr(kiosk.presentation, setting) == usual


def test_the_voice_follows(kiosk: StagedKiosk) -> None:
    kiosk.tap("大声点")
    kiosk.tap("快一点")
    request = kiosk.speaker.requests[-1]
    assert (request.volume, request.rate) == (VOLUMES[3], RATES[3])


def test_what_was_changed_is_said_as_it_is_now(kiosk: StagedKiosk) -> None:
    kiosk.listen()
    kiosk.tap("大声点")
    kiosk.finish_speaking()
    assert kiosk.hears("声音，第四档")
    assert not kiosk.hears("字的大小")


def test_the_colours_go_round(kiosk: StagedKiosk) -> None:
    kiosk.tap("颜色和 English")
    seen = []
    for _ in range(4):
        seen.append(kiosk.background)
        kiosk.tap("换颜色")
    assert seen == [LIGHT.paper, DARK.paper, CONTRAST.paper, LIGHT.paper]


def test_another_language_is_shown_and_spoken_at_once_and_back(kiosk: StagedKiosk) -> None:
    kiosk.tap("颜色和 English")
    kiosk.listen()
    kiosk.tap("English")
    assert kiosk.sees("Colours, 中文")
    kiosk.finish_speaking()
    assert kiosk.hears("Colours and Chinese")
    kiosk.tap("中文")
    assert kiosk.sees("换颜色")


def test_one_tap_makes_it_usual_again_and_uncovers_nothing(kiosk: StagedKiosk) -> None:
    kiosk.kiosk.session.presentation = Presentation(
        TextSize.LARGEST, Look.CONTRAST, Language.CHINESE, volume=1, rate=6, covered=True
    )
    kiosk.kiosk.navigator.restyle()
    kiosk.tap("颜色和 English")
    kiosk.tap("恢复原样")
    assert kiosk.presentation == Presentation(covered=True)


def test_back_leads_to_the_page_they_came_from_in_one_tap(kiosk: StagedKiosk) -> None:
    kiosk.tap("颜色和 English")
    kiosk.tap("字和声音")
    kiosk.tap("颜色和 English")
    kiosk.tap("返回")
    assert kiosk.shows == "standard.home"


@pytest.mark.parametrize("size", TextSize)
def test_what_is_turned_down_and_up_stands_side_by_side(size: TextSize) -> None:
    staged = StagedKiosk()
    staged.kiosk.session.presentation = Presentation(size=size)
    staged.tap("字和声音")
    for less, more in (
        ("字小点", "字大点"),
        ("小声点", "大声点"),
        ("慢一点", "快一点"),
    ):
        staged.turn_to(less)
        rects = {target.label: target.visible for target in staged.targets}
        assert rects[less].y == rects[more].y
        assert rects[less].right < rects[more].x
