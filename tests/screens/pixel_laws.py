"""What must be true of a picture, measured on its pixels (A5, A6, B1; no word clipped or hidden).

``test_window`` shows that the window's pixels are those of ``picture_of``; so the pictures measured
here are what stands on the panel.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kiosk.screens.drawing import Drawing, HitTarget, Icon, Rect, TextRun
from kiosk.screens.raster import ink, rgba
from pages.fonts import pillow_font
from pages.presentation import Look

Pixels = NDArray[np.uint8]

LEAST_TEXT = {Look.LIGHT: 7.0, Look.DARK: 7.0, Look.CONTRAST: 17.5}
"""The demo's mark is 7:1 in light and dark, everything else 9:1 and more."""
LEAST_EDGE = 3.0
SOFT_EDGES = 0.97
"""The strongest pixel of thin strokes is a little weaker than the ink itself."""
FULL = 250
"""A mask's level from which a pixel is as good as all ink, ..."""
NEARLY = 8
"""... and how far a channel may then be from the ink's own."""


def linear(channels: NDArray[np.float64]) -> NDArray[np.float64]:
    """sRGB channels of 0 to 1 as light."""
    bent = ((channels + 0.055) / 1.055) ** 2.4
    light: NDArray[np.float64] = np.where(channels <= 0.04045, channels / 12.92, bent)
    return light


def luminance(pixels: Pixels) -> NDArray[np.float64]:
    """Relative luminance by WCAG 2.2, of pixels of three channels."""
    light: NDArray[np.float64] = linear(pixels / 255.0) @ np.array([0.2126, 0.7152, 0.0722])
    return light


def contrast(one: float, other: float) -> float:
    """The contrast of two luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def every_word_stands_out(drawing: Drawing, picture: Pixels, look: Look) -> None:
    """Against the commonest colour around it, which is its ground (A5)."""
    for run in (item for item in drawing.items if isinstance(item, TextRun)):
        seen = contrast_within(cut(picture, run.rect.clipped(drawing.bounds)))
        assert seen >= LEAST_TEXT[look] * SOFT_EDGES, (run.text, round(seen, 2))


def every_icon_stands_out(drawing: Drawing, picture: Pixels, look: Look) -> None:
    """As words do: an icon stands beside each of them."""
    for icon in (item for item in drawing.items if isinstance(item, Icon)):
        around = icon.rect.grown(max(2, icon.rect.width // 12)).clipped(drawing.bounds)
        seen = contrast_within(cut(picture, around))
        assert seen >= LEAST_TEXT[look] * SOFT_EDGES, (hex(ord(icon.character)), round(seen, 2))


def no_word_is_clipped_or_hidden(drawing: Drawing, picture: Pixels) -> None:
    """Wherever a word is all ink, its colour is what shows: nothing was painted over it."""
    for run in (item for item in drawing.items if isinstance(item, TextRun) and item.text.strip()):
        mask, at = ink(run)
        assert drawing.bounds.encloses(at), run.text
        strong = np.asarray(mask) >= FULL
        shown = cut(picture, at)[strong].astype(int)
        assert np.all(abs(shown - rgba(run.colour)[:3]) <= NEARLY), run.text


def every_character_has_a_glyph(drawing: Drawing) -> None:
    """No box where a character should be."""
    assert drawing.missing == frozenset()
    for run in (item for item in drawing.items if isinstance(item, TextRun)):
        font = pillow_font(run.face, 24)
        box = bytes(font.getmask("\U0010fffe"))
        for character in set(run.text) - set(" \u3000\u00a0"):
            assert bytes(font.getmask(character)) != box, (run.text, character)


def every_key_has_edges(drawing: Drawing, picture: Pixels) -> None:
    """Where a key begins, on all four sides, is seen, and is where it says (A6, B1)."""
    light = luminance(picture)
    for target in drawing.targets:
        for outside, inside in _sides(target, drawing):
            seen = contrast(float(light[outside]), float(light[inside]))
            assert seen >= LEAST_EDGE * SOFT_EDGES, (target.label, round(seen, 2))


def _sides(target: HitTarget, drawing: Drawing) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Pixels just outside and on the edge, in the middle of each side: rows before columns."""
    rect = target.visible
    x, y = rect.x + rect.width // 2, rect.y + rect.height // 2
    pairs = [
        ((y, rect.x - 2), (y, rect.x + 1)),
        ((y, rect.right + 1), (y, rect.right - 2)),
        ((rect.y - 2, x), (rect.y + 1, x)),
        ((rect.bottom + 1, x), (rect.bottom - 2, x)),
    ]
    return [
        (outside, inside)
        for outside, inside in pairs
        if drawing.bounds.contains(outside[1], outside[0])
    ]


def cut(picture: Pixels, rect: Rect) -> Pixels:
    """The pixels of a rectangle."""
    return picture[rect.y : rect.bottom, rect.x : rect.right]


def contrast_within(pixels: Pixels) -> float:
    """Between the commonest colour and the one farthest from it."""
    colours, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)
    light = luminance(colours)
    base = light[int(counts.argmax())]
    return float(((np.maximum(light, base) + 0.05) / (np.minimum(light, base) + 0.05)).max())


def pixels_of(picture: Image.Image) -> Pixels:
    """A picture as rows of columns of three channels."""
    return np.asarray(picture.convert("RGB"))
