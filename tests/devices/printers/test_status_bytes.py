"""Reading a printer's answers: by masks, whatever the other bits say."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printers.printer import PrinterStatus
from devices.printers.status_bytes import (
    AnswerKind,
    AnswerSorter,
    pushed_status,
    queued_paper,
    realtime_status,
)

BYTE = st.integers(0, 255)
FIXED = 0x12
IRRELEVANT = 0x93  # the fixed bits, of which none carries a meaning


@pytest.mark.parametrize(
    ("printer", "offline", "error", "paper", "status"),
    [
        (0x00, 0x00, 0x00, 0x00, PrinterStatus.READY),
        (0x04, 0x00, 0x00, 0x00, PrinterStatus.READY),  # the drawer's pin says nothing
        (0x00, 0x00, 0x00, 0x0C, PrinterStatus.PAPER_LOW),
        (0x08, 0x20, 0x00, 0x60, PrinterStatus.PAPER_OUT),
        (0x08, 0x20, 0x00, 0x00, PrinterStatus.PAPER_OUT),
        (0x00, 0x00, 0x00, 0x6C, PrinterStatus.PAPER_OUT),
        (0x08, 0x04, 0x00, 0x00, PrinterStatus.COVER_OPEN),
        (0x08, 0x24, 0x00, 0x60, PrinterStatus.COVER_OPEN),
        (0x08, 0x40, 0x08, 0x00, PrinterStatus.CUTTER),
        (0x08, 0x40, 0x40, 0x00, PrinterStatus.HEAD_HOT),
        (0x08, 0x40, 0x20, 0x00, PrinterStatus.OTHER_FAULT),
        (0x08, 0x40, 0x04, 0x00, PrinterStatus.OTHER_FAULT),
        (0x08, 0x00, 0x00, 0x00, PrinterStatus.OTHER_FAULT),  # offline, and it does not say why
        (0x08, 0x08, 0x00, 0x0C, PrinterStatus.OTHER_FAULT),  # somebody feeds paper
        (0x20, 0x00, 0x00, 0x00, PrinterStatus.OTHER_FAULT),  # waits to be recovered
    ],
)
@pytest.mark.parametrize("fixed_bits", [FIXED, 0x00], ids=["fixed bits", "without"])
def test_status_is_told_with_and_without_the_fixed_bits(
    printer: int, offline: int, error: int, paper: int, status: PrinterStatus, fixed_bits: int
) -> None:
    answers = (printer, offline, error, paper)
    assert realtime_status(*(answer | fixed_bits for answer in answers)) is status


@given(BYTE, BYTE, BYTE, BYTE, BYTE)
def test_bits_without_a_meaning_change_nothing(
    printer: int, offline: int, error: int, paper: int, noise: int
) -> None:
    answers = (printer, offline, error, paper)
    noisy = (answer ^ (noise & IRRELEVANT) for answer in answers)
    assert realtime_status(*noisy) is realtime_status(*answers)


def test_one_more_bit_never_makes_a_faulty_printer_fit_to_print() -> None:
    for position, byte, bit in product(range(4), range(256), range(8)):
        answers = [0, 0, 0, 0]
        answers[position] = byte
        fit = realtime_status(*answers).can_print
        answers[position] |= 1 << bit
        assert fit or not realtime_status(*answers).can_print


def test_every_queued_answer_tells_the_paper() -> None:
    for byte in range(256):
        low, out = byte & 0b0011, byte & 0b1100
        told = queued_paper(byte)
        assert (told is PrinterStatus.PAPER_OUT) == bool(out)
        assert (told is PrinterStatus.PAPER_LOW) == (bool(low) and not out)


@pytest.mark.parametrize(
    ("pushed", "status"),
    [
        (b"\x10\x00\x00\x00", PrinterStatus.READY),
        (b"\x10\x00\x03\x00", PrinterStatus.PAPER_LOW),
        (b"\x18\x00\x0f\x00", PrinterStatus.PAPER_OUT),
        (b"\x38\x00\x00\x00", PrinterStatus.COVER_OPEN),
        (b"\x18\x08\x00\x00", PrinterStatus.CUTTER),
        (b"\x18\x40\x00\x00", PrinterStatus.HEAD_HOT),
        (b"\x18\x20\x00\x00", PrinterStatus.OTHER_FAULT),
        (b"\x18\x04\x00\x00", PrinterStatus.OTHER_FAULT),
        (b"\x50\x00\x00\x00", PrinterStatus.OTHER_FAULT),
    ],
)
def test_pushed_status_tells_the_same_as_the_answers(pushed: bytes, status: PrinterStatus) -> None:
    assert pushed_status(*pushed) is status


def test_every_byte_is_of_one_kind() -> None:
    for byte in range(256):
        bits = f"{byte:08b}"
        expected = AnswerKind.NOISE
        if bits[0] == "0" and bits[3] == "1" and bits[6:] == "10":
            expected = AnswerKind.REALTIME
        elif bits[0] == "0" and bits[3] == "0":
            expected = AnswerKind.QUEUED
        assert AnswerSorter().sort(byte) is expected, hex(byte)


def kinds(stream: bytes) -> list[AnswerKind]:
    sorter = AnswerSorter()
    return [sorter.sort(byte) for byte in stream]


def test_pushed_status_is_no_answer_although_its_last_bytes_look_like_one() -> None:
    pushed = [AnswerKind.NOISE] * 3 + [AnswerKind.PUSHED]
    assert kinds(b"\x18\x00\x0c\x00" + b"\x03") == [*pushed, AnswerKind.QUEUED]


def test_pushed_status_that_breaks_off_does_not_swallow_the_next_answer() -> None:
    assert kinds(b"\x10\x00\x12") == [AnswerKind.NOISE, AnswerKind.NOISE, AnswerKind.REALTIME]


def test_flow_control_is_no_answer() -> None:
    assert kinds(b"\x13\x11") == [AnswerKind.NOISE, AnswerKind.NOISE]


def test_only_the_whole_clear_response_means_cleared() -> None:
    assert kinds(b"\x37\x25\x00")[-1] is AnswerKind.CLEARED
    assert kinds(b"\x37\x26\x00")[-1] is AnswerKind.NOISE
    assert AnswerKind.CLEARED not in kinds(b"\x25\x00\x37")


@given(st.binary(max_size=200))
def test_after_any_rubbish_outside_a_block_a_real_time_answer_is_recognised(rubbish: bytes) -> None:
    stream = rubbish.replace(b"\x37", b"")
    assert kinds(stream + b"\x12")[-1] is AnswerKind.REALTIME
