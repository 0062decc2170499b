"""Keys that are about reading a long text stand on every part of it (C1, B7)."""

from __future__ import annotations

import pytest

from kiosk.screens.layout import split
from kiosk.screens.panel import Panel
from pages.blocks import Paragraph
from pages.choices import Choice, do
from pages.model import Page
from pages.presentation import Presentation, TextSize
from pages.texts import FreeText

PANELS = (Panel(1080, 1920, 21.5), Panel(1920, 1080, 21.5), Panel(768, 1366, 15.6))
PARAGRAPHS = 9
KEYS = tuple(Choice(FreeText(label), do("key", label=label)) for label in "前后停走")
ARTICLE = Page(
    "test",
    FreeText("题目"),
    blocks=(Paragraph(FreeText("从十二月起，请带好身份证和社保卡到一号窗口。" * 3)),) * PARAGRAPHS,
    choices=KEYS,
    choices_stay=True,
)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: f"{panel.width}")
@pytest.mark.parametrize("size", TextSize)
def test_they_stand_on_every_part_and_nothing_is_left_out(panel: Panel, size: TextSize) -> None:
    parts = split(ARTICLE, Presentation(size=size), panel)
    assert len(parts) > 1
    assert all(part.choices == (0, len(KEYS)) for part in parts)
    blocks = [index for part in parts if part.blocks for index in range(*part.blocks)]
    assert blocks == list(range(PARAGRAPHS))


def test_a_short_text_has_them_once() -> None:
    short = Page("test", FreeText("题目"), choices=KEYS, choices_stay=True)
    assert len(split(short, Presentation(), PANELS[0])) == 1
