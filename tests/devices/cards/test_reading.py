"""Readings never show personal values, and a holder always has a valid number."""

import traceback

import pytest

from devices.cards.reader import CardLaid
from devices.cards.reading import (
    CardKind,
    CardOnly,
    Holder,
    NotReadable,
    ReadFault,
    holder_reading,
)

NUMBER = "999906194503120024"
HOLDER = Holder(CardKind.SOCIAL_SECURITY, NUMBER, "陈秀英", False, "A99990001", "2.00")


def test_a_holder_shows_nothing_personal() -> None:
    shown = repr(CardLaid("reader", HOLDER, inserted=True)) + str(HOLDER) + f"{HOLDER}"
    assert "SOCIAL_SECURITY" in shown
    for personal in (NUMBER, NUMBER[-4:], "陈", "A99990001"):
        assert personal not in shown


def test_a_holder_shows_that_the_name_is_missing() -> None:
    assert "name=None" in repr(Holder(CardKind.RESIDENT_ID, NUMBER, None, True))


def test_a_card_without_holder_does_not_show_its_number() -> None:
    assert repr(CardOnly("999906", "3.00", "A99990001")) == (
        "CardOnly(region=999906, version=3.00, card_number=***)"
    )


def test_a_wrong_number_makes_a_damaged_card() -> None:
    reading = holder_reading(
        CardKind.RESIDENT_ID, "999906194503120025", "陈秀英", authenticated=True
    )
    assert reading == NotReadable(ReadFault.DAMAGED)


def test_a_small_x_is_written_large() -> None:
    reading = holder_reading(CardKind.RESIDENT_ID, "11010519491231002x", None, authenticated=True)
    assert isinstance(reading, Holder)
    assert reading.id_number == "11010519491231002X"


def test_the_error_of_a_wrong_number_does_not_tell_it() -> None:
    with pytest.raises(ValueError, match="valid") as failure:
        Holder(CardKind.RESIDENT_ID, "999906194503120025", "陈秀英", True)
    assert "9999" not in "".join(traceback.format_exception_only(failure.value))
