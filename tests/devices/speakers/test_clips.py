"""A recorded clip says the words it was recorded for, as loud as asked; else the engine speaks."""

from __future__ import annotations

import wave
from array import array
from pathlib import Path

import pytest

from devices.speakers.clips import ClipRenderer, copy_louder
from devices.speakers.player import duration
from devices.speakers.speaker import RATES, VOLUMES, SpeechRequest, Voice
from tests.devices.speakers.pretended import PretendedRenderer


def write_tone(path: Path, samples: list[int]) -> None:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(array("h", samples).tobytes())


def samples_of(path: Path) -> list[int]:
    with wave.open(str(path), "rb") as sound:
        return list(array("h", sound.readframes(sound.getnframes())))


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "hello.wav"
    write_tone(path, [1000, -1000] * 400)
    return path


def renderer_of(tmp_path: Path, clip: Path) -> tuple[ClipRenderer, PretendedRenderer]:
    engine = PretendedRenderer(tmp_path)
    return ClipRenderer(engine, lambda: {"nin2 hao3": clip}, tmp_path, lead_in=0.1), engine


def test_the_clip_wins_over_the_engine(tmp_path: Path, clip: Path) -> None:
    renderer, engine = renderer_of(tmp_path, clip)
    sound = renderer.render(SpeechRequest("nin2 hao3", volume=1.0))
    assert samples_of(sound)[-2:] == [1000, -1000]
    assert duration(sound) == pytest.approx(0.2)
    assert clip.exists(), "what is handed out is a copy"
    assert engine.rendered == []


def test_its_loudness_follows_the_person(tmp_path: Path, clip: Path) -> None:
    renderer, _ = renderer_of(tmp_path, clip)
    sound = renderer.render(SpeechRequest("nin2 hao3", volume=VOLUMES[2]))
    assert max(samples_of(sound)) == 250


@pytest.mark.parametrize(
    "request_",
    [
        SpeechRequest("nin2 hao4"),
        SpeechRequest("nin2 hao3", rate=RATES[0]),
        SpeechRequest("nin2 hao3", Voice.ENGLISH),
    ],
)
def test_other_words_and_speeds_are_the_engines(
    tmp_path: Path, clip: Path, request_: SpeechRequest
) -> None:
    renderer, engine = renderer_of(tmp_path, clip)
    renderer.render(request_)
    assert len(engine.rendered) == 1


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a sound at all"])
def test_a_clip_that_cannot_be_read_is_as_good_as_none(
    tmp_path: Path, clip: Path, content: bytes
) -> None:
    clip.write_bytes(content)
    renderer, engine = renderer_of(tmp_path, clip)
    assert renderer.render(SpeechRequest("nin2 hao3")).exists()
    assert engine.rendered == ["nin2 hao3"]


def test_too_loud_is_cut_off_at_full_scale(tmp_path: Path, clip: Path) -> None:
    copy_louder(clip, tmp_path / "loud.wav", 100)
    assert set(samples_of(tmp_path / "loud.wav")) == {32767, -32768}
