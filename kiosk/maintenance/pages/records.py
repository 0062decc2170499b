"""What was recorded: the event log, counters, what waits to be sent, and the way onto a stick."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.clock import LOCAL
from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.log_view import LogEntry, Which
from kiosk.maintenance.pages.frame import menu_page, row, tab_page
from kiosk.maintenance.pages.overview import device_name, moment
from pages.blocks import Block, Fact, Facts, Notes, Paragraph, State, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.presentation import Language
from pages.texts import FreeText, Phrase, say
from values import Count, Ordinal

ENTRIES = 6
"""Entries on one page."""
_FILTERS: Mapping[Which, Phrase] = {
    Which.ALL: say("maintenance.log.all"),
    Which.TROUBLE: say("maintenance.log.trouble"),
    Which.MAINTENANCE: say("maintenance.log.maintenance"),
}
_ICONS = {"info": "info", "warning": "warning", "error": "error"}
_UNSENT: Mapping[str, Phrase] = {
    "call": say("maintenance.unsent.call"),
    "report": say("maintenance.unsent.report"),
    "heartbeat": say("maintenance.unsent.heartbeat"),
}
_COUNTED: tuple[tuple[str, Phrase], ...] = (
    ("visit.began", say("maintenance.counter.visits")),
    ("visit.identified", say("maintenance.counter.identified")),
    ("card.not_read", say("maintenance.counter.not_read")),
    ("print.printed", say("maintenance.counter.printed")),
    ("print.not_printed", say("maintenance.counter.not_printed")),
    ("print.unknown", say("maintenance.counter.print_unknown")),
    ("staff.called", say("maintenance.counter.calls")),
    ("page.failed", say("maintenance.counter.failed")),
    ("kiosk.started", say("maintenance.counter.starts")),
)


def records(ask: KioskAsk) -> Page:
    """The four things that are recorded."""
    unsent = Count(sum(ask.service.unsent.values()))
    return tab_page(
        ask,
        "maintenance.records",
        say("maintenance.records.title"),
        choices=(
            row(
                say("maintenance.log.title"),
                go("maintenance.log", which=Which.ALL.value),
                "history",
                detail=say("maintenance.records.log"),
            ),
            row(
                say("maintenance.counters.title"),
                go("maintenance.counters"),
                "equalizer",
                detail=say("maintenance.records.counters"),
            ),
            row(
                say("maintenance.queue.title"),
                go("maintenance.queue"),
                "outbox",
                detail=say("maintenance.records.queue", n=unsent),
            ),
            row(
                say("maintenance.export.title"),
                go("maintenance.export"),
                "usb",
                detail=say("maintenance.records.export"),
            ),
        ),
    )


def log(ask: KioskAsk, which: str, before: int = 0) -> Page:
    """Entries, newest first; ``before`` leads to older ones."""
    wanted = Which(which)
    found = ask.service.room.log.newest(ENTRIES + 1, which=wanted, before=before or None)
    older = found[ENTRIES - 1].number if len(found) > ENTRIES else None
    return menu_page(
        ask,
        "maintenance.log",
        say("maintenance.log.title"),
        lead=_FILTERS[wanted] if found else say("maintenance.log.none"),
        choices=(
            *(_filter(each, words) for each, words in _FILTERS.items() if each is not wanted),
            *(_entry_row(ask, each) for each in found[:ENTRIES]),
            *(() if older is None else (_older(which, older),)),
        ),
    )


def entry(ask: KioskAsk, number: int) -> Page:
    """One entry: what it means and what to do."""
    found = ask.service.room.log.entry(number)
    if found is None:
        return menu_page(ask, "maintenance.entry", say("maintenance.log.none"))
    message, action = found.event.message, found.event.action
    fields = tuple(Fact(FreeText(name), FreeText(value)) for name, value in found.fields)
    facts = (
        Fact(say("maintenance.entry.code"), FreeText(found.code)),
        Fact(say("maintenance.entry.number"), Ordinal(found.number)),
        *fields,
    )
    blocks: tuple[Block, ...] = (
        Paragraph(FreeText(_worded(ask, message.zh, message.en))),
        Notes(say("maintenance.entry.action"), (FreeText(_worded(ask, action.zh, action.en)),)),
        Facts(facts, boxed=True),
    )
    title = FreeText(_title(ask, found))
    return menu_page(ask, "maintenance.entry", title, lead=moment(found), blocks=blocks)


def counters(ask: KioskAsk) -> Page:
    """What happened today, and since the paper was changed."""
    log = ask.service.room.log
    today = log.since(ask.now.astimezone(LOCAL).date())
    paper = Fact(say("maintenance.counter.slips"), Ordinal(log.slips_since_paper()))
    counted = tuple(Fact(words, Ordinal(today[code])) for code, words in _COUNTED)
    return menu_page(
        ask,
        "maintenance.counters",
        say("maintenance.counters.title"),
        blocks=(
            Facts(counted, title=say("maintenance.counters.today"), boxed=True),
            Facts((paper,), title=say("maintenance.counters.paper"), boxed=True),
        ),
    )


def queue(ask: KioskAsk) -> Page:
    """What waits until the service can be reached."""
    waiting = tuple(
        Fact(_UNSENT.get(kind, say("maintenance.unsent.other")), Ordinal(count))
        for kind, count in sorted(ask.service.unsent.items())
        if count
    )
    return menu_page(
        ask,
        "maintenance.queue",
        say("maintenance.queue.title"),
        lead=say("maintenance.queue.lead" if waiting else "maintenance.queue.empty"),
        blocks=(Facts(waiting, boxed=True),) if waiting else (),
        watches=frozenset({"network"}),
    )


def export(ask: KioskAsk) -> Page:
    """The log onto a memory stick."""
    percent = ask.service.percent
    busy = percent is not None
    running = State(Tone.WAITING, say("maintenance.export.running", percent=Count(percent or 0)))
    start = say("maintenance.export.start")
    return menu_page(
        ask,
        "maintenance.export",
        say("maintenance.export.title"),
        lead=say("maintenance.export.lead"),
        blocks=(running,) if busy else (),
        choices=() if busy else (Choice(start, do("export_log"), icon="usb", role=Role.PRIMARY),),
    )


def _filter(which: Which, words: Phrase) -> Choice:
    return Choice(words, go("maintenance.log", which=which.value), icon="filter_list")


def _entry_row(ask: KioskAsk, found: LogEntry) -> Choice:
    return row(
        FreeText(_title(ask, found)),
        go("maintenance.entry", number=found.number),
        _ICONS[found.severity],
        detail=moment(found),
        aside=device_name(dict(found.fields).get("device", "")),
    )


def _older(which: str, number: int) -> Choice:
    target = go("maintenance.log", which=which, before=number)
    return Choice(say("maintenance.log.older"), target, icon="arrow_downward")


def _title(ask: KioskAsk, found: LogEntry) -> str:
    return _worded(ask, found.event.title.zh, found.event.title.en)


def _worded(ask: KioskAsk, zh: str, en: str) -> str:
    return en if ask.presentation.language is Language.ENGLISH else zh
