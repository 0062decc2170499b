"""Routes of what anybody may read beside notices, and of taking part."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from backend.api.authentication import TerminalGateway, VisitHere
from backend.api.bodies import (
    AcknowledgementBody,
    NoticeId,
    PictureNumber,
    PictureWidth,
    RequestBody,
    SignUpBody,
)
from contract.activities import Activity, SignUp, SignUpAnswer, Venue
from contract.bulletin import Bulletin, CarrierOpens

router = APIRouter()

_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/png": {}, "image/jpeg": {}}, "description": "The picture"}
}
_PNG = b"\x89PNG"


@router.get("/bulletin")
def bulletin(gateway: TerminalGateway) -> Bulletin:
    """Everything that anybody may read, for the time when the network is away."""
    return gateway.bulletin()


@router.get("/activities")
def activities(gateway: TerminalGateway) -> tuple[Activity, ...]:
    """All activities that are not over, by when they begin."""
    return gateway.activities()


@router.get("/activities/{activity_id}")
def activity(gateway: TerminalGateway, activity_id: NoticeId) -> Activity:
    """One activity."""
    return gateway.activity(activity_id)


@router.get("/venues")
def venues(gateway: TerminalGateway) -> tuple[Venue, ...]:
    """The houses activities take place in."""
    return gateway.venues()


@router.get("/carriers")
def carriers(gateway: TerminalGateway) -> tuple[CarrierOpens, ...]:
    """What each card opens."""
    return gateway.carriers()


@router.get("/notices/{notice_id}/pictures/{number}", response_class=Response, responses=_PICTURE)
def picture(
    gateway: TerminalGateway, notice_id: NoticeId, number: PictureNumber, width: PictureWidth
) -> Response:
    """A notice's picture, at most so many pixels wide."""
    content = gateway.picture(notice_id, number, width)
    kind = "image/png" if content.startswith(_PNG) else "image/jpeg"
    return Response(content, media_type=kind)


@router.get("/acknowledgements")
def acknowledged(visit: VisitHere) -> frozenset[int]:
    """The current notices of which the person said that they know."""
    return visit.acknowledged()


@router.post("/acknowledgements")
def acknowledge(visit: VisitHere, body: AcknowledgementBody) -> frozenset[int]:
    """我知道了; once more changes nothing. Answers all that they know since."""
    return visit.acknowledge(body.notice)


@router.get("/sign-ups")
def sign_ups(visit: VisitHere) -> tuple[SignUp, ...]:
    """What the person signed up for and is not over, soonest first."""
    return visit.sign_ups()


@router.post("/activities/{activity_id}/sign-ups")
def sign_up(visit: VisitHere, activity_id: NoticeId, body: SignUpBody) -> SignUpAnswer:
    """Sign up or wait for a place; idempotent by the key."""
    return visit.sign_up(activity_id, body.key, fit=body.fit)


@router.post("/activities/{activity_id}/cancellations")
def cancel(visit: VisitHere, activity_id: NoticeId, body: RequestBody) -> SignUpAnswer:
    """Take a sign-up back; idempotent by the key."""
    return visit.cancel_sign_up(activity_id, body.key)
