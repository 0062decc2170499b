"""The readiness report 巡检报告, as a page; the same page goes on paper."""

from __future__ import annotations

from collections.abc import Iterator

from contract.fleet import ReportKind, Verdict
from kiosk.clock import LOCAL
from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.checks.registry import BY_NAME
from kiosk.maintenance.findings import Finding
from kiosk.maintenance.pages.frame import menu_page
from kiosk.maintenance.reports import Round, Rounds
from kiosk.maintenance.wording import VERDICTS
from pages.blocks import Block, Fact, Facts, State, Tone
from pages.choices import Choice, do
from pages.model import Audience, Page
from pages.texts import Text, say
from values import Count, Day, TimeOfDay

ROWS = 6
"""Lines on one card, so that a long report begins on its first part and fills those it takes."""
_ORDER = (Verdict.BAD, Verdict.UNCHECKED, Verdict.GOOD, Verdict.ABSENT)
"""What needs somebody stands first."""


def report(ask: KioskAsk) -> Page:
    """The newest round of checks, to be read, printed and sent."""
    last = Rounds(ask.service.room.store()).last()
    if last is None:
        return menu_page(
            ask,
            "maintenance.report",
            say("maintenance.report.title"),
            lead=say("maintenance.report.none"),
            choices=(_CHECK_ALL,),
        )
    page = report_page(last)
    return menu_page(
        ask,
        "maintenance.report",
        page.title,
        lead=page.lead,
        blocks=page.blocks,
        choices=(
            Choice(say("maintenance.report.print"), do("print_report"), icon="print"),
            Choice(say("maintenance.report.send"), do("send_report"), icon="send"),
        ),
        choices_stay=True,
    )


def report_page(done: Round) -> Page:
    """A round of checks, on the screen and on paper alike."""
    daily = done.kind is ReportKind.DAILY
    local = done.made.astimezone(LOCAL)
    return Page(
        route="maintenance.report",
        title=say("maintenance.report.daily" if daily else "maintenance.report.title"),
        lead=say("maintenance.report.made", day=Day(local.date()), time=TimeOfDay(local.time())),
        blocks=(_summary(done), *_groups(done)),
        audience=Audience.TECHNICIAN,
    )


def _summary(done: Round) -> State:
    bad = done.tally[Verdict.BAD]
    by = _by(done)
    if bad:
        return State(Tone.NOTICE, say("maintenance.report.trouble", n=Count(bad)), by)
    return State(Tone.GOOD, say("maintenance.report.well", n=Count(done.tally[Verdict.GOOD])), by)


def _by(done: Round) -> Text:
    if done.account is None:
        return say("maintenance.report.by_itself")
    return say("maintenance.report.by_account", n=Count(done.account))


def _groups(done: Round) -> Iterator[Block]:
    for verdict in _ORDER:
        rows = tuple(
            _fact(name, finding) for name, finding in done.findings if finding.verdict is verdict
        )
        for start in range(0, len(rows), ROWS):
            title = VERDICTS[verdict] if start == 0 else None
            yield Facts(rows[start : start + ROWS], title=title, boxed=True)


def _fact(name: str, finding: Finding) -> Fact:
    known = BY_NAME.get(name)
    label: Text = known.title if known else say("maintenance.report.other_check")
    return Fact(label, finding.evidence)


_CHECK_ALL = Choice(say("maintenance.menu.check_all"), do("start_checks"), icon="fact_check")
