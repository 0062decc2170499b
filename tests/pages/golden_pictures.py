"""Comparing what was drawn with pictures that somebody looked at and found good.

Set ``YINLING_UPDATE_GOLDEN=1`` to draw them anew, and look at each before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageFilter

FOLDER = Path(__file__).parent / "golden"
TILE = 48
TOLERATED = 12
"""Dots of one tile that may stand more than one dot beside their place, as another FreeType's edges
might. One wrong small digit is over 30."""


def assert_like_golden(drawn: Image.Image, name: str, differences: Path) -> None:
    """Fail where ``drawn`` (mode 1) does not look like ``golden/NAME.png``.

    A failure leaves a picture in the folder ``differences``: blue is new, red is gone.
    """
    golden_path = FOLDER / f"{name}.png"
    if os.environ.get("YINLING_UPDATE_GOLDEN"):
        drawn.save(golden_path, optimize=True)
    golden = Image.open(golden_path)
    astray = max(_most_in_a_tile(drawn, golden), _most_in_a_tile(golden, drawn))
    if drawn.size != golden.size or astray > TOLERATED:
        shown = differences / f"{name}-difference.png"
        _show(drawn, golden).save(shown)
        raise AssertionError(
            f"{name}: {drawn.size} dots instead of {golden.size}, {astray} astray; see {shown}"
        )


def _most_in_a_tile(picture: Image.Image, other: Image.Image) -> int:
    """Dots of ink farther than one dot from any ink of the other, in the worst tile."""
    near = _ink(other, picture.size).filter(ImageFilter.MaxFilter(3))
    beside = np.asarray(ImageChops.subtract(_ink(picture), near)) > 0
    rows = np.add.reduceat(beside, range(0, picture.height, TILE), axis=0, dtype=int)
    return int(np.add.reduceat(rows, range(0, picture.width, TILE), axis=1).max())


def _ink(picture: Image.Image, size: tuple[int, int] | None = None) -> Image.Image:
    """The picture's black as 255, on an area of ``size``."""
    ink = ImageChops.invert(picture.convert("L"))
    return ink if size is None else ink.crop((0, 0, *size))


def _show(drawn: Image.Image, golden: Image.Image) -> Image.Image:
    size = (max(drawn.width, golden.width), max(drawn.height, golden.height))
    paper = [ImageChops.invert(_ink(picture, size)) for picture in (drawn, golden)]
    return Image.merge("RGB", (paper[0], ImageChops.lighter(*paper), paper[1]))
