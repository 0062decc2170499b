"""A call for a human being: kept until somebody has seen it, heard meanwhile, never overstated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import pytest

from contract.failures import Malformed, Unreachable
from contract.fleet import CallAcknowledged, CallWithdrawn, Heartbeat
from contract.records import CallReason
from devices.cards.reading import NotReadable, ReadFault
from devices.printers.printer import PrinterStatus
from devices.speakers.speaker import Cue
from kiosk.delivery import RETRY_AFTER
from kiosk.opening_hours import OpeningHours
from kiosk.paper_call import PATIENCE_S
from kiosk.ringing import EVERY, EVERY_AFTER_A_WHILE, WHILE
from kiosk.staff_calls import ASK_EVERY, CallState
from tests.kiosk.sample_people import CAO
from tests.kiosk.stage import NOBODY_THERE, StagedKiosk

RING = "请工作人员到一号机来一下"


def call(kiosk: StagedKiosk) -> None:
    kiosk.tap("找人帮忙")
    kiosk.tap("叫人过来")


def rings(kiosk: StagedKiosk) -> int:
    return sum(RING in said for said in kiosk.heard)


def seen_at_desk(kiosk: StagedKiosk) -> None:
    kiosk.gateway.seen |= {each.call.id for each in kiosk.kiosk.calls.open}
    kiosk.wait(ASK_EVERY + 1)


class TestWhatThePersonIsTold:
    def test_that_it_arrived_and_only_later_that_somebody_saw_it(self, kiosk: StagedKiosk) -> None:
        call(kiosk)
        assert kiosk.sees("消息送到了，在等工作人员看到")
        assert not kiosk.sees("工作人员看到了")
        seen_at_desk(kiosk)
        assert kiosk.sees("工作人员看到了，请在这里等一等")
        assert kiosk.hears("工作人员看到了")
        assert kiosk.logged("staff.acknowledged")[0]["place"] == "desk"

    def test_that_nobody_was_told_while_there_is_no_network(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.down = True
        call(kiosk)
        assert kiosk.sees("没有通知到，请到一号窗口")
        assert kiosk.sees("0513-86512345")
        assert not kiosk.sees("消息送到了")

    def test_again_once_the_network_is_back(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.down = True
        call(kiosk)
        kiosk.gateway.down = False
        kiosk.wait(RETRY_AFTER)
        assert kiosk.sees("消息送到了")
        assert kiosk.gateway.calls == [CallReason.HELP]
        seen_at_desk(kiosk)
        assert kiosk.sees("工作人员看到了")

    def test_on_every_page_beside_the_counter(self, kiosk: StagedKiosk) -> None:
        call(kiosk)
        kiosk.tap("返回")
        assert kiosk.sees("正在叫工作人员")
        seen_at_desk(kiosk)
        assert kiosk.sees("工作人员看到了")

    def test_who_comes_next_is_told_that_staff_are_being_called(self, kiosk: StagedKiosk) -> None:
        call(kiosk)
        kiosk.wait(NOBODY_THERE)
        assert kiosk.shows == "standard.welcome"
        assert kiosk.sees("正在叫工作人员")

    def test_whoever_waits_in_vain_may_call_again(self, kiosk: StagedKiosk) -> None:
        call(kiosk)
        seen_at_desk(kiosk)
        kiosk.tap("再叫一次")
        assert kiosk.gateway.calls == [CallReason.HELP, CallReason.HELP]


class TestWithdrawing:
    def test_ends_the_call_everywhere(self, kiosk: StagedKiosk) -> None:
        call(kiosk)
        kiosk.tap("不用叫了")
        assert not kiosk.sees("消息送到了")
        assert "叫人过来" in kiosk.choices
        assert isinstance(kiosk.gateway.told[-1], CallWithdrawn)
        kiosk.listen()
        kiosk.wait(EVERY * 2)
        assert rings(kiosk) == 0

    def test_is_nobody_else_s_to_do(self, kiosk: StagedKiosk) -> None:
        call(kiosk)
        kiosk.wait(NOBODY_THERE)
        kiosk.tap("找人帮忙")
        assert kiosk.sees("消息送到了")
        assert "不用叫了" not in kiosk.choices

    def test_before_it_was_sent_reaches_the_service_in_order(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.down = True
        call(kiosk)
        kiosk.tap("不用叫了")
        kiosk.gateway.down = False
        kiosk.wait(RETRY_AFTER)
        kinds = [type(each).__name__ for each in kiosk.gateway.told]
        assert [each for each in kinds if each != "Heartbeat"] == ["StaffCall", "CallWithdrawn"]


class TestSound:
    def test_is_repeated_until_somebody_has_seen_the_call(self, kiosk: StagedKiosk) -> None:
        call(kiosk)
        kiosk.wait(EVERY * 3)
        assert 2 <= rings(kiosk) <= 4
        seen_at_desk(kiosk)
        kiosk.listen()
        kiosk.wait(EVERY * 3)
        assert rings(kiosk) == 0

    def test_grows_rare_after_a_while(self, kiosk: StagedKiosk) -> None:
        call(kiosk)
        kiosk.wait(WHILE + EVERY)
        kiosk.listen()
        kiosk.wait(EVERY_AFTER_A_WHILE * 3)
        assert rings(kiosk) == 3

    def test_waits_while_the_terminal_speaks_to_somebody(self, kiosk: StagedKiosk) -> None:
        kiosk.speaker.holds = True
        call(kiosk)
        kiosk.wait(EVERY * 2)
        assert rings(kiosk) == 0
        kiosk.finish_speaking()
        kiosk.wait(EVERY)
        assert rings(kiosk) == 1

    def test_keeps_no_visit_open(self, kiosk: StagedKiosk) -> None:
        """Whoever called and walked away leaves nothing of theirs on the screen (D2)."""
        kiosk.lay(CAO)
        call(kiosk)
        kiosk.wait(NOBODY_THERE)
        assert kiosk.shows == "standard.welcome"
        assert kiosk.gateway.visits[0].closed

    def test_does_not_wake_the_night(self) -> None:
        night = OpeningHours(time(8), time(9))
        kiosk = StagedKiosk(hours=night)
        assert kiosk.kiosk.opens_again is not None
        kiosk.kiosk.calls.call(CallReason.PAPER)
        kiosk.wait(EVERY * 3)
        assert rings(kiosk) == 0
        assert kiosk.errors == []

    def test_also_without_a_network(self, kiosk: StagedKiosk) -> None:
        """Whoever is in earshot needs none."""
        kiosk.gateway.down = True
        call(kiosk)
        kiosk.wait(EVERY * 2)
        assert rings(kiosk) >= 1

    def test_is_two_notes_and_then_the_sentence(self, kiosk: StagedKiosk) -> None:
        kiosk.speaker.cues.clear()
        call(kiosk)
        kiosk.wait(EVERY)
        assert set(kiosk.speaker.cues) == {Cue.CALL}
        assert rings(kiosk) == len(kiosk.speaker.cues)


class TestPaper:
    def test_is_called_for_by_the_terminal_itself_where_nobody_stands_there(
        self, kiosk: StagedKiosk
    ) -> None:
        kiosk.printer_is(PrinterStatus.PAPER_OUT)
        kiosk.wait(PATIENCE_S - 1)
        assert kiosk.gateway.calls == [], "somebody may be changing the roll"
        kiosk.wait(2)
        assert kiosk.gateway.calls == [CallReason.PAPER]
        kiosk.wait(EVERY)
        assert rings(kiosk) >= 1
        kiosk.printer_is(PrinterStatus.READY)
        assert kiosk.kiosk.calls.open == ()

    def test_is_left_to_whoever_stands_there(self, kiosk: StagedKiosk) -> None:
        kiosk.lay(CAO)
        kiosk.lift()
        kiosk.printer_is(PrinterStatus.PAPER_OUT)
        kiosk.wait(PATIENCE_S + 1)
        assert kiosk.gateway.calls == []
        kiosk.wait(NOBODY_THERE + PATIENCE_S)
        assert kiosk.gateway.calls == [CallReason.PAPER]

    def test_that_a_person_called_for_is_not_withdrawn_by_the_printer(
        self, kiosk: StagedKiosk
    ) -> None:
        kiosk.kiosk.calls.call(CallReason.PAPER)
        kiosk.printer_is(PrinterStatus.PAPER_OUT)
        kiosk.wait(PATIENCE_S + 1)
        kiosk.printer_is(PrinterStatus.READY)
        assert [each.call.reason for each in kiosk.kiosk.calls.open] == [CallReason.PAPER]


class TestAcknowledgingAtTheTerminal:
    def test_ends_it_there_and_tells_the_service(self, kiosk: StagedKiosk) -> None:
        call(kiosk)
        (found,) = kiosk.kiosk.calls.open
        kiosk.kiosk.calls.acknowledge(found.call.id, 7)
        kiosk.wait(1)
        assert kiosk.kiosk.calls.open == ()
        told = kiosk.gateway.told[-1]
        assert isinstance(told, CallAcknowledged)
        assert (told.id, told.account) == (found.call.id, 7)
        assert kiosk.logged("staff.acknowledged")[0]["place"] == "terminal"
        assert kiosk.sees("工作人员看到了")

    def test_twice_or_of_an_unknown_call_changes_nothing(self, kiosk: StagedKiosk) -> None:
        call(kiosk)
        (found,) = kiosk.kiosk.calls.open
        for call_id in ("nobody", found.call.id, found.call.id):
            kiosk.kiosk.calls.acknowledge(call_id, 7)
        assert len(kiosk.logged("staff.acknowledged")) == 1


class TestRestart:
    def test_takes_an_open_call_up_again(self) -> None:
        before = StagedKiosk()
        before.gateway.down = True
        call(before)
        after = StagedKiosk(outbox=before.outbox, call_book=before.call_book)
        assert [each.reason for each in after.call_book.open()] == [CallReason.HELP]
        assert after.gateway.calls == [CallReason.HELP]
        after.wait(EVERY)
        assert rings(after) >= 1
        seen_at_desk(after)
        assert after.call_book.open() == ()
        assert after.errors == []

    def test_remembers_no_call_that_was_settled(self) -> None:
        before = StagedKiosk()
        call(before)
        seen_at_desk(before)
        after = StagedKiosk(outbox=before.outbox, call_book=before.call_book)
        after.wait(EVERY * 2)
        assert rings(after) == 0
        assert after.gateway.calls == []


class TestTrouble:
    def test_a_service_that_lost_the_call_is_told_it_again(self, kiosk: StagedKiosk) -> None:
        call(kiosk)
        kiosk.gateway.told.clear()
        kiosk.wait(ASK_EVERY * 2)
        assert kiosk.gateway.calls == [CallReason.HELP]

    def test_a_full_disk_does_not_keep_a_call_from_staff(self, kiosk: StagedKiosk) -> None:
        kiosk.outbox.broken = True
        call(kiosk)
        assert kiosk.sees("消息送到了")
        assert kiosk.logged("outbox.not_kept")

    def test_a_message_the_service_will_never_take_does_not_stand_in_the_way(
        self, kiosk: StagedKiosk
    ) -> None:
        kiosk.gateway.fails["tell"] = Malformed()
        kiosk.wait(15)
        assert kiosk.logged("outbox.refused")[0]["kind"] == "heartbeat"
        call(kiosk)
        assert kiosk.sees("消息送到了")

    @pytest.mark.parametrize("trouble", ["fails", "down"])
    def test_a_question_without_an_answer_is_asked_again(
        self, kiosk: StagedKiosk, trouble: str
    ) -> None:
        call(kiosk)
        if trouble == "down":
            kiosk.gateway.down = True
        else:
            kiosk.gateway.fails["call_standing"] = Unreachable()
        kiosk.wait(60)
        kiosk.gateway.down = False
        kiosk.gateway.fails.clear()
        seen_at_desk(kiosk)
        assert kiosk.sees("工作人员看到了")


def by_third_card(kiosk: StagedKiosk) -> None:
    for _ in range(3):
        kiosk.lay(NotReadable(ReadFault.MUTE))
        kiosk.lift()


def by_card_left(kiosk: StagedKiosk) -> None:
    kiosk.insert(CAO)
    kiosk.tap("办完了")
    kiosk.wait(30)


@pytest.mark.parametrize(
    ("reason", "come_about"),
    [
        (CallReason.HELP, call),
        (CallReason.CARD_TROUBLE, by_third_card),
        (CallReason.CARD_LEFT, by_card_left),
    ],
)
def test_every_reason_rings_and_is_kept(
    kiosk: StagedKiosk, reason: CallReason, come_about: Callable[[StagedKiosk], None]
) -> None:
    come_about(kiosk)
    assert [each.reason for each in kiosk.call_book.open()] == [reason]
    assert kiosk.kiosk.calls.states[reason] is CallState.DELIVERED
    kiosk.wait(EVERY)
    assert rings(kiosk) >= 1


class TestHeartbeats:
    def test_come_every_minute_and_say_how_the_terminal_is(self, kiosk: StagedKiosk) -> None:
        kiosk.wait(200)
        beats = [each for each in kiosk.gateway.told if isinstance(each, Heartbeat)]
        assert len(beats) == 4
        assert beats[-1].head.number == len(kiosk.events)
        assert {each.device: each.status for each in beats[-1].devices}["printer"] == "ready"
        assert beats[-1].free_megabytes == 50_000

    def test_that_could_not_be_told_are_told_later_in_order(self, kiosk: StagedKiosk) -> None:
        kiosk.gateway.down = True
        kiosk.wait(300)
        assert kiosk.kiosk.delivery.unsent["heartbeat"] >= 4
        call(kiosk)
        kiosk.gateway.down = False
        kiosk.wait(RETRY_AFTER)
        assert not isinstance(kiosk.gateway.told[0], Heartbeat), "a call goes first"
        beats = [each for each in kiosk.gateway.told if isinstance(each, Heartbeat)]
        assert len(beats) >= 4
        assert beats == sorted(beats, key=lambda each: each.at)
        assert kiosk.outbox.kept == []
