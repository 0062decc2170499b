"""看病报销: a retiree's medical settlements, the answer to "has the money come?" first."""

from __future__ import annotations

from decimal import Decimal

from applications.ask import Application, Ask, ReceiptOf
from applications.usual_choices import READ_ALOUD, cover, print_slip
from contract.credentials import Right
from contract.records import ReceiptKind, Settlement, SettlementState, SettlementSummary
from pages.blocks import Amount, Block, Fact, Facts, Paragraph, Share, State, Tone
from pages.choices import Choice, Role, go
from pages.model import Page, Paper
from pages.texts import FreeText, Text, say
from values import CardTail, Count, Day, DayOfYear, Money, PhoneNumber, Year


def latest(ask: Ask) -> Page:
    """The newest year that has settlements; says so where there are none."""
    years = ask.visit.reimbursement_years()
    if not years:
        return Page(
            route="reimbursements.latest",
            title=say("reimbursements.latest.title"),
            blocks=(
                State(Tone.WAITING, say("reimbursements.latest.none")),
                Paragraph(say("reimbursements.latest.none_why")),
            ),
        )
    return year(ask, years[0])


def year(ask: Ask, year: int) -> Page:
    """The settlements of one year, newest first."""
    rows = tuple(_row(summary) for summary in ask.visit.reimbursements(year))
    others = len(ask.visit.reimbursement_years()) > 1
    return Page(
        route="reimbursements.year",
        title=say("reimbursements.year.title", year=Year(year)),
        lead=say("reimbursements.year.lead", n=Count(len(rows))),
        choices=(*rows, *((_OTHER_YEARS,) if others else ()), _print_year(ask, year)),
        watches=frozenset({"printer"}),
        paper=Paper(str(year), _CONTACT, kind="settlements_of_year", rows=True),
    )


def years(ask: Ask) -> Page:
    """Which years there are."""
    return Page(
        route="reimbursements.years",
        title=say("reimbursements.years.title"),
        choices=tuple(
            Choice(Year(each), go("reimbursements.year", year=each), role=Role.ROW)
            for each in ask.visit.reimbursement_years()
        ),
    )


def settlement(ask: Ask, number: str) -> Page:
    """One settlement: how it stands, what the scheme bore, what the person paid."""
    found = ask.visit.settlement(number)
    return Page(
        route="reimbursements.settlement",
        title=say(f"reimbursements.kind.{found.kind}"),
        lead=say(
            "reimbursements.settlement.where",
            institution=FreeText(found.institution),
            day=Day(found.day),
        ),
        blocks=(_state(found.state), _amount(found), _facts(found)),
        choices=_choices(ask, number),
        watches=frozenset({"printer"}),
        paper=Paper(number, contact=_CONTACT),
    )


def items(ask: Ask, number: str) -> Page:
    """The positions of one bill, grouped as on the bill."""
    found = ask.visit.settlement(number)
    rows: dict[str, list[Fact]] = {}
    for item in ask.visit.fee_items(number):
        fact = Fact(FreeText(item.name), _money(item.amount), private=True)
        rows.setdefault(item.category, []).append(fact)
    return Page(
        route="reimbursements.items",
        title=say("reimbursements.items.title"),
        lead=say(
            "reimbursements.settlement.where",
            institution=FreeText(found.institution),
            day=Day(found.day),
        ),
        blocks=tuple(
            Facts(tuple(facts), title=FreeText(category), boxed=True)
            for category, facts in rows.items()
        ),
        choices=(READ_ALOUD,),
    )


def _row(summary: SettlementSummary) -> Choice:
    return Choice(
        label=say(f"reimbursements.kind.{summary.kind}"),
        detail=say(
            "reimbursements.year.row",
            day=DayOfYear(summary.day),
            state=say(f"reimbursements.brief.{_state_name(summary.state)}"),
        ),
        aside=_money(summary.fund_paid),
        aside_private=True,
        target=go("reimbursements.settlement", number=summary.number),
        role=Role.ROW,
    )


def _state_name(state: SettlementState) -> str:
    names = ("at_hospital", "under_review", "paid", "papers_missing")
    return next(name for name in names if getattr(state, name) is not None)


def _state(state: SettlementState) -> State:
    match state:
        case SettlementState(paid=paid) if paid is not None:
            return State(
                Tone.GOOD,
                say("reimbursements.state.paid"),
                say(
                    "reimbursements.state.paid_when",
                    tail=CardTail(paid.card_tail),
                    day=DayOfYear(paid.day),
                ),
            )
        case SettlementState(at_hospital=settled) if settled is not None:
            return State(
                Tone.GOOD,
                say("reimbursements.state.at_hospital"),
                say("reimbursements.state.at_hospital_detail"),
            )
        case SettlementState(under_review=review) if review is not None:
            return State(
                Tone.WAITING,
                say("reimbursements.state.under_review"),
                say("reimbursements.state.under_review_until", day=DayOfYear(review.expected)),
            )
        case SettlementState(papers_missing=missing) if missing is not None:
            return State(
                Tone.NOTICE,
                say("reimbursements.state.papers_missing", papers=_papers(missing.papers)),
                say(
                    "reimbursements.state.papers_missing_where",
                    place=FreeText(missing.bring_to),
                    day=DayOfYear(missing.until),
                ),
            )
        case _:
            raise ValueError("a settlement is in exactly one state")


def _papers(papers: tuple[str, ...]) -> Text:
    return FreeText("、".join(papers))


def _amount(found: Settlement) -> Amount:
    return Amount(
        label=say("reimbursements.settlement.fund_paid"),
        money=_money(found.fund_paid),
        share=Share(
            part=_money(found.fund_paid),
            whole=_money(found.total),
            part_label=say("reimbursements.settlement.fund_share"),
            rest_label=say("reimbursements.settlement.own_share"),
        ),
    )


def _facts(found: Settlement) -> Block:
    labelled = (
        ("total", found.total),
        ("account", found.account),
        ("cash", found.cash),
        ("other", found.other),
    )
    return Facts(
        tuple(
            Fact(say(f"reimbursements.settlement.{name}"), _money(amount), private=True)
            for name, amount in labelled
            if amount or name == "total"
        )
    )


def _choices(ask: Ask, number: str) -> tuple[Choice, ...]:
    items = Choice(
        say("reimbursements.settlement.items"),
        go("reimbursements.items", number=number),
        icon="list_alt",
    )
    return (
        READ_ALOUD,
        print_slip(ask, "reimbursements.settlement", number=number),
        items,
        cover(ask),
    )


def _print_year(ask: Ask, year: int) -> Choice:
    label = say("reimbursements.year.print")
    return print_slip(ask, "reimbursements.year", label, Role.PLAIN, year=year)


def _money(amount: Decimal) -> Money:
    return Money.of(amount)


_CONTACT = say("reimbursements.settlement.contact", phone=PhoneNumber("12393"))
_OTHER_YEARS = Choice(
    say("reimbursements.year.other_years"), go("reimbursements.years"), icon="date_range"
)

APPLICATION = Application(
    name="reimbursements",
    icon="receipt_long",
    place=20,
    first="latest",
    pages={
        "latest": latest,
        "year": year,
        "years": years,
        "settlement": settlement,
        "items": items,
    },
    needs={
        "latest": Right.TOTALS,
        "year": Right.TOTALS,
        "years": Right.TOTALS,
        "settlement": Right.TOTALS,
        "items": Right.FEE_ITEMS,
    },
    receipts={
        ReceiptKind.SETTLEMENT: ReceiptOf("settlement", settlement),
        ReceiptKind.SETTLEMENTS_OF_YEAR: ReceiptOf("year", lambda ask, each: year(ask, int(each))),
    },
)
