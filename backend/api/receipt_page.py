"""``/r/<code>``: what somebody sees who scans the code on a receipt. For anybody, without a token.

Only a code whose whole signature is right says anything, and then nothing personal: that we
printed it, its number, and whether the record is still what was printed.
"""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from backend.api.authentication import ServiceHere
from backend.library.receipts import VerifiedReceipt, verify
from contract.failures import RecordMissing
from pages.blocks import Fact, Facts, Paragraph, State, Tone
from pages.model import Page
from pages.presentation import Language
from pages.texts import say
from pages.web import html
from pages.words import load_words
from values import Code

router = APIRouter()


@router.get("/r/{code}", response_class=HTMLResponse, include_in_schema=False)
def receipt_page(service: ServiceHere, code: str) -> HTMLResponse:
    """The page of a receipt's code; 404 with a page of its own where we did not issue it."""
    words = load_words(Language.CHINESE)
    with Session(service.engine) as session:
        try:
            found = verify(session, service.secret, code)
        except RecordMissing:
            return HTMLResponse(html(_unknown(), words), status_code=404)
    return HTMLResponse(html(_genuine(found), words))


def _genuine(receipt: VerifiedReceipt) -> Page:
    return Page(
        route="web.receipt",
        title=say("web.receipt.genuine"),
        lead=say("web.receipt.issued_here"),
        blocks=(
            State(Tone.GOOD, say("web.receipt.unchanged"))
            if receipt.unchanged
            else State(Tone.NOTICE, say("web.receipt.changed"), say("web.receipt.changed_ask")),
            Facts((Fact(say("web.receipt.number"), Code(receipt.number)),)),
            Paragraph(say("web.receipt.only_information")),
        ),
    )


def _unknown() -> Page:
    return Page(
        route="web.receipt",
        title=say("web.receipt.unknown"),
        lead=say("web.receipt.unknown_lead"),
    )
