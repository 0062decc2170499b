"""A picture on its way through the wire: whole, in bands, and harmless."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printers.escpos_printer import NetworkPrinter
from devices.printers.printer import PrintOutcome, Raster
from devices.printers.raster_commands import bands, without_realtime_commands
from devices.printers.simulator import Fault, PrinterSimulator

SWITCH_OFF = b"\x10\x14\x02\x01\x08"
EMPTY_BUFFER = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
ASK = b"\x10\x04\x04"
RECOVER = b"\x10\x05\x02"


@given(st.integers(1, 160))
def test_two_bands_and_their_questions_fit_a_buffer_of_4_kb(bytes_per_row: int) -> None:
    raster = Raster(bytes_per_row * 8, bytes(bytes_per_row) * 300)
    assert all(2 * (len(band) + len(b"\x1dr\x01")) < 4096 for band in bands(raster))


def test_bands_are_small_and_together_the_whole_picture() -> None:
    raster = Raster(384, bytes(range(48)) * 150)
    assert [len(band) for band in bands(raster)] == [8 + rows * 48 for rows in (40, 40, 40, 30)]
    assert b"".join(band[8:] for band in bands(raster)) == raster.rows


@pytest.mark.parametrize("command", [SWITCH_OFF, EMPTY_BUFFER, ASK, RECOVER])
def test_a_picture_that_spells_a_command_gets_one_dot_more(command: bytes) -> None:
    harmless = without_realtime_commands(b"\xff" + command + b"\xff")
    difference = [a ^ b for a, b in zip(harmless, b"\xff" + command + b"\xff", strict=True)]
    assert command not in harmless
    assert sum(byte.bit_count() for byte in difference) == 1


@given(st.binary())
def test_dots_are_only_ever_added_beside_a_dot_after_a_dle(rows: bytes) -> None:
    harmless = without_realtime_commands(rows)
    for at, (before, after) in enumerate(zip(rows, harmless, strict=True)):
        assert before == after or (after == before | 0x02 and rows[at - 1] == 0x10)


def test_the_printer_would_have_obeyed_such_a_picture(
    simulator: PrinterSimulator, wire: socket.socket
) -> None:
    wire.sendall(b"\x1dv0\x00" + b"\x05\x00\x01\x00" + SWITCH_OFF)
    assert simulator.wait_until(lambda printer: Fault.REFUSE in printer.faults)


def test_a_slip_full_of_commands_prints(
    simulator: PrinterSimulator, printer: NetworkPrinter
) -> None:
    row = (SWITCH_OFF + EMPTY_BUFFER + ASK + RECOVER).ljust(72, b"\x00")
    outcome = printer.print_raster(Raster(576, row * 70), on_first_byte=lambda: None)
    assert outcome is PrintOutcome.PRINTED
    assert [slip.height - 104 for slip in simulator.slips] == [70]
