"""Routes of terminals as such: a token, health, notices."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.api.answers import AccessToken, Health
from backend.api.authentication import ServiceHere, TerminalGateway
from backend.api.bodies import NoticeId
from backend.library.terminals import TOKEN_LIFETIME, admit
from backend.tables import DistrictRow
from contract.failures import TerminalRefused
from contract.records import Notice, NoticeSummary
from contract.wire import ASSERTION_TYPE, GRANT_TYPE

router = APIRouter()

_TOKEN_REQUEST: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["grant_type", "client_assertion_type", "client_assertion"],
                    "properties": {
                        "grant_type": {"const": GRANT_TYPE},
                        "client_assertion_type": {"const": ASSERTION_TYPE},
                        "client_assertion": {"type": "string"},
                    },
                }
            }
        },
    }
}


async def _assertion(request: Request) -> str:
    form = dict(parse_qsl((await request.body()).decode("ascii", "replace")))
    if form.get("grant_type") != GRANT_TYPE or form.get("client_assertion_type") != ASSERTION_TYPE:
        raise TerminalRefused
    return form.get("client_assertion", "")


@router.post("/token", openapi_extra=_TOKEN_REQUEST)
def token(service: ServiceHere, assertion: Annotated[str, Depends(_assertion)]) -> AccessToken:
    """A short bearer token for a terminal's signed assertion (RFC 7523, section 2.2)."""
    return AccessToken(admit(service, assertion), int(TOKEN_LIFETIME.total_seconds()))


@router.get("/health")
def health(service: ServiceHere) -> Health:
    """Whether the service and its database answer; for anybody."""
    with Session(service.engine) as session:
        demo = session.scalar(select(DistrictRow.id).where(DistrictRow.demo).limit(1))
    return Health(demo=demo is not None)


@router.get("/notices")
def notices(gateway: TerminalGateway) -> tuple[NoticeSummary, ...]:
    """All current notices, newest first."""
    return gateway.notices()


@router.get("/notices/{notice_id}")
def notice(gateway: TerminalGateway, notice_id: NoticeId) -> Notice:
    """One notice."""
    return gateway.notice(notice_id)
