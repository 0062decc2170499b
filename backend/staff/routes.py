"""The staff's desk over HTTP: ``/staff``, for browsers.

Forms are taken from our own pages only: the cookie is ``SameSite=Strict``, a form carries a token
that only our page could know, and a request that a browser marks as coming from elsewhere is
refused. Scripts and styles are our own files and nothing else (Content-Security-Policy).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import APIRouter, Cookie, Depends, Header, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from backend.api.authentication import ServiceHere
from backend.database import durable
from backend.service import Service
from backend.staff import accounts, sessions
from backend.staff.accounts import Granted, Locked, Refused
from backend.staff.board import acknowledge, board
from backend.staff.pages import board_html, desk_page, login_page
from backend.staff.sessions import COOKIE, Desk
from backend.staff.words import StaffWords, language_of
from pages.texts import FreeText

_HERE = Path(__file__).parent
_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Without a referrer a browser would send our own forms with the origin "null".
    "Referrer-Policy": "same-origin",
}

router = APIRouter(prefix="/staff", include_in_schema=False)

CookieHere = Annotated[str | None, Cookie(alias=COOKIE)]


def _words(accept_language: Annotated[str, Header()] = "") -> StaffWords:
    return StaffWords(language_of(accept_language))


def _desk(service: ServiceHere, cookie: CookieHere = None) -> Desk | None:
    return sessions.desk_of(service, cookie)


async def _form(request: Request) -> Mapping[str, str]:
    """A form of our own page; 403 for one that a browser says comes from elsewhere."""
    came_from = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    own = origin is None or origin.partition("://")[2] == request.headers.get("host")
    if came_from not in {"same-origin", "none"} or not own:
        raise HTTPException(403)
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace")))


WordsHere = Annotated[StaffWords, Depends(_words)]
DeskHere = Annotated[Desk | None, Depends(_desk)]
Form = Annotated[Mapping[str, str], Depends(_form)]


@router.get("")
def desk(service: ServiceHere, words: WordsHere, here: DeskHere) -> Response:
    """The desk, or the way to log in."""
    if here is None:
        return RedirectResponse("/staff/login", 303)
    return _html(_on_board(service, words, here, whole=True))


@router.get("/board")
def board_now(service: ServiceHere, words: WordsHere, here: DeskHere) -> Response:
    """What changes of the desk, for its script; 401 once the login is over."""
    if here is None:
        return Response(status_code=401)
    return _html(_on_board(service, words, here, whole=False))


@router.get("/login")
def login_form(words: WordsHere) -> Response:
    """Where staff log in."""
    return _html(login_page(words))


@router.post("/login")
def login(service: ServiceHere, request: Request, words: WordsHere, form: Form) -> Response:
    """Log in; a wrong try is told without saying what of it was wrong."""
    address = request.client.host if request.client else ""
    answer = accounts.check(service, form.get("name", ""), form.get("password", ""), address)
    match answer:
        case Granted():
            response = RedirectResponse("/staff", 303)
            response.set_cookie(
                COOKIE,
                sessions.open_session(service, answer),
                max_age=int(sessions.LASTS.total_seconds()),
                path="/staff",
                secure=service.public_base.startswith("https:"),
                httponly=True,
                samesite="strict",
            )
            return response
        case Refused():
            return _html(login_page(words, words.say("staff.login.refused")), 403)
        case Locked(until):
            time = FreeText(words.plain_time(until, service.clock()))
            return _html(login_page(words, words.say("staff.login.locked", time=time)), 429)


@router.post("/logout")
def logout(service: ServiceHere, here: DeskHere, form: Form, cookie: CookieHere = None) -> Response:
    """Log out."""
    _require_own(here, form)
    sessions.close_session(service, cookie or "")
    response = RedirectResponse("/staff/login", 303)
    response.delete_cookie(COOKIE, path="/staff")
    return response


@router.post("/calls/{call_id}/acknowledgement")
def acknowledge_call(service: ServiceHere, call_id: UUID, here: DeskHere, form: Form) -> Response:
    """Somebody at the desk has seen a call: the terminal is told so and falls silent."""
    own = _require_own(here, form)
    with Session(durable(service.engine)) as session, session.begin():
        found = acknowledge(session, own.district_id, call_id, own.name, service.clock())
    if not found:
        raise HTTPException(404)
    return RedirectResponse("/staff", 303)


@router.get("/staff.css")
def style() -> Response:
    """The style of both pages."""
    return FileResponse(_HERE / "staff.css", media_type="text/css", headers=_SECURITY)


@router.get("/staff.js")
def script() -> Response:
    """The script that keeps the desk up to date and sounds while a call is open."""
    return FileResponse(_HERE / "staff.js", media_type="text/javascript", headers=_SECURITY)


def _require_own(here: Desk | None, form: Mapping[str, str]) -> Desk:
    if here is None:
        raise HTTPException(401)
    if not sessions.is_own_form(here, form.get("form_token", "")):
        raise HTTPException(403)
    return here


def _on_board(service: Service, words: StaffWords, here: Desk, *, whole: bool) -> str:
    with Session(service.engine) as session:
        found = board(session, here.district_id, service.clock())
        return (desk_page if whole else board_html)(words, here, found)


def _html(text: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(text, status, headers=_SECURITY)
