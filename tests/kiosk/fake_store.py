"""Outbox and call book in memory; either may be broken, as by a disk that is full."""

from __future__ import annotations

from collections import Counter

from contract.fleet import Message, StaffCall
from kiosk.outbox import KINDS, kind_of
from kiosk.store import StoreFault


class FakeOutbox:
    """Keeps messages as ``kiosk.outbox.Outbox`` does, in memory."""

    def __init__(self) -> None:
        self.kept: list[Message] = []
        self.broken = False

    def keep(self, message: Message) -> None:
        self._check()
        if message not in self.kept:
            self.kept.append(message)

    def oldest(self) -> Message | None:
        self._check()
        return min(self.kept, key=lambda each: KINDS[kind_of(each)][1], default=None)

    def done(self, message: Message) -> None:
        self._check()
        if message in self.kept:
            self.kept.remove(message)

    def counts(self) -> dict[str, int]:
        self._check()
        return dict(Counter(kind_of(each) for each in self.kept))

    def _check(self) -> None:
        if self.broken:
            raise StoreFault("disk full")


class FakeCallBook:
    """Keeps open calls as ``kiosk.call_book.CallBook`` does, in memory."""

    def __init__(self) -> None:
        self.calls: dict[str, StaffCall] = {}

    def keep(self, call: StaffCall) -> None:
        self.calls[call.id] = call

    def settle(self, call_id: str) -> None:
        self.calls.pop(call_id, None)

    def open(self) -> tuple[StaffCall, ...]:
        return tuple(self.calls.values())
