"""Tones say what a key did and never which; the noise is as loud to a sound meter as the voice."""

from __future__ import annotations

import cmath
import itertools
import math
import shutil
import wave
from array import array
from pathlib import Path

import pytest

from devices.speakers.player import duration
from devices.speakers.pyttsx3_renderer import Pyttsx3Renderer
from devices.speakers.speaker import VOLUMES, SpeechRequest, Tone
from devices.speakers.tones import tone_file

FRAME = 1024
SENTENCES = (
    "nin2 hao3 ， yao4 ban4 shi4 ma5 ？",
    "qing3 ba3 ka3 fang4 zai4 zhe4 li3",
    "yi4 qian1 er4 bai3 san1 shi2 si4 yuan2 wu3 jiao3",
)


def samples_of(path: Path) -> tuple[array[int], int]:
    with wave.open(str(path), "rb") as sound:
        return array("h", sound.readframes(sound.getnframes())), sound.getframerate()


def spectrum(values: list[complex]) -> list[complex]:
    """The discrete Fourier transform of a power of two of values."""
    if len(values) == 1:
        return values
    even, odd = spectrum(values[0::2]), spectrum(values[1::2])
    half = len(values) // 2
    turned = [cmath.exp(-1j * math.pi * place / half) * odd[place] for place in range(half)]
    pairs = list(zip(even, turned, strict=True))
    return [one + other for one, other in pairs] + [one - other for one, other in pairs]


def a_weight(hertz: float) -> float:
    """The A weighting of sound meters, a factor on amplitude (IEC 61672-1)."""
    f2 = hertz * hertz
    low = (f2 + 20.6**2) * (f2 + 12194**2) * math.sqrt((f2 + 107.7**2) * (f2 + 737.9**2))
    return 1.2589 * 12194**2 * f2 * f2 / low


def loudness(samples: array[int], rate: int) -> float:
    """A-weighted level in dB of full scale, without pauses (30 dB below the loudest)."""
    levels = []
    for start in range(0, len(samples) - FRAME, FRAME):
        frame = spectrum([complex(sample / 32768) for sample in samples[start : start + FRAME]])
        bins = range(1, FRAME // 2)
        heard = sum(abs(frame[k] * a_weight(k * rate / FRAME)) ** 2 for k in bins)
        levels.append((sum(abs(frame[k]) ** 2 for k in bins), 2 * heard / FRAME**2))
    loudest = max(level for level, _ in levels)
    speaking = [heard for level, heard in levels if level > loudest / 1000]
    return 10 * math.log10(sum(speaking) / len(speaking))


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(Tone, 2)))
def test_each_sounds_different(one: Tone, other: Tone) -> None:
    sounds = [tone_file(tone, 1.0) for tone in (one, other)]
    assert samples_of(sounds[0]) != samples_of(sounds[1])
    for sound in sounds:
        sound.unlink()


@pytest.mark.parametrize("tone", [Tone.TAKEN, Tone.TAKEN_BACK, Tone.REFUSED])
def test_a_key_is_heard_at_once_and_not_for_long(tmp_path: Path, tone: Tone) -> None:
    sound = tone_file(tone, 1.0, folder=tmp_path)
    samples, rate = samples_of(sound)
    first = next(place for place, sample in enumerate(samples) if abs(sample) > 300)
    assert first / rate < 0.01
    assert duration(sound) < 0.3


@pytest.mark.parametrize(("volume", "gain"), [(VOLUMES[0], 1.0), (VOLUMES[2], 0.5), (1.0, 2.0)])
def test_loudness_follows_the_person_and_the_site(
    tmp_path: Path, volume: float, gain: float
) -> None:
    usual = max(samples_of(tone_file(Tone.TAKEN, 1.0, folder=tmp_path))[0])
    other = max(samples_of(tone_file(Tone.TAKEN, volume, folder=tmp_path, gain=gain))[0])
    assert other == pytest.approx(usual * volume * gain, abs=1)


def test_a_lead_in_wakes_the_device_first(tmp_path: Path) -> None:
    samples, rate = samples_of(tone_file(Tone.TAKEN, 1.0, folder=tmp_path, lead_in=0.2))
    assert set(samples[: int(rate * 0.2)]) == {0}


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_noise_is_to_a_sound_meter_as_loud_as_the_voice(tmp_path: Path) -> None:
    """E6: what a technician reads off while it sounds is what people hear of speech."""
    renderer = Pyttsx3Renderer(tmp_path, lead_in=0)
    said = [samples_of(renderer.render(SpeechRequest(text, volume=1.0))) for text in SENTENCES]
    renderer.close()
    voice = sum(loudness(samples, rate) for samples, rate in said) / len(said)
    noise, rate = samples_of(tone_file(Tone.CALIBRATION, 1.0, folder=tmp_path))
    assert loudness(noise[: rate * 5], rate) == pytest.approx(voice, abs=1)
