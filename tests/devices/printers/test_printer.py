"""The interface's own promises."""

from pathlib import Path

import pytest

from devices.printers.escpos_printer import NetworkPrinter
from devices.printers.file_printer import FilePrinter
from devices.printers.printer import Printer, PrinterStatus, Raster


def test_only_a_ready_printer_can_print() -> None:
    assert {status for status in PrinterStatus if status.can_print} == {
        PrinterStatus.READY,
        PrinterStatus.PAPER_LOW,
    }


def test_a_raster_knows_its_height() -> None:
    assert Raster(16, bytes(10)).height == 5


@pytest.mark.parametrize("width", [0, -8, 12])
def test_a_row_is_whole_bytes(width: int) -> None:
    with pytest.raises(ValueError, match="multiple of 8"):
        Raster(width, bytes(8))


@pytest.mark.parametrize("size", [0, 1, 71, 73])
def test_a_raster_is_whole_rows(size: int) -> None:
    with pytest.raises(ValueError, match="rows of 72 bytes"):
        Raster(576, bytes(size))


@pytest.mark.parametrize(
    ("driver", "can_answer"),
    [(NetworkPrinter("printer"), True), (FilePrinter(Path("lp0")), False)],
)
def test_a_printer_says_whether_it_can_answer(driver: Printer, can_answer: bool) -> None:
    assert driver.has_back_channel is can_answer
