"""The attendant's pages: paper, calls, cards left behind, closing for today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from contract.records import CallReason
from devices.printers.printer import PrinterStatus
from kiosk.clock import LOCAL
from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.closing import Reason
from kiosk.maintenance.pages.frame import menu_page, row, tab_page
from kiosk.maintenance.wording import PRINTER_STATES
from pages.blocks import Block, Paragraph, Picture, State, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.texts import FreeText, Phrase, say
from values import Count, DayOfYear, TimeOfDay

CALLS: Mapping[CallReason, Phrase] = {
    CallReason.HELP: say("maintenance.call.help"),
    CallReason.NOT_ME: say("maintenance.call.not_me"),
    CallReason.PAPER: say("maintenance.call.paper"),
    CallReason.CARD_TROUBLE: say("maintenance.call.card_trouble"),
    CallReason.CARD_LEFT: say("maintenance.call.card_left"),
}
REASONS: Mapping[Reason, Phrase] = {
    Reason.REPAIR: say("maintenance.closing.repair"),
    Reason.NO_PAPER: say("maintenance.closing.no_paper"),
    Reason.NO_NETWORK: say("maintenance.closing.no_network"),
    Reason.HOUSE: say("maintenance.closing.house"),
}


def desk(ask: KioskAsk) -> Page:
    """What the person at the centre can do here."""
    waiting = len(ask.service.calls)
    calls = say("maintenance.desk.calls_waiting", n=Count(waiting))
    return tab_page(
        ask,
        "maintenance.desk",
        say("maintenance.desk.title"),
        blocks=_closed_now(ask),
        choices=(
            row(
                say("maintenance.calls.title"),
                go("maintenance.calls"),
                "support_agent",
                detail=calls if waiting else say("maintenance.desk.no_calls"),
            ),
            row(
                say("maintenance.paper.title"),
                go("maintenance.paper"),
                "receipt_long",
                detail=_paper_state(ask),
            ),
            row(
                say("maintenance.cards.title"),
                go("maintenance.cards"),
                "credit_card",
                detail=say("maintenance.desk.cards"),
            ),
            row(
                say("maintenance.close.title"),
                go("maintenance.close"),
                "event_busy",
                detail=say("maintenance.desk.close"),
            ),
            row(
                say("maintenance.restart.title"),
                go("maintenance.restart"),
                "restart_alt",
                detail=say("maintenance.desk.restart"),
            ),
            row(
                say("maintenance.desk.password"),
                go("maintenance.new_password"),
                "vpn_key",
                detail=say("maintenance.desk.password_why"),
            ),
        ),
        watches=frozenset({"calls", "printer"}),
    )


def paper(ask: KioskAsk) -> Page:
    """How to put in a new roll of paper, in pictures."""
    return menu_page(
        ask,
        "maintenance.paper",
        say("maintenance.paper.title"),
        blocks=(
            *(() if ask.service.message else (State(_paper_tone(ask), _paper_state(ask)),)),
            Picture("change-paper-open", say("maintenance.paper.picture_open")),
            Picture("change-paper-close", say("maintenance.paper.picture_close")),
        ),
        choices=(
            Choice(
                say("maintenance.paper.changed"),
                do("paper_changed"),
                icon="check",
                role=Role.PRIMARY,
            ),
        ),
        watches=frozenset({"printer"}),
    )


def calls(ask: KioskAsk) -> Page:
    """Who called, why and since when."""
    waiting = ask.service.calls
    return menu_page(
        ask,
        "maintenance.calls",
        say("maintenance.calls.title"),
        lead=say("maintenance.calls.lead") if waiting else say("maintenance.desk.no_calls"),
        choices=tuple(
            Choice(
                CALLS[each.call.reason],
                do("acknowledge", call=each.call.id),
                icon="support_agent",
                role=Role.ROW,
                detail=say(
                    "maintenance.calls.since",
                    time=TimeOfDay(each.call.since.astimezone(LOCAL).time()),
                ),
                aside=say("maintenance.calls.seen"),
            )
            for each in waiting
        ),
        watches=frozenset({"calls"}),
    )


def close(ask: KioskAsk) -> Page:
    """Closing for the rest of the day, with a reason that visitors read."""
    if ask.service.closure is not None:
        again = say("maintenance.close.open_again")
        return menu_page(
            ask,
            "maintenance.close",
            say("maintenance.close.title"),
            blocks=_closed_now(ask),
            choices=(Choice(again, do("open_again"), icon="lock_open", role=Role.PRIMARY),),
        )
    return menu_page(
        ask,
        "maintenance.close",
        say("maintenance.close.title"),
        lead=say("maintenance.close.lead"),
        choices=tuple(
            Choice(text, do("close_today", reason=reason.value), icon="event_busy")
            for reason, text in REASONS.items()
        ),
    )


def restart(ask: KioskAsk) -> Page:
    """Starting the program afresh leaves visitors without the machine, so it is asked once."""
    yes, no = say("maintenance.restart.yes"), say("maintenance.no")
    return menu_page(
        ask,
        "maintenance.restart",
        say("maintenance.restart.title"),
        blocks=(Paragraph(say("maintenance.restart.explanation")),),
        choices=(
            Choice(yes, do("restart"), icon="restart_alt", role=Role.PRIMARY),
            Choice(no, do("show_menu"), icon="arrow_back"),
        ),
    )


def new_password(ask: KioskAsk) -> Page:
    """A password of one's own, made by the machine and shown once."""
    once = ask.service.once
    if once is None:
        make = say("maintenance.password.make")
        return menu_page(
            ask,
            "maintenance.new_password",
            say("maintenance.desk.password"),
            blocks=(Paragraph(say("maintenance.password.explanation")),),
            choices=(
                Choice(make, do("own_password"), icon="vpn_key", role=Role.PRIMARY),
                Choice(say("maintenance.no"), do("show_menu"), icon="arrow_back"),
            ),
        )
    return menu_page(
        ask,
        "maintenance.new_password",
        FreeText(once.password),
        lead=_whose(once.name),
        choices=(
            Choice(
                say("maintenance.password.noted"),
                do("show_menu"),
                icon="check",
                role=Role.PRIMARY,
            ),
        ),
    )


def _since(moment: datetime) -> Phrase:
    return say("maintenance.calls.since", time=TimeOfDay(moment.astimezone(LOCAL).time()))


def _whose(name: str) -> Phrase:
    return say("maintenance.password.of", name=FreeText(name))


def _closed_now(ask: KioskAsk) -> tuple[Block, ...]:
    closure = ask.service.closure
    if closure is None:
        return ()
    until = closure.until.astimezone(LOCAL)
    return (
        State(
            Tone.NOTICE,
            say("maintenance.close.is_closed", reason=REASONS[closure.reason]),
            say(
                "maintenance.close.until",
                day=DayOfYear(until.date()),
                time=TimeOfDay(until.time()),
            ),
        ),
    )


def _paper_state(ask: KioskAsk) -> Phrase:
    states = ask.service.devices
    if states is None or not states.printer_answers:
        return say("maintenance.status.write_only")
    return PRINTER_STATES[states.printer]


def _paper_tone(ask: KioskAsk) -> Tone:
    states = ask.service.devices
    fine = states is not None and (
        states.printer is PrinterStatus.READY or not states.printer_answers
    )
    return Tone.GOOD if fine else Tone.NOTICE
