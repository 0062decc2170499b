"""The houses in which activities take place: pages of 文娱活动 that anybody may see."""

from __future__ import annotations

from datetime import date, timedelta

from applications.ask import Ask
from applications.usual_choices import known_at, listed, phone_choice
from contract.activities import Venue
from contract.failures import RecordMissing
from pages.blocks import Fact, Facts, Notes, State, Tone
from pages.choices import Choice, Role, go
from pages.model import Page
from pages.texts import FreeText, Text, say
from values import PhoneNumber, TimeOfDay, Weekday

A_MONDAY = date(2024, 1, 1)


def venues(ask: Ask) -> Page:
    """All of them, and whether they are open today."""
    found = ask.public.venues()
    away = known_at(ask)
    return Page(
        route="activities.venues",
        title=say("activities.venues.title"),
        lead=say("activities.venues.lead"),
        blocks=away if found else (*away, State(Tone.WAITING, say("activities.venues.none"))),
        choices=tuple(_row(ask, each) for each in found),
    )


def venue(ask: Ask, venue: int) -> Page:
    """One: where it is, when it is open, what is there."""
    found = next((each for each in ask.public.venues() if each.id == venue), None)
    if found is None:
        raise RecordMissing
    facts = [
        Fact(say("activities.venue.address"), FreeText(found.address)),
        Fact(say("activities.venue.way"), FreeText(found.way)),
        Fact(say("activities.venue.hours"), _hours(found)),
        *_closed(found),
        Fact(say("activities.venue.phone"), PhoneNumber(found.phone)),
    ]
    return Page(
        route="activities.venue",
        title=FreeText(found.name),
        lead=_today(ask, found),
        blocks=(
            *known_at(ask),
            Facts(tuple(facts), boxed=True),
            Notes(say("activities.venue.rooms"), tuple(FreeText(each) for each in found.rooms)),
        ),
        choices=(
            Choice(
                say("activities.venue.programme"),
                go("activities.here", venue=venue),
                icon="event",
            ),
            *phone_choice(ask, "activities.venue", venue=venue),
        ),
    )


def _row(ask: Ask, venue: Venue) -> Choice:
    return Choice(
        FreeText(venue.name),
        go("activities.venue", venue=venue.id),
        role=Role.ROW,
        detail=_today(ask, venue),
    )


def _today(ask: Ask, venue: Venue) -> Text:
    """Whether it is open now, or when."""
    if ask.today.weekday() in venue.closed_on:
        return say("activities.venue.closed_today")
    if venue.opens <= ask.now.time() < venue.closes:
        return say("activities.venue.open_until", time=TimeOfDay(venue.closes))
    if ask.now.time() < venue.opens:
        return say("activities.venue.opens_at", time=TimeOfDay(venue.opens))
    return say("activities.venue.closed_by_now")


def _hours(venue: Venue) -> Text:
    return say(
        "activities.venue.from_until",
        opens=TimeOfDay(venue.opens),
        closes=TimeOfDay(venue.closes),
    )


def _closed(venue: Venue) -> tuple[Fact, ...]:
    """The weekdays on which it is closed."""
    days = [Weekday(A_MONDAY + timedelta(days=each)) for each in venue.closed_on]
    return (Fact(say("activities.venue.closed_on"), listed(days)),) if days else ()
