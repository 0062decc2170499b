"""The service menu: who is logged in, and who of them may do what.

Somebody logs in by name and password; five minutes without a touch close the menu (H5). What they
may do is decided by ``guard.py`` alone, and everything they do is recorded with their account.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from contract.fleet import ReportKind, Verdict
from kiosk.clock import LOCAL
from kiosk.loop import Loop, Timer
from kiosk.maintenance.account_desk import AccountDesk
from kiosk.maintenance.accounts import Granted
from kiosk.maintenance.attendant_desk import AttendantDesk
from kiosk.maintenance.bench import Bench
from kiosk.maintenance.check_desk import CheckDesk
from kiosk.maintenance.checking import Checking, Stage
from kiosk.maintenance.closing import Closure, Closures
from kiosk.maintenance.entrance import Entrance
from kiosk.maintenance.facts import Facts, Step
from kiosk.maintenance.findings import Finding
from kiosk.maintenance.guard import ACTIONS, UNRECORDED, may_do
from kiosk.maintenance.machine_desk import MachineDesk
from kiosk.maintenance.pages import PAGES
from kiosk.maintenance.pages.frame import home_of
from kiosk.maintenance.reports import Round, Rounds
from kiosk.maintenance.self_check import SelfCheck
from kiosk.maintenance.settings_room import SettingsRoom
from kiosk.maintenance.sitting import Sitting
from kiosk.maintenance.watching import Signal, Typed
from kiosk.maintenance.workshop import Host, Workshop
from pages.choices import Scalar, go

LOGOUT_AFTER = 300.0

Values = Mapping[str, Scalar]


class ServiceMenu:
    """Only the kiosk thread calls it; whatever blocks runs in the pool."""

    pages = PAGES

    def __init__(self, loop: Loop, workshop: Workshop) -> None:
        self._loop = loop
        self._workshop = workshop
        self._host: Host | None = None
        self._entrance = Entrance(
            loop,
            workshop.accounts,
            let_in=self._let_in,
            log=lambda code, **fields: self.host.log(code, **fields),
            changed=self._changed,
        )
        bench = self._bench()
        self._checking = Checking(loop, bench, found=self._found, changed=self._changed)
        self._own_checking = Checking(
            loop, bench, found=lambda _name, _finding: None, changed=lambda: None
        )
        self._sitting: Sitting | None = None
        self._actions: dict[str, Callable[[Values], None]] = {}
        self._timer: Timer | None = None
        self._closure: Closure | None = None

    @property
    def open(self) -> bool:
        """Whether a technician, or somebody trying to be one, stands here."""
        return self._entrance.step is not Step.CLOSED

    @property
    def closure(self) -> Closure | None:
        """The closure that holds now, if the terminal is closed for today."""
        closure = self._closure
        return closure if closure is not None and closure.holds(self._loop.clock.now()) else None

    @property
    def host(self) -> Host:
        """The kiosk; the menu must have been joined to it."""
        assert self._host is not None
        return self._host

    def join(self, host: Host) -> None:
        """The kiosk this menu belongs to."""
        self._host = host

    def start(self) -> None:
        """Take up a closure from before the start, and mind the time of the morning's check."""

        def known(closure: Closure | Exception | None) -> None:
            if isinstance(closure, Exception):
                raise closure
            self._closed(closure)

        self._loop.work(lambda: Closures(self._workshop.store()).current(), known)
        SelfCheck(
            self._loop,
            self._own_checking,
            self._workshop.running.maintenance.self_check,
            self._last_self_check,
            self._workshop.new_id,
            self._checked_itself,
        ).start()

    def facts(self) -> Facts:
        """What the pages see."""
        entrance, sitting = self._entrance, self._sitting
        secret = entrance.step in (Step.PASSWORD, Step.CHECKING)
        facts = Facts(
            step=entrance.step,
            shown=None if secret else entrance.typing.text,
            length=len(entrance.typing.text),
            layer=entrance.typing.layer,
            refusal=entrance.refusal,
            closure=self.closure,
        )
        return facts if sitting is None else self._facts_of(facts, sitting)

    def begin(self) -> None:
        """The knock was heard: ask who it is."""
        self._entrance.start(Step.NAME)
        self.touched()
        self.host.show(go("maintenance.login"))

    def close(self, *, idle: bool = False) -> None:
        """Log whoever is here out; what shows next is the caller's to say."""
        if self._sitting is not None:
            self._sitting.note("maintenance.closed", idle=idle)
            self._sitting.end()
        if self._timer is not None:
            self._timer.cancel()
        self._checking.stop()
        self._entrance.start(Step.CLOSED)
        self._sitting, self._actions = None, {}

    def touched(self) -> bool:
        """A touch anywhere puts the logout off; False where the menu is closed."""
        if not self.open:
            return False
        if self._sitting is not None:
            self._sitting.message = None
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(LOGOUT_AFTER, lambda: self._leave(idle=True))
        return True

    def feel(self, signal: Signal) -> None:
        """A card, a key, a finger or a plug while the menu is open: for the check under way."""
        if self._checking.progress.stage is Stage.WATCHING:
            self.touched()
            self._checking.feed(signal)

    def do(self, action: str, values: Values) -> None:
        """Carry out a choice of the menu's pages; raises ``KeyError`` for an unknown one.

        What somebody may not do leads to the page that says so, and is not done.
        """
        if action not in ACTIONS:
            raise KeyError(action)
        if not may_do(self._sitting.role if self._sitting else None, action):
            self.host.show(go("maintenance.denied"))
            return
        if self._sitting is not None and action not in UNRECORDED:
            self._sitting.note("maintenance.action", action=action)
        match action:
            case "type":
                self._type(str(values["key"]))
            case "enter":
                self._entrance.enter()
            case "leave_menu":
                self._leave(idle=False)
            case "show_menu":
                self._show_home()
            case _:
                self._actions[action](values)

    def _type(self, key: str) -> None:
        if self._checking.progress.stage is Stage.WATCHING:
            self._checking.feed(Typed(key))
        else:
            self._entrance.type(key)

    def _let_in(self, granted: Granted) -> None:
        sitting = Sitting(
            self._loop, self._workshop, self.host, granted.account, granted.name, granted.role
        )
        self._sitting = sitting
        self._actions = {
            **AttendantDesk(sitting, self._closed).actions(),
            **AccountDesk(sitting, lambda: self._entrance.typing.text).actions(),
            **CheckDesk(sitting, self._checking).actions(),
            **SettingsRoom(sitting).actions(),
            **MachineDesk(sitting).actions(),
        }
        sitting.note("maintenance.opened")
        self._show_home()

    def _show_home(self) -> None:
        assert self._sitting is not None
        self._entrance.start(Step.IN)
        self._checking.stop()
        self._sitting.once = None
        self.host.show(go(home_of(self._sitting.role)))

    def _leave(self, *, idle: bool) -> None:
        self.close(idle=idle)
        self.host.show(go("standard.welcome"))

    def _closed(self, closure: Closure | None) -> None:
        self._closure = closure
        self.host.refresh("hours")

    def _changed(self) -> None:
        if self.open:
            self.host.refresh("menu")

    def _found(self, name: str, finding: Finding) -> None:
        if self._sitting is not None:
            self._sitting.note("maintenance.checked", check=name, verdict=finding.verdict)

    def _last_self_check(self) -> date | None:
        last = Rounds(self._workshop.store()).last(ReportKind.DAILY)
        return None if last is None else last.made.astimezone(LOCAL).date()

    def _checked_itself(self, done: Round) -> None:
        def kept(answer: Exception | None) -> None:
            tally = done.tally
            self.host.log(
                "maintenance.self_checked",
                good=tally[Verdict.GOOD],
                bad=tally[Verdict.BAD],
                absent=tally[Verdict.ABSENT],
            )
            self.host.delivery.tell(done.told())
            if answer is not None:
                raise answer

        self._loop.work(lambda: Rounds(self._workshop.store()).keep(done), kept)

    def _facts_of(self, facts: Facts, sitting: Sitting) -> Facts:
        return replace(
            facts,
            role=sitting.role,
            name=sitting.name,
            message=sitting.message,
            once=sitting.once,
            percent=sitting.percent,
            devices=self.host.device_states(),
            progress=self._checking.progress,
            calls=self.host.calls.open,
            unsent=dict(self.host.delivery.unsent),
            workshop=self._workshop,
        )

    def _bench(self) -> Bench:
        workshop = self._workshop
        return Bench(
            clock=workshop.clock,
            settings=workshop.running,
            panel=workshop.panel,
            states=lambda: self.host.device_states(),
            printer=workshop.printer,
            test_slip=workshop.test_slip,
            sound=workshop.sound,
            backend=workshop.backend,
            slips=workshop.log.slips_since_paper,
            root=workshop.root,
        )
