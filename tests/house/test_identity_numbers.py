"""Identity numbers are taken by form, calendar date and check character, and by nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity_numbers import masked, normalised, of_ledger


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",  # the specimen printed in the standard
        "999906194503120024",
        "999906194002290017",  # a leap day
    ],
)
def test_takes_valid_numbers(number: str) -> None:
    assert normalised(number) == number


def test_writes_the_check_character_as_a_capital() -> None:
    assert normalised("11010519491231002x") == "11010519491231002X"


@pytest.mark.parametrize(
    "number",
    [
        "110105194912310021",  # wrong check character
        "999906194502290010",  # no leap year
        "999906194513120025",  # thirteenth month
        "99990619450312002",  # one short
        "9999061945031200240",  # one more
        "９９９９０６１９４５０３１２００２４",  # full-width digits
        "99990619450312002ſ",  # upper case of which is S
        "999906450312002",  # the old form of fifteen digits is never on a card
        "",
    ],
)
def test_refuses_what_is_no_number(number: str) -> None:
    assert normalised(number) is None


@given(st.text(max_size=20))
def test_never_fails_on_any_text(text: str) -> None:
    number = normalised(text)
    assert number is None or number == text.upper()


@given(st.integers(0, 17), st.sampled_from("0123456789X"))
def test_notices_every_single_wrong_character(at: int, character: str) -> None:
    good = "999906194503120024"
    wrong = good[:at] + character + good[at + 1 :]
    assert wrong == good or normalised(wrong) is None


def test_a_ledger_s_fifteen_digits_become_today_s_number() -> None:
    assert of_ledger("999906450312002") == "999906194503120024"
    assert of_ledger("999906194503120024") == "999906194503120024"


@pytest.mark.parametrize(
    "text", ["999906450230002", "99990645031200", "９９９９０６４５０３１２００２"]
)
def test_a_ledger_s_number_keeps_to_the_calendar_and_to_digits(text: str) -> None:
    assert of_ledger(text) is None


def test_a_masked_number_keeps_the_birth_date_to_itself() -> None:
    assert masked("999906194503120024") == "999***********0024"
