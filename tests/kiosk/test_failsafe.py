"""Whatever nobody foresaw, anywhere: one log entry, everything wiped, a fresh visit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.failsafe import MOST_FAILSAFES
from tests.kiosk.sample_people import CAO, LIBRARY
from tests.kiosk.stage import StagedKiosk


class Unforeseen(Exception):
    pass


def in_a_page_function(kiosk: StagedKiosk) -> None:
    kiosk.gateway.fails["reimbursements"] = Unforeseen()
    kiosk.tap("看病报销")


def in_a_task_of_the_loop(kiosk: StagedKiosk) -> None:
    def fall_over() -> None:
        raise Unforeseen

    kiosk.loop.post(fall_over)
    kiosk.loop.run_due()


def in_a_timer(kiosk: StagedKiosk) -> None:
    def fall_over() -> None:
        raise Unforeseen

    kiosk.loop.call_later(1, fall_over)
    kiosk.wait(2)


def in_calling_staff(kiosk: StagedKiosk) -> None:
    kiosk.gateway.fails["call_staff"] = Unforeseen()
    kiosk.tap("找人帮忙")
    kiosk.tap("叫人过来")


@pytest.mark.parametrize(
    "strike", [in_a_page_function, in_a_task_of_the_loop, in_a_timer, in_calling_staff]
)
def test_shows_one_page_wipes_and_begins_anew(
    kiosk: StagedKiosk, strike: Callable[[StagedKiosk], None]
) -> None:
    kiosk.lay(CAO)
    strike(kiosk)
    assert kiosk.shows == "failure.failsafe"
    assert kiosk.hears("机器刚才出了点问题")
    assert not any(secret in kiosk.screen for secret in LIBRARY[CAO.id_number].secrets)
    assert len(kiosk.logged("kiosk.failsafe")) == 1
    assert kiosk.logged("visit.ended")[0]["reason"] == "failsafe"
    assert kiosk.gateway.visits[0].closed
    kiosk.errors.clear()
    kiosk.gateway.fails.clear()
    kiosk.tap("再来一次")
    assert kiosk.shows == "standard.welcome"
    kiosk.lay(CAO)
    assert kiosk.shows == "standard.home"


def test_goes_back_to_welcome_where_nobody_is_left(kiosk: StagedKiosk) -> None:
    """A page that nobody reads must not stand there for the night."""
    in_a_task_of_the_loop(kiosk)
    kiosk.errors.clear()
    kiosk.wait(200)
    assert kiosk.shows == "standard.welcome"


def test_opening_a_visit(kiosk: StagedKiosk) -> None:
    kiosk.gateway.fails["open_visit"] = Unforeseen()
    kiosk.lay(CAO)
    assert kiosk.shows == "failure.failsafe"
    kiosk.errors.clear()


def test_where_not_even_that_page_can_be_shown_the_program_ends(kiosk: StagedKiosk) -> None:
    """The service manager starts it anew; going round in circles would help nobody."""

    def present(_drawing: object) -> None:
        raise Unforeseen

    kiosk.surface.present = present  # type: ignore[assignment,method-assign]
    with pytest.raises(Unforeseen):
        kiosk.touch_nothing()
    assert len(kiosk.errors) == MOST_FAILSAFES + 1
    kiosk.errors.clear()
