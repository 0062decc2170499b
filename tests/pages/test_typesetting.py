"""Lines break as a Chinese typesetter breaks them, and nothing is ever lost or cut off."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pages.fonts import Face, face_for
from pages.typesetting import (
    Line,
    balance_lines,
    break_lines,
    measure,
    missing_characters,
)

PX = 40
LINE_START_FORBIDDEN = "，。、；：！？）》”’…"
LINE_END_FORBIDDEN = "（《“‘"

sentences = st.text(
    alphabet=st.sampled_from(
        "医保付了您自己的钱已到账一号窗口，。、；：！？（）《》“”… 元12,.9月日年:aB-"
    ),
    max_size=60,
)
widths = st.integers(min_value=3 * PX, max_value=25 * PX)


def written(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_a_text_that_fits_stays_on_one_line() -> None:
    assert written(break_lines("医保付了", Face.REGULAR, PX, 4 * PX)) == ["医保付了"]


def test_an_empty_text_gives_no_line() -> None:
    assert break_lines("", Face.REGULAR, PX, 400) == []


def test_a_closing_mark_never_begins_a_line() -> None:
    assert written(break_lines("钱已经到账，请看", Face.REGULAR, PX, 5 * PX)) == [
        "钱已经到",
        "账，请看",
    ]


def test_the_blank_half_of_a_closing_mark_may_stand_outside_the_line() -> None:
    assert written(break_lines("钱已经到账，请看", Face.REGULAR, PX, 5.5 * PX)) == [
        "钱已经到账，",
        "请看",
    ]


def test_an_opening_mark_never_ends_a_line() -> None:
    assert written(break_lines("想听请点“读给我听”", Face.REGULAR, PX, 5 * PX))[0] == "想听请点"


def test_amounts_dates_times_and_telephone_numbers_stay_whole() -> None:
    for whole in (
        "12,680.50 元",
        "2026年3月15日",
        "3月28日",
        "上午9:41",
        "0513-86512345",
        "reimbursement",
        "6 个",
    ):
        width = measure(whole, Face.REGULAR, PX) + 1
        for before in ("", "钱", "钱已", "钱已经"):
            lines = written(break_lines(before + whole + "到", Face.REGULAR, PX, width))
            assert any(whole in line for line in lines), lines


def test_a_word_wider_than_the_line_is_broken_rather_than_cut_off() -> None:
    lines = break_lines("Pneumonoultramicroscopic", Face.REGULAR, PX, 6 * PX)
    assert "".join(written(lines)) == "Pneumonoultramicroscopic"
    assert all(line.width <= 6 * PX for line in lines)


def test_a_single_character_does_not_stand_alone_on_the_last_line() -> None:
    lines = written(break_lines("您好请插社保卡或者放", Face.REGULAR, PX, 9 * PX))
    assert lines == ["您好请插社保卡或", "者放"]


def test_balanced_lines_are_about_equally_long() -> None:
    assert written(balance_lines("请插社保卡或放身份证", Face.BOLD, PX, 8 * PX)) == [
        "请插社保卡",
        "或放身份证",
    ]


def test_a_new_line_in_the_text_is_kept() -> None:
    assert written(break_lines("字和\n声音", Face.REGULAR, PX, 400)) == ["字和", "声音"]


def test_a_rare_character_comes_from_the_rare_face() -> None:
    (line,) = break_lines("王𠀁师傅", Face.BOLD, PX, 400)
    assert [(run.text, run.face) for run in line.runs] == [
        ("王", Face.BOLD),
        ("𠀁", Face.RARE),
        ("师傅", Face.BOLD),
    ]


def test_a_character_of_no_face_is_a_box_and_reported() -> None:
    lines = break_lines("王\ue8ff师傅", Face.REGULAR, PX, 400)
    assert lines[0].runs[1].face is None
    assert lines[0].runs[1].width == PX
    assert missing_characters(lines) == {"\ue8ff"}


def test_both_weights_have_the_characters_of_everyday_words() -> None:
    everyday = "您养老金看病报销打印凭条，。￥•第页共直骨门将"
    assert all(face_for(character, Face.REGULAR) is Face.REGULAR for character in everyday)
    assert all(face_for(character, Face.BOLD) is Face.BOLD for character in everyday)


@given(sentences, widths)
def test_nothing_is_lost_but_blanks(text: str, width: int) -> None:
    lines = break_lines(text, Face.REGULAR, PX, width)
    assert "".join("".join(written(lines)).split()) == "".join(text.split())
    assert all("".join(run.text for run in line.runs) == line.text for line in lines)


@given(sentences, widths)
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    for line in [
        *break_lines(text, Face.REGULAR, PX, width),
        *balance_lines(text, Face.REGULAR, PX, width),
    ]:
        assert line.width <= width


@given(
    st.text(alphabet="医保付了您自己的，。、“（", max_size=60),
    st.integers(8 * PX, 25 * PX),
)
def test_punctuation_keeps_to_its_side(text: str, width: int) -> None:
    lines = written(break_lines(re.sub("([，。、“（])+", r"\1", text), Face.REGULAR, PX, width))
    for before, after in pairwise(lines):
        assert before[-1] not in LINE_END_FORBIDDEN
        assert after[0] not in LINE_START_FORBIDDEN
