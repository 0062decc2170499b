"""Whether the backend answers: known before somebody stands here, and noticed when it returns."""

from __future__ import annotations

from collections.abc import Callable

from contract.gateway import Gateway
from kiosk.loop import Loop, Timer

ASK_EVERY = 30.0
ASK_EVERY_WHILE_DOWN = 5.0


class BackendWatch:
    """Asks from time to time, more often while there is no answer. Only the kiosk thread calls it.

    ``changed`` is told when reachability changed.
    """

    def __init__(self, loop: Loop, gateway: Gateway, changed: Callable[[bool], None]) -> None:
        self._loop = loop
        self._gateway = gateway
        self._changed = changed
        self._timer: Timer | None = None
        self._asking = False
        self.reachable = True

    def ask_now(self) -> None:
        """Ask at once, as after a failed query; does nothing while a question is on its way."""
        if self._asking:
            return
        self._asking = True
        if self._timer is not None:
            self._timer.cancel()
        self._loop.work(self._gateway.reachable, self._answered)

    def _answered(self, answer: bool | Exception) -> None:
        self._asking = False
        reachable = answer is True
        wait = ASK_EVERY if reachable else ASK_EVERY_WHILE_DOWN
        self._timer = self._loop.call_later(wait, self.ask_now)
        if reachable != self.reachable:
            self.reachable = reachable
            self._changed(reachable)
        if isinstance(answer, Exception):
            raise answer
