"""Every page that four people can reach, with and without card and network, at both ends of size.

Every page must have words, a voice, a way on, and at most six choices (C1, C3, E1); whatever is
tapped, nothing unforeseen happens. Pages of one shape (the settlements of a list, say) count once.
``make test`` crawls a sample; ``make crawl`` crawls the same for everybody and farther.
"""

from __future__ import annotations

import os

import pytest

from pages.presentation import Presentation, TextSize
from tests.journeys.crawler import Crawler
from tests.journeys.four_people import FOUR
from tests.kiosk.stage import StagedKiosk

WHOLE = "YINLING_CRAWL_WHOLE" in os.environ
"""Crawl everything; a sample if it is not set."""
FARTHEST = 9 if WHOLE else 7
"""Taps from the start; nobody finds a page farther off than that."""
NEAR = FARTHEST if WHOLE else 3
"""The same where most pages are alike for everybody."""
SIZES = {"usual type": Presentation(), "largest type": Presentation(size=TextSize.LARGEST)}


def set_in(size: str, kiosk: StagedKiosk) -> StagedKiosk:
    """The kiosk after somebody chose a size of type."""
    if kiosk.presentation != SIZES[size]:
        kiosk.kiosk.session.presentation = SIZES[size]
        kiosk.kiosk.navigator.restyle()
        kiosk.wait(1)
    return kiosk


def without_network(kiosk: StagedKiosk) -> StagedKiosk:
    """The kiosk after the service went away."""
    kiosk.gateway.down = True
    return kiosk


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", FOUR)
def test_with_a_card_every_choice_of_every_page_leads_somewhere_sound(who: str, size: str) -> None:
    far = WHOLE or (who, size) == ("usual", "usual type")
    routes = Crawler(lambda: set_in(size, FOUR[who].lay_card()), FARTHEST if far else NEAR).crawl()
    assert routes >= (WITH_CARD if far and who != "nothing" else NEAR_HOME)


@pytest.mark.parametrize("size", SIZES)
def test_without_a_card_it_does_too(size: str) -> None:
    far = WHOLE or size == "usual type"
    routes = Crawler(lambda: set_in(size, StagedKiosk()), FARTHEST if far else NEAR).crawl()
    assert routes >= WITHOUT_CARD if far else routes >= {"activities.programme", "notices.latest"}


def test_with_a_card_and_without_network_every_page_says_what_is_to_be_done() -> None:
    crawler = Crawler(lambda: without_network(FOUR["usual"].lay_card()), NEAR)
    assert {"failure.page", "standard.help"} <= crawler.crawl()


def test_without_card_and_network_what_was_kept_is_shown() -> None:
    crawler = Crawler(lambda: without_network(StagedKiosk()), NEAR)
    assert {"notices.article", "activities.activity", "activities.venue"} <= crawler.crawl()


def test_wherever_the_network_goes_away_that_is_said_and_trying_again_leads_on() -> None:
    crawler = Crawler(FOUR["usual"].lay_card, NEAR - 1)
    crawler.crawl()
    assert crawler.cut_off() > 20


WITHOUT_CARD = {
    "activities.activity",
    "activities.here",
    "activities.programme",
    "activities.venue",
    "activities.venues",
    "notices.article",
    "notices.latest",
    "standard.browse",
    "standard.cards_open",
    "standard.goodbye",
    "standard.help",
    "standard.lay_card",
    "standard.no_card",
    "standard.refused",
    "standard.size_and_sound",
    "standard.welcome",
    "standard.window",
}
"""Pages a crawl must have found; else it tests less than it says."""
WITH_CARD = {
    "activities.activity",
    "activities.confirm",
    "activities.mine",
    "activities.signed_up",
    "my_file.asked",
    "my_file.confirm",
    "my_file.facts",
    "my_file.requests",
    "my_file.which",
    "my_file.which_fact",
    "notices.article",
    "notices.known",
    "pension.latest",
    "pension.overview",
    "pension.payment",
    "pension.raise",
    "pension.raises",
    "pension.year",
    "pension.years",
    "reimbursements.items",
    "reimbursements.settlement",
    "reimbursements.year",
    "reimbursements.years",
    "standard.confirm_print",
    "standard.goodbye",
    "standard.home",
    "standard.print_job",
}
NEAR_HOME = {
    "activities.programme",
    "my_file.facts",
    "notices.latest",
    "pension.latest",
    "standard.goodbye",
    "standard.help",
    "standard.home",
}
