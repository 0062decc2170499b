"""Printing as the person meets it: agree, wait, and what became of it, which is never guessed.

A page never says printed without evidence, nor not printed when a slip may come out (G5).
"""

from __future__ import annotations

from collections.abc import Mapping

from contract.records import CallReason
from devices.printers.printer import PrinterStatus
from kiosk.kiosk_ask import KioskAsk
from kiosk.printing import Job, JobState
from kiosk.staff_calls import CallState
from kiosk.standard_pages.help_and_waiting import call_state
from kiosk.standard_pages.numbers import MAYBE_PRINTED, PRINTER, UNFORESEEN, number_to_say
from kiosk.standard_pages.take_along import take_along_choice
from pages.blocks import Amount, Block, Emblem, Fact, Facts, Paragraph, State, Tone
from pages.choices import Choice, Params, Role, Scalar, do, go
from pages.model import Page
from pages.texts import FreeText, say
from values import Code, Count


def confirm_print(ask: KioskAsk, route: str, **params: Scalar) -> Page:
    """What will be printed, asked once (C5); while it cannot be, what else there is (G5)."""
    printed = ask.page_of(ask, route, tuple(params.items()))
    if ask.printer_answers and not ask.printer.can_print:
        return _cannot_print(
            ask, "standard.confirm_print", ask.printer, route, tuple(params.items())
        )
    return Page(
        route="standard.confirm_print",
        title=say("standard.confirm_print.title"),
        lead=say("standard.confirm_print.lead"),
        blocks=(
            Facts(
                (
                    Fact(say("standard.confirm_print.what"), printed.title),
                    *_main_amount(printed),
                    Fact(
                        say("standard.confirm_print.how_many"),
                        say("standard.confirm_print.slips", n=Count(1)),
                    ),
                ),
                boxed=True,
            ),
            Paragraph(say("standard.confirm_print.only_information"), second=True),
        ),
        choices=(
            Choice(
                say("standard.confirm_print.yes"),
                do("print", ask.new_key(), route=route, **params),
                icon="print",
                role=Role.PRIMARY,
            ),
            Choice(
                say("standard.confirm_print.see"),
                go("standard.see_receipt", route=route, **params),
                icon="visibility",
            ),
            *take_along_choice(ask, route, tuple(params.items())),
            Choice(say("standard.confirm_print.no"), do("back"), icon="close"),
        ),
        watches=frozenset({"printer"}),
    )


def see_receipt(ask: KioskAsk, route: str, **params: Scalar) -> Page:
    """The receipt as it would be printed, to be looked at and listened to first (E10)."""
    page = ask.page_of(ask, route, tuple(params.items()))
    covered = ask.presentation.covered
    return Page(
        route="standard.see_receipt",
        title=say("standard.see_receipt.title"),
        lead=say("standard.see_receipt.lead"),
        blocks=_covered() if covered else ask.preview(page, ask.visit.retiree, ask.now),
        choices=(
            *((_uncover(),) if covered else (_READ_RECEIPT,)),
            *((_print_now(ask, route, params),) if ask.can_print else ()),
        ),
        choices_first=True,
        watches=frozenset({"printer"}),
    )


def _covered() -> tuple[Block, ...]:
    return (State(Tone.NOTICE, say("standard.see_receipt.covered"), icon="visibility_off"),)


def _uncover() -> Choice:
    return Choice(say("standard.see_receipt.uncover"), do("cover"), icon="visibility")


def _print_now(ask: KioskAsk, route: str, params: Mapping[str, Scalar]) -> Choice:
    return Choice(
        say("standard.see_receipt.print"),
        do("print", ask.new_key(), route=route, **params),
        icon="print",
        role=Role.PRIMARY,
    )


def print_job(ask: KioskAsk, job: str) -> Page:
    """How far a job is, and once there is evidence, what became of it."""
    found = ask.jobs.get(job)
    state = found.state if found else JobState.UNKNOWN
    found = found or Job(job, "standard.home", ())
    match state:
        case JobState.AGREED | JobState.SENT:
            return _on_its_way(job)
        case JobState.PRINTED:
            return _came_out(ask, found, "printed")
        case JobState.HANDED_OVER:
            return _came_out(ask, found, "handed_over")
        case JobState.NO_NUMBER:
            return _no_number(found)
        case JobState.NOT_PRINTED:
            return _cannot_print(ask, "standard.print_job", found.status, found.route, found.params)
        case JobState.UNKNOWN:
            return _unknown(ask, found)


def _on_its_way(job: str) -> Page:
    return Page(
        route="standard.print_job",
        title=say("standard.print_job.title"),
        lead=say("standard.print_job.lead"),
        blocks=(Emblem("print", Tone.WAITING),),
        watches=frozenset({f"job:{job}"}),
        centred=True,
    )


def _came_out(ask: KioskAsk, job: Job, how: str) -> Page:
    return Page(
        route="standard.print_job",
        title=say(f"standard.{how}.title"),
        lead=say(f"standard.{how}.lead", place=FreeText(ask.terminal.slip_place)),
        blocks=(
            Emblem("check_circle" if how == "printed" else "print", Tone.GOOD),
            Facts(
                (
                    Fact(
                        say("standard.printed.slip"),
                        say("standard.confirm_print.slips", n=Count(1)),
                    ),
                    Fact(say("standard.printed.number"), Code(job.number)),
                ),
                boxed=True,
            ),
        ),
        choices=(
            Choice(
                say("standard.printed.finish"), do("finish"), icon="done_all", role=Role.PRIMARY
            ),
            Choice(say("standard.printed.more"), do("home"), icon="home"),
            *_again(job, "standard.printed.again"),
        ),
        watches=frozenset({f"job:{job.id}"}),
        centred=True,
        must_finish=True,
    )


def _unknown(ask: KioskAsk, job: Job) -> Page:
    return Page(
        route="standard.print_job",
        title=say("standard.print_unknown.title"),
        lead=say("standard.print_unknown.lead", place=FreeText(ask.terminal.slip_place)),
        blocks=(
            Emblem("help_outline", Tone.NOTICE),
            *call_state(ask, CallReason.PAPER),
            number_to_say(MAYBE_PRINTED),
        ),
        choices=(
            *_again(job, "standard.print_unknown.again"),
            *take_along_choice(ask, job.route, job.params),
            *_call(ask),
            Choice(say("standard.printed.more"), do("home"), icon="home"),
        ),
        watches=frozenset({"calls", f"job:{job.id}"}),
        centred=True,
        must_finish=True,
    )


def _no_number(job: Job) -> Page:
    return Page(
        route="standard.print_job",
        title=say("standard.no_number.title"),
        lead=say("standard.no_number.lead"),
        blocks=(
            Emblem("cloud_off", Tone.NOTICE),
            number_to_say(job.failure or UNFORESEEN),
        ),
        choices=(
            Choice(
                say("standard.no_number.again"),
                go("standard.confirm_print", route=job.route, **dict(job.params)),
                icon="print",
                role=Role.PRIMARY,
            ),
            Choice(say("standard.printed.more"), do("home"), icon="home"),
        ),
        centred=True,
        must_finish=True,
    )


def _cannot_print(
    ask: KioskAsk, page_route: str, status: PrinterStatus, route: str, params: Params
) -> Page:
    """What is the matter with the printer, and what can be done instead."""
    again = (
        Choice(
            say("standard.no_paper.again"),
            go("standard.confirm_print", route=route, **dict(params)),
            icon="print",
        ),
    )
    return Page(
        route=page_route,
        title=say(f"standard.printer.{status.name.lower()}"),
        blocks=(
            State(Tone.ALARM, say("standard.no_paper.title")),
            *call_state(ask, CallReason.PAPER),
            *(() if status.can_print else (_CLEARS,)),
            number_to_say(PRINTER[status]),
        ),
        choices=(
            Choice(
                say("standard.no_paper.read_aloud"),
                do("read_page", route=route, **dict(params)),
                icon="record_voice_over",
                role=Role.PRIMARY,
            ),
            *take_along_choice(ask, route, params),
            *_call(ask),
            *(again if page_route == "standard.print_job" else ()),
        ),
        watches=frozenset({"printer", "calls"}),
        must_finish=page_route == "standard.print_job",
    )


def _main_amount(page: Page) -> tuple[Fact, ...]:
    amounts = [block for block in page.blocks if isinstance(block, Amount)]
    return tuple(Fact(amount.label, amount.money, private=True) for amount in amounts[:1])


def _again(job: Job, label: str) -> tuple[Choice, ...]:
    """One more of it, while that is offered; it will be counted and marked."""
    if not job.repeatable:
        return ()
    again = go("standard.confirm_print", route=job.route, **dict(job.params))
    return (Choice(say(label), again, icon="print"),)


def _call(ask: KioskAsk, reason: CallReason = CallReason.PAPER) -> tuple[Choice, ...]:
    if ask.call(reason) in (CallState.CALLING, CallState.DELIVERED, CallState.FAILED):
        return ()
    return (
        Choice(
            say("standard.no_paper.call"),
            do("call", ask.new_key(), reason=reason.value),
            icon="support_agent",
        ),
    )


_READ_RECEIPT = Choice(
    say("standard.see_receipt.read_aloud"), do("read_aloud"), icon="record_voice_over"
)
_CLEARS = Paragraph(say("standard.no_paper.clears"), second=True)
