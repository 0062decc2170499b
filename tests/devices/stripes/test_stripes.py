"""A swipe gives a number, or is told apart as a bank card's; nothing of that is kept."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devices.cards.reader import CardSwiped
from devices.cards.reading import NotReadable, NotThisKind, ReadFault, StripeNumber
from devices.stripes.framing import SwipeFramer
from devices.stripes.simulator import Stripe, SwipeFault, VirtualStripeReader
from devices.stripes.stripe_reader import SerialStripeReader
from devices.stripes.tracks import check_character, parse, reading_of

NUMBER = "999999990001"
CARD = Stripe(two=f"{NUMBER}=0000")
BANK_CARD = Stripe(one="B4000000000000002^TEST/CARD^2912101", two="4000000000000002=2912101")
"""A number of no bank: of the form, with a right check digit."""
PASSBOOK = Stripe(two="123456789012345", three="996225880000000000=1=")
BAD = NotReadable(ReadFault.LAY_AGAIN)


class TestTracks:
    @pytest.mark.parametrize(
        ("swipe", "reading"),
        [
            (f";{NUMBER}=0000?", StripeNumber(NUMBER)),
            (f";{NUMBER}?", StripeNumber(NUMBER)),
            (f"%ZHANG SAN?;{NUMBER}=1?", StripeNumber(NUMBER)),
            (f"+{NUMBER}=1?", StripeNumber(NUMBER)),
            (";399901195001010029=1?", StripeNumber("399901195001010029")),
            (f";{NUMBER}=1?\r\n", StripeNumber(NUMBER)),
            (BANK_CARD.characters, NotThisKind()),
            (Stripe(two=BANK_CARD.two).characters, NotThisKind()),
            (PASSBOOK.characters, NotThisKind()),
            ("%ONLY A NAME?", NotThisKind()),
            (";12?", NotThisKind()),
            ("", BAD),
            ("%E?;E?+E?", BAD),
            (f";{NUMBER}", BAD),
            (NUMBER, BAD),
            (";" + "9" * 105 + "?", BAD),
            ("x" * 10_000, BAD),
        ],
    )
    def test_what_a_swipe_gives(self, swipe: str, reading: object) -> None:
        assert reading_of(swipe) == reading

    def test_a_check_character_is_minded_where_it_is_sent(self) -> None:
        """Worked by hand: ; 1 2 3 ? are 11, 1, 2, 3, 15, of which the exclusive or is 4."""
        assert check_character(";", "123", 0x30) == "4"
        assert parse(";123?4") is not None
        assert parse(";123?5") is None

    @given(st.text(max_size=300))
    def test_any_text_gives_some_reading(self, text: str) -> None:
        reading_of(text)

    @example("590000000000000", "+")  # begins as the format code of a third track does
    @given(st.from_regex(r"[3-6][0-9]{14}", fullmatch=True), st.sampled_from((";", "+")))
    def test_no_account_number_ever_comes_out(self, digits: str, start: str) -> None:
        number = digits + luhn(digits)
        assert reading_of(f"{start}{number}=2912?") == NotThisKind()

    @given(st.binary(max_size=800), st.integers(1, 32))
    def test_the_pieces_bytes_come_in_make_no_difference(self, stream: bytes, size: int) -> None:
        whole, pieces = SwipeFramer(), SwipeFramer()
        swipes = whole.feed(stream) + whole.silence()
        cut = [stream[at : at + size] for at in range(0, len(stream), size)]
        assert [each for piece in cut for each in pieces.feed(piece)] + pieces.silence() == swipes


@pytest.mark.wire
class TestOnTheWire:
    @pytest.mark.parametrize("framed", [False, True])
    def test_cards_are_told_apart(self, framed: bool) -> None:
        with VirtualStripeReader(framed=framed) as wire:
            reader = SerialStripeReader(wire.port)
            reader.open()
            for stripe, reading in ((CARD, StripeNumber(NUMBER)), (BANK_CARD, NotThisKind())):
                wire.swipe(stripe)
                assert reader.wait_event(2.0) == CardSwiped("stripe", reading)
            reader.close()

    @pytest.mark.parametrize(
        ("framed", "fault"),
        [(False, SwipeFault.TORN), (True, SwipeFault.WRONG_CHECK)],
    )
    def test_a_bad_swipe_asks_for_another(self, framed: bool, fault: SwipeFault) -> None:
        with VirtualStripeReader(framed=framed) as wire:
            reader = SerialStripeReader(wire.port)
            reader.open()
            wire.fault = fault
            wire.swipe(CARD)
            assert reader.wait_event(2.0) == CardSwiped("stripe", BAD)
            reader.close()


def luhn(digits: str) -> str:
    """The check digit that makes a number an account's (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def test_a_number_never_shows_in_a_repr() -> None:
    assert NUMBER not in repr(CardSwiped("stripe", StripeNumber(NUMBER)))
