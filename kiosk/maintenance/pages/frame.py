"""What all pages of the service menu share: tabs, messages, and the guard at every door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from applications.ask import Ask, PageFunction
from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.guard import may_see
from kiosk.maintenance.roles import Role
from pages.blocks import Block, State
from pages.choices import Choice, Go, do, go
from pages.choices import Role as Drawn
from pages.model import Audience, Page
from pages.staff_blocks import Tab, Tabs
from pages.texts import Phrase, Text, say

_TABS: tuple[tuple[Phrase, Go], ...] = (
    (say("maintenance.tab.devices"), go("maintenance.menu")),
    (say("maintenance.tab.desk"), go("maintenance.desk")),
    (say("maintenance.tab.records"), go("maintenance.records")),
    (say("maintenance.tab.settings"), go("maintenance.settings")),
    (say("maintenance.tab.machine"), go("maintenance.machine")),
)

MenuPage = Callable[..., Page]


def home_of(role: Role) -> str:
    """The first page somebody of this role sees."""
    return "maintenance.menu" if role is Role.TECHNICIAN else "maintenance.desk"


def guarded(pages: Mapping[str, MenuPage]) -> dict[str, PageFunction]:
    """Page functions that answer only whom ``guard.py`` lets see them; others are told so."""
    return {route: _guard(route, page) for route, page in pages.items()}


def _guard(route: str, page: MenuPage) -> PageFunction:
    def answer(ask: Ask, **params: Any) -> Page:
        assert isinstance(ask, KioskAsk)
        return page(ask, **params) if may_see(ask.service.role, route) else denied(ask)

    return answer


def denied(ask: KioskAsk) -> Page:
    """Not for this role, or nobody is logged in."""
    inside = ask.service.role is not None
    leave = Choice(say("maintenance.menu.leave"), do("leave_menu"), icon="logout")
    home = Choice(
        say("maintenance.back_to_menu"), do("show_menu"), icon="arrow_back", role=Drawn.PRIMARY
    )
    return Page(
        route="maintenance.denied",
        title=say("maintenance.denied.title"),
        lead=say("maintenance.denied.lead"),
        choices=(home, leave) if inside else (leave,),
        audience=Audience.TECHNICIAN,
    )


def menu_page(
    ask: KioskAsk,
    route: str,
    title: Text,
    *,
    lead: Text | None = None,
    blocks: tuple[Block, ...] = (),
    choices: tuple[Choice, ...] = (),
    watches: frozenset[str] = frozenset(),
    choices_stay: bool = False,
) -> Page:
    """A page for whoever is logged in, with what became of their last action at its head."""
    return Page(
        route=route,
        title=title,
        lead=lead,
        blocks=(*message(ask), *blocks),
        choices=choices,
        watches=watches | {"menu"},
        choices_stay=choices_stay,
        audience=Audience.TECHNICIAN,
    )


def tab_page(
    ask: KioskAsk,
    route: str,
    title: Text,
    *,
    lead: Text | None = None,
    blocks: tuple[Block, ...] = (),
    choices: tuple[Choice, ...] = (),
    watches: frozenset[str] = frozenset(),
) -> Page:
    """A page that stands behind a tab; only technicians have tabs."""
    blocks = (*tabs(ask, route), *blocks)
    return menu_page(ask, route, title, lead=lead, blocks=blocks, choices=choices, watches=watches)


def tabs(ask: KioskAsk, route: str) -> tuple[Block, ...]:
    """The sections, of which this page is one."""
    if ask.service.role is not Role.TECHNICIAN:
        return ()
    return (Tabs(tuple(Tab(label, to, to.route == route) for label, to in _TABS)),)


def message(ask: KioskAsk) -> tuple[Block, ...]:
    """What became of the last action."""
    told = ask.service.message
    return () if told is None else (State(told.tone, told.text),)


def row(
    label: Text,
    target: Go,
    icon: str,
    *,
    detail: Text | None = None,
    aside: Text | None = None,
) -> Choice:
    """A line of a list that leads to a page."""
    return Choice(label, target, icon=icon, role=Drawn.ROW, detail=detail, aside=aside)
