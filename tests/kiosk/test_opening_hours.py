"""Outside opening hours the welcome page is dim and mute, and says when to come again."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from kiosk.opening_hours import OpeningHours
from kiosk.screens.themes import DARK, LIGHT
from tests.kiosk.stage import StagedKiosk

DAY = OpeningHours.of("08:30", "17:00")
NIGHT = OpeningHours.of("20:00", "06:00")


def at(moment: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-22T{moment}:00+08:00")


@pytest.mark.parametrize(
    ("hours", "moment", "opens_again"),
    [
        (DAY, "08:29", time(8, 30)),
        (DAY, "08:30", None),
        (DAY, "16:59", None),
        (DAY, "17:00", time(8, 30)),
        (NIGHT, "19:59", time(20, 0)),
        (NIGHT, "23:59", None),
        (NIGHT, "05:59", None),
        (NIGHT, "06:00", time(20, 0)),
        (OpeningHours(), "03:00", None),
        (OpeningHours.of("", ""), "03:00", None),
    ],
)
def test_when_it_opens_again(hours: OpeningHours, moment: str, opens_again: time | None) -> None:
    assert hours.opens_again(at(moment)) == opens_again


def test_a_closed_house_is_dim_mute_and_says_when_it_opens() -> None:
    kiosk = StagedKiosk(hours=OpeningHours.of("10:00", "17:00"))
    assert kiosk.sees("现在休息了")
    assert kiosk.sees("上午10:00")
    assert kiosk.background == DARK.paper
    kiosk.touch_nothing()
    assert kiosk.heard == []


def test_it_opens_by_itself() -> None:
    kiosk = StagedKiosk(hours=OpeningHours.of("09:32", "17:00"))
    assert kiosk.sees("现在休息了")
    kiosk.wait(181)
    assert kiosk.sees("您好，要办事吗？")
    assert kiosk.background == LIGHT.paper


def test_nobody_is_sent_away_in_the_middle_of_a_visit() -> None:
    kiosk = StagedKiosk(hours=OpeningHours.of("08:00", "09:31"))
    kiosk.tap("不用卡，先看看")
    kiosk.wait(90)
    assert kiosk.shows == "standard.browse"
    kiosk.tap("办完了")
    kiosk.wait(60)
    assert kiosk.sees("现在休息了")
