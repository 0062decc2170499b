"""Which pages the catalogue of screens draws, and what the machine is like on each.

``{newest}`` and ``{longest}`` stand for the newest settlement and the longest notice of the demo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from contract.records import CallReason
from devices.printers.printer import PrinterStatus
from kiosk.answering import Answer
from kiosk.maintenance.closing import Closure, Reason
from kiosk.maintenance.facts import Facts, Step
from kiosk.maintenance.login import Layer
from kiosk.printing import Job, JobState
from kiosk.staff_calls import CallState
from pages.choices import Params
from pages.presentation import Presentation
from pages.texts import say
from values import Count

_ME = "T01-20261122-0007"
_SETTLEMENT: Params = (("route", "reimbursements.settlement"), ("number", "{newest}"))

_EARLIER, _LATER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)
"""Before and after the time of a code that is issued while the catalogue is drawn."""


@dataclass(frozen=True)
class Entry:
    """One page to draw: route and parameters, what the machine is like, and who stands there."""

    name: str
    route: str
    params: Params = ()
    machine: Mapping[str, Any] = field(default_factory=dict)
    identified: bool = True
    person: str = "cao"
    """Who stands there, by what the demo calls them."""


def _job(state: JobState, status: PrinterStatus = PrinterStatus.READY) -> dict[str, Any]:
    job = Job("1", "reimbursements.settlement", (("number", "{newest}"),), state, _ME, status, "13")
    return {"jobs": {"1": job}}


def _called(state: CallState, *, mine: bool = True) -> dict[str, Any]:
    reason = CallReason.HELP
    return {"calls": {reason: state}, "may_withdraw": frozenset({reason} if mine else ())}


_CLOSED = Closure(Reason.REPAIR, datetime(2026, 11, 22, 23, tzinfo=UTC))

ENTRIES: tuple[Entry, ...] = (
    Entry("welcome", "standard.welcome", identified=False),
    Entry("welcome-no-reader", "standard.welcome", machine={"readers": False}, identified=False),
    Entry("out-of-order", "standard.welcome", machine={"network": False}, identified=False),
    Entry("closed-today", "standard.welcome", machine={"closure": _CLOSED}, identified=False),
    Entry("browse", "standard.browse", identified=False),
    Entry("lay-card", "standard.lay_card", identified=False),
    Entry("refused", "standard.refused", identified=False),
    Entry("no-card", "standard.no_card", identified=False),
    Entry("checking", "standard.checking", identified=False),
    *(
        Entry(
            f"card-{outcome}", "standard.card_not_read", (("outcome", outcome),), identified=False
        )
        for outcome in (
            "card_only",
            "not_this_kind",
            "locked",
            "damaged",
            "pulled_out",
            "lay_again",
            "mute",
            "refused",
            "reader",
            "stripe",
            "swipe_again",
            "other_code",
            "code_unknown",
            "receipt",
            "actor",
        )
    ),
    Entry("answer", "standard.answer", machine={"answer": Answer("88")}),
    Entry("answer-wrong", "standard.answer", machine={"answer": Answer(tries_left=2)}),
    Entry("acting", "standard.acting", identified=False),
    Entry("acting-subject", "standard.acting_subject", identified=False),
    Entry("card-pulled", "standard.card_pulled"),
    Entry("name-differs", "standard.name_differs"),
    Entry("home", "standard.home"),
    Entry("reimbursements", "reimbursements.latest"),
    Entry("reimbursement-years", "reimbursements.years"),
    Entry("settlement", "reimbursements.settlement", (("number", "{newest}"),)),
    Entry(
        "settlement-covered",
        "reimbursements.settlement",
        (("number", "{newest}"),),
        {"presentation": Presentation(covered=True)},
    ),
    Entry("fee-items", "reimbursements.items", (("number", "{newest}"),)),
    Entry("notices", "notices.latest", identified=False),
    Entry("notice", "notices.article", (("notice", "{longest}"),), identified=False),
    Entry("confirm-print", "standard.confirm_print", _SETTLEMENT),
    Entry("see-receipt", "standard.see_receipt", _SETTLEMENT),
    Entry("no-paper", "standard.confirm_print", _SETTLEMENT, {"printer": PrinterStatus.PAPER_OUT}),
    Entry(
        "no-paper-called",
        "standard.confirm_print",
        _SETTLEMENT,
        {
            "printer": PrinterStatus.PAPER_OUT,
            "calls": {CallReason.PAPER: CallState.DELIVERED},
        },
    ),
    Entry("on-phone", "standard.on_phone", (("address", "https://yinling.example/p/320612/"),)),
    Entry("take-along", "standard.take_along", (("job", "1"), *_SETTLEMENT), {"now": _EARLIER}),
    Entry("take-along-late", "standard.take_along", (("job", "1"), *_SETTLEMENT), {"now": _LATER}),
    Entry("printing", "standard.print_job", (("job", "1"),), _job(JobState.SENT)),
    Entry("printed", "standard.print_job", (("job", "1"),), _job(JobState.PRINTED)),
    Entry("handed-over", "standard.print_job", (("job", "1"),), _job(JobState.HANDED_OVER)),
    Entry(
        "not-printed",
        "standard.print_job",
        (("job", "1"),),
        _job(JobState.NOT_PRINTED, PrinterStatus.COVER_OPEN),
    ),
    Entry("print-unknown", "standard.print_job", (("job", "1"),), _job(JobState.UNKNOWN)),
    Entry("no-number", "standard.print_job", (("job", "1"),), _job(JobState.NO_NUMBER)),
    Entry("waiting", "standard.waiting"),
    Entry("size-and-sound", "standard.size_and_sound"),
    Entry("more-settings", "standard.more_settings"),
    Entry("help", "standard.help"),
    Entry("help-called", "standard.help", machine=_called(CallState.DELIVERED)),
    Entry("help-not-called", "standard.help", machine=_called(CallState.FAILED)),
    Entry("help-seen", "standard.help", machine=_called(CallState.SEEN, mine=False)),
    *(
        Entry(f"failure-{name}", "failure.page", (("code", code),))
        for name, code in (
            ("network", "11"),
            ("person", "21"),
            ("over", "22"),
            ("right", "23"),
            ("record", "25"),
            ("file", "26"),
            ("suspended", "27"),
            ("lost", "28"),
            ("answers", "29"),
        )
    ),
    Entry("failsafe", "failure.failsafe", identified=False),
    Entry("idle", "standard.idle", (("seconds", 28),)),
    Entry(
        "goodbye", "standard.goodbye", (("card", False), ("reason", "finished")), identified=False
    ),
    Entry(
        "take-card", "standard.goodbye", (("card", True), ("reason", "finished")), identified=False
    ),
    Entry(
        "service-name",
        "maintenance.login",
        machine={"service": Facts(Step.NAME, "qian", 4)},
        identified=False,
    ),
    Entry(
        "service-password",
        "maintenance.login",
        machine={"service": Facts(Step.PASSWORD, None, 7, Layer.CAPITALS)},
        identified=False,
    ),
    Entry(
        "service-refused",
        "maintenance.login",
        machine={
            "service": Facts(
                Step.NAME,
                "",
                0,
                Layer.SYMBOLS,
                say("maintenance.login.refused", n=Count(4)),
            )
        },
        identified=False,
    ),
)
"""Every page of the house in every shape it takes."""
