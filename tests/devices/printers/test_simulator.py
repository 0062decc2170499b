"""The simulated printer at the wire, spoken to without any driver."""

import socket
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from devices.printers.simulator import Fault, Moment, PrinterSimulator

ASK_QUEUED = b"\x1dr\x01"
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
FEED_AND_CUT = b"\x1dVB\x00"
KNIFE_ROWS = 104


def ask(number: int) -> bytes:
    return bytes((0x10, 0x04, number))


def picture(rows: bytes, bytes_per_row: int = 72) -> bytes:
    height = len(rows) // bytes_per_row
    size = bytes_per_row.to_bytes(2, "little") + height.to_bytes(2, "little")
    return b"\x1dv0\x00" + size + rows


def answers(wire: socket.socket, count: int) -> bytes:
    received = b""
    while len(received) < count:
        piece = wire.recv(count - len(received))
        assert piece, "the printer hung up"
        received += piece
    return received


def print_and_wait(wire: socket.socket, commands: bytes) -> None:
    wire.sendall(commands + ASK_QUEUED)
    answers(wire, 1)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault.PAPER_LOW, b"\x12\x12\x12\x1e"),
        (Fault.PAPER_OUT, b"\x1a\x32\x12\x72"),
        (Fault.COVER_OPEN, b"\x1a\x16\x12\x12"),
        (Fault.CUTTER, b"\x1a\x52\x1a\x12"),
        (Fault.HEAD_HOT, b"\x1a\x52\x52\x12"),
        (Fault.WITHOUT_FIXED_BITS, b"\x00\x00\x00\x00"),
    ],
)
def test_it_tells_its_faults_at_once(
    simulator: PrinterSimulator, wire: socket.socket, fault: Fault, told: bytes
) -> None:
    wire.sendall(ask(1) + ask(2) + ask(3) + ask(4))
    assert answers(wire, 4) == b"\x12\x12\x12\x12"
    simulator.set_fault(fault)
    wire.sendall(ask(1) + ask(2) + ask(3) + ask(4))
    assert answers(wire, 4) == told


def test_real_time_questions_overtake_the_queue(
    simulator: PrinterSimulator, wire: socket.socket
) -> None:
    simulator.set_fault(Fault.PAPER_OUT)
    wire.sendall(ASK_QUEUED + ask(4))
    assert answers(wire, 1) == b"\x72"
    simulator.set_fault(Fault.PAPER_OUT, on=False)
    assert answers(wire, 1) == b"\x00"


def test_a_question_in_two_pieces_is_answered_once(wire: socket.socket) -> None:
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    wire.sendall(b"\x10")
    wire.sendall(b"\x04")
    wire.sendall(b"\x01" + ASK_QUEUED)
    assert answers(wire, 2) == b"\x12\x00"


def test_after_a_refill_it_goes_on_with_what_it_has(
    simulator: PrinterSimulator, wire: socket.socket
) -> None:
    rows = bytes(range(72)) * 10
    simulator.arm_fault(Fault.PAPER_OUT, Moment.ROW, 4)
    wire.sendall(picture(rows) + FEED_AND_CUT)
    assert simulator.wait_until(lambda printer: Fault.PAPER_OUT in printer.faults)
    assert simulator.hanging_rows == 4
    assert simulator.slips == []
    simulator.set_fault(Fault.PAPER_OUT, on=False)
    assert simulator.wait_for_slips(1)
    assert simulator.slips[0].content == rows


def test_clearing_forgets_the_queue_and_the_band_in_hand(
    simulator: PrinterSimulator, wire: socket.socket
) -> None:
    simulator.arm_fault(Fault.PAPER_OUT, Moment.ROW, 4)
    wire.sendall(picture(bytes(72 * 10)) + FEED_AND_CUT)
    assert simulator.wait_until(lambda printer: Fault.PAPER_OUT in printer.faults)
    wire.sendall(CLEAR)
    assert answers(wire, 3) == b"\x37\x25\x00"
    simulator.set_fault(Fault.PAPER_OUT, on=False)
    print_and_wait(wire, b"")
    assert (simulator.slips, simulator.hanging_rows) == ([], 4)


def test_a_full_buffer_holds_back_everything_behind_it(tmp_path: Path) -> None:
    with PrinterSimulator(tmp_path, buffer_size=100) as simulator:
        simulator.set_fault(Fault.COVER_OPEN)
        with socket.create_connection(("127.0.0.1", simulator.port), 0.2) as wire:
            wire.sendall(bytes(100) + ask(1))
            with pytest.raises(TimeoutError):
                wire.recv(1)
            simulator.set_fault(Fault.COVER_OPEN, on=False)
            assert answers(wire, 1) == b"\x12"


def test_a_slip_is_written_as_picture_and_as_bytes(
    simulator: PrinterSimulator, wire: socket.socket, tmp_path: Path
) -> None:
    commands = picture(b"\xf0" * 72 * 3) + FEED_AND_CUT
    print_and_wait(wire, commands)
    slip = simulator.slips[0]
    assert slip.picture == tmp_path / "slips" / "slip-0001.png"
    assert slip.bytes_sent.read_bytes() == commands
    with Image.open(slip.picture) as paper:
        assert (paper.mode, paper.size) == ("1", (576, KNIFE_ROWS + 3))
        assert [paper.getpixel((x, KNIFE_ROWS)) for x in (0, 3, 4, 7)] == [0, 0, 255, 255]
        assert paper.getpixel((0, KNIFE_ROWS - 1)) == 255


def test_paper_is_not_cut_where_it_was_printed_unless_it_is_fed(
    simulator: PrinterSimulator, wire: socket.socket
) -> None:
    rows = b"\xff" * 72 * 150
    print_and_wait(wire, picture(rows) + b"\x1dV\x00")
    assert simulator.slips[0].content == rows[: 72 * (150 - KNIFE_ROWS)]
    assert simulator.hanging_rows == 0


def test_dots_beyond_the_paper_are_lost(simulator: PrinterSimulator, wire: socket.socket) -> None:
    print_and_wait(wire, picture(b"\xff" * 80, bytes_per_row=80) + FEED_AND_CUT)
    assert simulator.slips[0].content == b"\xff" * 72


def test_rubbish_is_noticed(simulator: PrinterSimulator, wire: socket.socket) -> None:
    print_and_wait(wire, b"Hello\x1bZ")
    assert simulator.misunderstood == b"Hello\x1bZ"


def test_a_lost_connection_leaves_the_buffer(
    simulator: PrinterSimulator, wire: socket.socket
) -> None:
    commands = picture(b"\x55" * 72 * 2) + FEED_AND_CUT
    simulator.arm_fault(Fault.DISCONNECT, Moment.BYTE, 20)
    wire.sendall(commands[:20])
    with suppress(ConnectionResetError):
        assert wire.recv(1) == b"", "it hangs up"
    with socket.create_connection(("127.0.0.1", simulator.port), 5.0) as again:
        print_and_wait(again, commands[20:])
    assert simulator.slips[0].content == b"\x55" * 72 * 2


def test_it_refuses_and_comes_back_on_the_same_port(simulator: PrinterSimulator) -> None:
    address = ("127.0.0.1", simulator.port)
    simulator.set_fault("refuse")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address, 5.0)
    simulator.set_fault("refuse", on=False)
    with socket.create_connection(address, 5.0) as wire:
        wire.sendall(ask(1))
        assert answers(wire, 1) == b"\x12"


def test_an_unknown_fault_is_refused(simulator: PrinterSimulator) -> None:
    with pytest.raises(ValueError, match="on_fire"):
        simulator.set_fault("on_fire")
