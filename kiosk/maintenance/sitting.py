"""One login: who sits at the menu, and what their work has brought so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from kiosk.loop import Loop
from kiosk.maintenance.roles import Role
from kiosk.maintenance.workshop import Host, Workshop
from pages.blocks import Tone
from pages.choices import Go
from pages.texts import Text, say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Message:
    """What became of the last action; shown until the next touch."""

    tone: Tone
    text: Text


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password that was just made: shown once, and kept nowhere but as a hash."""

    name: str
    password: str = field(repr=False)


class Sitting:
    """Somebody who logged in. Only the kiosk thread calls it; ``end`` makes it deaf."""

    def __init__(
        self, loop: Loop, workshop: Workshop, host: Host, account: int, name: str, role: Role
    ) -> None:
        self.loop = loop
        self.workshop = workshop
        self.host = host
        self.account = account
        self.name = name
        self.role = role
        self.message: Message | None = None
        self.once: NewPassword | None = None
        self.percent: int | None = None
        """How far an export is; None where none is under way."""
        self.ended = False

    def end(self) -> None:
        """They are gone: what is still under way changes nothing they could have seen."""
        self.ended = True
        self.message = self.once = self.percent = None

    def note(self, code: str, **fields: object) -> None:
        """Record an event with the account."""
        self.host.log(code, account=self.account, **fields)

    def tell(self, tone: Tone, text: Text) -> None:
        """Say on the page what became of something."""
        if not self.ended:
            self.message = Message(tone, text)
            self.refresh()

    def refresh(self) -> None:
        """Ask for the page anew."""
        if not self.ended:
            self.host.refresh("menu")

    def show(self, target: Go) -> None:
        """Show a page of the menu, unless they are gone."""
        if not self.ended:
            self.host.show(target)

    def work(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run a blocking job in the pool. Where the disk fails, the page says so.

        ``done`` runs also where the person has gone meanwhile: what was done is recorded.
        """
        from kiosk.store import StoreFault

        def answered(answer: T | Exception) -> None:
            if isinstance(answer, OSError | StoreFault):
                self.tell(Tone.ALARM, say("maintenance.message.disk"))
            elif isinstance(answer, Exception):
                raise answer
            else:
                done(answer)

        self.loop.work(job, answered)
