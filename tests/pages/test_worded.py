"""Typed values as they are heard; amounts are read back by an independent reader."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.presentation import Language
from pages.texts import FreeText, Text, say
from pages.worded import Worder, greeting_name
from pages.words import Words, load_words
from values import (
    CardTail,
    Code,
    Count,
    Day,
    DayOfYear,
    IdNumber,
    Money,
    Month,
    Ordinal,
    Percent,
    PersonName,
    PhoneNumber,
    TimeOfDay,
    Value,
    Weekday,
    Year,
)

WORDS = Words(
    Language.CHINESE,
    {
        "test.greeting": {"text": "{name}，您好"},
        "test.paid": {"text": "{money} 已到账", "say": "{money}，{day}到账。"},
        "test.app": {"text": "请用App，打 {phone}"},
    },
)


def heard(text: Text) -> str:
    return Worder(WORDS).word(text)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (123450, "一千二百三十四元五角"),
        (123405, "一千二百三十四元零五分"),
        (123456, "一千二百三十四元五角六分"),
        (30, "三角"),
        (0, "零元"),
        (10_00, "十元"),
        (110_00, "一百一十元"),
        (1010_00, "一千零一十元"),
        (10500_00, "一万零五百元"),
        (100010_00, "十万零一十元"),
        (1050000_00, "一百零五万元"),
        (100000000_00, "一亿元"),
        (2_00, "两元"),
        (200_00, "二百元"),
        (2000_00, "两千元"),
        (20000_00, "两万元"),
        (12_00, "十二元"),
        (-35_00, "负三十五元"),
    ],
)
def test_amounts_are_said_as_people_say_them(fen: int, words: str) -> None:
    assert heard(Money(fen)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Day(date(2024, 3, 15)), "二零二四年三月十五日"),
        (DayOfYear(date(2024, 10, 1)), "十月一日"),
        (Month(2024, 3), "二零二四年三月"),
        (Year(2026), "二零二六年"),
        (Weekday(date(2026, 11, 22)), "星期日"),
        (TimeOfDay(time(14, 5)), "下午两点零五分"),
        (TimeOfDay(time(9, 0)), "上午九点"),
        (TimeOfDay(time(11, 30)), "上午十一点半"),
        (TimeOfDay(time(0, 10)), "凌晨十二点十分"),
        (Percent(85), "百分之八十五"),
        (Percent(100), "百分之百"),
        (Count(2), "两"),
        (Count(12), "十二"),
        (Count(22), "二十二"),
        (Ordinal(2), "二"),
        (Ordinal(12), "十二"),
        (CardTail("8901"), "八九零幺"),
        (PhoneNumber("0513-86512345"), "零五幺三，八六五幺，二三四五"),
        (PhoneNumber("12393"), "幺二三九三"),
        (PhoneNumber("13812345678"), "幺三八，幺二三四，五六七八"),
        (Code("20261122-0007"), "二零二六，幺幺二二，零零零七"),
        (Code("A1X"), "诶幺艾克斯"),
        (IdNumber("110***********1234"), "尾号幺二三四"),
        (IdNumber("110***********123X"), "尾号幺二三艾克斯"),
    ],
)
def test_values_are_said_in_characters_only(value: Value, words: str) -> None:
    assert heard(value) == words


def test_a_one_in_a_card_can_be_said_as_a_number() -> None:
    assert Worder(WORDS, yao=False).word(CardTail("8901")) == "八九零一"


def test_a_phrase_takes_its_wording_for_the_voice_and_its_values_in_words() -> None:
    phrase = say("test.paid", money=Money(123450), day=DayOfYear(date(2026, 3, 28)))
    assert heard(phrase) == "一千二百三十四元五角，三月二十八日到账。"


def test_what_a_phrase_itself_writes_is_worded_too() -> None:
    assert heard(say("test.app", phone=PhoneNumber("12333"))) == "请用应用，打幺二三三三"


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("曹玉兰", "曹师傅"),
        ("欧阳修文", "欧阳师傅"),
        ("单田", "单师傅"),
        ("阿依古丽·买买提", None),
        ("𠮷田一", None),
        ("阿布都热合曼", None),
        ("", None),
    ],
)
def test_people_are_greeted_by_a_known_surname_or_by_none(name: str, greeting: str | None) -> None:
    assert greeting_name(PersonName(name)) == greeting


def test_a_greeting_works_without_a_name() -> None:
    assert heard(say("test.greeting", name=PersonName("曹玉兰"))) == "曹师傅，您好"
    assert heard(say("test.greeting", name=PersonName("古丽·买买提"))) == "您好"


def test_english_keeps_its_digits_and_takes_rows_of_them_apart() -> None:
    worder = Worder(load_words(Language.ENGLISH))
    assert worder.word(Money(123450)) == "1,234.50 yuan"
    assert worder.word(Day(date(2026, 3, 15))) == "15 March 2026"
    assert worder.word(CardTail("8901")) == "8 9 0 1"
    assert worder.word(PersonName("曹玉兰")) == ""
    assert worder.word(FreeText("Room 3")) == "Room 3"


@given(st.integers(0, 99_999_999_99) | st.integers(-99_999_999_99, 0))
def test_every_amount_is_read_back_as_what_it_was(fen: int) -> None:
    assert read_amount(heard(Money(fen))) == fen


DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}


def read_amount(words: str) -> int:
    """An amount in fen, read as a listener would: left to right, unit by unit."""
    sign = -1 if words.startswith("负") else 1
    total, number = 0, ""
    for character in words.removeprefix("负"):
        if character in "元角分":
            total += read_number(number) * {"元": 100, "角": 10, "分": 1}[character]
            number = ""
        else:
            number += character
    assert not number, "words left over"
    return sign * total


def read_number(words: str) -> int:
    total = section = digit = 0
    for character in words:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in PLACES:
            section += (digit or 1) * PLACES[character]
            digit = 0
        else:
            total += (section + digit) * {"万": 10_000, "亿": 10**8}[character]
            section = digit = 0
    return total + section + digit
