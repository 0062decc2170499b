"""Every voice is equally loud while it speaks, however it was recorded."""

from __future__ import annotations

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.speakers.loudness import LEVEL, levelled, louder, nearly_levelled, speaking_level

RATE = 22_050


def hum(amplitude: float, seconds: float = 0.5) -> list[int]:
    count = int(RATE * seconds)
    return [round(amplitude * math.sin(place * 0.05)) for place in range(count)]


def rms(samples: array[int]) -> float:
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples)) / 32768


@pytest.mark.parametrize("amplitude", [300, 3000, 30000])
def test_soft_and_loud_recordings_become_alike(amplitude: int) -> None:
    same = levelled(array("h", hum(amplitude)), RATE, 1.0)
    assert rms(same) == pytest.approx(LEVEL, rel=0.02)


def test_pauses_do_not_make_a_sentence_louder() -> None:
    pause = [0] * RATE
    without = levelled(array("h", hum(5000)), RATE, 1.0)
    with_pauses = levelled(array("h", [*hum(5000), *pause, *hum(5000)]), RATE, 1.0)
    assert max(with_pauses) == pytest.approx(max(without), rel=0.02)


def test_one_loud_click_is_not_cut_off() -> None:
    levelled_samples = levelled(array("h", [*hum(300), 32767, *hum(300)]), RATE, 1.0)
    assert max(levelled_samples) <= 32767


def test_silence_stays_silence() -> None:
    assert speaking_level(array("h", [0] * 1000), RATE) == 0
    assert set(levelled(array("h", [0] * 1000), RATE, 1.0)) == {0}
    assert len(levelled(array("h"), RATE, 1.0)) == 0


@given(st.lists(st.integers(-32768, 32767)), st.floats(0.01, 8))
def test_louder_never_goes_round_at_full_scale(samples: list[int], factor: float) -> None:
    for before, after in zip(samples, louder(array("h", samples), factor), strict=True):
        assert after == pytest.approx(max(-32768, min(32767, before * factor)), abs=1)


@pytest.mark.parametrize("step", [0.5, 0.25, 0.0625])
def test_a_step_of_loudness_is_exact(step: float) -> None:
    """E5: 6 dB is half."""
    full, part = (levelled(array("h", hum(9000)), RATE, volume) for volume in (1.0, step))
    assert rms(part) == pytest.approx(rms(full) * step, rel=0.02)


@pytest.mark.parametrize(
    ("decibels", "changed"), [(1.0, False), (-1.0, False), (3, True), (-3, True)]
)
def test_what_nobody_would_hear_is_left_alone(decibels: float, changed: bool) -> None:
    amplitude = 32768 * LEVEL * math.sqrt(2) * 10 ** (decibels / 20)
    samples = array("h", hum(amplitude))
    assert (nearly_levelled(samples, RATE, 1.0) != samples) is changed
    assert rms(nearly_levelled(samples, RATE, 1.0)) == pytest.approx(LEVEL, rel=0.2)
