"""Which face has which character is what the faces themselves say."""

from __future__ import annotations

from unicodedata import category

import pytest
from fontTools.ttLib import TTFont

from pages.fonts import Face, covers, font_path


@pytest.mark.parametrize("face", [Face.REGULAR, Face.BOLD, Face.RARE])
def test_a_face_covers_what_its_character_map_lists_and_nothing_else(face: Face) -> None:
    with TTFont(font_path(face)) as font:
        listed = {chr(each) for each in font["cmap"].getBestCmap()}
    public = {each for each in listed if category(each) != "Co"}
    planes = (range(0xD800), range(0xE000, 0x34000), range(0xE0000, 0xF0100))
    every = {chr(each) for plane in planes for each in plane} | {"\U0010ffff"}
    assert public <= every
    assert {each for each in every if covers(face, each)} == public


def test_a_text_is_covered_where_all_of_it_is() -> None:
    assert covers(Face.REGULAR, "")
    assert covers(Face.REGULAR, "您好，¥1.50")
    assert not covers(Face.REGULAR, "您好\U000f0000")
