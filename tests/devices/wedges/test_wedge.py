"""A typing reader's key events become lines. Over a pipe; ``test_uinput`` has a real kernel's."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.reader import CardSwiped, CodeScanned, ReaderLost
from devices.cards.reading import StripeNumber
from devices.scanners.scanner import wedge_scanner
from devices.stripes.stripe_reader import wedge_stripe_reader
from devices.wedges.keyboard import KeyDecoder
from devices.wedges.wedge import open_and_grab

KEYS = {
    **{digit: (2 + place, False) for place, digit in enumerate("1234567890")},
    ";": (39, False), "=": (13, False), "?": (53, True), "%": (6, True), "+": (13, True),
    "B": (48, True), "b": (48, False), "^": (7, True), "-": (12, False), ":": (39, True),
    "e": (18, False), "s": (31, False), "c": (46, False),
}  # fmt: skip
"""Key code, and whether shift is held (linux/input-event-codes.h), of a US keyboard."""
SHIFT, ENTER = 42, 28


def event(kind: int, code: int, value: int) -> bytes:
    return struct.pack("@llHHi", 1, 2, kind, code, value)


def typed(text: str, *, enter: bool = True) -> bytes:
    """Key events with their reports, as a reader makes them."""
    stream = b""
    for character in text:
        code, shifted = KEYS[character]
        if shifted:
            stream += event(1, SHIFT, 1)
        stream += event(4, 4, code) + event(1, code, 1) + event(0, 0, 0) + event(1, code, 0)
        if shifted:
            stream += event(1, SHIFT, 0)
    return stream + (event(1, ENTER, 1) + event(1, ENTER, 0) if enter else b"")


class Pipe:
    """What stands for the device file."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()

    def open(self, _path: str) -> int:
        return os.dup(self.reading)

    def type(self, stream: bytes) -> None:
        os.write(self.writing, stream)


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    made = Pipe()
    yield made
    os.close(made.reading)
    if made.writing >= 0:
        os.close(made.writing)


def test_lines_come_out_as_they_were_typed() -> None:
    for line in (";9999=1?", "%B12^?", "+12:3?"):
        assert KeyDecoder(300).feed(typed(line)) == [line]


def test_a_held_key_types_once() -> None:
    stream = event(1, 2, 1) + event(1, 2, 2) * 20 + event(1, 2, 0) + event(1, ENTER, 1)
    assert KeyDecoder(300).feed(stream) == ["1"]


def test_a_line_that_is_too_long_gives_nothing() -> None:
    decoder = KeyDecoder(10)
    assert decoder.feed(typed("1" * 11)) == []
    assert decoder.feed(typed("123")) == ["123"]


@given(st.text(st.sampled_from(sorted(KEYS)), min_size=1, max_size=40), st.integers(1, 100))
def test_events_may_come_in_any_pieces(line: str, size: int) -> None:
    stream, decoder = typed(line), KeyDecoder(300)
    pieces = (stream[at : at + size] for at in range(0, len(stream), size))
    assert [each for piece in pieces for each in decoder.feed(piece)] == [line]


@given(st.binary(max_size=2000))
def test_any_bytes_are_borne(stream: bytes) -> None:
    decoder = KeyDecoder(300)
    for line in decoder.feed(stream) + decoder.silence():
        assert line.isprintable()


def test_a_swipe_is_reported(pipe: Pipe) -> None:
    reader = wedge_stripe_reader("/dev/input/any", open_device=pipe.open)
    reader.open()
    pipe.type(typed(";999999990001=0000?"))
    assert reader.wait_event(2.0) == CardSwiped("stripe", StripeNumber("999999990001"))
    assert reader.wait_event(0.1) is None
    reader.close()


def test_a_code_without_enter_is_reported_after_a_silence(pipe: Pipe) -> None:
    reader = wedge_scanner("/dev/input/any", open_device=pipe.open)
    reader.open()
    pipe.type(typed("essc-123", enter=False))
    assert reader.wait_event(2.0) == CodeScanned("scanner", "essc-123")
    reader.close()


def test_an_unplugged_device_is_lost(pipe: Pipe) -> None:
    reader = wedge_scanner("/dev/input/any", open_device=pipe.open)
    reader.open()
    os.close(pipe.writing)
    pipe.writing = -1
    with pytest.raises(ReaderLost):
        reader.wait_event(1.0)
    reader.close()


def test_what_cannot_be_grabbed_is_not_listened_to(tmp_path: Path) -> None:
    """Else the digits would reach whoever else has the keyboard, too."""
    plain = tmp_path / "file"
    plain.touch()
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(OSError, match="Inappropriate ioctl"):
        open_and_grab(str(plain))
    assert len(list(Path("/proc/self/fd").iterdir())) == before
