"""养老金: has it come, how much, what it is made of, and what it has been."""

from __future__ import annotations

from decimal import Decimal

from applications.ask import Application, Ask, ReceiptOf
from applications.pension_blocks import (
    charts_of,
    missing_of,
    net_of,
    part_of_month,
    parts_of,
    state_name,
    state_of,
)
from applications.usual_choices import READ_ALOUD, cover, print_slip
from contract.credentials import Right
from contract.failures import RecordMissing
from contract.pensions import (
    Pension,
    PensionAdjustment,
    PensionMonth,
)
from contract.records import ReceiptKind
from pages.blocks import Amount, Block, Fact, Facts, Paragraph, State, Tone
from pages.choices import Choice, Go, Role, go
from pages.model import Page, Paper
from pages.texts import say
from values import Count, Money, Month, MonthOfYear, PhoneNumber, Year


def latest(ask: Ask) -> Page:
    """The newest payment, and the ways to all the others; says so where there is none."""
    found = ask.visit.pension()
    if found is None or not found.years:
        return _nothing_yet(found)
    months = ask.visit.pension_months(found.years[0])
    if not months:  # they went between the two questions
        raise RecordMissing
    newest = months[0]
    return Page(
        route="pension.latest",
        title=say("pension.latest.title"),
        lead=say("pension.latest.lead", month=newest.month),
        blocks=(*state_of(newest.state), net_of(newest.net, newest.state)),
        choices=(
            Choice(
                say("pension.latest.in_full"),
                _payment_of(newest.month),
                icon="receipt_long",
                role=Role.PRIMARY,
            ),
            Choice(
                say("pension.latest.months"), go("pension.years", then="year"), icon="date_range"
            ),
            _overview_of(found.years[0]),
            READ_ALOUD,
        ),
    )


def years(ask: Ask, then: str) -> Page:
    """Which years there are, for the months or for the overview of one."""
    found = ask.visit.pension()
    return Page(
        route="pension.years",
        title=say("pension.years.title"),
        choices=tuple(
            Choice(Year(year), go(f"pension.{then}", year=year), role=Role.ROW)
            for year in (found.years if found else ())
        ),
    )


def year(ask: Ask, year: int) -> Page:
    """The months of one year, newest first."""
    rows = tuple(_row(month) for month in ask.visit.pension_months(year))
    return Page(
        route="pension.year",
        title=say("pension.year.title", year=Year(year)),
        lead=say("pension.year.lead", n=Count(len(rows))),
        choices=rows,
    )


def payment(ask: Ask, year: int, month: int) -> Page:
    """One payment: where it went, how much, and its parts."""
    found = ask.visit.pension_payment(Month(year, month))
    return Page(
        route="pension.payment",
        title=say(f"pension.kind.{found.kind}", month=found.month),
        blocks=(
            *state_of(found.state),
            net_of(found.net, found.state),
            *parts_of(found),
            *part_of_month(found),
        ),
        choices=(
            READ_ALOUD,
            print_slip(ask, "pension.payment", year=year, month=month),
            _RAISES,
            cover(ask),
        ),
        watches=frozenset({"printer"}),
        paper=Paper(f"{year:04d}-{month:02d}", _CONTACT, kind="pension_month"),
    )


def overview(ask: Ask, year: int) -> Page:
    """A year at a glance: what came altogether, and month by month."""
    months = tuple(reversed(ask.visit.pension_months(year)))
    if not months:
        raise RecordMissing
    came = [month.net for month in months if month.state.paid is not None]
    return Page(
        route="pension.overview",
        title=say("pension.overview.title", year=Year(year)),
        lead=say("pension.overview.lead", n=Count(len(came))),
        blocks=(
            *missing_of(len(months) - len(came), months[-1]),
            Amount(say("pension.overview.altogether"), _money(sum(came, Decimal()))),
            *charts_of(months),
        ),
        choices=(
            READ_ALOUD,
            print_slip(ask, "pension.overview", year=year),
            _OTHER_YEARS,
            cover(ask),
        ),
        watches=frozenset({"printer"}),
        paper=Paper(str(year), _CONTACT, kind="pension_year"),
    )


def raises(ask: Ask) -> Page:
    """What each year's raise added to a month, newest first."""
    found = ask.visit.pension_adjustments()
    if not found:
        return Page(
            route="pension.raises",
            title=say("pension.raises.title"),
            blocks=(State(Tone.WAITING, say("pension.raises.none")),),
        )
    return Page(
        route="pension.raises",
        title=say("pension.raises.title"),
        lead=say("pension.raises.lead"),
        choices=tuple(
            Choice(
                label=Year(each.since.year),
                detail=say("pension.raises.row", month=each.paid_in),
                aside=_more(each),
                aside_private=True,
                target=go("pension.raise", year=each.since.year),
                role=Role.ROW,
            )
            for each in found
        ),
    )


def one_raise(ask: Ask, year: int) -> Page:
    """One raise: before, after, since when, and what was paid for the months between."""
    found = next(
        (each for each in ask.visit.pension_adjustments() if each.since.year == year), None
    )
    if found is None:
        raise RecordMissing
    back_pay = Fact(
        say("pension.raise.back_pay", month=MonthOfYear(found.paid_in.month)),
        _money(found.back_pay),
        private=True,
    )
    return Page(
        route="pension.raise",
        title=say("pension.raise.title", year=Year(year)),
        blocks=(
            Amount(say("pension.raise.more"), _more(found)),
            Facts(
                (
                    Fact(say("pension.raise.before"), _money(found.before), private=True),
                    Fact(say("pension.raise.after"), _money(found.after), private=True),
                    Fact(say("pension.raise.since"), found.since),
                    *((back_pay,) if found.back_pay else ()),
                ),
                boxed=True,
            ),
        ),
        choices=(READ_ALOUD,),
    )


def _payment_of_record(ask: Ask, record: str) -> Page:
    year, _, month = record.partition("-")
    return payment(ask, int(year), int(month))


def _nothing_yet(found: Pension | None) -> Page:
    begins = found.begins if found else None
    blocks: tuple[Block, ...] = (
        (State(Tone.WAITING, say("pension.none.begins", month=begins)),)
        if begins
        else (State(Tone.WAITING, say("pension.none.none")), Paragraph(say("pension.none.ask")))
    )
    return Page(route="pension.latest", title=say("pension.latest.title"), blocks=blocks)


def _row(month: PensionMonth) -> Choice:
    return Choice(
        label=MonthOfYear(month.month.month),
        detail=say(f"pension.brief.{state_name(month.state)}"),
        aside=_money(month.net),
        aside_private=True,
        target=_payment_of(month.month),
        role=Role.ROW,
    )


def _payment_of(month: Month) -> Go:
    return go("pension.payment", year=month.year, month=month.month)


def _overview_of(year: int) -> Choice:
    target = go("pension.overview", year=year)
    return Choice(say("pension.latest.year"), target, icon="bar_chart")


def _more(found: PensionAdjustment) -> Money:
    return _money(found.after - found.before)


def _money(amount: Decimal) -> Money:
    return Money.of(amount)


_RAISES = Choice(say("pension.payment.raises"), go("pension.raises"), icon="trending_up")
_OTHER_YEARS = Choice(
    say("pension.overview.other_years"), go("pension.years", then="overview"), icon="date_range"
)
_CONTACT = say("pension.payment.contact", phone=PhoneNumber("12333"))

APPLICATION = Application(
    name="pension",
    icon="savings",
    place=10,
    first="latest",
    pages={
        "latest": latest,
        "years": years,
        "year": year,
        "payment": payment,
        "overview": overview,
        "raises": raises,
        "raise": one_raise,
    },
    needs=dict.fromkeys(
        ("latest", "years", "year", "payment", "overview", "raises", "raise"), Right.TOTALS
    ),
    receipts={
        ReceiptKind.PENSION_MONTH: ReceiptOf("payment", _payment_of_record),
        ReceiptKind.PENSION_YEAR: ReceiptOf("overview", lambda ask, each: overview(ask, int(each))),
    },
)
