"""Messages and calls on the disk: kept through a restart, in order, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from contract.fleet import (
    CallAcknowledged,
    CallWithdrawn,
    CheckResult,
    DeviceState,
    Heartbeat,
    LogHead,
    Message,
    Report,
    ReportKind,
    StaffCall,
    Verdict,
)
from contract.records import CallReason
from kiosk import outbox as outbox_module
from kiosk.call_book import CallBook
from kiosk.message_requests import body_of, path_of
from kiosk.outbox import Outbox
from kiosk.store import Store
from tests.kiosk.driven_clock import DrivenClock

NOW = DrivenClock().now()
CALL = StaffCall(str(uuid4()), CallReason.CARD_LEFT, NOW)
WITHDRAWN = CallWithdrawn(CALL.id, NOW)
SEEN = CallAcknowledged(CALL.id, NOW, 3)
REPORT = Report(
    str(uuid4()), ReportKind.DAILY, NOW, None, (CheckResult("disk", Verdict.GOOD, "48 GB"),)
)
BEAT = Heartbeat(
    id=str(uuid4()),
    at=NOW,
    version="1.0",
    devices=(DeviceState("printer", "ready"),),
    free_megabytes=50_000,
    unsent=0,
    open_calls=1,
    head=LogHead(7, "0" * 64, "0" * 128),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.sqlite"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    opened = Store.open(file, DrivenClock())
    yield opened
    opened.close()


def drained(outbox: Outbox) -> list[Message]:
    """Everything that waits, in the order in which it is told."""
    told = []
    while (message := outbox.oldest()) is not None:
        told.append(message)
        outbox.done(message)
    return told


class TestOutbox:
    @pytest.mark.parametrize("message", [CALL, WITHDRAWN, SEEN, REPORT, BEAT])
    def test_gives_every_kind_of_message_back_as_it_was(
        self, store: Store, message: Message
    ) -> None:
        outbox = Outbox(store)
        outbox.keep(message)
        assert outbox.oldest() == message

    def test_keeps_them_through_a_restart(self, file: Path, store: Store) -> None:
        Outbox(store).keep(CALL)
        store.close()
        again = Store.open(file, DrivenClock())
        assert drained(Outbox(again)) == [CALL]
        again.close()

    def test_tells_calls_first_and_each_kind_in_order(self, store: Store) -> None:
        outbox = Outbox(store)
        later = replace(BEAT, id=str(uuid4()), at=NOW + timedelta(minutes=1))
        kept: tuple[Message, ...] = (BEAT, later, REPORT, CALL, WITHDRAWN)
        for message in kept:
            outbox.keep(message)
        assert outbox.counts() == {"call": 1, "call_withdrawn": 1, "heartbeat": 2, "report": 1}
        assert drained(outbox) == [CALL, WITHDRAWN, REPORT, BEAT, later]
        assert outbox.counts() == {}

    def test_keeps_a_message_once(self, store: Store) -> None:
        outbox = Outbox(store)
        outbox.keep(CALL)
        outbox.keep(CALL)
        assert drained(outbox) == [CALL]

    def test_of_heartbeats_beyond_a_day_the_oldest_go_and_nothing_else(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(outbox_module, "MOST_HEARTBEATS", 2)
        outbox = Outbox(store)
        beats = [replace(BEAT, id=str(uuid4())) for _ in range(3)]
        kept: tuple[Message, ...] = (CALL, REPORT, *beats)
        for message in kept:
            outbox.keep(message)
        assert drained(outbox) == [CALL, REPORT, *beats[1:]]


class TestCallBook:
    def test_keeps_open_calls_through_a_restart_until_they_are_settled(
        self, file: Path, store: Store
    ) -> None:
        other = StaffCall(str(uuid4()), CallReason.HELP, NOW)
        for call in (CALL, other, CALL):
            CallBook(store).keep(call)
        CallBook(store).settle(other.id)
        store.close()
        again = Store.open(file, DrivenClock())
        assert CallBook(again).open() == (CALL,)
        again.close()


def test_every_message_has_a_place_of_its_own() -> None:
    messages = (CALL, WITHDRAWN, SEEN, REPORT, BEAT)
    assert len({path_of(each) for each in messages}) == len(messages)
    assert all("id" not in body_of(each) for each in messages)
