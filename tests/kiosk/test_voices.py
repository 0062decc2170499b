"""Recorded voices: what is to be recorded, what is lacking, and what becomes of a recording."""

from __future__ import annotations

import shutil
import wave
from array import array
from pathlib import Path

import pytest

from devices.speakers.player import duration
from kiosk.voice_lines import fixed_lines, missing_lines, recorded_clips
from kiosk.voices import main, take
from pages.pinyin import engine_text

FIRST = fixed_lines()[0]
RATE = 16_000


def record(path: Path, *, silence: float = 0.5, loudness: int = 3000, channels: int = 1) -> None:
    """A hum of a second with silence around it."""
    hum = [loudness if number // 40 % 2 else -loudness for number in range(RATE)]
    quiet = [0] * int(RATE * silence)
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(array("h", quiet + hum + quiet).tobytes())


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    folder = tmp_path / "recordings"
    record(folder / f"{FIRST.key}.wav")
    return folder


def test_every_line_can_be_said_and_has_a_key_of_its_own() -> None:
    lines = fixed_lines()
    assert len({line.key for line in lines}) == len(lines) > 100
    for line in lines:
        assert engine_text(line.words)


def test_the_script_is_keys_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["script"]) == 0
    assert f"{FIRST.key}\t{FIRST.words}\n" in capsys.readouterr().out


def test_a_new_voice_lacks_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--voices", str(tmp_path), "lacks", "nantong"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == len(fixed_lines())


def test_what_came_back_is_trimmed_levelled_and_used(tmp_path: Path, recordings: Path) -> None:
    assert main(["--voices", str(tmp_path), "take", "nantong", str(recordings)]) == 0
    voice = tmp_path / "nantong"
    assert FIRST not in missing_lines(voice)
    clip = recorded_clips(voice)[engine_text(FIRST.words)]
    assert duration(clip) == pytest.approx(1.26, abs=0.02), "silence at its ends is taken away"
    with wave.open(str(clip), "rb") as sound:
        samples = array("h", sound.readframes(sound.getnframes()))
    assert max(samples) == pytest.approx(3277 * (1.26**0.5), rel=0.02)


def test_quiet_and_loud_recordings_become_alike(tmp_path: Path) -> None:
    for number, loudness in enumerate((500, 9000)):
        folder = tmp_path / str(number)
        record(folder / f"{FIRST.key}.wav", loudness=loudness)
        assert take(tmp_path / f"voice{number}", folder) == 0
    clips = [tmp_path / f"voice{number}" / f"{FIRST.key}.wav" for number in range(2)]
    loudest = []
    for clip in clips:
        with wave.open(str(clip), "rb") as sound:
            loudest.append(max(array("h", sound.readframes(sound.getnframes()))))
    assert loudest[0] == pytest.approx(loudest[1], rel=0.02)


def test_a_clip_whose_words_have_changed_is_lacking_again(tmp_path: Path, recordings: Path) -> None:
    voice = tmp_path / "voice"
    take(voice, recordings)
    (voice / "words.toml").write_text(f'"{FIRST.key}" = "别的话"\n', encoding="utf-8")
    assert FIRST in missing_lines(voice)
    assert recorded_clips(voice) == {}


def test_what_is_no_recording_of_a_line_is_refused_and_told(
    tmp_path: Path, recordings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(recordings / f"{FIRST.key}.wav", recordings / "nothing.of.ours.wav")
    record(recordings / f"{fixed_lines()[1].key}.wav", loudness=10)
    record(recordings / f"{fixed_lines()[2].key}.wav", channels=2)
    (recordings / f"{fixed_lines()[3].key}.wav").write_bytes(b"RIFF")
    assert take(tmp_path / "voice", recordings) == 1
    assert len(capsys.readouterr().err.splitlines()) == 4
    assert list(recorded_clips(tmp_path / "voice")) == [engine_text(FIRST.words)]


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_all_lines_can_be_rendered_ahead(tmp_path: Path) -> None:
    assert main(["ahead", "--cache", str(tmp_path / "cache")]) == 0
    different = {engine_text(line.words) for line in fixed_lines()}
    assert len(list((tmp_path / "cache").rglob("*.wav"))) == len(different)
