"""Serial ports and readable device files: the same driver, the same claims, another wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from devices.printers.escpos_printer import (
    AnsweringPrinter,
    NetworkPrinter,
    SerialPrinter,
    UsbPrinter,
)
from devices.printers.printer import PrinterStatus, PrintOutcome, Raster
from devices.printers.simulator import Fault, Moment, PrinterSimulator, PtyPrinterSimulator
from devices.printers.unproven import UnprovenPrinter
from tests.devices.printers.conftest import PATIENCE

pytestmark = pytest.mark.wire

PRINTED, NOT_PRINTED, UNKNOWN = (
    PrintOutcome.PRINTED,
    PrintOutcome.NOT_PRINTED,
    PrintOutcome.UNKNOWN,
)
Simulator = PrinterSimulator | PtyPrinterSimulator


def over_tcp(simulator: Simulator) -> AnsweringPrinter:
    assert isinstance(simulator, PrinterSimulator)
    return NetworkPrinter("127.0.0.1", simulator.port, patience=PATIENCE)


def over_serial(simulator: Simulator) -> AnsweringPrinter:
    assert isinstance(simulator, PtyPrinterSimulator)
    return SerialPrinter(simulator.path, 115200, patience=PATIENCE)


def over_device_file(simulator: Simulator) -> AnsweringPrinter:
    assert isinstance(simulator, PtyPrinterSimulator)
    return UsbPrinter(simulator.path, patience=PATIENCE)


@pytest.fixture(params=[over_tcp, over_serial, over_device_file], ids=lambda wire: wire.__name__)
def setup(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Simulator, AnsweringPrinter]]:
    connect: Callable[[Simulator], AnsweringPrinter] = request.param
    make = PrinterSimulator if connect is over_tcp else PtyPrinterSimulator
    with make(tmp_path / "slips", width=384, buffer_size=4096) as simulator:
        yield simulator, connect(simulator)


@pytest.fixture
def narrow() -> Raster:
    """A slip of 58 mm paper."""
    return Raster(384, b"".join(bytes((row, 255 - row)) * 24 for row in range(200)))


def nothing() -> None:
    """Nobody journals here."""


@pytest.mark.parametrize(
    ("always", "fault", "moment", "claimed"),
    [
        (None, None, None, PRINTED),
        (Fault.WITHOUT_FIXED_BITS, None, None, PRINTED),
        (Fault.ONLY_PUSHES, None, None, PRINTED),
        (None, Fault.PAPER_OUT, (Moment.ROW, 100), NOT_PRINTED),
        (Fault.ONLY_PUSHES, Fault.PAPER_OUT, (Moment.ROW, 100), NOT_PRINTED),
        (None, Fault.JAM, (Moment.ROW, 100), NOT_PRINTED),
        (None, Fault.JAM, (Moment.CUT_BEGINS, 1), UNKNOWN),
        (None, Fault.SILENT, (Moment.ROW, 100), UNKNOWN),
        (None, Fault.DISCONNECT, (Moment.CUT_DONE, 1), UNKNOWN),
    ],
)
def test_the_claim_holds_on_every_wire(
    setup: tuple[Simulator, AnsweringPrinter],
    narrow: Raster,
    always: Fault | None,
    fault: Fault | None,
    moment: tuple[Moment, int] | None,
    claimed: PrintOutcome,
) -> None:
    simulator, printer = setup
    if always is not None:
        simulator.set_fault(always)
    if fault is not None and moment is not None:
        simulator.arm_fault(fault, *moment)

    outcome = printer.print_raster(narrow, on_first_byte=nothing)
    whole = [slip for slip in simulator.slips if slip.content == narrow.rows]
    if fault is Fault.DISCONNECT and not isinstance(simulator, PrinterSimulator):
        assert outcome in (PRINTED, UNKNOWN)  # a line that nothing was lost on
    else:
        assert outcome is claimed
    assert len(whole) == 1 or outcome is not PRINTED
    assert not whole or outcome is not NOT_PRINTED
    assert not simulator.misunderstood


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault.PAPER_LOW, PrinterStatus.PAPER_LOW),
        (Fault.PAPER_OUT, PrinterStatus.PAPER_OUT),
        (Fault.COVER_OPEN, PrinterStatus.COVER_OPEN),
        (Fault.JAM, PrinterStatus.OTHER_FAULT),
        (Fault.SILENT, PrinterStatus.NO_ANSWER),
    ],
)
def test_the_status_is_read_on_every_wire(
    setup: tuple[Simulator, AnsweringPrinter], fault: Fault, status: PrinterStatus
) -> None:
    simulator, printer = setup
    simulator.set_fault(fault)
    assert printer.status() is status
    simulator.set_fault(fault, on=False)
    assert printer.status() is PrinterStatus.READY


@pytest.mark.parametrize(("mm_per_second", "rows"), [(60.0, 200), (10.0, 120)])
def test_a_slow_printer_on_a_serial_line_is_waited_for(
    tmp_path: Path, narrow: Raster, mm_per_second: float, rows: int
) -> None:
    """Its buffer holds half a band: every question waits behind the picture, and takes longer
    than an answer may. That is no silence."""
    patience = replace(PATIENCE, pace=960.0)
    slip = Raster(narrow.width, narrow.rows[: rows * narrow.bytes_per_row])
    with PtyPrinterSimulator(
        tmp_path, width=384, buffer_size=1024, mm_per_second=mm_per_second
    ) as simulator:
        printer = SerialPrinter(simulator.path, 115200, patience=patience)
        assert printer.print_raster(slip, on_first_byte=nothing) is PRINTED
        assert [each.content for each in simulator.slips] == [slip.rows]


@pytest.mark.parametrize("printer", [SerialPrinter, UsbPrinter])
def test_a_device_that_is_not_there_does_not_answer(
    printer: type[SerialPrinter | UsbPrinter], tmp_path: Path, narrow: Raster
) -> None:
    absent = printer(tmp_path / "lp0")
    assert absent.status() is PrinterStatus.NO_ANSWER
    assert absent.print_raster(narrow, on_first_byte=nothing) is NOT_PRINTED


class TestACheapPrinterWithoutSensors:
    """58 mm, sees neither paper nor cover: what it says of itself is no evidence."""

    @pytest.fixture
    def simulator(self, tmp_path: Path) -> Iterator[PrinterSimulator]:
        with PrinterSimulator(tmp_path / "slips", width=384, buffer_size=2048) as simulator:
            simulator.set_fault(Fault.WITHOUT_SENSORS)
            yield simulator

    def test_claims_to_have_printed_what_nobody_can_see(
        self, simulator: PrinterSimulator, narrow: Raster
    ) -> None:
        simulator.set_fault(Fault.PAPER_OUT)
        assert over_tcp(simulator).print_raster(narrow, on_first_byte=nothing) is PRINTED
        assert simulator.slips == []

    def test_so_of_its_slips_is_only_said_that_they_were_sent(
        self, simulator: PrinterSimulator, narrow: Raster
    ) -> None:
        printer = UnprovenPrinter(over_tcp(simulator))
        assert printer.print_raster(narrow, on_first_byte=nothing) is PrintOutcome.SENT
        assert [slip.content for slip in simulator.slips] == [narrow.rows]
        assert not printer.has_back_channel
        assert printer.status() is PrinterStatus.NO_ANSWER

    def test_but_what_surely_did_not_come_out_is_told(
        self, simulator: PrinterSimulator, narrow: Raster
    ) -> None:
        simulator.set_fault(Fault.REFUSE)
        printer = UnprovenPrinter(over_tcp(simulator))
        assert printer.print_raster(narrow, on_first_byte=nothing) is NOT_PRINTED
