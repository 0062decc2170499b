"""The pages that anybody may read, on a telephone: the kiosk's own, as plain accessible HTML."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from applications.catalogue import APPLICATIONS
from backend.api.app import create_app
from backend.api.public_pages import HEADERS
from backend.demo.district import DISTRICT_ID
from backend.gateway import LocalGateway
from backend.service import Service
from contract.phone import address, beginning
from contract.records import Notice
from tests.backend.demo_service import TODAY
from tests.kiosk.driven_clock import DrivenClock

BEGINS = f"/p/{DISTRICT_ID}/"
NEEDS_A_CARD = sorted(f"{each.name}.{page}" for each in APPLICATIONS for page in each.needs)


@pytest.fixture
def clock() -> DrivenClock:
    """The made-up district's notices and activities are of these days."""
    return DrivenClock(datetime(TODAY.year, TODAY.month, TODAY.day, 1, tzinfo=UTC))


@pytest.fixture
def telephone(service: Service) -> TestClient:
    return TestClient(create_app(service))


@pytest.fixture
def notice(gateway: LocalGateway) -> Notice:
    return gateway.notice(gateway.notices()[0].id)


class TestReading:
    def test_everything_public_is_one_touch_away(self, telephone: TestClient) -> None:
        index = telephone.get(BEGINS).text
        public = {each.route for each in APPLICATIONS if each.public}
        assert public, "nothing is public"
        assert {route for route in public if f'href="{route}"' in index} == public

    def test_a_notice_as_on_the_kiosk(self, telephone: TestClient, notice: Notice) -> None:
        path = address(BEGINS, "notices.article", (("notice", notice.id),))
        answer = telephone.get(path)
        assert answer.status_code == 200
        for words in (notice.title, *notice.paragraphs):
            assert words in answer.text

    def test_the_list_leads_to_it(self, telephone: TestClient, notice: Notice) -> None:
        listed = telephone.get(f"{BEGINS}notices.latest").text
        assert f'href="notices.article?notice={notice.id}"' in listed

    def test_in_english_and_back(self, telephone: TestClient, notice: Notice) -> None:
        path = f"{BEGINS}notices.article?notice={notice.id}"
        assert '<html lang="zh-CN">' in telephone.get(path).text
        english = telephone.get(f"{path}&lang=en").text
        assert '<html lang="en">' in english
        assert f'href="notices.article?notice={notice.id}"' in english, "the way back to Chinese"

    def test_nothing_is_fetched_run_or_told_to_others(self, telephone: TestClient) -> None:
        answer = telephone.get(f"{BEGINS}notices.latest")
        assert HEADERS.items() <= dict(answer.headers).items() | HEADERS.items()
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert not re.search(r"<script|<link|src=\"http", answer.text)


class TestWhatIsNotThere:
    @pytest.mark.parametrize("route", NEEDS_A_CARD)
    def test_nothing_that_needs_a_card(self, telephone: TestClient, route: str) -> None:
        assert telephone.get(BEGINS + route).status_code == 404

    @pytest.mark.parametrize(
        "path",
        [
            "/p/999999/",
            "/p/999999/notices.latest",
            f"{BEGINS}notices.nothing",
            f"{BEGINS}nothing",
            f"{BEGINS}standard.home",
            f"{BEGINS}notices.article?notice=<script>",
            f"{BEGINS}notices.article?notice=1&ask=2",
            f"{BEGINS}notices.article",
        ],
    )
    def test_a_page_of_its_own_says_so(self, telephone: TestClient, path: str) -> None:
        answer = telephone.get(path)
        assert answer.status_code == 404
        assert "没有这一页" in answer.text
        assert "<script>" not in answer.text


def test_kiosk_and_service_agree_on_addresses() -> None:
    begins = beginning("https://yinling.example", DISTRICT_ID)
    assert urlsplit(begins).path == BEGINS
    assert (
        address(begins, "activities.activity", (("activity", 7),))
        == f"https://yinling.example{BEGINS}activities.activity?activity=7"
    )
    assert address(begins, "notices.latest", ()) == f"{begins}notices.latest"
