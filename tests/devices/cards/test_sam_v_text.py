"""The text block of a resident ID card, in the citizen's layout and in others."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.reading import (
    CardKind,
    CardReading,
    Holder,
    NotReadable,
    NotThisKind,
    ReadFault,
)
from devices.cards.sam_v_text import read_text

NUMBER = "999906194503120024"


def block(*, name: str = "陈秀英", number: str = NUMBER, marker: str = " ") -> bytes:
    """256 bytes with what is at the published offsets 0, 122 and 248; the rest is blank."""
    text = bytearray(" ".encode("utf-16-le") * 128)
    for offset, value in ((0, name), (122, number), (248, marker)):
        written = value.encode("utf-16-le")
        text[offset : offset + len(written)] = written
    return bytes(text)


def test_reads_an_authenticated_holder() -> None:
    assert read_text(block()) == Holder(CardKind.RESIDENT_ID, NUMBER, "陈秀英", True)


def test_reads_a_name_that_fills_its_field() -> None:
    reading = read_text(block(name="阿依古丽·买买提艾力·吐尔逊𠮷"[:14]))
    assert isinstance(reading, Holder)
    assert reading.name == "阿依古丽·买买提艾力·吐尔逊"


@pytest.mark.parametrize(
    ("marker", "number"), [("J", "830000194503120024"), ("Y", "911156194503120022")]
)
def test_residence_permits_have_name_and_number_in_the_same_places(
    marker: str, number: str
) -> None:
    reading = read_text(block(number=number, marker=marker))
    assert reading == Holder(CardKind.RESIDENT_ID, number, "陈秀英", True)


def test_a_foreigner_s_card_without_a_chinese_name_lets_them_in_by_number() -> None:
    reading = read_text(block(name="", number="911156194503120022", marker="Y"))
    assert isinstance(reading, Holder)
    assert reading.name is None


def test_the_older_foreigner_s_card_has_no_number_of_ours() -> None:
    assert read_text(block(marker="I")) == NotThisKind()


def test_a_wrong_number_is_a_damaged_card() -> None:
    assert read_text(block(number="999906194503120025")) == NotReadable(ReadFault.DAMAGED)


def test_a_name_that_is_no_text_is_no_name() -> None:
    reading = read_text(b"\x00\xd8" + block()[2:])
    assert isinstance(reading, Holder)
    assert reading.name is None


@pytest.mark.parametrize("length", [0, 1, 255, 257])
def test_a_block_of_another_length_is_damaged(length: int) -> None:
    assert read_text(bytes(length)) == NotReadable(ReadFault.DAMAGED)


@given(st.binary(max_size=260) | st.binary(min_size=256, max_size=256))
def test_never_fails_on_any_block(text: bytes) -> None:
    assert isinstance(read_text(text), get_args(CardReading))


@given(st.integers(0, 255), st.integers(0, 255))
def test_one_wrong_byte_never_makes_another_person(at: int, byte: int) -> None:
    text = bytearray(block())
    text[at] = byte
    reading = read_text(bytes(text))
    assert not isinstance(reading, Holder) or reading.id_number == NUMBER
