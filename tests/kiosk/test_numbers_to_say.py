"""Every page that says something is wrong shows a number, and the docs say what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from devices.printers.printer import PrinterStatus
from kiosk.event_catalogue import the_catalogue
from kiosk.kiosk_ask import KioskAsk
from kiosk.printing import Job, JobState
from kiosk.standard_pages import PAGES
from kiosk.standard_pages.failures import KINDS
from pages.blocks import Paragraph
from pages.model import Page
from pages.presentation import Language
from pages.texts import Phrase
from pages.words import load_words
from tests.kiosk.sample_people import CAO, PAID
from tests.kiosk.stage import StagedKiosk
from values import Code

WHAT = {"route": "reimbursements.settlement", "number": PAID.number}
WENT_WRONG = (JobState.NOT_PRINTED, JobState.UNKNOWN, JobState.NO_NUMBER)
CARD_OUTCOMES = {
    key.split(".")[2]
    for key in load_words(Language.CHINESE).entries
    if key.startswith("standard.card.") and key.endswith(".title")
}


def numbers_on(page: Page) -> set[str]:
    """The numbers to say that stand on a page."""
    return {
        value.characters
        for block in page.blocks
        if isinstance(block, Paragraph) and isinstance(block.text, Phrase)
        for name, value in block.text.values
        if block.text.key == "failure.phone_code" and isinstance(value, Code)
    }


def pages_of_failures(ask: KioskAsk) -> Iterator[tuple[str, Page]]:
    """Every page that says something is wrong, with what it is about."""
    for code in KINDS:
        yield f"failure {code}", PAGES["failure.page"](ask, code=code)
    yield "failsafe", PAGES["failure.failsafe"](ask)
    for outcome in sorted(CARD_OUTCOMES):
        yield f"card {outcome}", PAGES["standard.card_not_read"](ask, outcome=outcome)
    for status in PrinterStatus:
        there = replace(ask, printer=status)
        if not status.can_print:
            yield f"printer {status}", PAGES["standard.confirm_print"](there, **WHAT)
        for state in WENT_WRONG:
            job = Job("1", "standard.home", (), state, status=status)
            page = PAGES["standard.print_job"](replace(there, jobs={"1": job}), job="1")
            yield f"job {state} {status}", page
    yield "no reader", PAGES["standard.welcome"](replace(ask, readers=False, records=None))


@pytest.fixture
def ask(kiosk: StagedKiosk) -> KioskAsk:
    kiosk.lay(CAO)
    return kiosk.kiosk.ask()


def test_every_page_that_says_something_is_wrong_shows_one(ask: KioskAsk) -> None:
    without = {about for about, page in pages_of_failures(ask) if len(numbers_on(page)) != 1}
    assert without == set()


def test_each_is_explained_in_the_docs_and_none_is_explained_that_no_page_shows(
    ask: KioskAsk,
) -> None:
    shown = {number for _, page in pages_of_failures(ask) for number in numbers_on(page)}
    assert shown == set(the_catalogue().failures)


def test_a_page_of_nothing_wrong_shows_none(ask: KioskAsk) -> None:
    for route in ("standard.welcome", "standard.home", "standard.help", "standard.lay_card"):
        assert numbers_on(PAGES[route](ask)) == set(), route


def test_it_is_seen_and_heard(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    kiosk.printer_is(PrinterStatus.PAPER_OUT)
    kiosk.tap("看病报销")
    kiosk.tap("门诊报销")
    kiosk.turn_to("打不了凭条")
    kiosk.tap("打不了凭条")
    assert kiosk.sees("41 号")
    assert kiosk.hears("请说四幺号")
