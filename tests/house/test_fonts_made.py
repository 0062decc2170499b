"""The faces made at set-up: the right ones, with names for the icons."""

import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts.make_fonts import icon_code_points

FONTS = Path(__file__).parents[2] / "build" / "fonts"


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("NotoSansCJKsc-Regular.otf", "Noto Sans CJK SC"),
        ("NotoSansCJKsc-Bold.otf", "Noto Sans CJK SC Bold"),
        ("BabelStoneHan.ttf", "BabelStone Han"),
        ("MaterialIcons.ttf", "Material Icons"),
    ],
)
def test_each_file_holds_the_face_it_is_named_for(file: str, name: str) -> None:
    with TTFont(FONTS / file, lazy=True) as face:
        assert face["name"].getDebugName(4) == name


def test_every_named_icon_can_be_drawn() -> None:
    icons = json.loads((FONTS / "MaterialIcons.json").read_text(encoding="utf-8"))
    with TTFont(FONTS / "MaterialIcons.ttf", lazy=True) as face:
        drawn = face.getBestCmap()

    assert icons["print"] == 0xE8AD
    assert set(icons.values()) <= drawn.keys()


def test_an_icon_whose_name_begins_with_a_digit_loses_the_underscore_of_its_class() -> None:
    rule = '.material-icons._360:before {\n    content: "\\e577"; }'

    assert icon_code_points(rule) == {"360": 0xE577}
