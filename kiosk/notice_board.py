"""The notices as they were last known: what welcome and home tell of them waits for no answer."""

from __future__ import annotations

from collections.abc import Callable

from contract.failures import Failure
from contract.gateway import PublicRecords
from contract.records import Notice, NoticeSummary
from kiosk.loop import Loop, Timer

ASK_EVERY = 600.0


class NoticeBoard:
    """A ``PublicRecords`` whose list is at hand at once; a notice itself is asked for.

    Asks from time to time and keeps the old list where there is no answer. Only the kiosk thread
    calls it but for ``notices`` and ``notice``. ``changed`` is told of another list.
    """

    def __init__(self, loop: Loop, public: PublicRecords, changed: Callable[[], None]) -> None:
        self._loop = loop
        self._public = public
        self._changed = changed
        self._timer: Timer | None = None
        self._asking = False
        self._known: tuple[NoticeSummary, ...] = ()

    def notices(self) -> tuple[NoticeSummary, ...]:
        return self._known

    def notice(self, notice_id: int) -> Notice:
        return self._public.notice(notice_id)

    def ask_now(self) -> None:
        """Ask at once; does nothing while a question is on its way."""
        if self._asking:
            return
        self._asking = True
        if self._timer is not None:
            self._timer.cancel()
        self._loop.work(self._public.notices, self._answered)

    def _answered(self, answer: tuple[NoticeSummary, ...] | Exception) -> None:
        self._asking = False
        self._timer = self._loop.call_later(ASK_EVERY, self.ask_now)
        if isinstance(answer, Exception):
            if not isinstance(answer, Failure):
                raise answer
        elif answer != self._known:
            self._known = answer
            self._changed()
