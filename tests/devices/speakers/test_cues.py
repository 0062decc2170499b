"""Tones say what a key did and never which; the noise is as loud to a sound meter as the voice."""

from __future__ import annotations

import itertools
import shutil
import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from devices.speakers.cues import cue_file
from devices.speakers.player import duration
from devices.speakers.pyttsx3_renderer import Pyttsx3Renderer
from devices.speakers.speaker import VOLUMES, Cue, SpeechRequest

FRAME = 1024
SENTENCES = (
    "nin2 hao3 ， yao4 ban4 shi4 ma5 ？",
    "qing3 ba3 ka3 fang4 zai4 zhe4 li3",
    "yi4 qian1 er4 bai3 san1 shi2 si4 yuan2 wu3 jiao3",
)


def samples_of(path: Path) -> tuple[NDArray[np.float64], int]:
    """Samples, of which full scale is 1, and their rate."""
    with wave.open(str(path), "rb") as sound:
        frames = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
        return frames.astype(float) / 32768, sound.getframerate()


def a_weights(hertz: NDArray[np.floating]) -> NDArray[np.float64]:
    """The A weighting of sound meters, as factors on amplitude (IEC 61672-1)."""
    f2 = hertz**2
    low = (f2 + 20.6**2) * (f2 + 12194**2) * np.sqrt((f2 + 107.7**2) * (f2 + 737.9**2))
    return np.asarray(1.2589 * 12194**2 * f2**2 / low)


def loudness(samples: NDArray[np.float64], rate: int) -> float:
    """A-weighted level in dB of full scale, without pauses (30 dB below the loudest)."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    spectra = np.abs(np.fft.rfft(frames, axis=1))[:, 1:]
    power = (spectra**2).sum(axis=1)
    weights = a_weights(np.fft.rfftfreq(FRAME, 1 / rate)[1:])
    heard = 2 * ((spectra * weights) ** 2).sum(axis=1) / FRAME**2
    return float(10 * np.log10(heard[power > power.max() / 1000].mean()))


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(Cue, 2)))
def test_each_sounds_different(one: Cue, other: Cue) -> None:
    sounds = [cue_file(tone, 1.0) for tone in (one, other)]
    assert sounds[0].read_bytes() != sounds[1].read_bytes()
    for sound in sounds:
        sound.unlink()


def test_a_call_for_staff_is_calm(tmp_path: Path) -> None:
    """Two notes of half a second, as loud as the voice: no siren."""
    sound = cue_file(Cue.CALL, 1.0, folder=tmp_path)
    key = cue_file(Cue.TAKEN, 1.0, folder=tmp_path)
    assert 0.5 < duration(sound) < 1.5
    loudest = [np.abs(samples_of(each)[0]).max() for each in (sound, key)]
    assert loudest[0] == pytest.approx(loudest[1], rel=0.02)


@pytest.mark.parametrize("cue", [Cue.TAKEN, Cue.TAKEN_BACK, Cue.REFUSED])
def test_a_key_is_heard_at_once_and_not_for_long(tmp_path: Path, cue: Cue) -> None:
    sound = cue_file(cue, 1.0, folder=tmp_path)
    samples, rate = samples_of(sound)
    first = int(np.argmax(np.abs(samples) > 0.01))
    assert 0 < first / rate < 0.01
    assert duration(sound) < 0.3


@pytest.mark.parametrize(("volume", "gain"), [(VOLUMES[0], 1.0), (VOLUMES[2], 0.5), (1.0, 2.0)])
def test_loudness_follows_the_person_and_the_site(
    tmp_path: Path, volume: float, gain: float
) -> None:
    usual, _ = samples_of(cue_file(Cue.TAKEN, 1.0, folder=tmp_path))
    other, _ = samples_of(cue_file(Cue.TAKEN, volume, folder=tmp_path, gain=gain))
    assert other.max() == pytest.approx(usual.max() * volume * gain, abs=1e-4)


def test_a_lead_in_wakes_the_device_first(tmp_path: Path) -> None:
    samples, rate = samples_of(cue_file(Cue.TAKEN, 1.0, folder=tmp_path, lead_in=0.2))
    assert not samples[: int(rate * 0.2)].any()


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_noise_is_to_a_sound_meter_as_loud_as_the_voice(tmp_path: Path) -> None:
    """E6: what a technician reads off while it sounds is what people hear of speech."""
    renderer = Pyttsx3Renderer(tmp_path, lead_in=0)
    said = [samples_of(renderer.render(SpeechRequest(text, volume=1.0))) for text in SENTENCES]
    renderer.close()
    voice = sum(loudness(samples, rate) for samples, rate in said) / len(said)
    noise, rate = samples_of(cue_file(Cue.CALIBRATION, 1.0, folder=tmp_path))
    assert loudness(noise[: rate * 5], rate) == pytest.approx(voice, abs=1)
