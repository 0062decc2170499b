"""What comes out of a loudspeaker: recorded at a private sound server's pretended one."""

from __future__ import annotations

import math
import threading
import time
from array import array
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from devices.speakers.settings import SpeakerSettings, open_speaker
from devices.speakers.simulator.sound_server import (
    HEADPHONES,
    LOUDSPEAKER,
    RATE,
    Ear,
    SoundServer,
)
from devices.speakers.speaker import RATES, VOLUMES, Cue, Ending, SpeakerStatus, SpeechRequest
from devices.speakers.system_speaker import SystemSpeaker

pytestmark = [
    pytest.mark.skipif(
        not SoundServer.programs_there(), reason="PulseAudio and its clients are not installed"
    ),
    pytest.mark.timeout(60),
]

SENTENCE = "nin2 hao3 ， qing3 zuo4 ， nin2 yao4 ban4 shen2 me5 shi4"
SHORT = "nin2 hao3"
PLAIN = "ma1 ma1 ma1 ma1 ma1"
AT_ONCE = 0.2
"""Seconds; the most a touch may wait for silence (E2) and cached words for their start (F9)."""


@pytest.fixture(scope="module")
def server() -> Iterator[SoundServer]:
    with SoundServer() as server:
        yield server


@pytest.fixture(scope="module")
def ear(server: SoundServer) -> Iterator[Ear]:
    ear = server.listen()
    yield ear
    ear.close()


@pytest.fixture(scope="module")
def ear_at_headphones(server: SoundServer) -> Iterator[Ear]:
    ear = server.listen(HEADPHONES)
    yield ear
    ear.close()


@pytest.fixture(scope="module")
def speaker(
    server: SoundServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SystemSpeaker]:
    folder = tmp_path_factory.mktemp("sound")
    with pytest.MonkeyPatch.context() as environment:
        for name, value in server.environment.items():
            environment.setenv(name, value)
        settings = SpeakerSettings(
            device=LOUDSPEAKER, headphones=HEADPHONES, cache=folder / "cache"
        )
        speaker = open_speaker(settings, folder)
        say(speaker, SpeechRequest("a1")).wait(10)
        yield speaker
        speaker.close()


def say(speaker: SystemSpeaker, request: SpeechRequest) -> threading.Event:
    ended = threading.Event()

    def on_ended(ending: Ending) -> None:
        ended.set()

    speaker.say(request, lambda: None, on_ended)
    return ended


def heard(ear: Ear, speaker: SystemSpeaker, request: SpeechRequest) -> array[int]:
    ear.wait_for_silence(0.2, 5)
    since = time.monotonic()
    assert say(speaker, request).wait(10)
    ear.wait_for_silence(0.3, 5)
    samples = ear.recorded(since)
    loud = [place for place, sample in enumerate(samples) if abs(sample) > 50]
    return samples[loud[0] : loud[-1]]


def loudness(samples: array[int]) -> float:
    return 20 * math.log10(math.sqrt(sum(sample * sample for sample in samples) / len(samples)))


def pitch(samples: array[int]) -> float:
    """Hertz, by the median of the autocorrelation's peaks over stretches of 40 ms."""
    stretch, found = RATE // 25, []
    for start in range(0, len(samples) - 2 * stretch, stretch):
        part = samples[start : start + 2 * stretch]
        if max(map(abs, part)) < 3000:
            continue
        lags = range(RATE // 300, RATE // 70)
        sums = {lag: sum(part[i] * part[i + lag] for i in range(0, stretch, 3)) for lag in lags}
        found.append(RATE / max(sums, key=lambda lag: sums[lag]))
    return sorted(found)[len(found) // 2]


def test_kept_words_start_at_once_and_a_touch_silences_at_once(
    speaker: SystemSpeaker, ear: Ear
) -> None:
    request = SpeechRequest(SENTENCE, fixed=True)
    say(speaker, request)
    speaker.stop()
    ear.wait_for_silence(0.3, 5)
    begun = time.monotonic()
    say(speaker, request)
    first = ear.first_sound(begun)
    assert first is not None
    assert first - begun < AT_ONCE
    stopped = time.monotonic()
    speaker.stop()
    last = ear.wait_for_silence(0.3, 3)
    assert last is not None
    assert last - stopped < AT_ONCE
    assert speaker.status is SpeakerStatus.READY


def test_one_voice_ends_before_another_begins(speaker: SystemSpeaker, ear: Ear) -> None:
    """Both together would be as long as the longer one, and louder."""
    alone = heard(ear, speaker, SpeechRequest(SHORT))
    since = time.monotonic()
    say(speaker, SpeechRequest(SENTENCE))
    assert ear.first_sound(since) is not None
    cut = time.monotonic()
    assert say(speaker, SpeechRequest(SHORT)).wait(10)
    ear.wait_for_silence(0.3, 5)
    after = ear.recorded(cut)
    loud = [place for place, sample in enumerate(after) if abs(sample) > 50]
    assert (loud[-1] - loud[0]) / RATE == pytest.approx(len(alone) / RATE, abs=AT_ONCE)


def test_each_step_of_loudness_is_six_decibels(speaker: SystemSpeaker, ear: Ear) -> None:
    """E5, at the loudspeaker."""
    levels = [
        loudness(heard(ear, speaker, SpeechRequest(SHORT, volume=volume))) for volume in VOLUMES
    ]
    steps = [louder - softer for softer, louder in pairwise(levels)]
    assert all(5 <= step <= 7 for step in steps), steps


def test_speed_changes_and_pitch_does_not(speaker: SystemSpeaker, ear: Ear) -> None:
    """E7, at the loudspeaker."""
    slow = heard(ear, speaker, SpeechRequest(PLAIN, rate=RATES[0]))
    fast = heard(ear, speaker, SpeechRequest(PLAIN, rate=RATES[-1]))
    assert len(slow) / len(fast) > 1.6
    assert pitch(slow) == pytest.approx(pitch(fast), rel=0.1)


def is_silent(ear: Ear, since: float) -> bool:
    return max(map(abs, ear.recorded(since)), default=0) <= 8


def test_a_key_sounds_at_once_in_place_of_what_is_said(speaker: SystemSpeaker, ear: Ear) -> None:
    """E8: half of a sentence, then a short tone, then nothing."""
    since = time.monotonic()
    say(speaker, SpeechRequest(SENTENCE))
    assert ear.first_sound(since) is not None
    pressed = time.monotonic()
    speaker.sound(Cue.TAKEN, VOLUMES[2])
    ear.wait_for_silence(0.3, 5)
    after = ear.recorded(pressed + AT_ONCE)
    loud = [place for place, sample in enumerate(after) if abs(sample) > 50]
    assert not loud or loud[-1] / RATE < 0.3


def test_headphones_alone_sound_while_they_are_in(
    speaker: SystemSpeaker, ear: Ear, ear_at_headphones: Ear
) -> None:
    """E9: nobody else hears a word, and afterwards nothing is left in them."""
    ear.wait_for_silence(0.3, 5)
    for plugged, hears, hears_not in (
        (True, ear_at_headphones, ear),
        (False, ear, ear_at_headphones),
    ):
        speaker.to_headphones(plugged)
        since = time.monotonic()
        assert say(speaker, SpeechRequest(SHORT)).wait(10)
        speaker.sound(Cue.TAKEN, VOLUMES[2])
        hears.wait_for_silence(0.3, 5)
        assert hears.first_sound(since) is not None
        assert is_silent(hears_not, since)


def test_a_device_that_is_pulled_out_in_mid_sentence_is_told_and_nothing_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SoundServer() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        ear = server.listen()
        speaker = open_speaker(SpeakerSettings(program="paplay"), tmp_path)
        since = time.monotonic()
        ended = say(speaker, SpeechRequest(SENTENCE))
        assert ear.first_sound(since) is not None
        server.unplug()
        assert ended.wait(15), "its time passes in silence, so that its caption can be read"
        assert speaker.status is SpeakerStatus.NO_SOUND_DEVICE
        speaker.close()


def test_an_unplugged_device_passes_in_silence_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    speaker = open_speaker(SpeakerSettings(program="paplay"), tmp_path)
    assert say(speaker, SpeechRequest("a1")).wait(10)
    assert speaker.status is SpeakerStatus.NO_SOUND_DEVICE
    speaker.close()
