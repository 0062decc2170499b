"""What the driver claims, against what the simulated printer did: every fault, every moment."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devices.printers.escpos_printer import NetworkPrinter
from devices.printers.printer import PrinterStatus, PrintOutcome, Raster
from devices.printers.simulator import Fault, Moment, PrinterSimulator
from tests.devices.printers.conftest import PATIENCE

PRINTED, NOT_PRINTED, UNKNOWN = (
    PrintOutcome.PRINTED,
    PrintOutcome.NOT_PRINTED,
    PrintOutcome.UNKNOWN,
)
MIDDLE_ROW = (Moment.ROW, 100)
MIDDLE_BYTE = (Moment.BYTE, 6000)
AT_THE_CUT = (Moment.CUT_BEGINS, 1)
AFTER_THE_CUT = (Moment.CUT_DONE, 1)
LAST_ANSWER = (Moment.ANSWERED, 10)  # one question before the slip, one a band, one after the cut

OUTCOMES = [
    (Fault.PAPER_LOW, MIDDLE_ROW, PRINTED),
    (Fault.SLOW, AT_THE_CUT, PRINTED),
    (Fault.PAPER_OUT, MIDDLE_ROW, NOT_PRINTED),
    (Fault.PAPER_OUT, MIDDLE_BYTE, NOT_PRINTED),
    (Fault.PAPER_OUT, (Moment.ROW, 199), NOT_PRINTED),
    (Fault.PAPER_OUT, (Moment.ROW, 210), UNKNOWN),  # while the slip is fed to the knife
    (Fault.PAPER_OUT, AT_THE_CUT, UNKNOWN),
    (Fault.PAPER_OUT, AFTER_THE_CUT, UNKNOWN),
    (Fault.PAPER_OUT, LAST_ANSWER, UNKNOWN),
    (Fault.CUTTER, LAST_ANSWER, UNKNOWN),
    (Fault.COVER_OPEN, MIDDLE_ROW, NOT_PRINTED),
    (Fault.COVER_OPEN, AFTER_THE_CUT, UNKNOWN),
    (Fault.CUTTER, MIDDLE_ROW, NOT_PRINTED),
    (Fault.CUTTER, AT_THE_CUT, UNKNOWN),
    (Fault.DISCONNECT, MIDDLE_BYTE, NOT_PRINTED),
    (Fault.DISCONNECT, MIDDLE_ROW, NOT_PRINTED),
    (Fault.DISCONNECT, AT_THE_CUT, UNKNOWN),
    (Fault.DISCONNECT, AFTER_THE_CUT, UNKNOWN),
    (Fault.REFUSE, MIDDLE_ROW, UNKNOWN),
    (Fault.REFUSE, AFTER_THE_CUT, UNKNOWN),
    (Fault.SILENT, MIDDLE_ROW, UNKNOWN),
    (Fault.SILENT, AFTER_THE_CUT, UNKNOWN),
]
# Without fixed bits it takes the order of answers to tell them apart; only these depend on it.
DEPENDING_ON_ORDER = [
    (Fault.PAPER_LOW, MIDDLE_ROW, PRINTED),
    (Fault.PAPER_OUT, MIDDLE_ROW, NOT_PRINTED),
    (Fault.PAPER_OUT, AFTER_THE_CUT, UNKNOWN),
    (Fault.CUTTER, AT_THE_CUT, UNKNOWN),
    (Fault.DISCONNECT, MIDDLE_ROW, NOT_PRINTED),
]
CASES = [(*case, True) for case in OUTCOMES] + [(*case, False) for case in DEPENDING_ON_ORDER]


@dataclass
class Journal:
    """Counts first bytes, as a journal would note them."""

    first_bytes: int = 0

    def note(self) -> None:
        self.first_bytes += 1


def repair(simulator: PrinterSimulator) -> None:
    for fault in simulator.faults - {Fault.WITHOUT_FIXED_BITS, Fault.CANNOT_CLEAR}:
        simulator.set_fault(fault, on=False)


def whole_slips(simulator: PrinterSimulator, raster: Raster) -> int:
    return sum(slip.content == raster.rows for slip in simulator.slips)


@pytest.mark.parametrize(("fault", "moment", "claimed", "fixed_bits"), CASES)
def test_the_claim_holds_now_and_after_the_repair(
    simulator: PrinterSimulator,
    printer: NetworkPrinter,
    raster: Raster,
    fault: Fault,
    moment: tuple[Moment, int],
    claimed: PrintOutcome,
    fixed_bits: bool,
) -> None:
    simulator.set_fault(Fault.WITHOUT_FIXED_BITS, on=not fixed_bits)
    simulator.arm_fault(fault, *moment)
    journal = Journal()

    assert printer.print_raster(raster, on_first_byte=journal.note) is claimed
    assert journal.first_bytes == 1
    if claimed is PRINTED:
        assert whole_slips(simulator, raster) == 1

    repair(simulator)
    assert printer.status().can_print
    next_slip = Raster(576, b"\xa5" * 72 * 30)
    assert printer.print_raster(next_slip, on_first_byte=journal.note) is PRINTED
    assert simulator.slips[-1].content == next_slip.rows, "nothing of the lost slip stands on it"
    assert whole_slips(simulator, next_slip) == 1
    if claimed is NOT_PRINTED:
        assert whole_slips(simulator, raster) == 0
    assert not simulator.misunderstood


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault.PAPER_OUT, PrinterStatus.PAPER_OUT),
        (Fault.COVER_OPEN, PrinterStatus.COVER_OPEN),
        (Fault.CUTTER, PrinterStatus.CUTTER),
        (Fault.HEAD_HOT, PrinterStatus.HEAD_HOT),
        (Fault.SILENT, PrinterStatus.NO_ANSWER),
        (Fault.REFUSE, PrinterStatus.NO_ANSWER),
    ],
)
def test_a_faulty_printer_is_told_and_gets_no_byte_of_a_slip(
    simulator: PrinterSimulator,
    printer: NetworkPrinter,
    raster: Raster,
    fault: Fault,
    status: PrinterStatus,
) -> None:
    simulator.set_fault(fault)
    journal = Journal()
    assert printer.status() is status
    assert printer.print_raster(raster, on_first_byte=journal.note) is NOT_PRINTED
    assert journal.first_bytes == 0
    repair(simulator)
    assert printer.status() is PrinterStatus.READY
    assert simulator.hanging_rows == 0


@pytest.mark.parametrize("fixed_bits", [True, False], ids=["fixed bits", "without"])
def test_a_healthy_printer_prints_exactly_one_slip(
    simulator: PrinterSimulator, printer: NetworkPrinter, raster: Raster, fixed_bits: bool
) -> None:
    simulator.set_fault(Fault.WITHOUT_FIXED_BITS, on=not fixed_bits)
    journal = Journal()
    assert printer.print_raster(raster, on_first_byte=journal.note) is PRINTED
    assert [slip.content for slip in simulator.slips] == [raster.rows]
    assert journal.first_bytes == 1


def test_low_paper_is_told_and_does_not_hinder(
    simulator: PrinterSimulator, printer: NetworkPrinter, raster: Raster
) -> None:
    simulator.set_fault(Fault.PAPER_LOW)
    assert printer.status() is PrinterStatus.PAPER_LOW
    assert printer.print_raster(raster, on_first_byte=lambda: None) is PRINTED


def test_nothing_is_printed_if_the_first_byte_cannot_be_journalled(
    simulator: PrinterSimulator, printer: NetworkPrinter, raster: Raster
) -> None:
    class DiskFull(Exception):
        pass

    def refuse() -> None:
        raise DiskFull

    with pytest.raises(DiskFull):
        printer.print_raster(raster, on_first_byte=refuse)
    assert printer.print_raster(raster, on_first_byte=lambda: None) is PRINTED
    assert len(simulator.slips) == 1


def test_after_a_refill_the_rest_of_a_slip_does_not_burst_out(
    simulator: PrinterSimulator, printer: NetworkPrinter, raster: Raster
) -> None:
    simulator.arm_fault(Fault.PAPER_OUT, Moment.ROW, 100)
    assert printer.print_raster(raster, on_first_byte=lambda: None) is NOT_PRINTED
    hanging = simulator.hanging_rows
    repair(simulator)
    assert printer.status() is PrinterStatus.READY
    assert (simulator.hanging_rows, simulator.slips) == (hanging, [])


def test_a_printer_that_cannot_drop_the_rest_leaves_the_outcome_unknown(
    simulator: PrinterSimulator, printer: NetworkPrinter, raster: Raster
) -> None:
    simulator.set_fault(Fault.CANNOT_CLEAR)
    simulator.arm_fault(Fault.PAPER_OUT, Moment.ROW, 100)
    assert printer.print_raster(raster, on_first_byte=lambda: None) is UNKNOWN
    repair(simulator)
    assert printer.print_raster(raster, on_first_byte=lambda: None) is PRINTED
    assert whole_slips(simulator, raster) == 1


def test_a_band_that_broke_off_does_not_swallow_the_next_slip(
    simulator: PrinterSimulator, printer: NetworkPrinter, raster: Raster
) -> None:
    simulator.set_fault(Fault.CANNOT_CLEAR)
    simulator.arm_fault(Fault.DISCONNECT, *MIDDLE_BYTE)
    assert printer.print_raster(raster, on_first_byte=lambda: None) is UNKNOWN
    assert printer.print_raster(raster, on_first_byte=lambda: None) is PRINTED
    assert simulator.slips[-1].content == raster.rows


def test_a_slip_from_before_the_start_is_removed_before_the_first_one(
    simulator: PrinterSimulator, printer: NetworkPrinter, raster: Raster
) -> None:
    simulator.set_fault(Fault.CANNOT_CLEAR)  # so that the lost slip's rest stays in the buffer
    simulator.arm_fault(Fault.PAPER_OUT, Moment.ROW, 100)
    printer.print_raster(raster, on_first_byte=lambda: None)
    simulator.set_fault(Fault.CANNOT_CLEAR, on=False)

    restarted = NetworkPrinter("127.0.0.1", simulator.port, unfinished_before=True)
    assert restarted.status() is PrinterStatus.PAPER_OUT
    hanging = simulator.hanging_rows
    repair(simulator)
    assert restarted.status() is PrinterStatus.READY
    assert simulator.hanging_rows == hanging
    assert restarted.print_raster(raster, on_first_byte=lambda: None) is PRINTED
    assert simulator.slips[-1].content == raster.rows


def test_a_slow_printer_is_waited_for_while_it_makes_progress(
    tmp_path: Path, raster: Raster
) -> None:
    with PrinterSimulator(tmp_path, mm_per_second=30) as simulator:
        impatient = replace(PATIENCE, stall=1.0)
        printer = NetworkPrinter("127.0.0.1", simulator.port, patience=impatient)
        assert printer.print_raster(raster, on_first_byte=lambda: None) is PRINTED
        assert whole_slips(simulator, raster) == 1


def test_a_hot_head_is_waited_for(
    simulator: PrinterSimulator, printer: NetworkPrinter, raster: Raster
) -> None:
    simulator.arm_fault(Fault.HEAD_HOT, Moment.ROW, 100)

    def cool_down() -> None:
        assert simulator.wait_until(lambda hot: Fault.HEAD_HOT in hot.faults)
        assert not simulator.slips
        simulator.set_fault(Fault.HEAD_HOT, on=False)

    with ThreadPoolExecutor(1) as pool:
        cooling = pool.submit(cool_down)
        assert printer.print_raster(raster, on_first_byte=lambda: None) is PRINTED
        cooling.result()


def test_a_head_that_never_cools_ends_the_slip(simulator: PrinterSimulator, raster: Raster) -> None:
    impatient = replace(PATIENCE, stall=0.2)
    printer = NetworkPrinter("127.0.0.1", simulator.port, patience=impatient)
    simulator.arm_fault(Fault.HEAD_HOT, Moment.ROW, 100)
    assert printer.print_raster(raster, on_first_byte=lambda: None) is NOT_PRINTED
    repair(simulator)
    assert printer.status() is PrinterStatus.READY
    assert not simulator.slips


ROWS = st.lists(
    st.one_of(
        st.sampled_from(
            [b"\x00" * 8, b"\xff" * 8, b"\x1dV\x01\x1b@\x0a\x0c\x1d", b"\x1dr\x01" * 2]
        ),
        st.binary(min_size=8, max_size=8),
    ).map(lambda row: row.ljust(8, b"\x00").replace(b"\x10", b"\x30")),
    min_size=1,
    max_size=150,
)


@given(rows=ROWS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_picture_arrives_dot_by_dot(
    simulator: PrinterSimulator, printer: NetworkPrinter, rows: list[bytes]
) -> None:
    raster = Raster(64, b"".join(rows))
    assert printer.print_raster(raster, on_first_byte=lambda: None) is PRINTED
    slip = simulator.slips[-1]
    paper = [slip.content[at : at + 72] for at in range(0, len(slip.content), 72)]
    assert paper == [row + bytes(64) for row in rows]
