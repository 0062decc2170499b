"""``/t/<code>``: a receipt on the telephone of the person who took it along instead of paper.

For anybody who holds the code, without a token, and for ten minutes only. It shows what the slip
would have shown: the very page of the application, with the masked person and the number. Nothing
of it may be kept by what lies between, nor found by search.
"""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from applications.ask import Ask, TerminalFacts
from applications.catalogue import receipt_page
from backend.api.authentication import ServiceHere
from backend.gateway import LocalGateway
from backend.library.phone_receipts import OpenedReceipt, TooLate, opened
from backend.phone_visit import PhoneVisit
from backend.service import LOCAL_ZONE, Service
from contract.failures import Failure, RecordMissing
from pages.blocks import Block, Fact, Facts, Paragraph, State, Tone
from pages.model import Page
from pages.presentation import Language, Presentation
from pages.texts import say
from pages.web import html
from pages.words import Wording, load_words
from values import Code, Day, IdNumber, PersonName, TimeOfDay

router = APIRouter()

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}


@router.get("/t/{code}", response_class=HTMLResponse, include_in_schema=False)
def phone_page(service: ServiceHere, code: str) -> HTMLResponse:
    """The receipt; 404 for a code that is not ours, 410 once its time is over, 409 where the
    record cannot be shown."""
    try:
        receipt = opened(service, code)
        page = _page(service, receipt)
    except RecordMissing:
        return _answer(_UNKNOWN, 404)
    except TooLate:
        return _answer(_TOO_LATE, 410)
    except Failure:
        return _answer(_NOT_NOW, 409)
    return _answer(_shown(page, receipt), 200, _below(page, receipt))


def _answer(page: Page, status: int, below: tuple[Block, ...] = ()) -> HTMLResponse:
    document = html(page, load_words(Language.CHINESE), below, wording=Wording.SHORT)
    return HTMLResponse(document, status_code=status, headers=_HEADERS)


def _page(service: Service, receipt: OpenedReceipt) -> Page:
    """The application's page, asked for as the kiosk asks."""
    ask_page, right = receipt_page(receipt.kind)
    ask = Ask(
        now=service.clock().astimezone(LOCAL_ZONE),
        terminal=TerminalFacts(
            organisation=receipt.district,
            terminal_id=receipt.caller.terminal_id,
            terminal_name=receipt.caller.terminal_id,
            counter="",
            counter_phone="",
            reader_place="",
            slip_place="",
            demo=receipt.demo,
        ),
        public=LocalGateway(service, receipt.caller),
        presentation=Presentation(),
        new_key=lambda: "",
        can_print=False,
        records=PhoneVisit(service, receipt, right),
    )
    return ask_page(ask, receipt.record)


def _shown(page: Page, receipt: OpenedReceipt) -> Page:
    """The page under whose it is, and what has to be known before its figures are."""
    person = say(
        "receipt.person",
        name=PersonName(receipt.retiree.name),
        number=IdNumber(receipt.retiree.masked_id_number),
    )
    demo = (State(Tone.NOTICE, say("receipt.demo")),) if receipt.demo else ()
    changed = (
        ()
        if receipt.unchanged
        else (State(Tone.NOTICE, say("web.phone.changed"), say("web.receipt.changed_ask")),)
    )
    return replace(page, blocks=(*demo, Paragraph(person), *changed, *page.blocks))


def _below(page: Page, receipt: OpenedReceipt) -> tuple[Block, ...]:
    issued, until = receipt.issued.astimezone(LOCAL_ZONE), receipt.until.astimezone(LOCAL_ZONE)
    moment = say("receipt.moment", day=Day(issued.date()), time=TimeOfDay(issued.time()))
    return (
        Facts(
            (
                Fact(say("web.receipt.number"), Code(receipt.number)),
                Fact(say("web.phone.issued"), moment),
            )
        ),
        *(() if page.paper is None else (Paragraph(page.paper.contact),)),
        Paragraph(say("web.receipt.only_information")),
        State(Tone.WAITING, say("web.phone.until", time=TimeOfDay(until.time())), _KEEP),
    )


_KEEP = say("web.phone.keep")
_UNKNOWN = Page("web.phone", say("web.phone.unknown"), say("web.phone.unknown_lead"))
_TOO_LATE = Page("web.phone", say("web.phone.too_late"), say("web.phone.too_late_lead"))
_NOT_NOW = Page("web.phone", say("web.phone.not_now"), say("web.phone.not_now_lead"))
