"""What the pension's pages are built of: how a payment stands, its parts, a year in bars."""

from __future__ import annotations

from decimal import Decimal

from contract.pensions import (
    PensionMonth,
    PensionPaused,
    PensionPayment,
    PensionReturned,
    PensionState,
)
from pages.blocks import Amount, Block, Fact, Facts, Paragraph, State, Tone
from pages.charts import Bar, BarChart, Breakdown, Slice
from pages.texts import FreeText, Phrase, say
from values import CardTail, Count, DayOfYear, Money, MonthOfYear

_HALF = 6
"""Months that one chart shows: at the largest size no more fit on a screen."""


def state_of(state: PensionState) -> tuple[Block, ...]:
    """How a payment stands, and where it has not come, what can be done."""
    match state:
        case PensionState(paid=paid) if paid is not None:
            bank, tail = FreeText(paid.bank), CardTail(paid.card_tail)
            where = say("pension.state.paid_where", bank=bank, tail=tail)
            return (State(Tone.GOOD, say("pension.state.paid", day=DayOfYear(paid.day)), where),)
        case PensionState(on_its_way=way) if way is not None:
            until = say("pension.state.on_its_way_until", day=DayOfYear(way.expected))
            return (State(Tone.WAITING, say("pension.state.on_its_way"), until),)
        case PensionState(returned=back) if back is not None:
            return _returned(back)
        case PensionState(paused=paused) if paused is not None:
            return _paused(paused)
        case _:
            raise ValueError("a pension payment is in exactly one state")


def _returned(back: PensionReturned) -> tuple[Block, ...]:
    reason = say(
        f"pension.returned.{back.reason}",
        bank=FreeText(back.bank),
        tail=CardTail(back.card_tail),
    )
    return (
        State(Tone.NOTICE, say("pension.state.returned", day=DayOfYear(back.day)), reason),
        Paragraph(say("pension.returned.what_to_do", place=FreeText(back.ask_at))),
    )


def _paused(paused: PensionPaused) -> tuple[Block, ...]:
    reason = say(f"pension.paused.{paused.reason}")
    return (
        State(Tone.NOTICE, say("pension.state.paused", month=paused.since), reason),
        Paragraph(say("pension.paused.what_to_do", place=FreeText(paused.ask_at))),
    )


def net_of(net: Decimal, state: PensionState) -> Amount:
    """What reached the person, or was to."""
    came = state.paid is not None
    label = say("pension.payment.net" if came else "pension.payment.net_due")
    return Amount(label, Money.of(net))


def parts_of(found: PensionPayment) -> tuple[Block, ...]:
    """What a payment is made of, and what was taken off."""
    names = (
        *("basic", "account", "transition", "raised"),
        *("subsidy", "survivor", "back_pay"),
    )
    slices = tuple(
        Slice(say(f"pension.part.{name}"), Money.of(getattr(found, name)))
        for name in names
        if getattr(found, name)
    )
    label = say("pension.payment.gross" if found.deducted else "pension.payment.altogether")
    gross = Breakdown(label, Money.of(found.gross), slices)
    taken = Fact(say("pension.part.deducted"), Money.of(found.deducted), private=True)
    return (gross, *((Facts((taken,), boxed=True),) if found.deducted else ()))


def part_of_month(found: PensionPayment) -> tuple[Block, ...]:
    """Says so where a payment is not for a whole month."""
    told = []
    if found.first_day is not None:
        told.append(say("pension.payment.from_day", day=DayOfYear(found.first_day)))
    if found.last_day is not None:
        told.append(say("pension.payment.to_day", day=DayOfYear(found.last_day)))
    return tuple(Paragraph(text, second=True) for text in told)


def missing_of(how_many: int, newest: PensionMonth) -> tuple[Block, ...]:
    """What has not come: a payment on its way is nothing to worry about."""
    if newest.state.on_its_way is not None:
        how_many -= 1
    if not how_many:
        return ()
    text = say("pension.overview.missing", n=Count(how_many))
    return (State(Tone.NOTICE, text, say("pension.overview.missing_see")),)


def charts_of(months: tuple[PensionMonth, ...]) -> tuple[BarChart, ...]:
    """A year's months, oldest first, half a year a chart."""
    full = Money.of(max(month.net for month in months))
    halves = [months] if len(months) <= _HALF else [months[:_HALF], months[_HALF:]]
    return tuple(BarChart(_span(half), tuple(map(_bar, half)), full) for half in halves)


def _span(months: tuple[PensionMonth, ...]) -> Phrase:
    first, last = months[0].month.month, months[-1].month.month
    return say("pension.overview.span", first=MonthOfYear(first), last=MonthOfYear(last))


def _bar(month: PensionMonth) -> Bar:
    came = month.state.paid is not None
    if came:
        note = say("pension.overview.back_pay") if month.back_pay else None
    else:
        note = say(f"pension.brief.{state_name(month.state)}")
    return Bar(MonthOfYear(month.month.month), Money.of(month.net), note, solid=came)


def state_name(state: PensionState) -> str:
    """Which of the four states it is in."""
    names = ("paid", "on_its_way", "returned", "paused")
    return next(name for name in names if getattr(state, name) is not None)
