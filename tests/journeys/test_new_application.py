"""The application that ``docs/new-application.md`` builds is complete: built here, and visited."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import applications
from applications import catalogue
from kiosk.standard_pages import welcome
from pages.presentation import Language
from pages.words import load_words
from tests.kiosk.sample_people import CAO
from tests.kiosk.stage import StagedKiosk

DOCUMENT = Path(__file__).parents[2] / "docs" / "new-application.md"
_PIECE = re.compile(r"`((?:applications|content)/[\w./-]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)


def pieces() -> dict[str, str]:
    """The files the document gives, by their paths."""
    return dict(_PIECE.findall(DOCUMENT.read_text(encoding="utf-8")))


@pytest.fixture
def kiosk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StagedKiosk]:
    """A kiosk whose folder of applications has one more file, and its words."""
    for path, text in pieces().items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for language in Language:
        there = load_words(language, tmp_path / "content")
        entries = load_words(language).entries
        assert isinstance(entries, dict)
        for key, entry in there.entries.items():
            monkeypatch.setitem(entries, key, entry)
    folders = [*applications.__path__, str(tmp_path / "applications")]
    monkeypatch.setattr(applications, "__path__", folders)
    found = catalogue.discovered()
    for room in (catalogue, welcome):
        monkeypatch.setattr(room, "APPLICATIONS", found)
    monkeypatch.setattr(catalogue, "_BY_NAME", {each.name: each for each in found})
    yield StagedKiosk()
    sys.modules.pop("applications.hotlines")
    del applications.hotlines  # type: ignore[attr-defined]


def test_it_is_one_file_of_fewer_than_eighty_lines() -> None:
    paths = sorted(pieces())
    assert paths == [
        "applications/hotlines.py",
        "content/en/hotlines.toml",
        "content/zh-CN/hotlines.toml",
    ]
    assert len(pieces()["applications/hotlines.py"].splitlines()) < 80


def test_it_is_found_drawn_spoken_and_left_without_a_card(kiosk: StagedKiosk) -> None:
    kiosk.tap("不用卡，先看看")
    kiosk.turn_to("便民电话")
    kiosk.tap("便民电话")
    kiosk.finish_speaking()
    assert kiosk.hears("便民电话")
    kiosk.turn_to("社保电话")
    kiosk.listen()
    kiosk.tap("社保电话")
    kiosk.finish_speaking()
    assert kiosk.sees("12333")
    assert kiosk.hears("幺二三三三")
    assert kiosk.sees("手机扫一扫就能打")
    kiosk.tap("返回")
    assert kiosk.shows == "hotlines.everybody"
    assert kiosk.errors == []


def test_it_has_its_tile_at_home_beside_the_others(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    kiosk.turn_to("便民电话")
    kiosk.tap("便民电话")
    assert kiosk.sees("这里的窗口")
    assert kiosk.sees("0513-86512345")


def test_it_speaks_english_too(kiosk: StagedKiosk) -> None:
    kiosk.lay(CAO)
    kiosk.turn_to("便民电话")
    kiosk.tap("便民电话")
    session = kiosk.kiosk.session
    session.presentation = session.presentation.changed(language=Language.ENGLISH)
    kiosk.kiosk.navigator.restyle()
    kiosk.wait(1)
    assert kiosk.sees("Telephone numbers")


def test_without_the_file_there_is_no_such_application() -> None:
    assert "hotlines" not in {each.name for each in catalogue.discovered()}
