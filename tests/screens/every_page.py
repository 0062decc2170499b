"""Every page of the catalogue of screens, visitors' and staff's, asked for at fakes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.demo.catalogue_staff import sample_workshop, staff_entries
from kiosk.demo.demo_terminal import DEMO_CONFIG
from kiosk.settings import load_settings
from pages.model import Page
from tests.journeys.test_said import ALL, page_of
from tests.kiosk.sample_people import CAO
from tests.kiosk.stage import PLACE, PORTRAIT, StagedKiosk

MOMENT = datetime(2026, 11, 22, 1, 41, tzinfo=UTC)


@cache
def every_page() -> dict[str, Page]:
    """By the name of its picture in the catalogue."""
    kiosk = StagedKiosk()
    nobody = kiosk.kiosk.ask()
    kiosk.lay(CAO)
    somebody = kiosk.kiosk.ask()
    pages = {entry.name: page_of(somebody if entry.identified else nobody, entry) for entry in ALL}
    settings = load_settings(DEMO_CONFIG)
    with TemporaryDirectory(prefix="yinling-pages-") as folder:
        workshop = sample_workshop(Path(folder), settings, PORTRAIT, PLACE, MOMENT)
        for entry in staff_entries(workshop):
            asked = replace(nobody, **entry.machine)
            pages[entry.name] = asked.page_of(asked, entry.route, entry.params)
    return pages
