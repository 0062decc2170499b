"""The readiness report as it comes out of the printer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageChops

from contract.fleet import ReportKind
from kiosk.maintenance.findings import absent, failed, ok
from kiosk.maintenance.pages.report import report_page
from kiosk.maintenance.report_slip import report_slip
from kiosk.maintenance.reports import Round
from pages.texts import say
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.stage import PLACE
from tests.pages.golden_pictures import assert_like_golden
from values import Count

DONE = Round(
    "00000000-0000-4000-8000-000000000001",
    ReportKind.READINESS,
    datetime(2026, 3, 28, 1, 30, tzinfo=UTC),
    7,
    (
        ("printer", failed(say("maintenance.status.paper_low"))),
        ("paper", ok(say("maintenance.evidence.slips", n=Count(41)))),
        ("disk", ok(say("maintenance.evidence.used", percent=Count(23)))),
        ("reach", ok(say("maintenance.evidence.reach", low=Count(78), high=Count(118)))),
        ("power", absent(say("maintenance.evidence.no_battery"))),
    ),
)


def test_is_the_page_on_paper(tmp_path: Path) -> None:
    raster = report_slip(PLACE, 576, DrivenClock())(report_page(DONE))
    picture = Image.frombytes("1", (raster.width, raster.height), raster.rows)
    drawn = ImageChops.invert(picture.convert("L")).convert("1")
    assert_like_golden(drawn, "readiness-report", tmp_path)


def test_what_the_service_gets_says_the_same() -> None:
    told = DONE.told()
    assert [(each.check, each.measured) for each in told.results][:3] == [
        ("printer", "纸快用完了"),
        ("paper", "换纸后打了 41 张"),
        ("disk", "用了 23%"),
    ]
    assert not told.ready
