"""The real engine in its own process: what it makes, and that it is replaced when it goes wrong."""

from __future__ import annotations

import os
import shutil
import signal
import time
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from devices.speakers import pyttsx3_renderer
from devices.speakers.loudness import LEVEL, speaking_level
from devices.speakers.player import duration
from devices.speakers.pyttsx3_renderer import Pyttsx3Renderer, RenderFailed, voice_phonemes
from devices.speakers.speaker import RATES, VOLUMES, SpeechRequest, Voice

pytestmark = [
    pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed"),
    pytest.mark.timeout(40),
]

SENTENCE = "nin2 hao3 ， yi1 bao3 fu4 le5 jiu3 qian1 ling2 yi1 shi2 yuan2 。"
SYLLABLES = 12


@pytest.fixture
def renderer(tmp_path: Path) -> Iterator[Pyttsx3Renderer]:
    renderer = Pyttsx3Renderer(tmp_path)
    yield renderer
    renderer.close()


def loudness(wav: Path) -> float:
    with wave.open(str(wav)) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16).astype(float)
    return 20 * float(np.log10(np.sqrt(np.mean(samples**2))))


def test_the_engine_is_there_and_its_voice_speaks_mandarin(renderer: Pyttsx3Renderer) -> None:
    assert renderer.check()
    assert "(en)" not in (voice_phonemes(SENTENCE) or "(en)")


def test_the_check_sees_what_would_be_read_in_english() -> None:
    assert "(en)" in (voice_phonemes("yuan % Wi-Fi") or "")


def test_a_sentence_takes_as_long_as_its_syllables(renderer: Pyttsx3Renderer) -> None:
    wav = renderer.render(SpeechRequest(SENTENCE, rate=RATES[2]))
    per_minute = SYLLABLES * 60 / duration(wav)
    assert 120 < per_minute < 220


def test_the_very_first_file_is_whole(tmp_path: Path) -> None:
    first = Pyttsx3Renderer(tmp_path)
    length = duration(first.render(SpeechRequest(SENTENCE)))
    again = duration(first.render(SpeechRequest(SENTENCE)))
    first.close()
    assert length == pytest.approx(again, abs=0.01)


def test_each_rate_is_faster_than_the_one_before(renderer: Pyttsx3Renderer) -> None:
    lengths = [duration(renderer.render(SpeechRequest(SENTENCE, rate=rate))) for rate in RATES]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] / lengths[-1] > 1.7


def test_each_volume_is_six_decibels_above_the_one_before(renderer: Pyttsx3Renderer) -> None:
    levels = [loudness(renderer.render(SpeechRequest(SENTENCE, volume=v))) for v in VOLUMES]
    steps = np.diff(levels)
    assert all(5 <= step <= 7 for step in steps), steps
    assert sum(steps) == pytest.approx(24, abs=1.5)


def test_every_sentence_is_as_loud_as_the_others_in_both_languages(
    renderer: Pyttsx3Renderer,
) -> None:
    requests = [
        *(SpeechRequest(text, volume=VOLUMES[2]) for text in (SENTENCE, "jie1 zhe5 du2", "da4")),
        SpeechRequest("Please lay down your card.", Voice.ENGLISH, volume=VOLUMES[2]),
    ]
    for request in requests:
        with wave.open(str(renderer.render(request)), "rb") as sound:
            samples = array("h", sound.readframes(sound.getnframes()))
            level = speaking_level(samples, sound.getframerate())
        assert 20 * np.log10(level / (LEVEL * VOLUMES[2])) == pytest.approx(0, abs=1.6)


def test_a_change_of_rate_holds_from_the_next_sentence_on(renderer: Pyttsx3Renderer) -> None:
    slow, fast = (duration(renderer.render(SpeechRequest(SENTENCE, rate=r))) for r in RATES[::5])
    for _ in range(15):
        assert duration(renderer.render(SpeechRequest(SENTENCE, rate=RATES[0]))) > slow - 0.1
        assert duration(renderer.render(SpeechRequest(SENTENCE, rate=RATES[-1]))) < fast + 0.1


def test_silence_stands_before_the_first_syllable(tmp_path: Path) -> None:
    plain, padded = Pyttsx3Renderer(tmp_path, lead_in=0), Pyttsx3Renderer(tmp_path, lead_in=0.3)
    without = duration(plain.render(SpeechRequest(SENTENCE)))
    plain.close()
    added = duration(padded.render(SpeechRequest(SENTENCE))) - without
    padded.close()
    assert added == pytest.approx(0.3, abs=0.01)


def test_the_english_voice_is_another_voice(renderer: Pyttsx3Renderer) -> None:
    english = renderer.render(SpeechRequest("Good morning.", Voice.ENGLISH))
    assert 0.4 < duration(english) < 2


def test_a_worker_that_died_is_replaced(renderer: Pyttsx3Renderer) -> None:
    renderer.render(SpeechRequest(SENTENCE))
    os.kill(worker_of(renderer), signal.SIGKILL)
    for _attempt in range(2):
        try:
            wav = renderer.render(SpeechRequest(SENTENCE))
            break
        except RenderFailed:
            continue
    assert wav.exists()


def test_a_worker_that_hangs_is_given_up_in_time_and_replaced(tmp_path: Path) -> None:
    renderer = Pyttsx3Renderer(tmp_path, limit=0.5)
    renderer.render(SpeechRequest(SENTENCE)).unlink()
    os.kill(worker_of(renderer), signal.SIGSTOP)
    begun = time.monotonic()
    with pytest.raises(RenderFailed):
        renderer.render(SpeechRequest(SENTENCE))
    assert time.monotonic() - begun < 2
    assert list(tmp_path.iterdir()) == []
    assert renderer.render(SpeechRequest(SENTENCE)).exists()
    renderer.close()


def test_a_voice_that_is_missing_is_a_failure_and_not_english(
    renderer: Pyttsx3Renderer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(pyttsx3_renderer.VOICES, Voice.MANDARIN, "sit/no-such-voice")
    with pytest.raises(RenderFailed):
        renderer.render(SpeechRequest(SENTENCE))
    assert not renderer.check()
    assert list(tmp_path.iterdir()) == []


def test_an_english_voice_in_its_place_is_noticed(
    renderer: Pyttsx3Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(pyttsx3_renderer.VOICES, Voice.MANDARIN, "gmw/en")
    assert not renderer.check()


def test_a_closed_renderer_leaves_no_process(tmp_path: Path) -> None:
    renderer = Pyttsx3Renderer(tmp_path)
    renderer.render(SpeechRequest(SENTENCE))
    worker = worker_of(renderer)
    renderer.close()
    assert not Path("/proc", str(worker)).exists()
    with pytest.raises(RenderFailed):
        renderer.render(SpeechRequest(SENTENCE))


def worker_of(renderer: Pyttsx3Renderer) -> int:
    worker = renderer.worker_id
    assert worker is not None
    return worker
