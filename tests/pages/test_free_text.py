"""What people write, as it is heard: a table of real sentences, and any text at all."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.free_text import free_text_worder
from pages.pinyin import ENGINE_TEXT, Unspeakable, engine_text

SENTENCES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "free_text.tsv").read_text(encoding="utf-8").splitlines()
]
NEVER_SPOKEN = re.compile(r"[0-9A-Za-z%.,:/¥￥$€£-]")
SAID_DIGITS = {said: digit for digit, said in enumerate("零一二三四五六七八九")} | {
    "幺": 1,
    "两": 2,
}


def heard(written: str) -> str:
    return free_text_worder().word(written)


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len({written for written, _ in SENTENCES}) >= 150


@pytest.mark.parametrize(("written", "words"), SENTENCES)
def test_a_sentence_is_heard_as_written(written: str, words: str) -> None:
    assert heard(written) == words
    assert ENGINE_TEXT.fullmatch(engine_text(words))


def test_a_full_identity_or_card_number_is_never_read_out() -> None:
    assert heard("证件999901195001010012收到") == "证件尾号零零幺二收到"
    assert heard("卡6222020200112233445收到") == "卡尾号三四四五收到"


def test_an_unknown_word_is_spelled() -> None:
    assert heard("请按NFC键") == "请按恩艾弗西键"


def test_a_one_can_be_said_as_a_number() -> None:
    assert free_text_worder(yao=False).word("尾号8901") == "尾号八九零一"


@given(st.text(max_size=60))
def test_any_text_is_spoken_or_refused_by_position(written: str) -> None:
    words = heard(written)
    assert not NEVER_SPOKEN.search(words)
    spoken = pronounced(words)
    if isinstance(spoken, Unspeakable):
        assert 0 <= spoken.position <= len(words)
    else:
        assert ENGINE_TEXT.fullmatch(spoken)


def pronounced(words: str) -> str | Unspeakable:
    try:
        return engine_text(words)
    except Unspeakable as refused:
        return refused


NOTICE = st.text(alphabet="0123456789.,:/-~%¥元年月日号点至第人 （）x电话A", max_size=24)


@given(NOTICE)
def test_whatever_looks_like_a_notice_is_spoken_without_digits_or_signs(written: str) -> None:
    assert not NEVER_SPOKEN.search(heard(written))


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=14), st.sampled_from(["", "元", "号", "："])
)
def test_no_digit_is_dropped(digits: list[int], after: str) -> None:
    written = "".join(map(str, digits))
    said = [SAID_DIGITS[word] for word in heard(f"共{written}{after}") if word in SAID_DIGITS]
    assert [digit for digit in said if digit] == leading_ten_restored(digits, said)


def leading_ten_restored(digits: list[int], said: list[int]) -> list[int]:
    """十二 does not say its first one; every other digit is heard."""
    return digits[1:] if digits[0] == 1 and len(said) < len(digits) else digits
