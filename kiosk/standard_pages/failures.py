"""The pages of expected failures: one table from code to words, and one failsafe for the rest.

Every page says what happened and at least one way on; the code is said on the telephone (C6).
"""

from __future__ import annotations

from dataclasses import replace

from contract import failures
from kiosk.kiosk_ask import KioskAsk
from kiosk.standard_pages.identity import answer_choice
from kiosk.standard_pages.numbers import UNFORESEEN, number_to_say
from pages.blocks import Emblem, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page
from pages.texts import FreeText, say

_NETWORK, _RECORD, _PERSON, _RIGHT, _OVER = "network", "record", "person", "right", "over"
_FILE, _SUSPENDED, _LOST, _ANSWERS = "file", "suspended", "lost", "answers"

KINDS: dict[str, str] = {
    failures.Unreachable.code: _NETWORK,
    failures.TimedOut.code: _NETWORK,
    failures.ServerFault.code: _NETWORK,
    failures.BadAnswer.code: _NETWORK,
    failures.TerminalRefused.code: _NETWORK,
    failures.PersonUnknown.code: _PERSON,
    failures.VisitOver.code: _OVER,
    failures.NotAllowed.code: _RIGHT,
    failures.RecordMissing.code: _RECORD,
    failures.AmountsDisagree.code: _RECORD,
    # Whoever stands here may be alive: the screen does not tell anybody that they have died.
    failures.PersonDeceased.code: _FILE,
    failures.PersonSuspended.code: _SUSPENDED,
    failures.CardReportedLost.code: _LOST,
    failures.AnswersUsedUp.code: _ANSWERS,
}
"""Which words a failure's code is told with: ``failure.<kind>.*`` in ``content/``."""

_ICONS = {
    _NETWORK: "cloud_off",
    _RECORD: "find_in_page",
    _PERSON: "person_search",
    _RIGHT: "badge",
    _OVER: "credit_card",
    _FILE: "support_agent",
    _SUSPENDED: "support_agent",
    _LOST: "credit_card_off",
    _ANSWERS: "badge",
}


def page(ask: KioskAsk, code: str, right: str = "") -> Page:
    """The page of one failure code; ``right`` is what the visit lacks, where that is the matter."""
    kind = KINDS[code]
    answer = _answer(ask, right) if kind == _RIGHT else ()
    counter = FreeText(ask.terminal.counter)
    return Page(
        route="failure.page",
        title=say(f"failure.{kind}.title"),
        lead=say("failure.right.lead_answer", counter=counter)
        if answer
        else say(f"failure.{kind}.lead", counter=counter),
        blocks=(
            Emblem(_ICONS[kind], Tone.NOTICE),
            number_to_say(code),
        ),
        choices=(*answer, *_ways_on(kind)),
        centred=True,
        must_finish=True,
    )


def failsafe(ask: KioskAsk) -> Page:
    """Something nobody expected: the visit was ended and wiped, a fresh one may begin."""
    return Page(
        route="failure.failsafe",
        title=say("failure.failsafe.title"),
        lead=say("failure.failsafe.lead", counter=FreeText(ask.terminal.counter)),
        blocks=(Emblem("build", Tone.NOTICE), number_to_say(UNFORESEEN)),
        choices=(
            Choice(
                say("failure.failsafe.again"), go("standard.welcome"), "home", role=Role.PRIMARY
            ),
        ),
        centred=True,
        must_finish=True,
    )


def _answer(ask: KioskAsk, right: str) -> tuple[Choice, ...]:
    """Typing the answer, where that would be enough for what was asked."""
    able = ask.records is not None and right in ask.records.by_answer
    return answer_choice(ask, role=Role.PLAIN) if able else ()


def _ways_on(kind: str) -> tuple[Choice, ...]:
    """The best way on first, and marked as such."""
    home = Choice(say("failure.home"), do("home"), icon="home")
    help_ = Choice(say("failure.help"), go("standard.help"), icon="support_agent")
    lay = Choice(say("failure.lay_card"), go("standard.lay_card"), icon="credit_card")
    again = Choice(say("failure.again"), do("again"), icon="refresh")
    ways = {
        _NETWORK: (again, home, help_),
        _PERSON: (help_, home),
        _RIGHT: (lay, home, help_),
        _OVER: (lay, home, help_),
        _RECORD: (home, help_),
        _FILE: (help_, home),
        _SUSPENDED: (help_, home),
        _LOST: (lay, help_, home),
        _ANSWERS: (lay, home, help_),
    }[kind]
    return (replace(ways[0], role=Role.PRIMARY), *ways[1:])
