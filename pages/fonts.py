"""The typefaces, and which of them has a character.

One Simplified-Chinese face in two weights, one face for rare characters of names (生僻字), one of
icons. They are made once at set-up; Debian's own ``.ttc`` opens with its Japanese face, in which
直 骨 门 look foreign. Screen and paper use the same files, so that both break lines alike.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import category

from fontTools.ttLib import TTFont
from PIL import ImageFont

FOLDERS = (
    Path(__file__).resolve().parent.parent / "build" / "fonts",
    Path("/usr/share/yinling/fonts"),
)
"""Where the faces may stand: this tree's set-up, or the installed package."""
SEGMENTED_COVERAGE = 12
"""The form of a ``cmap`` subtable for characters of all planes."""


class Face(StrEnum):
    """A typeface; the value is its file's name."""

    REGULAR = "NotoSansCJKsc-Regular.otf"
    BOLD = "NotoSansCJKsc-Bold.otf"
    RARE = "BabelStoneHan.ttf"
    ICONS = "MaterialIcons.ttf"


class FontsMissing(FileNotFoundError):
    """The faces were not made: ``make setup`` makes them in this tree."""


class UnknownIcon(KeyError):
    """A name that the icon face does not have."""


@cache
def fonts_folder(folders: tuple[Path, ...] = FOLDERS) -> Path:
    """The first folder that holds every face; raises ``FontsMissing``."""
    for folder in folders:
        if all((folder / face.value).is_file() for face in Face):
            return folder
    raise FontsMissing(f"no fonts in {' or '.join(map(str, folders))}; run make setup")


def font_path(face: Face) -> Path:
    """The file of a face."""
    return fonts_folder() / face.value


@lru_cache(maxsize=64)
def pillow_font(face: Face, px: int) -> ImageFont.FreeTypeFont:
    """A face opened at an em of ``px`` pixels, without shaping: an advance per character."""
    return ImageFont.truetype(font_path(face), px, layout_engine=ImageFont.Layout.BASIC)


@cache
def _character_ranges(face: Face) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last code points of each run of characters a face has, in order.

    Read from the segmented coverage of its ``cmap`` (OpenType, format 12) as it stands: having
    fontTools spread it out takes 30 MB and a fifth of a second of every start.
    """
    with TTFont(font_path(face), lazy=True) as font:
        table: bytes = font.reader["cmap"]
    (subtables,) = struct.unpack_from(">H", table, 2)
    for number in range(subtables):
        (start,) = struct.unpack_from(">L", table, 8 + 8 * number)
        (form,) = struct.unpack_from(">H", table, start)
        if form == SEGMENTED_COVERAGE:
            (groups,) = struct.unpack_from(">L", table, start + 12)
            numbers = struct.unpack_from(f">{3 * groups}L", table, start + 16)
            return numbers[0::3], numbers[1::3]
    raise ValueError(f"{face} has no segmented coverage")


def covers(face: Face, text: str) -> bool:
    """Whether a face has every character of a text.

    What a face draws in the private use area is nobody's standard: a box is better than a wrong
    character in a name. Both weights of the Chinese face have the same characters.
    """
    firsts, lasts = _character_ranges(Face.REGULAR if face is Face.BOLD else face)
    for character in text:
        run = bisect_right(firsts, ord(character)) - 1
        if run < 0 or ord(character) > lasts[run] or category(character) == "Co":
            return False
    return True


def face_for(character: str, wanted: Face) -> Face | None:
    """The face that has a character: the wanted one, else the rare one, else None."""
    return next((face for face in (wanted, Face.RARE) if covers(face, character)), None)


@cache
def _icon_names() -> dict[str, int]:
    names = json.loads((fonts_folder() / "MaterialIcons.json").read_text(encoding="utf-8"))
    return {name: int(code_point) for name, code_point in names.items()}


def icon_character(name: str) -> str:
    """The character of a Material icon such as ``print``; raises ``UnknownIcon``."""
    try:
        return chr(_icon_names()[name])
    except KeyError:
        raise UnknownIcon(name) from None
