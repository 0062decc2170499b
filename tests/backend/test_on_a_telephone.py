"""Every page a telephone may read, in a telephone's browser: axe-core finds nothing to object to.

Debian's Chromium at the size of a common telephone. Its requests are answered by the service in
this process, headers and all, so that the pages' own policies are in force.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page, Route, sync_playwright

from applications.catalogue import APPLICATIONS
from backend.api.app import create_app
from backend.demo.district import DISTRICT_ID
from backend.demo.people import CAO
from backend.gateway import LocalGateway
from backend.service import Service
from contract.records import IssuedReceipt
from tests.backend.demo_service import TODAY, holder
from tests.kiosk.driven_clock import DrivenClock

CHROMIUM = Path("/usr/bin/chromium")
WIDTH, HEIGHT = 390, 844
SMALLEST_TYPE_PX = 16
EACH_ROUTE = 2
"""So many pages of one route are looked at; they differ in their records alone."""
ORIGIN = "https://yinling.example"
QUIET = (
    *("--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-gpu"),
)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SMALLEST_TYPE = """Math.min(...[...document.querySelectorAll("body *")]
    .filter(each => each.innerText).map(each => parseFloat(getComputedStyle(each).fontSize)))"""
ADDRESSES = "links => links.map(link => link.getAttribute('href'))"
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed")


@pytest.fixture
def clock() -> DrivenClock:
    """The made-up district's notices and activities are of these days."""
    return DrivenClock(datetime(TODAY.year, TODAY.month, TODAY.day, 1, tzinfo=UTC))


@pytest.fixture
def telephone(service: Service) -> Iterator[Page]:
    client = TestClient(create_app(service))

    def answer(route: Route) -> None:
        answered = client.get(route.request.url.removeprefix(ORIGIN))
        route.fulfill(
            status=answered.status_code, headers=dict(answered.headers), body=answered.content
        )

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.route("**/*", answer)
        yield page
        browser.close()


@pytest.fixture
def receipt(gateway: LocalGateway) -> IssuedReceipt:
    visit = gateway.open_visit(holder(CAO))
    return visit.issue_receipt("job-1", visit.reimbursements(2026)[0].number)


def look_at(telephone: Page, url: str) -> str:
    """Open a page; answers what is wrong with it, "" where nothing is."""
    telephone.goto(url)
    found = Axe().run(telephone)
    wrong = [found.generate_report()] if found.violations_count else []
    if telephone.evaluate(TOO_WIDE):
        wrong.append("it must be moved sideways")
    if (size := telephone.evaluate(SMALLEST_TYPE)) < SMALLEST_TYPE_PX:
        wrong.append(f"type of {size} px")
    return "".join(f"{url}: {each}\n" for each in wrong)


def links(telephone: Page) -> list[str]:
    """Where this page leads, as whole addresses, in its order."""
    written = telephone.eval_on_selector_all("main a", ADDRESSES)
    return [urljoin(telephone.url, each) for each in written]


@pytest.mark.parametrize("language", ["", "?lang=en"])
def test_every_public_page_can_be_read_by_everybody(telephone: Page, language: str) -> None:
    looked_at: Counter[str] = Counter()
    wrong = ""
    waiting = [f"{ORIGIN}/p/{DISTRICT_ID}/{language}"]
    seen = set(waiting)
    while waiting:
        url = waiting.pop(0)
        route = urlsplit(url).path
        if looked_at[route] == EACH_ROUTE:
            continue
        looked_at[route] += 1
        wrong += look_at(telephone, url)
        new = [each for each in links(telephone) if each not in seen]
        seen.update(new)
        waiting += new
    assert wrong == ""
    met = {path.rpartition("/")[2].partition(".")[0] for path in looked_at}
    assert {each.name for each in APPLICATIONS if each.public} <= met


def test_a_receipt_can_be_read_by_everybody(telephone: Page, receipt: IssuedReceipt) -> None:
    assert look_at(telephone, receipt.phone_url) == ""
    assert look_at(telephone, receipt.url) == ""
    assert look_at(telephone, f"{ORIGIN}/r/forged") == ""
