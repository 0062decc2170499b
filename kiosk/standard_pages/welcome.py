"""Where everybody begins: welcome, browsing without a card, and home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from applications import activities
from applications.activity_words import day_and_time
from applications.ask import Application, Ask
from applications.catalogue import APPLICATIONS
from contract.activities import Activity
from contract.failures import Failure
from kiosk.clock import LOCAL
from kiosk.kiosk_ask import KioskAsk
from kiosk.maintenance.closing import Closure, Reason
from kiosk.standard_pages.numbers import NO_READER, number_to_say
from pages.blocks import Block, Emblem, Paragraph, State, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.programme import Clock, Happening, Programme
from pages.texts import FreeText, Phrase, Text, say
from values import Count, DayOfYear, PhoneNumber, TimeOfDay, Weekday

NOTICES_SHOWN = 1
HAPPENINGS_SHOWN = 2
_CLOSED: Mapping[Reason, Phrase] = {
    Reason.REPAIR: say("standard.closed.repair"),
    Reason.NO_PAPER: say("standard.closed.no_paper"),
    Reason.NO_NETWORK: say("standard.closed.no_network"),
    Reason.HOUSE: say("standard.closed.house"),
}


def welcome(ask: KioskAsk) -> Page:
    """The page that waits for somebody; says so, and clears itself, when nothing would work."""
    if ask.closure is not None:
        return _closed_today(ask, ask.closure)
    if ask.opens_again is not None:
        return _closed(ask.opens_again)
    if not ask.network:
        return _out_of_order(ask)
    return Page(
        route="standard.welcome",
        title=say("standard.welcome.title"),
        lead=say("standard.welcome.lead") if ask.readers else None,
        blocks=(_clock(ask), *(_invitation(ask) if ask.readers else _reader_trouble(ask))),
        choices=(
            Choice(
                say("standard.welcome.start"),
                go("standard.lay_card"),
                icon="credit_card",
                role=Role.PRIMARY,
            ),
            _BROWSE,
        ),
        watches=frozenset({"network", "readers", "bulletin", "hours"}),
        choices_first=ask.readers,
        silent=True,
    )


def browse(ask: KioskAsk) -> Page:
    """What anybody may see without a card, and that a card opens the rest."""
    public = [application for application in APPLICATIONS if application.public]
    return Page(
        route="standard.browse",
        title=say("standard.browse.title"),
        lead=say("standard.browse.lead"),
        choices=(
            *(_tile(ask, application) for application in public),
            _info("venues", "activities.venues", "place"),
            _info("cards", "standard.cards_open", "contact_page"),
            _info("window", "standard.window", "support_agent"),
            _info("own", "standard.lay_card", "credit_card"),
        ),
        watches=frozenset({"bulletin"}),
    )


def _info(name: str, route: str, icon: str) -> Choice:
    return Choice(
        say(f"standard.browse.{name}"),
        go(route),
        icon=icon,
        role=Role.TILE,
        detail=say(f"standard.browse.{name}_detail"),
    )


def home(ask: KioskAsk) -> Page:
    """The applications of an identified visit."""
    ask.visit  # noqa: B018 - raises where the visit is over
    return Page(
        route="standard.home",
        title=say("standard.home.title"),
        blocks=tuple(block for each in APPLICATIONS for block in each.remind(ask)),
        choices=(
            *(_tile(ask, application) for application in APPLICATIONS),
            Choice(
                say("standard.home.not_me"),
                do("not_me"),
                icon="person_off",
                role=Role.TILE,
                detail=say("standard.home.not_me_detail"),
            ),
        ),
    )


def _closed(opens: time) -> Page:
    return Page(
        route="standard.welcome",
        title=say("standard.closed.title"),
        lead=say("standard.closed.lead", time=TimeOfDay(opens)),
        blocks=(Emblem("bedtime", Tone.WAITING),),
        watches=frozenset({"hours"}),
        centred=True,
        silent=True,
    )


def _closed_today(ask: KioskAsk, closure: Closure) -> Page:
    """Somebody at the centre closed the terminal: why, when again, and where to go meanwhile."""
    until = closure.until.astimezone(LOCAL)
    when = say("standard.closed.until", day=DayOfYear(until.date()), time=TimeOfDay(until.time()))
    counter, phone = ask.terminal.counter, ask.terminal.counter_phone
    return Page(
        route="standard.welcome",
        title=say("standard.closed.today"),
        lead=_CLOSED[closure.reason],
        blocks=(
            Emblem("event_busy", Tone.WAITING),
            Paragraph(when),
            Paragraph(
                say(
                    "standard.out_of_order.instead",
                    counter=FreeText(counter),
                    phone=PhoneNumber(phone),
                )
            ),
        ),
        watches=frozenset({"hours"}),
        centred=True,
        silent=True,
    )


def _out_of_order(ask: KioskAsk) -> Page:
    return Page(
        route="standard.welcome",
        title=say("standard.out_of_order.title"),
        lead=say("standard.out_of_order.lead"),
        blocks=(
            Emblem("cloud_off", Tone.ALARM),
            Paragraph(
                say(
                    "standard.out_of_order.instead",
                    counter=FreeText(ask.terminal.counter),
                    phone=PhoneNumber(ask.terminal.counter_phone),
                )
            ),
            Paragraph(say("standard.out_of_order.clears"), second=True),
        ),
        choices=(
            Choice(say("standard.out_of_order.try"), do("try_network"), icon="refresh"),
            *((_BROWSE,) if ask.at_hand.as_of is not None else ()),
        ),
        watches=frozenset({"network", "hours"}),
        centred=True,
        silent=True,
    )


def _invitation(ask: KioskAsk) -> tuple[Block, ...]:
    """What is on and what is new; and what happens to whoever lays a card down."""
    return *_programme(ask), *_new_notices(ask), Paragraph(_privacy(ask), second=True)


def _reader_trouble(ask: KioskAsk) -> tuple[Block, ...]:
    """No card can be read: what then, before anything that is pleasant."""
    counter = FreeText(ask.terminal.counter)
    return (
        State(
            Tone.NOTICE,
            say("standard.welcome.no_reader"),
            say("standard.welcome.no_reader_instead", counter=counter),
        ),
        number_to_say(NO_READER),
        *_programme(ask),
    )


def _clock(ask: Ask) -> Clock:
    return Clock(TimeOfDay(ask.now.time()), DayOfYear(ask.today), Weekday(ask.today))


def _programme(ask: KioskAsk) -> tuple[Block, ...]:
    """What is on today, as it was last known; where nothing is, the next that is."""
    known = ask.at_hand.activities()
    todays = activities.today(known, ask.now)
    found = todays or tuple(each for each in known if each.called_off is None)[:1]
    if not found:
        return ()
    title = say("standard.welcome.today", n=Count(len(todays))) if todays else _SOON
    rows = tuple(_happening(ask, each, todays=bool(todays)) for each in found[:HAPPENINGS_SHOWN])
    return (Programme(title, rows, icon="celebration"),)


def _happening(ask: KioskAsk, activity: Activity, *, todays: bool) -> Happening:
    time = TimeOfDay(activity.starts.astimezone(ask.now.tzinfo).time())
    when = time if todays else day_and_time(ask, activity)
    return Happening(when, FreeText(activity.title), FreeText(activity.place))


def _new_notices(ask: KioskAsk) -> tuple[Block, ...]:
    """The newest, not what is pinned: that is known by now."""
    newest = sorted(ask.at_hand.notices(), key=lambda each: each.day, reverse=True)
    rows = tuple(Happening(None, FreeText(each.title)) for each in newest[:NOTICES_SHOWN])
    return (Programme(say("standard.welcome.notices"), rows, icon="campaign"),) if rows else ()


def _privacy(ask: Ask) -> Text:
    return say("standard.privacy", organisation=FreeText(ask.terminal.organisation))


def _tile(ask: KioskAsk, application: Application) -> Choice:
    return Choice(
        say(f"{application.name}.tile.label"),
        go(application.route),
        icon=application.icon,
        role=Role.TILE,
        detail=say(f"{application.name}.tile.detail"),
        badge=_badge(ask, application),
    )


def _badge(ask: KioskAsk, application: Application) -> Text | None:
    """What waits behind a tile, from what is known already: nobody waits for a badge."""
    try:
        return application.badge(replace(ask, public=ask.at_hand))
    except Failure:
        return None


_BROWSE = Choice(say("standard.welcome.browse"), go("standard.browse"), icon="visibility")
_SOON = say("standard.welcome.soon")
