"""How an activity is told, in every list and on every page."""

from __future__ import annotations

from datetime import date

from applications.ask import Ask
from contract.activities import Activity
from pages.blocks import Fact, Facts
from pages.texts import FreeText, Text, say
from values import DayOfYear, Money, PhoneNumber, TimeOfDay, Weekday

DAYS_OF_A_WEEK = 7


def day_of(ask: Ask, activity: Activity) -> date:
    """The local day on which it begins."""
    return activity.starts.astimezone(ask.now.tzinfo).date()


def day_and_time(ask: Ask, activity: Activity) -> Text:
    """今天下午2:00; within a week by its weekday, later by its date."""
    starts = activity.starts.astimezone(ask.now.tzinfo)
    day, time = starts.date(), TimeOfDay(starts.time())
    ahead = (day - ask.today).days
    if ahead == 0:
        return say("activities.today", time=time)
    if ahead == 1:
        return say("activities.tomorrow", time=time)
    if ahead < DAYS_OF_A_WEEK:
        return say("activities.weekday", weekday=Weekday(day), time=time)
    return say("activities.later", day=DayOfYear(day), time=time)


def when_and_where(ask: Ask, activity: Activity) -> Text:
    """Its second line in every list."""
    return _at(day_and_time(ask, activity), activity)


def in_full(ask: Ask, activity: Activity) -> Text:
    """The same with date and weekday: to be written down, or taken home on paper."""
    starts = activity.starts.astimezone(ask.now.tzinfo)
    day, time = starts.date(), TimeOfDay(starts.time())
    when = say("activities.day", day=DayOfYear(day), weekday=Weekday(day), time=time)
    return _at(when, activity)


def _at(when: Text, activity: Activity) -> Text:
    return say("activities.when_and_where", when=when, place=FreeText(activity.place))


def facts(ask: Ask, activity: Activity) -> Facts:
    """What one wants to know before one goes."""
    ends = activity.ends.astimezone(ask.now.tzinfo).time()
    cost = Money.of(activity.cost)
    leader = say(
        "activities.fact.who",
        leader=FreeText(activity.leader),
        phone=PhoneNumber(activity.phone),
    )
    rows = [
        Fact(say("activities.fact.until"), TimeOfDay(ends)),
        Fact(say("activities.fact.leader"), leader),
        Fact(say("activities.fact.cost"), cost if cost.fen else say("activities.fact.free")),
    ]
    if activity.bring:
        rows.append(Fact(say("activities.fact.bring"), FreeText("、".join(activity.bring))))
    return Facts(tuple(rows), boxed=True)
