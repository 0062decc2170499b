"""A printer that cannot answer: sent is all that can be said."""

from pathlib import Path

import pytest

from devices.printers.file_printer import FilePrinter
from devices.printers.printer import PrinterStatus, PrintOutcome, Raster


def test_a_slip_is_sent_not_printed(tmp_path: Path, raster: Raster) -> None:
    first_bytes: list[bool] = []
    printer = FilePrinter(tmp_path / "lp0")
    sent = printer.print_raster(raster, on_first_byte=lambda: first_bytes.append(True))
    assert sent is PrintOutcome.SENT
    assert first_bytes == [True]
    commands = (tmp_path / "lp0").read_bytes()
    assert commands.startswith(b"\x1b@\x1dv0\x00\x48\x00\x1b\x00" + raster.rows[:72])
    assert commands.endswith(raster.rows[-72:] + b"\x1dVB\x00")


def test_its_status_is_never_known(tmp_path: Path) -> None:
    assert FilePrinter(tmp_path / "lp0").status() is PrinterStatus.NO_ANSWER


def test_without_the_device_nothing_is_printed(tmp_path: Path, raster: Raster) -> None:
    first_bytes: list[bool] = []
    printer = FilePrinter(tmp_path / "missing" / "lp0")
    outcome = printer.print_raster(raster, on_first_byte=lambda: first_bytes.append(True))
    assert outcome is PrintOutcome.NOT_PRINTED
    assert first_bytes == []


def test_a_device_that_fails_on_the_way_leaves_the_outcome_unknown(raster: Raster) -> None:
    printer = FilePrinter(Path("/dev/full"))
    assert printer.print_raster(raster, on_first_byte=lambda: None) is PrintOutcome.UNKNOWN


def test_nothing_is_written_if_the_first_byte_cannot_be_journalled(
    tmp_path: Path, raster: Raster
) -> None:
    def refuse() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        FilePrinter(tmp_path / "lp0").print_raster(raster, on_first_byte=refuse)
    assert (tmp_path / "lp0").read_bytes() == b""
