"""Words of the field and surnames come out as they were written down by hand."""

from __future__ import annotations

import pytest

from pages.lexicon import load_lexicon
from pages.pinyin import engine_text
from pages.presentation import Language
from pages.worded import Worder, greeting_name
from pages.words import load_words
from scripts.measure_readings import SURNAMES, WORDS, greeted, polyphones, rows
from values import PersonName


def test_there_are_enough_to_mean_something() -> None:
    assert len(rows(WORDS)) >= 300
    assert len(load_lexicon().surnames) >= 500


@pytest.mark.parametrize(("word", "reading"), [(word, reading) for _, word, reading in rows(WORDS)])
def test_a_word_is_read_right(word: str, reading: str) -> None:
    assert engine_text(word) == reading


def test_surnames_are_read_right() -> None:
    wrong = {name: greeted(name) for _, name, said in rows(SURNAMES) if greeted(name) != said}
    assert wrong == {}


def test_of_public_polyphones_at_least_ninety_five_of_a_hundred_are_read_right() -> None:
    sample = polyphones()
    right = [
        engine_text(text).replace("，", "").split()[place] == said for text, said, place in sample
    ]
    assert len(sample) >= 250
    assert sum(right) / len(right) >= 0.95


@pytest.mark.parametrize("name", ["阿依努尔·买买提", "锓明", "古丽·阿不都"])
def test_an_unknown_surname_is_greeted_without_a_name(name: str) -> None:
    assert greeting_name(PersonName(name)) is None
    assert Worder(load_words(Language.CHINESE)).word(PersonName(name)) == ""
