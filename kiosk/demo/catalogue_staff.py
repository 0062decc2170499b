"""The service menu's pages in the catalogue of screens, of a terminal on which a day has passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from applications.ask import TerminalFacts
from contract.fleet import ReportKind, StaffCall
from contract.records import CallReason
from devices.cards.reader import ReaderStatus
from devices.printers.exclusive import AbsentPrinter
from devices.printers.printer import PrinterStatus
from devices.speakers.speaker import SpeakerStatus
from kiosk.demo.catalogue_pages import Entry
from kiosk.event_log import EventLog
from kiosk.log_file import LogFile
from kiosk.maintenance.assembly import open_workshop
from kiosk.maintenance.bench import DeviceStates
from kiosk.maintenance.checking import Progress, Stage
from kiosk.maintenance.checks.registry import BY_NAME, CHECKS
from kiosk.maintenance.closing import Closure, Reason
from kiosk.maintenance.facts import Facts, Step
from kiosk.maintenance.findings import Finding, absent, failed, ok
from kiosk.maintenance.found_cards import CardKind, Fate, FoundCards
from kiosk.maintenance.reports import Round, Rounds
from kiosk.maintenance.roles import Role
from kiosk.maintenance.sitting import Message, NewPassword
from kiosk.maintenance.workshop import Workshop
from kiosk.screens.panel import Panel
from kiosk.settings import Settings, State
from kiosk.staff_calls import CallState, OpenCall
from kiosk.store import Store
from pages.blocks import Entry as Field
from pages.blocks import Tone
from pages.choices import Params
from pages.staff_blocks import Cross, TouchGrid
from pages.texts import say
from values import Count

_ROUND = "00000000-0000-4000-8000-0000000000aa"
_DEVICES = DeviceStates(
    printer=PrinterStatus.PAPER_LOW,
    printer_answers=True,
    readers={
        "pcsc": ReaderStatus.READY,
        "id-card": ReaderStatus.READY,
        "scanner": ReaderStatus.READY,
        "stripe": ReaderStatus.MISSING,
    },
    speaker=SpeakerStatus.READY,
    backend=True,
)


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return 0.0


def sample_workshop(
    folder: Path, settings: Settings, panel: Panel, terminal: TerminalFacts, now: datetime
) -> Workshop:
    """A workshop below ``folder`` with accounts, a log, a report and cards left behind."""
    clock = FixedClock(now)
    settings = replace(settings, state=State(str(folder)))
    workshop = open_workshop(
        settings,
        settings,
        clock=clock,
        panel=panel,
        terminal=terminal,
        store=Store.open(folder / "staff.sqlite", clock),
        printer=AbsentPrinter(),
        sign=lambda _data: bytes(64),
        end_program=lambda: None,
    )
    for name, role in (("qian", Role.TECHNICIAN), ("wang", Role.ATTENDANT)):
        workshop.accounts().add(name, "Kran7-Wagen", role)
    _record_a_day(workshop.log_folder, now)
    cards = FoundCards(workshop.store())
    first = cards.add(CardKind.SOCIAL_SECURITY, now - timedelta(days=3), 2)
    cards.settle(first, Fate.HANDED_BACK, now - timedelta(days=2), 2)
    cards.add(CardKind.RESIDENT_ID, now - timedelta(minutes=40), 2)
    findings = tuple((check.name, _sample_finding(check.name)) for check in CHECKS)
    Rounds(workshop.store()).keep(Round(_ROUND, ReportKind.READINESS, now, 1, findings))
    return workshop


def _sample_finding(name: str) -> Finding:
    match name:
        case "printer":
            return failed(say("maintenance.status.paper_low"))
        case "stripe":
            return failed(say("maintenance.status.missing"))
        case "disk" | "memory":
            return ok(say("maintenance.evidence.used", percent=Count(23)))
        case "temperature":
            return ok(say("maintenance.evidence.degrees", degrees=Count(48)))
        case "backend":
            return ok(say("maintenance.evidence.milliseconds", n=Count(12)))
        case "paper":
            return ok(say("maintenance.evidence.slips", n=Count(41)))
        case "reach":
            return ok(say("maintenance.evidence.reach", low=Count(78), high=Count(118)))
        case "power" | "certificate":
            return absent(say("maintenance.evidence.not_set_up"))
        case _:
            return ok(say("maintenance.status.ready"))


def _record_a_day(folder: Path, now: datetime) -> None:
    file = LogFile(folder)
    for minutes, code, fields in _DAY:
        log = EventLog(FixedClock(now - timedelta(minutes=minutes)), file.write, after=file.head)
        log.record(code, **fields)
        file.close()
        file = LogFile(folder)
    file.close()


_DAY: tuple[tuple[int, str, dict[str, Any]], ...] = (
    (170, "kiosk.started", {}),
    (165, "maintenance.self_checked", {"good": 12, "bad": 0, "absent": 3}),
    (120, "visit.began", {}),
    (119, "visit.identified", {"assurance": "authenticated", "card": "resident_id"}),
    (115, "print.outcome", {"job": _ROUND, "outcome": "printed"}),
    (114, "visit.ended", {"reason": "finished"}),
    (60, "device.status", {"device": "printer", "status": "ready"}),
    (31, "device.status", {"device": "printer", "status": "paper_low"}),
    (30, "page.failed", {"route": "reimbursements.latest", "failure": "11"}),
    (2, "maintenance.opened", {"account": 1}),
)


def staff_entries(workshop: Workshop) -> Iterator[Entry]:
    """Every page of the service menu, in the shapes worth looking at."""
    now = workshop.clock.now()
    inside = Facts(
        Step.IN,
        role=Role.TECHNICIAN,
        name="qian",
        devices=_DEVICES,
        unsent={"report": 1},
        workshop=workshop,
    )
    yield _entry("menu", "menu", inside)
    yield _entry("device", "device", inside, ("name", "printer"))
    yield _entry("checks", "checks", inside)
    yield from _checks(inside)
    for name in ("report", "records", "counters", "queue", "export", "settings", "machine"):
        yield _entry(name, name, inside)
    yield _entry("export-busy", "export", replace(inside, percent=64))
    yield _entry("log", "log", inside, ("which", "all"))
    yield _entry("entry", "entry", inside, ("number", 9))
    yield _entry("setting", "setting", inside, ("name", "session.idle_seconds"))
    for name in ("power", "accounts", "new_account"):
        yield _entry(name.replace("_", "-"), name, inside)
    yield _entry("account", "account", inside, ("name", "wang"))
    yield from _of_the_attendant(inside, now)
    yield _entry("denied", "menu", replace(inside, role=Role.ATTENDANT))


def _checks(inside: Facts) -> Iterator[Entry]:
    def at(stage: Stage, name: str, **more: Any) -> Facts:
        return replace(inside, progress=Progress(stage, BY_NAME[name], 5, len(CHECKS), **more))

    height = Field(
        say("maintenance.reach.label"),
        2,
        "78",
        (tuple("12345"), tuple("67890"), ("backspace", "enter")),
    )
    yield _entry("check-steps", "check", at(Stage.STEPS, "pcsc"))
    yield _entry("check-busy", "check", at(Stage.BUSY, "backend"))
    yield _entry("check-question", "check", at(Stage.ASKING, "speaker_left"))
    yield _entry("check-height", "check", at(Stage.WATCHING, "reach", blocks=(height,)))
    grid = TouchGrid(7, 12, frozenset(range(31)))
    yield _entry("check-touch", "check", at(Stage.WATCHING, "touch", blocks=(grid,), bare=True))
    cross = Cross(0.9, 0.1, 2, 5)
    yield _entry(
        "check-cross", "check", at(Stage.WATCHING, "calibration", blocks=(cross,), bare=True)
    )
    over = Progress(findings=(("disk", _sample_finding("disk")),))
    yield _entry("check-over", "check", replace(inside, progress=over))


def _of_the_attendant(inside: Facts, now: datetime) -> Iterator[Entry]:
    call = StaffCall(_ROUND, CallReason.PAPER, now - timedelta(minutes=4))
    attendant = replace(
        inside,
        role=Role.ATTENDANT,
        name="wang",
        calls=(OpenCall(call, CallState.DELIVERED, mine=False),),
    )
    closed = Closure(Reason.REPAIR, now + timedelta(hours=14))
    told = Message(Tone.GOOD, say("maintenance.cards.noted"))
    once = NewPassword("wang", "kr7WagenMt4x")
    for name in ("desk", "paper", "calls", "close", "restart"):
        yield _entry(name, name, attendant)
    yield _entry("cards", "cards", replace(attendant, message=told))
    yield _entry("new-card", "new_card", attendant)
    yield _entry("card", "card", attendant, ("number", 2))
    yield _entry("closed", "close", replace(attendant, closure=closed))
    yield _entry("own-password", "new_password", attendant)
    yield _entry("password-once", "new_password", replace(attendant, once=once))


def _entry(name: str, page: str, facts: Facts, *params: tuple[str, str | int]) -> Entry:
    given: Params = tuple(params)
    return Entry(f"service-{name}", f"maintenance.{page}", given, {"service": facts}, False)
