"""Fixed words are rendered once, kept whole, bounded, and thrown away with their engine (F9)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from devices.speakers.player import duration
from devices.speakers.sound_cache import CachingRenderer
from devices.speakers.speaker import RATES, VOLUMES, SpeechRequest, Voice
from tests.devices.speakers.pretended import PretendedRenderer

HELLO = SpeechRequest("nin2 hao3", fixed=True)


class Cache:
    def __init__(self, place: Path) -> None:
        self.kept = place / "kept"
        self.folder = place / "handed-out"
        self.folder.mkdir()
        self.engine = PretendedRenderer(self.folder)

    def open(self, version: str = "one", most_bytes: int = 10**6) -> CachingRenderer:
        return CachingRenderer(self.engine, self.kept, self.folder, version, most_bytes=most_bytes)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path)


def test_the_same_words_are_rendered_once(cache: Cache) -> None:
    renderer = cache.open()
    for _ in range(3):
        sound = renderer.render(HELLO)
        assert duration(sound) == pytest.approx(0.01, abs=0.001)
        sound.unlink()
    assert cache.engine.rendered == ["nin2 hao3"]


def test_they_are_still_there_after_a_restart(cache: Cache) -> None:
    cache.open().render(HELLO)
    cache.open().render(HELLO)
    assert cache.engine.rendered == ["nin2 hao3"]


def test_words_about_somebody_are_never_kept(cache: Cache) -> None:
    renderer = cache.open()
    for _ in range(2):
        renderer.render(SpeechRequest("cao2 shi1 fu5"))
    assert cache.engine.rendered == ["cao2 shi1 fu5"] * 2
    assert not list(cache.kept.rglob("*.wav"))


@pytest.mark.parametrize(
    "other",
    [
        SpeechRequest("nin2 hao4", fixed=True),
        SpeechRequest("nin2 hao3", Voice.ENGLISH, fixed=True),
        SpeechRequest("nin2 hao3", rate=RATES[0], fixed=True),
        SpeechRequest("nin2 hao3", volume=VOLUMES[0], fixed=True),
    ],
)
def test_text_voice_rate_and_volume_tell_sounds_apart(cache: Cache, other: SpeechRequest) -> None:
    renderer = cache.open()
    renderer.render(HELLO)
    renderer.render(other)
    assert len(cache.engine.rendered) == 2


def test_another_engine_begins_anew_and_the_old_sounds_go(cache: Cache) -> None:
    cache.open("one").render(HELLO)
    cache.open("two").render(HELLO)
    assert len(cache.engine.rendered) == 2
    assert len(list(cache.kept.rglob("*.wav"))) == 1


def test_a_file_that_a_power_cut_left_half_is_made_again(cache: Cache) -> None:
    renderer = cache.open()
    renderer.render(HELLO)
    place = renderer.place_of(HELLO)
    os.truncate(place, place.stat().st_size - 10)
    renderer.render(HELLO)
    assert len(cache.engine.rendered) == 2
    renderer.render(HELLO)
    assert len(cache.engine.rendered) == 2


def test_it_does_not_grow_without_end_and_keeps_what_is_used(cache: Cache) -> None:
    one = 44 + 2 * 220
    renderer = cache.open(most_bytes=10 * one)
    renderer.render(HELLO)
    for number in range(30):
        renderer.render(SpeechRequest(f"ma{number}", fixed=True))
        os.utime(renderer.place_of(HELLO), (2e9, 2e9))
    assert len(list(cache.kept.rglob("*.wav"))) <= 10
    renderer.render(HELLO)
    assert cache.engine.rendered.count("nin2 hao3") == 1


def test_a_disk_that_takes_nothing_costs_no_word(cache: Cache) -> None:
    cache.kept.write_text("not a folder", encoding="ascii")
    renderer = cache.open()
    assert renderer.render(HELLO).exists()
    assert renderer.render(HELLO).exists()
