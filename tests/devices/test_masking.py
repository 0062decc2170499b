"""Masked bytes are nobody's, and a driver makes of them what it made of the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import xor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from devices.cards.sam_v_frames import Answer, FrameDecoder, Garbled
from devices.cards.sam_v_mask import masked_sam_v
from devices.cards.sam_v_text import read_text
from devices.masking import (
    SAMPLE_NUMBER,
    masked_chip_text,
    masked_line,
    masked_number,
    masked_units,
)
from devices.stripes.mask import masked_swipe
from devices.stripes.tracks import check_character, reading_of
from identity_numbers import is_valid

NAMES = st.text(st.sampled_from("陈秀英·𠮷阿a1 "), max_size=12)
DIGITS = st.from_regex(r"[0-9]{6,19}", fullmatch=True)


def decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


class TestNumbers:
    def test_a_valid_one_becomes_the_sample(self) -> None:
        assert is_valid(SAMPLE_NUMBER)
        assert masked_number("999906194503120024") == SAMPLE_NUMBER

    @pytest.mark.parametrize("last", "xX")
    def test_an_x_stays_as_it_was_written(self, last: str) -> None:
        masked = masked_number("99990219520809001" + last)
        assert masked is not None
        assert masked.endswith(last)
        assert is_valid(masked.upper())

    def test_anything_else_is_none(self) -> None:
        assert masked_number("999906194503120025") is None


class TestText:
    @given(NAMES)
    def test_a_name_is_another_that_reads_as_well(self, name: str) -> None:
        for encoding, mask in (("gb18030", masked_chip_text), ("utf-8", masked_line)):
            written = name.encode(encoding)
            masked = mask(written)
            assert len(masked) == len(written)
            assert masked.decode(encoding).isprintable()
        assert masked_units(name.encode("utf-16-le")).decode("utf-16-le").isprintable()

    @given(st.binary(max_size=60))
    def test_what_is_no_text_is_none_after_it(self, data: bytes) -> None:
        assert decodes(masked_chip_text(data), "gb18030") is decodes(data, "gb18030")

    @given(st.text(st.sampled_from("陈秀英0123456789ABCxyz"), min_size=1, max_size=40))
    def test_no_character_stays(self, text: str) -> None:
        assume(masked_number(text) is None)
        for encoding, mask in (("gb18030", masked_chip_text), ("utf-8", masked_line)):
            masked = mask(text.encode(encoding)).decode(encoding)
            assert all(each in "0A" or each not in text for each in masked)


def frame(data: bytes, wrong_by: int = 0) -> bytes:
    body = (len(data) + 4).to_bytes(2, "big") + b"\0\0\x90" + data
    return b"\xaa\xaa\xaa\x96\x69" + body + bytes((reduce(xor, body) ^ wrong_by,))


class TestSamV:
    @given(st.binary(max_size=40), st.binary(max_size=600), st.integers(0, 255))
    def test_frames_stay_as_sound_as_they_were(self, noise: bytes, data: bytes, wrong: int) -> None:
        received = noise + frame(data, wrong) + frame(b"")
        masked = masked_sam_v(received)
        assert len(masked) == len(received)
        assert statuses(masked) == statuses(received)

    @given(st.binary(min_size=256, max_size=256))
    def test_a_text_gives_the_same_kind_of_reading(self, text: bytes) -> None:
        masked = masked_sam_v(frame(b"\x01\x00\x04\x00" + text + b"photo" * 200))
        [answer] = FrameDecoder().feed(masked)
        assert isinstance(answer, Answer)
        assert type(read_text(answer.data[4:])) is type(read_text(text))
        assert b"photo" not in masked


def statuses(received: bytes) -> list[object]:
    frames = FrameDecoder().feed(received)
    return [each if isinstance(each, Garbled) else each.status for each in frames]


class TestSwipes:
    @given(DIGITS, st.sampled_from(";+"), st.booleans(), st.booleans())
    def test_a_swipe_gives_the_same_kind_of_reading(
        self, number: str, start: str, checked: bool, framed: bool
    ) -> None:
        lrc = check_character(";", f"{number}=1203", 0x30) if checked else ""
        swipe = f"%CHEN?{start}{number}=1203?{lrc}"
        masked = masked_swipe(swipe.encode()).decode()
        assert len(masked) == len(swipe)
        assert type(reading_of(masked)) is type(reading_of(swipe))
        assert number not in masked or set(number) <= set("09")

    @given(st.binary(max_size=300))
    def test_no_bytes_are_too_odd(self, received: bytes) -> None:
        masks: tuple[Callable[[bytes], bytes], ...] = (masked_swipe, masked_line, masked_sam_v)
        assert {len(mask(received)) for mask in masks} == {len(received)}
