"""Calling a human being, until one has seen it, and never saying they know before they do.

A call is open from the moment somebody needs staff until staff acknowledge it, at their desk or at
this terminal, or whoever called withdraws it. Open calls are kept on the disk and told to the
service as soon as it can be reached; meanwhile the page names window and telephone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import Protocol

from contract.failures import Failure, RecordMissing
from contract.fleet import CallAcknowledged, CallStanding, CallWithdrawn, Message, StaffCall
from contract.records import CallReason
from kiosk.in_order import InOrder
from kiosk.loop import Loop, Timer

ASK_EVERY = 3.0
"""Seconds between two questions whether staff have seen a call that the service has."""


class CallState(Enum):
    """What became of calling staff."""

    NONE = "none"
    CALLING = "calling"
    DELIVERED = "delivered"
    """The service has it: staff can see it at their desk."""
    FAILED = "failed"
    """The service cannot be reached; it will be told later."""
    SEEN = "seen"
    """Staff said that they have seen it."""


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call nobody has settled."""

    call: StaffCall
    state: CallState
    mine: bool
    """Whether it was made in the present visit, and so may be withdrawn."""


class Book(Protocol):
    """Where open calls are kept (``kiosk.call_book.CallBook``); every method blocks."""

    def keep(self, call: StaffCall) -> None: ...

    def settle(self, call_id: str) -> None: ...

    def open(self) -> tuple[StaffCall, ...]: ...


class StaffCalls:
    """The terminal's calls. Only the kiosk thread calls it.

    ``tell`` hands a message to the delivery; ``standing`` asks the service how a call stands, and
    blocks. ``changed`` is told when a call's state changed; ``log`` records each call's fate;
    ``not_kept`` is told where the disk failed.
    """

    def __init__(
        self,
        loop: Loop,
        book: Book,
        tell: Callable[[Message], None],
        standing: Callable[[str], CallStanding],
        new_id: Callable[[], str],
        *,
        changed: Callable[[], None],
        log: Callable[..., None],
        not_kept: Callable[[Exception], None],
    ) -> None:
        self._loop = loop
        self._book = book
        self._tell = tell
        self._standing = standing
        self._new_id = new_id
        self._changed = changed
        self._log = log
        self._not_kept = not_kept
        self._disk = InOrder(loop)
        self._calls: dict[CallReason, OpenCall] = {}
        self._seen: set[CallReason] = set()
        self._timer: Timer | None = None
        self._asking = False

    @property
    def open(self) -> tuple[OpenCall, ...]:
        """The calls nobody has settled, oldest first; at most one of each reason."""
        return tuple(self._calls.values())

    @property
    def states(self) -> dict[CallReason, CallState]:
        """What became of calling, for every reason somebody was called for."""
        seen = dict.fromkeys(self._seen, CallState.SEEN)
        return seen | {reason: found.state for reason, found in self._calls.items()}

    @property
    def mine(self) -> frozenset[CallReason]:
        """The reasons of the open calls that were made in the present visit."""
        return frozenset(reason for reason, found in self._calls.items() if found.mine)

    def start(self) -> None:
        """Take up the calls that were open when the program last ended."""
        self._disk.work(self._book.open, self._reopen)

    def call(self, reason: CallReason) -> None:
        """Call staff; while they are being called for this already, nothing more happens."""
        if reason in self._calls:
            self._calls[reason] = replace(self._calls[reason], mine=True)
            self._changed()
            return
        call = StaffCall(self._new_id(), reason, self._loop.clock.now())
        self._seen.discard(reason)
        self._log("staff.called", reason=reason)
        self._on_disk(lambda: self._book.keep(call))
        self._open(call, mine=True)

    def withdraw(self, reason: CallReason) -> None:
        """Nobody needs to come any more: the person found their way, or the paper is back."""
        found = self._calls.get(reason)
        if found is not None:
            self._log("staff.withdrawn", reason=reason)
            self._settle(found)
            self._tell(CallWithdrawn(found.call.id, self._loop.clock.now()))

    def acknowledge(self, call_id: str, account: int) -> None:
        """Staff who stand here have seen it; an unknown or settled call changes nothing.

        ``account`` is the number of their account at this terminal.
        """
        for found in self.open:
            if found.call.id == call_id:
                self._acknowledged(found, "terminal")
                self._tell(CallAcknowledged(call_id, self._loop.clock.now(), account))

    def told(self, message: Message) -> None:
        """The service has this message."""
        if isinstance(message, StaffCall):
            self._become(message.id, CallState.DELIVERED)
            self._ask_later()

    def not_told(self) -> None:
        """The service cannot be told anything at present."""
        for found in self.open:
            if found.state is CallState.CALLING:
                self._become(found.call.id, CallState.FAILED)

    def forget(self) -> None:
        """The visit is over; its calls stay open, but nobody else may withdraw them."""
        self._seen.clear()
        self._calls = {reason: replace(found, mine=False) for reason, found in self._calls.items()}

    def _reopen(self, calls: Iterable[StaffCall] | Exception) -> None:
        if isinstance(calls, Exception):
            self._not_kept(calls)
            return
        for call in calls:
            if call.reason not in self._calls:
                self._open(call, mine=False)
            else:  # somebody called anew before this was read
                self._on_disk(partial(self._book.settle, call.id))
                self._tell(CallWithdrawn(call.id, self._loop.clock.now()))

    def _open(self, call: StaffCall, *, mine: bool) -> None:
        self._calls[call.reason] = OpenCall(call, CallState.CALLING, mine)
        self._changed()
        self._tell(call)

    def _become(self, call_id: str, state: CallState) -> None:
        for reason, found in self._calls.items():
            if found.call.id == call_id and found.state is not state:
                self._calls[reason] = replace(found, state=state)
                self._log("staff.told", reason=reason, delivered=state is CallState.DELIVERED)
                self._changed()

    def _acknowledged(self, found: OpenCall, place: str) -> None:
        reason = found.call.reason
        self._log("staff.acknowledged", reason=reason, place=place)
        if found.mine:
            self._seen.add(reason)
        self._settle(found)

    def _settle(self, found: OpenCall) -> None:
        del self._calls[found.call.reason]
        self._on_disk(lambda: self._book.settle(found.call.id))
        self._changed()

    def _on_disk(self, job: Callable[[], None]) -> None:
        def done(answer: Exception | None) -> None:
            if answer is not None:
                self._not_kept(answer)

        self._disk.work(job, done)

    # whether somebody at the desk has seen them

    def _ask_later(self) -> None:
        if self._timer is None and any(each.state is CallState.DELIVERED for each in self.open):
            self._timer = self._loop.call_later(ASK_EVERY, self._ask)

    def _ask(self) -> None:
        self._timer = None
        known = [each.call for each in self.open if each.state is CallState.DELIVERED]
        if known and not self._asking:
            self._asking = True
            self._loop.work(lambda: [self._how_it_stands(each) for each in known], self._answered)

    def _how_it_stands(self, call: StaffCall) -> tuple[StaffCall, CallStanding | Failure]:
        try:
            return call, self._standing(call.id)
        except Failure as failure:
            return call, failure

    def _answered(
        self, answers: list[tuple[StaffCall, CallStanding | Failure]] | Exception
    ) -> None:
        self._asking = False
        self._ask_later()
        if isinstance(answers, Exception):
            raise answers
        for call, answer in answers:
            found = self._calls.get(call.reason)
            if found is None or found.call.id != call.id:
                continue
            match answer:
                case CallStanding(acknowledged=True):
                    self._acknowledged(found, "desk")
                case RecordMissing():
                    # The service lost it, as after its records were put back from yesterday's.
                    self._tell(call)
