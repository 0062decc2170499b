"""What every application promises, and what the notices show."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from applications import catalogue, notices
from applications.ask import Application
from contract.credentials import Right
from contract.records import Notice
from kiosk.clock import LOCAL
from pages.blocks import Paragraph, State
from pages.texts import FreeText, say
from tests.applications.test_reimbursements import ask_of
from tests.kiosk.fake_gateway import FakeGateway
from values import Count


@pytest.mark.parametrize("application", catalogue.APPLICATIONS, ids=lambda each: each.name)
class TestEveryApplication:
    def test_opens_with_a_page_it_has(self, application: Application) -> None:
        assert application.first in application.pages
        assert catalogue.knows(application.route)
        assert catalogue.find(application.route)[0] is application.pages[application.first]

    def test_names_no_right_for_a_page_it_has_not(self, application: Application) -> None:
        assert set(application.needs) <= set(application.pages)

    def test_asks_for_a_card_at_its_first_page_or_where_one_takes_part(
        self, application: Application
    ) -> None:
        """Nobody without a card comes upon a page that they may not read."""
        if application.public:
            assert set(application.needs.values()) <= {Right.TAKE_PART}
        else:
            assert set(application.needs) == set(application.pages)


def test_an_unknown_route_is_a_defect() -> None:
    assert not catalogue.knows("reimbursements.nothing")
    with pytest.raises(KeyError):
        catalogue.find("nothing.at_all")


class TestNotices:
    def test_the_badge_counts_a_week_of_new_ones(self) -> None:
        ask = ask_of(None)
        badge = notices.APPLICATION.badge(ask)
        assert badge is not None
        assert dict(badge.values) == {"n": Count(1)}  # type: ignore[union-attr]
        later = replace(ask, now=datetime(2026, 3, 26, tzinfo=LOCAL) + timedelta(days=7))
        assert notices.APPLICATION.badge(later) is None

    def test_an_article_stands_as_it_was_written(self) -> None:
        page = notices.article(ask_of(None), 2)
        assert page.title == FreeText("重阳节免费体检")
        assert [block.text for block in page.blocks if isinstance(block, Paragraph)] == [
            FreeText("3月28日上午9:00开始。"),
            FreeText("请带身份证。"),
        ]

    def test_one_that_is_gone_is_told(self) -> None:
        assert notices.article(ask_of(None), 99).title == say("notices.withdrawn.title")

    def test_none_at_all_is_told(self) -> None:
        ask = ask_of(None)
        published: tuple[Notice, ...] = ()
        assert isinstance(ask.public, FakeGateway)
        ask.public.published = published
        assert isinstance(notices.latest(ask).blocks[0], State)
