"""The login: a name, then a password, and what became of it."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.clock import LOCAL
from kiosk.loop import Loop
from kiosk.maintenance.accounts import Accounts, Granted, Locked, Refused
from kiosk.maintenance.facts import Step
from kiosk.maintenance.login import Typing
from pages.texts import Text, say
from values import Count, TimeOfDay


class Entrance:
    """Only the kiosk thread calls it; passwords are checked in the pool.

    ``accounts`` opens the accounts, which takes a moment. ``let_in`` is told of whoever gets in,
    ``log`` of whoever does not, ``changed`` of whatever shows anew.
    """

    def __init__(
        self,
        loop: Loop,
        accounts: Callable[[], Accounts],
        *,
        let_in: Callable[[Granted], None],
        log: Callable[..., None],
        changed: Callable[[], None],
    ) -> None:
        self._loop = loop
        self._accounts = accounts
        self._let_in = let_in
        self._log = log
        self._changed = changed
        self.step = Step.CLOSED
        self.typing = Typing()
        self.refusal: Text | None = None
        self._name = ""

    def start(self, step: Step, refusal: Text | None = None) -> None:
        """Begin a step with an empty field."""
        self.step, self.refusal, self.typing = step, refusal, Typing()

    def type(self, key: str) -> None:
        """A key of the keyboard, wherever something may be typed."""
        if self.step in (Step.NAME, Step.PASSWORD, Step.IN):
            self.typing = self.typing.typed(key)
            self._changed()

    def enter(self) -> None:
        """The field is filled."""
        if self.step is Step.NAME and self.typing.text:
            self._name = self.typing.text
            self.start(Step.PASSWORD)
        elif self.step is Step.PASSWORD and self.typing.text:
            name, password = self._name, self.typing.text
            self.start(Step.CHECKING, say("maintenance.login.checking"))
            self._loop.work(lambda: self._accounts().check(name, password), self._checked)
        self._changed()

    def _checked(self, answer: Granted | Refused | Locked | Exception) -> None:
        if self.step is not Step.CHECKING:
            return
        match answer:
            case Granted():
                self.start(Step.IN)
                self._let_in(answer)
            case Refused(tries_left):
                self._log("maintenance.login_failed", tries_left=tries_left)
                self.start(Step.NAME, say("maintenance.login.refused", n=Count(tries_left)))
            case Locked(until):
                seconds = int((until - self._loop.clock.now()).total_seconds())
                self._log("maintenance.locked", seconds=max(seconds, 0))
                when = TimeOfDay(until.astimezone(LOCAL).time())
                self.start(Step.NAME, say("maintenance.login.locked", time=when))
            case Exception():
                self.start(Step.NAME, say("maintenance.login.broken"))
                self._changed()
                raise answer
        self._changed()
