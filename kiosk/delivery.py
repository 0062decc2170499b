"""Telling the service what the terminal has to say of itself, now or once the network is back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from contract.failures import Failure, Malformed
from contract.fleet import Message
from kiosk.in_order import InOrder
from kiosk.loop import Loop, Timer

RETRY_AFTER = 15.0


class Keeping(Protocol):
    """Where messages wait (``kiosk.outbox.Outbox``); every method blocks."""

    def keep(self, message: Message) -> None: ...

    def oldest(self) -> Message | None: ...

    def done(self, message: Message) -> None: ...

    def counts(self) -> dict[str, int]: ...


UNFORESEEN_RETRY_AFTER = 600.0
"""After an error nobody foresaw: it may come again, and each time it ends somebody's visit."""


class Delivery:
    """Only the kiosk thread calls it.

    ``tell_service`` blocks and raises a ``Failure``. ``delivered`` is told of every message the
    service has, ``failed`` that it could not be told the next one, ``refused`` of one it will
    never take: that one is dropped, so that it does not stand in the way of the others. A message
    the disk does not take is told all the same, but would not outlive a restart; ``not_kept`` is
    told of that.
    """

    def __init__(
        self,
        loop: Loop,
        outbox: Keeping,
        tell_service: Callable[[Message], None],
        *,
        delivered: Callable[[Message], None],
        failed: Callable[[], None],
        refused: Callable[[Message], None],
        not_kept: Callable[[Exception], None],
    ) -> None:
        self._loop = loop
        self._outbox = outbox
        self._tell_service = tell_service
        self._delivered = delivered
        self._failed = failed
        self._refused = refused
        self._not_kept = not_kept
        self._disk = InOrder(loop)
        self._unkept: deque[Message] = deque()
        self._sending = False
        self._again = False
        self._timer: Timer | None = None
        self.unsent: Mapping[str, int] = {}
        """How many messages wait, by kind."""

    def start(self) -> None:
        """Tell what an earlier run left untold."""
        self.send_now()

    def tell(self, message: Message) -> None:
        """Have the service told; returns at once and never raises."""

        def kept(answer: Exception | None) -> None:
            if isinstance(answer, Exception):
                self._unkept.append(message)
                self._not_kept(answer)
            self.send_now()

        self._disk.work(lambda: self._outbox.keep(message), kept)

    def send_now(self) -> None:
        """Try at once, as when the network is back."""
        self._again = True
        if not self._sending:
            self._send()

    def _send(self) -> None:
        self._sending, self._again = True, False
        if self._timer is not None:
            self._timer.cancel()
        unkept = self._unkept[0] if self._unkept else None
        self._loop.work(lambda: self._tell_next(unkept), self._told)

    def _tell_next(self, unkept: Message | None) -> _Told:
        """Tell one message, in the pool. One the disk did not take needs no disk to be told."""
        if unkept is not None:
            return _Told(unkept, self._try(unkept))
        message = self._outbox.oldest()
        failure = None if message is None else self._try(message)
        if message is not None and _is_over(failure):
            self._outbox.done(message)
        return _Told(message, failure, self._outbox.counts())

    def _try(self, message: Message) -> Failure | None:
        try:
            self._tell_service(message)
        except Failure as failure:
            return failure
        return None

    def _told(self, told: _Told | Exception) -> None:
        self._sending = False
        if isinstance(told, Exception):
            self._wait(UNFORESEEN_RETRY_AFTER)
            self._not_kept(told)
            return
        if told.unsent is not None:
            self.unsent = told.unsent
        if told.message is None:
            if self._again:
                self._send()
            return
        if not _is_over(told.failure):
            self._wait(RETRY_AFTER)
            self._failed()
            return
        if self._unkept and told.message is self._unkept[0]:
            self._unkept.popleft()
        if told.failure is None:
            self._delivered(told.message)
        else:
            self._refused(told.message)
        self._send()

    def _wait(self, seconds: float) -> None:
        self._timer = self._loop.call_later(seconds, self.send_now)


@dataclass(frozen=True)
class _Told:
    """What became of telling one message; ``message`` None: there was none."""

    message: Message | None
    failure: Failure | None
    unsent: Mapping[str, int] | None = None


def _is_over(failure: Failure | None) -> bool:
    """Whether trying again would change nothing."""
    return failure is None or isinstance(failure, Malformed)
