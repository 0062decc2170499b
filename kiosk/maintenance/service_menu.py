"""The service menu: who is logged in, what they type, and what they have the machine do.

A technician logs in by name and password; five minutes without a touch close the menu (H5).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from devices.cards.reader import ReaderStatus
from devices.printers.printer import Printer, PrinterStatus, PrintOutcome, Raster
from devices.speakers.speaker import SpeakerStatus
from kiosk.clock import LOCAL
from kiosk.loop import Loop, Timer
from kiosk.maintenance.accounts import Accounts, Granted, Locked, Refused
from kiosk.maintenance.facts import Facts, Step
from kiosk.maintenance.login import Typing
from kiosk.maintenance.pages import PAGES
from pages.blocks import DeviceTile, Tone
from pages.choices import Go, Scalar, go
from pages.texts import FreeText, Text, say
from values import Count, TimeOfDay

LOGOUT_AFTER = 300.0


@dataclass(frozen=True, slots=True)
class DeviceStates:
    """How every device is now."""

    printer: PrinterStatus
    printer_answers: bool
    readers: Mapping[str, ReaderStatus]
    speaker: SpeakerStatus
    backend: bool


class Host(Protocol):
    """What the menu has the kiosk do."""

    def show(self, target: Go) -> None:
        """Show a page with nothing behind it."""

    def refresh(self, topic: str) -> None:
        """Ask for the page anew where it watches this."""

    def log(self, code: str, **fields: object) -> None:
        """Record an event of the catalogue."""

    def device_states(self) -> DeviceStates:
        """How every device is now."""


class ServiceMenu:
    """Only the kiosk thread calls it; passwords are checked and slips printed in the pool.

    ``accounts`` opens the accounts, which takes a moment. ``test_slip`` draws the test slip.
    ``exit_program`` ends the kiosk.
    """

    pages = PAGES

    def __init__(
        self,
        loop: Loop,
        accounts: Callable[[], Accounts],
        printer: Printer,
        test_slip: Callable[[], Raster],
        exit_program: Callable[[], None],
    ) -> None:
        self._loop = loop
        self._accounts = accounts
        self._printer = printer
        self._test_slip = test_slip
        self._exit_program = exit_program
        self._step = Step.CLOSED
        self._typing = Typing()
        self._name = ""
        self._account = 0
        self._message: Text | None = None
        self._test_print = ""
        self._timer: Timer | None = None
        self._host: Host | None = None

    @property
    def open(self) -> bool:
        """Whether a technician, or somebody trying to be one, stands here."""
        return self._step is not Step.CLOSED

    def join(self, host: Host) -> None:
        """The kiosk this menu belongs to."""
        self._host = host

    def who(self) -> Text:
        """The technician, for the head of the page."""
        if self._step is Step.IN:
            return say("maintenance.who", name=FreeText(self._name))
        return say("maintenance.nobody")

    def facts(self) -> Facts:
        """What the pages see."""
        secret = self._step in (Step.PASSWORD, Step.CHECKING)
        return Facts(
            step=self._step,
            shown=None if secret else self._typing.text,
            length=len(self._typing.text),
            layer=self._typing.layer,
            message=self._message,
            devices=_tiles(self.host.device_states()) if self._step is Step.IN else (),
            test_print=self._test_print,
        )

    @property
    def host(self) -> Host:
        """The kiosk; the menu must have been joined to it."""
        assert self._host is not None
        return self._host

    def begin(self) -> None:
        """The knock was heard: ask who it is."""
        self._start(Step.NAME)
        self.touched()
        self.host.show(go("maintenance.login"))

    def close(self, *, idle: bool = False) -> None:
        """Log whoever is here out; what shows next is the caller's to say."""
        if self._step is Step.IN:
            self.host.log("maintenance.closed", account=self._account, idle=idle)
        if self._timer is not None:
            self._timer.cancel()
        self._start(Step.CLOSED)
        self._name, self._account, self._test_print = "", 0, ""

    def touched(self) -> bool:
        """A touch anywhere puts the logout off; False where the menu is closed."""
        if not self.open:
            return False
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(LOGOUT_AFTER, lambda: self._leave(idle=True))
        return True

    def do(self, action: str, values: Mapping[str, Scalar]) -> None:
        """Carry out a choice of the menu's pages; raises ``KeyError`` for an unknown one."""
        allowed = _ALWAYS if self._step is not Step.IN else _ALWAYS | _LOGGED_IN
        if action not in allowed:
            raise KeyError(action)
        match action:
            case "type":
                self._type(str(values["key"]))
            case "enter":
                self._enter()
            case "leave_menu":
                self._leave(idle=False)
            case "show_menu":
                self.host.show(go("maintenance.menu"))
            case "test_print":
                self._print_test()
            case "ask_exit":
                self.host.show(go("maintenance.confirm_exit"))
            case "exit":
                self._exit_program()

    def _start(self, step: Step, message: Text | None = None) -> None:
        self._step, self._message, self._typing = step, message, Typing()

    def _type(self, key: str) -> None:
        if self._step in (Step.NAME, Step.PASSWORD):
            self._typing = self._typing.typed(key)
            self.host.refresh("menu")

    def _enter(self) -> None:
        if self._step is Step.NAME and self._typing.text:
            self._name = self._typing.text
            self._start(Step.PASSWORD)
        elif self._step is Step.PASSWORD and self._typing.text:
            name, password = self._name, self._typing.text
            self._start(Step.CHECKING, say("maintenance.login.checking"))
            self._loop.work(lambda: self._accounts().check(name, password), self._checked)
        self.host.refresh("menu")

    def _checked(self, answer: Granted | Refused | Locked | Exception) -> None:
        if self._step is not Step.CHECKING:
            return
        match answer:
            case Granted(account, name):
                self._account, self._name = account, name
                self._start(Step.IN)
                self.host.log("maintenance.opened", account=account)
                self.host.show(go("maintenance.menu"))
            case Refused(tries_left):
                self.host.log("maintenance.login_failed", tries_left=tries_left)
                self._start(Step.NAME, say("maintenance.login.refused", n=Count(tries_left)))
            case Locked(until):
                seconds = int((until - self._loop.clock.now()).total_seconds())
                self.host.log("maintenance.locked", seconds=max(seconds, 0))
                when = TimeOfDay(until.astimezone(LOCAL).time())
                self._start(Step.NAME, say("maintenance.login.locked", time=when))
            case Exception():
                self._start(Step.NAME, say("maintenance.login.broken"))
                self.host.refresh("menu")
                raise answer
        self.host.refresh("menu")

    def _leave(self, *, idle: bool) -> None:
        self.close(idle=idle)
        self.host.show(go("standard.welcome"))

    def _print_test(self) -> None:
        if self._test_print == "busy":
            return
        self._test_print = "busy"
        self.host.refresh("menu")
        account = self._account

        def printed(answer: PrintOutcome | Exception) -> None:
            outcome = "unknown" if isinstance(answer, Exception) else _OUTCOMES[answer]
            self.host.log("maintenance.test_print", account=account, outcome=outcome)
            if self._step is Step.IN:
                self._test_print = outcome
                self.host.refresh("menu")
            if isinstance(answer, Exception):
                raise answer

        self._loop.work(
            lambda: self._printer.print_raster(self._test_slip(), on_first_byte=lambda: None),
            printed,
        )


def _tiles(states: DeviceStates) -> tuple[DeviceTile, ...]:
    printer = states.printer.name.lower() if states.printer_answers else "write_only"
    good = states.printer is PrinterStatus.READY or not states.printer_answers
    readers = (
        _tile(
            "credit_card" if name == "pcsc" else "badge",
            name,
            status.name.lower(),
            good=status is ReaderStatus.READY,
        )
        for name, status in sorted(states.readers.items())
    )
    return (
        _tile("print", "printer", printer, good=good),
        *readers,
        _tile(
            "volume_up",
            "speaker",
            states.speaker.name.lower(),
            good=states.speaker is SpeakerStatus.READY,
        ),
        _tile("lan", "backend", "ready" if states.backend else "no_answer", good=states.backend),
    )


def _tile(icon: str, name: str, status: str, *, good: bool) -> DeviceTile:
    tone = Tone.GOOD if good else Tone.NOTICE
    return DeviceTile(
        icon, say(f"maintenance.device.{name}"), say(f"maintenance.status.{status}"), tone
    )


_ALWAYS = frozenset({"type", "enter", "leave_menu"})
_LOGGED_IN = frozenset({"show_menu", "test_print", "ask_exit", "exit"})
_OUTCOMES = {
    PrintOutcome.PRINTED: "printed",
    PrintOutcome.SENT: "handed_over",
    PrintOutcome.NOT_PRINTED: "not_printed",
    PrintOutcome.UNKNOWN: "unknown",
}
