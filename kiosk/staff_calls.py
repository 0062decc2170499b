"""Calling a human being, and never saying they know before the backend has it."""

from __future__ import annotations

from collections.abc import Callable

from contract.failures import Failure
from contract.gateway import Gateway
from contract.records import CallReason
from kiosk.kiosk_ask import CallState
from kiosk.loop import Loop


class StaffCalls:
    """The calls of the present visit. Only the kiosk thread calls it.

    ``changed`` is told when a call's state changed; ``log`` records each call's fate.
    """

    def __init__(
        self,
        loop: Loop,
        gateway: Gateway,
        changed: Callable[[], None],
        log: Callable[[CallReason, bool], None],
    ) -> None:
        self._loop = loop
        self._gateway = gateway
        self._changed = changed
        self._log = log
        self._visit = 0
        self._reason: CallReason | None = None
        self.state = CallState.NONE

    def call(self, reason: CallReason) -> None:
        """Call staff; pressing again while they are being called for this does nothing."""
        if self.state is CallState.CALLING and reason is self._reason:
            return
        visit, self._reason = self._visit, reason
        self._set(CallState.CALLING)

        def answered(answer: Exception | None) -> None:
            self._log(reason, answer is None)
            if visit == self._visit and reason is self._reason:
                self._set(CallState.DELIVERED if answer is None else CallState.FAILED)
            if answer is not None and not isinstance(answer, Failure):
                raise answer

        self._loop.work(lambda: self._gateway.call_staff(reason), answered)

    def forget(self) -> None:
        """The visit is over; a call on its way still goes through."""
        self._visit += 1
        self.state = CallState.NONE

    def _set(self, state: CallState) -> None:
        self.state = state
        self._changed()
