"""我的档案: what is on record about a person, hidden until asked for, and "this is wrong"."""

from __future__ import annotations

from applications.ask import Application, Ask
from applications.usual_choices import READ_ALOUD
from contract.credentials import Right
from contract.failures import RecordMissing
from contract.personal_file import Correction, CorrectionState, FileFact, PersonalFile
from pages.blocks import Block, Emblem, Fact, Facts, Paragraph, State, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.texts import FreeText, Text, say
from values import CardTail, Code, Count, Day, IdNumber, PhoneNumber

GROUPS = {
    "person": (FileFact.NAME, FileFact.ID_NUMBER, FileFact.SEX, FileFact.BORN),
    "contact": (
        *(FileFact.PHONE, FileFact.ADDRESS, FileFact.COMMUNITY),
        *(FileFact.CONTACT_NAME, FileFact.CONTACT_PHONE),
    ),
    "work": (FileFact.EMPLOYER, FileFact.RETIRED, FileFact.MONTHS_INSURED),
    "bank": (FileFact.BANK, FileFact.CARD_TAIL),
}
"""The facts as the pages group them; every one stands in exactly one group."""


def facts(ask: Ask) -> Page:
    """All that is on record; personal facts show for a while when they are asked for."""
    try:
        found = ask.visit.personal_file()
    except RecordMissing:
        return _no_file(ask)
    return Page(
        route="my_file.facts",
        title=say("my_file.facts.title"),
        lead=say("my_file.facts.lead_shown" if ask.presentation.revealed else "my_file.facts.lead"),
        blocks=tuple(
            Facts(
                tuple(_fact(found, fact) for fact in of_group),
                title=say(f"my_file.group.{group}"),
                boxed=True,
            )
            for group, of_group in GROUPS.items()
        ),
        choices=(
            _hide_or_show(ask),
            READ_ALOUD,
            Choice(say("my_file.facts.wrong"), go("my_file.which"), icon="edit_note"),
            Choice(say("my_file.facts.asked"), go("my_file.requests"), icon="history"),
        ),
        choices_stay=True,
    )


def which(ask: Ask) -> Page:
    """In which group something is wrong."""
    ask.visit.personal_file()
    return Page(
        route="my_file.which",
        title=say("my_file.which.title"),
        choices=tuple(
            Choice(say(f"my_file.group.{group}"), go("my_file.which_fact", group=group), icon=icon)
            for group, icon in _ICONS.items()
        ),
    )


def which_fact(ask: Ask, group: str) -> Page:
    """Which fact of the group."""
    ask.visit.personal_file()
    return Page(
        route="my_file.which_fact",
        title=say("my_file.which_fact.title"),
        choices=tuple(
            Choice(_label(fact), go("my_file.confirm", fact=fact.value), role=Role.ROW)
            for fact in GROUPS[group]
        ),
    )


def confirm(ask: Ask, fact: str) -> Page:
    """Asked once, with what happens then (C5); nothing is asked twice."""
    wrong = FileFact(fact)
    found = ask.visit.personal_file()
    open_one = next(
        (
            each
            for each in ask.visit.corrections()
            if each.fact is wrong and each.state is CorrectionState.RECEIVED
        ),
        None,
    )
    if open_one is not None:
        return Page(
            route="my_file.confirm",
            title=say("my_file.confirm.already"),
            lead=say("my_file.confirm.already_lead"),
            blocks=(_request(open_one),),
        )
    return Page(
        route="my_file.confirm",
        title=say("my_file.confirm.title"),
        lead=say("my_file.confirm.lead"),
        blocks=(Facts((_fact(found, wrong),), boxed=True),),
        choices=(
            Choice(
                say("my_file.confirm.yes"),
                do("submit", ask.new_key(), route="my_file.asked", fact=fact),
                icon="done_all",
                role=Role.PRIMARY,
            ),
            Choice(say("my_file.confirm.no"), do("back"), icon="close"),
        ),
    )


def asked(ask: Ask, fact: str, key: str) -> Page:
    """The request with its number. Coming back to this page asks nothing twice: the key is one."""
    made = ask.visit.say_wrong(key, FileFact(fact))
    return Page(
        route="my_file.asked",
        title=say("my_file.asked.title"),
        lead=say("my_file.asked.lead"),
        blocks=(Emblem("check_circle", Tone.GOOD), _request(made)),
        choices=(
            Choice(say("my_file.asked.finish"), do("finish"), icon="done_all", role=Role.PRIMARY),
            Choice(say("my_file.asked.more"), do("home"), icon="home"),
        ),
        centred=True,
        must_finish=True,
    )


def requests(ask: Ask) -> Page:
    """What was said to be wrong, newest first, and what became of it."""
    found = ask.visit.corrections()
    if not found:
        return Page(
            route="my_file.requests",
            title=say("my_file.requests.title"),
            blocks=(State(Tone.WAITING, say("my_file.requests.none")),),
        )
    return Page(
        route="my_file.requests",
        title=say("my_file.requests.title"),
        lead=say("my_file.requests.lead", n=Count(len(found))),
        blocks=tuple(map(_request, found)),
    )


def _no_file(ask: Ask) -> Page:
    counter = FreeText(ask.terminal.counter)
    return Page(
        route="my_file.facts",
        title=say("my_file.facts.title"),
        blocks=(
            State(Tone.WAITING, say("my_file.missing.none")),
            Paragraph(say("my_file.missing.ask", counter=counter)),
        ),
    )


def _hide_or_show(ask: Ask) -> Choice:
    if ask.presentation.revealed:
        return Choice(say("my_file.facts.hide"), do("reveal"), icon="visibility_off")
    return Choice(say("my_file.facts.show"), do("reveal"), icon="visibility", role=Role.PRIMARY)


def _request(made: Correction) -> Block:
    rows = [
        Fact(say("my_file.request.number"), Code(made.number)),
        Fact(say("my_file.request.asked"), Day(made.asked)),
        Fact(say("my_file.request.state"), say(f"my_file.state.{made.state}")),
    ]
    if made.answered is not None:
        rows.append(Fact(say("my_file.request.answered"), Day(made.answered)))
    return Facts(tuple(rows), title=_label(made.fact), boxed=True)


def _fact(found: PersonalFile, fact: FileFact) -> Fact:
    value = _value(found, fact)
    if value is None:
        return Fact(_label(fact), say("my_file.facts.unknown"))
    return Fact(_label(fact), value, personal=fact not in _OPEN)


def _value(found: PersonalFile, fact: FileFact) -> Text | None:
    """A fact as a typed value; None where nobody has recorded it."""
    held = getattr(found, fact)
    match fact:
        case _ if held is None:
            return None
        case FileFact.ID_NUMBER:
            return IdNumber(held)
        case FileFact.SEX:
            return say(f"my_file.sex.{held}")
        case FileFact.BORN | FileFact.RETIRED:
            return Day(held)
        case FileFact.PHONE | FileFact.CONTACT_PHONE:
            return PhoneNumber(held)
        case FileFact.MONTHS_INSURED:
            years, months = divmod(held, 12)
            return say("my_file.facts.years_months", years=Count(years), months=Count(months))
        case FileFact.CARD_TAIL:
            return CardTail(held)
        case _:
            return FreeText(held)


def _label(fact: FileFact) -> Text:
    return say(f"my_file.fact.{fact}")


_ICONS = {"person": "badge", "contact": "call", "work": "work", "bank": "account_balance"}
_OPEN = {FileFact.ID_NUMBER, FileFact.COMMUNITY, FileFact.BANK, FileFact.CARD_TAIL}
"""What tells others little: masked at its source, or known to everybody around."""

APPLICATION = Application(
    name="my_file",
    icon="folder_shared",
    place=90,
    first="facts",
    pages={
        "facts": facts,
        "which": which,
        "which_fact": which_fact,
        "confirm": confirm,
        "asked": asked,
        "requests": requests,
    },
    needs=dict.fromkeys(
        ("facts", "which", "which_fact", "confirm", "asked", "requests"), Right.FILE
    ),
)
