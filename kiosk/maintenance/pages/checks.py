"""Checks one by one, and the one that is under way."""

from __future__ import annotations

from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.checking import Progress, Stage
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.checks.registry import BY_NAME, CHECKS
from kiosk.maintenance.findings import Finding
from kiosk.maintenance.pages.frame import menu_page
from kiosk.maintenance.pages.overview import check_tile, last_findings
from kiosk.maintenance.wording import TONES, VERDICTS
from pages.blocks import Block, Devices, Emblem, Paragraph, State, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Audience, Page
from pages.texts import say
from values import Ordinal

_NAMES = tuple(check.name for check in CHECKS)
_ROWS = tuple(_NAMES[start : start + 2] for start in range(0, len(_NAMES), 2))
"""Two to a row; a page may end between any two rows."""


def checks(ask: KioskAsk) -> Page:
    """All checks with what they showed last, each to be done for itself."""
    found = last_findings(ask)
    return menu_page(
        ask,
        "maintenance.checks",
        say("maintenance.checks.title"),
        lead=say("maintenance.checks.lead"),
        blocks=tuple(
            Devices(tuple(check_tile(BY_NAME[name], found.get(name)) for name in row))
            for row in _ROWS
        ),
    )


def check(ask: KioskAsk) -> Page:
    """The check that is under way, or what the last one showed."""
    progress = ask.service.progress
    if progress.check is None:
        return _over(ask, progress)
    if progress.bare:
        return Page(
            route="maintenance.check",
            title=progress.check.title,
            blocks=progress.blocks,
            watches=frozenset({"menu"}),
            audience=Audience.TECHNICIAN,
            bare=True,
        )
    several = say("maintenance.check_place", n=Ordinal(progress.number), of=Ordinal(progress.count))
    return menu_page(
        ask,
        "maintenance.check",
        progress.check.title,
        lead=several if progress.count > 1 else None,
        blocks=_blocks(progress, progress.check),
        choices=_choices(progress.stage),
    )


def _blocks(progress: Progress, now: Check) -> tuple[Block, ...]:
    match progress.stage:
        case Stage.STEPS:
            steps = now.steps
            return (Emblem(now.icon, Tone.GOOD), *((Paragraph(steps),) if steps else ()))
        case Stage.WATCHING:
            steps = now.steps
            return (*((Paragraph(steps),) if steps else ()), *progress.blocks)
        case Stage.ASKING:
            question = now.question
            return (Emblem(now.icon, Tone.GOOD), *((Paragraph(question),) if question else ()))
        case _:
            return (Emblem(now.icon, Tone.GOOD), State(Tone.WAITING, say("maintenance.check_busy")))


def _choices(stage: Stage) -> tuple[Choice, ...]:
    skip = Choice(say("maintenance.check_skip"), do("skip_check"), icon="skip_next")
    stop = Choice(say("maintenance.check_stop"), do("stop_checks"), icon="close")
    match stage:
        case Stage.STEPS:
            begin = say("maintenance.check_begin")
            return (
                Choice(begin, do("begin_check"), icon="play_arrow", role=Role.PRIMARY),
                skip,
                stop,
            )
        case Stage.WATCHING:
            nothing = say("maintenance.check_nothing")
            return (Choice(nothing, do("give_up_check"), icon="cancel"), skip, stop)
        case Stage.ASKING:
            yes, no = say("maintenance.check_yes"), say("maintenance.check_no")
            return (
                Choice(yes, do("answer_check", good=True), icon="check", role=Role.PRIMARY),
                Choice(no, do("answer_check", good=False), icon="close"),
                skip,
            )
        case _:
            return (skip, stop)


def _over(ask: KioskAsk, progress: Progress) -> Page:
    """Nothing is under way: what the last check showed."""
    last = progress.findings[-1] if progress.findings else None
    title = next((each.title for each in CHECKS if last and each.name == last[0]), None)
    again = (
        Choice(say("maintenance.check_again"), do("start_check", name=last[0]), icon="replay")
        if last
        else None
    )
    back = Choice(say("maintenance.checks.title"), go("maintenance.checks"), icon="checklist")
    return menu_page(
        ask,
        "maintenance.check",
        title or say("maintenance.checks.title"),
        blocks=() if last is None else _shown(last[1]),
        choices=(*(() if again is None else (again,)), back),
    )


def _shown(finding: Finding) -> tuple[Block, ...]:
    return (State(TONES[finding.verdict], VERDICTS[finding.verdict], finding.evidence),)
