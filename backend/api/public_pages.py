"""``/p/<district>/<route>``: the pages that anybody may read, on a telephone, without a card.

They are the very pages of the kiosk: an application's page function answers, ``pages.web`` renders.
Only pages that need no right are served; what a page would have the kiosk do is left out, and what
leads to a page that needs a card is too.
"""

from __future__ import annotations

from inspect import signature
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from applications import catalogue
from applications.ask import Ask, PageFunction, TerminalFacts
from applications.catalogue import APPLICATIONS
from backend.api.authentication import ServiceHere
from backend.gateway import LocalGateway
from backend.service import LOCAL_ZONE, Caller, Service
from backend.tables import DistrictRow
from contract.failures import Failure, RecordMissing
from contract.phone import PUBLIC_PAGES, address
from pages.choices import Choice, Go, Role, Target, go
from pages.model import Page
from pages.presentation import Language, Presentation
from pages.texts import FreeText, say
from pages.web import Elsewhere, html
from pages.words import load_words

router = APIRouter(prefix=PUBLIC_PAGES)

HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
}
_LANGUAGE = "lang"
InLanguage = Annotated[Language, Query(alias=_LANGUAGE)]


@router.get("/{district}/", response_class=HTMLResponse, include_in_schema=False)
def index(
    request: Request, service: ServiceHere, district: str, language: InLanguage = Language.CHINESE
) -> HTMLResponse:
    """What there is to read; 404 for a district that is not ours."""
    with Session(service.engine) as session:
        row = session.get(DistrictRow, district)
    if row is None:
        return _answer(request, _missing(), language, 404)
    choices = tuple(
        Choice(say(f"{each.name}.tile.label"), go(each.route), icon=each.icon, role=Role.ROW)
        for each in APPLICATIONS
        if each.public
    )
    page = Page(
        route="web.index", title=FreeText(row.name), lead=say("web.public.lead"), choices=choices
    )
    return _answer(request, page, language)


@router.get("/{district}/{route}", response_class=HTMLResponse, include_in_schema=False)
def public_page(
    request: Request,
    service: ServiceHere,
    district: str,
    route: str,
    language: InLanguage = Language.CHINESE,
) -> HTMLResponse:
    """One page; 404 where there is none, or none for everybody, and where its record is gone."""
    try:
        function = _public(route)
        params = _params(
            function, {k: v for k, v in request.query_params.items() if k != _LANGUAGE}
        )
        page = function(_ask(service, district, language), **params)
    except (KeyError, RecordMissing, msgspec.ValidationError):
        return _answer(request, _missing(), language, 404)
    except Failure:
        return _answer(request, _not_now(), language, 503)
    return _answer(request, page, language)


def _public(route: str) -> PageFunction:
    """The page function of a route; ``KeyError`` where there is none that needs no card."""
    function, right = catalogue.find(route)
    if right is not None:
        raise KeyError(route)
    return function


def _params(function: PageFunction, given: dict[str, str]) -> dict[str, Any]:
    """What the page function wants of what the address gives.

    ``KeyError`` where a name is one too many, or missing; a validation error for a wrong value.
    """
    _ask_itself, *wanted = signature(function, eval_str=True).parameters.values()
    kinds = {each.name: each.annotation for each in wanted}
    missing = {each.name for each in wanted if each.default is each.empty} - given.keys()
    if missing:
        raise KeyError(*missing)
    return {
        name: msgspec.convert(value, kinds[name], strict=False) for name, value in given.items()
    }


def _ask(service: Service, district: str, language: Language) -> Ask:
    with Session(service.engine) as session:
        row = session.get(DistrictRow, district)
    if row is None:
        raise RecordMissing
    return Ask(
        now=service.clock().astimezone(LOCAL_ZONE),
        terminal=TerminalFacts(
            organisation=row.name,
            terminal_id="",
            terminal_name="",
            counter="",
            counter_phone="",
            reader_place="",
            slip_place="",
            demo=row.demo,
        ),
        public=LocalGateway(service, Caller(district, "")),
        presentation=Presentation(language=language),
        new_key=lambda: "",
        can_print=False,
    )


def _answer(request: Request, page: Page, language: Language, status: int = 200) -> HTMLResponse:
    elsewhere = Elsewhere(
        lambda target: _link(target, language),
        index=address("./", "", _chosen(language)),
        other_language=_in_other_language(request, language),
    )
    document = html(page, load_words(language), elsewhere=elsewhere)
    return HTMLResponse(document, status_code=status, headers=HEADERS)


def _link(target: Target, language: Language) -> str | None:
    """The address of a page that anybody may read, from its neighbour; None for anything else."""
    if not isinstance(target, Go):
        return None
    try:
        _public(target.route)
    except KeyError:
        return None
    return address("", target.route, (*target.params, *_chosen(language)))


def _in_other_language(request: Request, language: Language) -> str:
    other = next(each for each in Language if each is not language)
    own = request.url.path.rpartition("/")[2] or "./"
    return address("", own, (*_given(request), *_chosen(other)))


def _given(request: Request) -> tuple[tuple[str, str], ...]:
    """The page's parameters, as the address gives them."""
    return tuple((k, v) for k, v in request.query_params.items() if k != _LANGUAGE)


def _chosen(language: Language) -> tuple[tuple[str, str], ...]:
    return () if language is Language.CHINESE else ((_LANGUAGE, language.value),)


def _missing() -> Page:
    return Page(
        route="web.missing", title=say("web.public.missing"), lead=say("web.public.missing_lead")
    )


def _not_now() -> Page:
    return Page(
        route="web.not_now", title=say("web.public.not_now"), lead=say("web.public.not_now_lead")
    )
