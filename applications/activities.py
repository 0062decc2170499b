"""文娱活动: what is on, and who goes. Everybody may look; with a card one signs up."""

from __future__ import annotations

from datetime import datetime, timedelta

from applications import sign_ups, venues
from applications.activity_words import day_and_time, day_of, facts, in_full, when_and_where
from applications.ask import Application, Ask, ReceiptOf
from applications.sign_ups import standing_of
from applications.usual_choices import known_at, phone_choice, print_slip
from contract.activities import Activity, Signing, SignUp, Standing
from contract.credentials import Right
from contract.failures import RecordMissing
from contract.records import ReceiptKind
from pages.blocks import Block, Emblem, Notes, Paragraph, State, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.programme import Happening, Programme
from pages.texts import FreeText, Text, say
from values import Count

ASIDES = {
    Signing.FULL: "activities.aside.full",
    Signing.NO_LINE: "activities.aside.no_line",
    Signing.CLOSED: "activities.aside.closed",
    Signing.CALLED_OFF: "activities.aside.called_off",
}


def programme(ask: Ask) -> Page:
    """Everything that is not over, today's first."""
    return _list(ask, "activities.programme", ask.public.activities(), _mine(ask))


def here(ask: Ask, venue: int) -> Page:
    """What is on in one house."""
    found = tuple(each for each in ask.public.activities() if each.venue == venue)
    return _list(ask, "activities.here", found, ())


def activity(ask: Ask, activity: int) -> Page:
    """One activity: when, where, who leads, how many places are left, what to bring."""
    try:
        found = ask.public.activity(activity)
    except RecordMissing:
        return _over()
    own = standing_of(ask, found)
    return Page(
        route="activities.activity",
        title=FreeText(found.title),
        lead=in_full(ask, found),
        blocks=(
            *known_at(ask),
            _state(ask, found) if own is None else sign_ups.state(own),
            *_conditions(found),
            facts(ask, found),
            *(Paragraph(FreeText(each)) for each in found.about),
        ),
        choices=(
            *_choices(ask, found, own),
            *phone_choice(ask, "activities.activity", activity=activity),
        ),
        choices_stay=True,
        watches=frozenset({"printer", "bulletin"}),
    )


def remind(ask: Ask) -> tuple[Block, ...]:
    """The next thing the person should know of what they signed up for; one line, no more."""
    coming = () if ask.records is None else ask.records.coming
    news = [each for each in coming if _worth_saying(ask, each)]
    rows = tuple(_happening(ask, each) for each in news[:1])
    return (Programme(None, rows, "event_available"),) if rows else ()


def today(activities: tuple[Activity, ...], now: datetime) -> tuple[Activity, ...]:
    """Those of the day that take place and are not over."""
    return tuple(
        each
        for each in activities
        if each.called_off is None
        and each.starts.astimezone(now.tzinfo).date() == now.date()
        and each.ends > now
    )


def _list(ask: Ask, route: str, found: tuple[Activity, ...], above: tuple[Choice, ...]) -> Page:
    nothing = (State(Tone.WAITING, say("activities.none")),)
    return Page(
        route=route,
        title=say("activities.programme.title"),
        lead=say("activities.programme.lead") if found else None,
        blocks=(*known_at(ask), *(() if found else nothing)),
        choices=(*above, *(_row(ask, each) for each in found)),
        watches=frozenset({"bulletin"}),
    )


def _row(ask: Ask, activity: Activity) -> Choice:
    return Choice(
        FreeText(activity.title),
        go("activities.activity", activity=activity.id),
        role=Role.ROW,
        detail=when_and_where(ask, activity),
        aside=_aside(ask, activity),
    )


def _aside(ask: Ask, activity: Activity) -> Text:
    own = standing_of(ask, activity)
    if own is not None and activity.called_off is None:
        return say(f"activities.aside.{own.standing}")
    signing = activity.signing(ask.now)
    if signing is Signing.OPEN:
        return say("activities.aside.open", n=Count(activity.left))
    return say(ASIDES[signing])


def _state(ask: Ask, activity: Activity) -> State:
    signing = activity.signing(ask.now)
    if signing is Signing.OPEN:
        return State(Tone.GOOD, say("activities.state.open", n=Count(activity.left)))
    detail: Text | None = None
    if signing is Signing.FULL:
        detail = say("activities.state.in_line", n=Count(activity.waiting))
    elif activity.called_off is not None:
        detail = FreeText(activity.called_off)
    tone = Tone.NOTICE if signing is Signing.CALLED_OFF else Tone.WAITING
    return State(tone, say(f"activities.state.{signing}"), detail)


def _conditions(activity: Activity) -> tuple[Block, ...]:
    """For whom it is, where it is not for everybody."""
    lines: list[Text] = []
    if activity.least_age is not None:
        lines.append(say("activities.only.age", n=Count(activity.least_age)))
    if activity.only_street is not None:
        lines.append(say("activities.only.street", street=FreeText(activity.only_street)))
    if activity.unfit is not None:
        lines.append(say("activities.only.unfit", unfit=FreeText(activity.unfit)))
    return (Notes(say("activities.only.title"), tuple(lines)),) if lines else ()


def _choices(ask: Ask, activity: Activity, own: SignUp | None) -> tuple[Choice, ...]:
    venue = Choice(
        say("activities.activity.venue"), go("activities.venue", venue=activity.venue), "place"
    )
    if own is not None:
        slip = print_slip(ask, "activities.slip", activity=activity.id)
        cancel = Choice(
            say("activities.activity.cancel"),
            go("activities.confirm_cancel", activity=activity.id),
            icon="event_busy",
        )
        may_cancel = activity.called_off is None and activity.starts > ask.now
        return (slip, *((cancel,) if may_cancel else ()), venue)
    signing = activity.signing(ask.now)
    if signing not in (Signing.OPEN, Signing.FULL):
        return (venue,)
    return (_sign_up(ask, activity, signing), venue)


def _sign_up(ask: Ask, activity: Activity, signing: Signing) -> Choice:
    """Leads to the question; whoever has not shown a card is asked for one first."""
    label = say(f"activities.activity.{signing}")
    if ask.records is None:
        target = do("identify_for", route="activities.confirm", activity=activity.id)
        return Choice(say("activities.activity.with_card"), target, "credit_card", Role.PRIMARY)
    target_page = go("activities.confirm", activity=activity.id)
    return Choice(label, target_page, icon="how_to_reg", role=Role.PRIMARY)


def _happening(ask: Ask, sign_up: SignUp) -> Happening:
    activity = sign_up.activity
    if activity.called_off is not None:
        where: Text = say("activities.remind.called_off")
    elif sign_up.moved_up:
        where = say("activities.remind.moved_up", place=FreeText(activity.place))
    else:
        where = FreeText(activity.place)
    return Happening(day_and_time(ask, activity), FreeText(activity.title), where)


def _worth_saying(ask: Ask, sign_up: SignUp) -> bool:
    if sign_up.standing is not Standing.GOING or sign_up.activity.ends <= ask.now:
        return False
    soon = day_of(ask, sign_up.activity) <= ask.today + timedelta(days=1)
    return soon or sign_up.activity.called_off is not None or sign_up.moved_up


def _over() -> Page:
    return Page(
        route="activities.activity",
        title=say("activities.over.title"),
        lead=say("activities.over.lead"),
        blocks=(Emblem("event_busy", Tone.NOTICE),),
        choices=(sign_ups.OTHERS,),
        centred=True,
    )


def _mine(ask: Ask) -> tuple[Choice, ...]:
    """Above the list for whoever signed up for something."""
    if ask.records is None or not ask.records.coming:
        return ()
    count = Count(len(ask.records.coming))
    label = say("activities.programme.mine", n=count)
    return (Choice(label, go("activities.mine"), icon="event_available"),)


def _badge(ask: Ask) -> Text | None:
    found = today(ask.public.activities(), ask.now)
    return say("activities.tile.badge", n=Count(len(found))) if found else None


APPLICATION = Application(
    name="activities",
    icon="celebration",
    first="programme",
    pages={
        "programme": programme,
        "here": here,
        "activity": activity,
        "mine": sign_ups.mine,
        "slip": sign_ups.slip,
        "confirm": sign_ups.confirm,
        "signed_up": sign_ups.signed_up,
        "confirm_cancel": sign_ups.confirm_cancel,
        "cancelled": sign_ups.cancelled,
        "venues": venues.venues,
        "venue": venues.venue,
    },
    needs=dict.fromkeys(
        ("mine", "slip", "confirm", "signed_up", "confirm_cancel", "cancelled"), Right.TAKE_PART
    ),
    receipts={
        ReceiptKind.SIGN_UP: ReceiptOf("slip", lambda ask, record: sign_ups.slip(ask, int(record)))
    },
    badge=_badge,
    remind=remind,
)
