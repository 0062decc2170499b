"""Print jobs without a kiosk around them: one page, and a slip that no other job's looks like."""

from __future__ import annotations

import zlib

from contract.credentials import Assurance
from contract.records import IssuedReceipt, Retiree
from devices.printers.printer import Raster
from pages.choices import Go, go
from pages.model import Page, Paper
from pages.texts import FreeText
from tests.kiosk.fake_gateway import FakeGateway, FakeVisit
from tests.kiosk.sample_people import CAO, LIBRARY, PAID

WIDTH = 384
ROWS = 120
TARGET: Go = go("reimbursements.settlement", number=PAID.number)
PAGE = Page(
    route="reimbursements.settlement",
    title=FreeText("门诊报销"),
    paper=Paper(PAID.number, FreeText("12393")),
)


def visit() -> FakeVisit:
    """The visit of somebody who prints."""
    gateway = FakeGateway(lambda: None)
    return FakeVisit(gateway, CAO.id_number, LIBRARY[CAO.id_number], Assurance.AUTHENTICATED)


def slip_of(number: str) -> Raster:
    """The slip of the receipt with this number; its rows hold a checksum of the number."""
    mark = zlib.crc32(number.encode()).to_bytes(4, "big").replace(b"\x10", b"\x11")
    return Raster(WIDTH, (mark * (WIDTH // 32)) * ROWS)


def lay_out(_page: Page, issued: IssuedReceipt, _retiree: Retiree, _copy: int) -> Raster:
    """A ``LayOut`` for these jobs."""
    return slip_of(issued.number)
