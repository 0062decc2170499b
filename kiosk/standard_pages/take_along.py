"""用手机带走: the receipt on the person's own telephone, without paper."""

from __future__ import annotations

from contract.records import ReceiptKind
from kiosk.clock import LOCAL
from kiosk.kiosk_ask import KioskAsk
from pages.blocks import Emblem, Paragraph, QrCode, Tone
from pages.choices import Choice, Params, Role, Scalar, do, go
from pages.model import Page
from pages.texts import say
from values import TimeOfDay


def take_along(ask: KioskAsk, job: str, route: str, **params: Scalar) -> Page:
    """The code to scan, and until when it opens anything; after that, a new one is offered.

    ``job`` is what the receipt's number is issued by: the page may be asked for as often as one
    likes, and shows the same code. Raises what asking for the page and its number raises.
    """
    printed = ask.page_of(ask, route, tuple(params.items()))
    assert printed.paper is not None
    kind = ReceiptKind(printed.paper.kind)
    issued = ask.visit.issue_receipt(job, printed.paper.record, kind)
    if issued.phone_until is None or ask.now >= issued.phone_until:
        return _too_late(ask, route, tuple(params.items()))
    until = TimeOfDay(issued.phone_until.astimezone(LOCAL).time())
    return Page(
        route="standard.take_along",
        title=say("standard.take_along.title"),
        lead=say("standard.take_along.lead"),
        blocks=(
            QrCode(issued.phone_url, say("standard.take_along.until", time=until)),
            Paragraph(say("standard.take_along.own_only"), second=True),
        ),
        choices=_AFTERWARDS,
    )


def take_along_choice(ask: KioskAsk, route: str, params: Params) -> tuple[Choice, ...]:
    """The way there, where people's telephones reach the service."""
    if not ask.terminal.phones_reach_service:
        return ()
    target = go("standard.take_along", job=ask.new_key(), route=route, **dict(params))
    return (Choice(say("standard.take_along.choice"), target, icon="smartphone"),)


def _too_late(ask: KioskAsk, route: str, params: Params) -> Page:
    again = go("standard.take_along", job=ask.new_key(), route=route, **dict(params))
    return Page(
        route="standard.take_along",
        title=say("standard.take_along.too_late"),
        lead=say("standard.take_along.too_late_lead"),
        blocks=(Emblem("hourglass_empty", Tone.WAITING),),
        choices=(
            Choice(say("standard.take_along.again"), again, icon="smartphone", role=Role.PRIMARY),
            *_AFTERWARDS,
        ),
        centred=True,
    )


_AFTERWARDS = (
    Choice(say("standard.printed.finish"), do("finish"), icon="done_all"),
    Choice(say("standard.printed.more"), do("home"), icon="home"),
)
