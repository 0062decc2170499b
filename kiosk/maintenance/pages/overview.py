"""How every device is; and one device with its history and its checks."""

from __future__ import annotations

from contract.fleet import Verdict
from devices.cards.reader import ReaderStatus
from devices.printers.printer import PrinterStatus
from devices.speakers.speaker import SpeakerStatus
from kiosk.clock import LOCAL
from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.bench import DeviceStates
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.checks.registry import BY_NAME
from kiosk.maintenance.findings import Finding
from kiosk.maintenance.log_view import LogEntry
from kiosk.maintenance.pages.frame import menu_page, tab_page
from kiosk.maintenance.reports import Rounds
from kiosk.maintenance.wording import (
    PRINTER_STATES,
    READER_STATES,
    SPEAKER_STATES,
    TONES,
    VERDICTS,
)
from pages.blocks import Devices, DeviceTile, Fact, Facts, Paragraph, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.texts import Phrase, Text, say
from values import Count, DayOfYear, TimeOfDay

HISTORY = 8
_ITSELF = ("disk", "temperature", "power")
_NAMES: dict[str, tuple[str, Phrase]] = {
    "printer": ("print", say("maintenance.device.printer")),
    "pcsc": ("credit_card", say("maintenance.device.pcsc")),
    "id-card": ("badge", say("maintenance.device.id-card")),
    "scanner": ("qr_code_scanner", say("maintenance.device.scanner")),
    "stripe": ("swipe", say("maintenance.device.stripe")),
    "speaker": ("volume_up", say("maintenance.device.speaker")),
    "backend": ("lan", say("maintenance.device.backend")),
}
_CHECKS: dict[str, tuple[str, ...]] = {
    "printer": ("printer", "test_page", "cutter", "paper"),
    "pcsc": ("pcsc",),
    "id-card": ("id_card",),
    "scanner": ("scanner",),
    "stripe": ("stripe",),
    "speaker": ("sound", "speaker_left", "speaker_right", "headphones"),
    "backend": ("network_name", "network_route", "backend", "certificate", "clock"),
}
_STATUSES: dict[str, Phrase] = {
    **{status.name.lower(): words for status, words in SPEAKER_STATES.items()},
    **{status.name.lower(): words for status, words in READER_STATES.items()},
    **{status.name.lower(): words for status, words in PRINTER_STATES.items()},
}


def menu(ask: KioskAsk) -> Page:
    """How every device is, and what a technician may do about it."""
    states = ask.service.devices
    assert states is not None
    tiles = (*device_tiles(states), *_found_tiles(ask))
    trouble = sum(tile.tone in (Tone.NOTICE, Tone.ALARM) for tile in tiles)
    return tab_page(
        ask,
        "maintenance.menu",
        say("maintenance.menu.title"),
        lead=say("maintenance.menu.trouble", n=Count(trouble))
        if trouble
        else say("maintenance.menu.all_well"),
        blocks=(Devices(tiles),),
        choices=(
            Choice(
                say("maintenance.menu.check_all"),
                do("start_checks"),
                icon="fact_check",
                role=Role.PRIMARY,
            ),
            Choice(say("maintenance.menu.single"), go("maintenance.checks"), icon="checklist"),
            Choice(say("maintenance.menu.report"), go("maintenance.report"), icon="summarize"),
            Choice(say("maintenance.menu.test_print"), do("test_print"), icon="receipt"),
            Choice(say("maintenance.power.title"), go("maintenance.power"), icon="restart_alt"),
        ),
        watches=frozenset({"printer", "readers", "network"}),
    )


def device(ask: KioskAsk, name: str) -> Page:
    """One device: how it is, how it was, what can be checked."""
    states = ask.service.devices
    assert states is not None
    icon, title = _NAMES[name]
    tile = next((each for each in device_tiles(states) if each.name == title), None)
    history = ask.service.room.log.of_device(name, HISTORY)
    shown = Facts(tuple(map(_was, history)), title=say("maintenance.device.history"), boxed=True)
    nothing = Paragraph(say("maintenance.device.no_history"), second=True)
    return menu_page(
        ask,
        "maintenance.device",
        title,
        blocks=(
            *(() if tile is None else (Devices((tile,)),)),
            shown if history else nothing,
        ),
        choices=tuple(
            Choice(
                BY_NAME[check].title,
                do("start_check", name=check),
                icon=BY_NAME[check].icon or icon,
            )
            for check in _CHECKS[name]
        ),
        watches=frozenset({"printer", "readers", "network"}),
    )


def device_tiles(states: DeviceStates) -> tuple[DeviceTile, ...]:
    """A tile for every device there is."""
    answers = states.printer_answers
    printer = PRINTER_STATES[states.printer] if answers else say("maintenance.status.write_only")
    readers = (
        _tile(name, READER_STATES[status], good=status is ReaderStatus.READY)
        for name, status in sorted(states.readers.items())
    )
    return (
        _tile("printer", printer, good=states.printer is PrinterStatus.READY or not answers),
        *readers,
        _tile(
            "speaker",
            SPEAKER_STATES[states.speaker],
            good=states.speaker is SpeakerStatus.READY,
        ),
        _tile(
            "backend",
            say("maintenance.status.ready" if states.backend else "maintenance.status.no_answer"),
            good=states.backend,
        ),
    )


def check_tile(check: Check, finding: Finding | None) -> DeviceTile:
    """A check with what it showed last; a tap does it again."""
    target = do("start_check", name=check.name)
    if finding is None:
        unchecked = VERDICTS[Verdict.UNCHECKED]
        return DeviceTile(check.icon, check.title, unchecked, Tone.WAITING, target)
    tone = TONES[finding.verdict]
    return DeviceTile(check.icon, check.title, finding.evidence, tone, target)


def last_findings(ask: KioskAsk) -> dict[str, Finding]:
    """What each check showed in the newest round; empty where there was none."""
    last = Rounds(ask.service.room.store()).last()
    return {} if last is None else dict(last.findings)


def _found_tiles(ask: KioskAsk) -> tuple[DeviceTile, ...]:
    """The machine itself, as the newest round found it."""
    found = last_findings(ask)
    return tuple(check_tile(BY_NAME[name], found[name]) for name in _ITSELF if name in found)


def _tile(name: str, state: Phrase, *, good: bool) -> DeviceTile:
    icon, title = _NAMES[name]
    tone = Tone.GOOD if good else Tone.NOTICE
    return DeviceTile(icon, title, state, tone, go("maintenance.device", name=name))


def device_name(device: str) -> Phrase | None:
    """What a device of the event log is called."""
    return _NAMES[device][1] if device in _NAMES else None


def _was(entry: LogEntry) -> Fact:
    status = dict(entry.fields)["status"]
    return Fact(moment(entry), _STATUSES[status])


def moment(entry: LogEntry) -> Text:
    """When an entry was written, in local time."""
    local = entry.at.astimezone(LOCAL)
    return say("maintenance.moment", day=DayOfYear(local.date()), time=TimeOfDay(local.time()))
