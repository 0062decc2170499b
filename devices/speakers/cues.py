"""The cues of keys, which are tones, and the technician's noise, made here: the engine has none."""

from __future__ import annotations

import math
import random
import tempfile
import wave
from array import array
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from devices.speakers.loudness import LEVEL
from devices.speakers.speaker import Cue

RATE = 22_050
_HERTZ_AND_SECONDS = {
    Cue.TAKEN: ((880.0, 0.12),),
    Cue.TAKEN_BACK: ((587.0, 0.12),),
    Cue.REFUSED: ((440.0, 0.09), (0.0, 0.06), (440.0, 0.09)),
    Cue.CALL: ((659.0, 0.35), (523.0, 0.45)),
}
"""Below 1 kHz, where old ears hear best; lower is less."""
_AMPLITUDE = LEVEL * math.sqrt(2)
"""Of full scale: a tone is as loud as the voice while it speaks."""
_EDGE = 0.01
"""Seconds in which a tone swells and fades, so that it does not click."""
_NOISE_SECONDS = 30.0
_NOISE_BAND = (150.0, 900.0)
"""Hertz, first order at either end: about the spectrum of the voice."""
_NOISE_LEVEL = 0.86 * LEVEL
"""With the A weighting of sound meters the noise is then as loud as the voice (tested)."""
_NOISE_RMS = 0.1865
"""Of the band's noise before it is levelled."""


def cue_file(
    cue: Cue,
    volume: float,
    *,
    folder: Path | None = None,
    lead_in: float = 0.0,
    gain: float = 1.0,
) -> Path:
    """A new WAV file, the caller's to remove, after ``lead_in`` seconds of silence.

    ``volume`` is above 0 up to 1; without ``folder`` it stands where temporary files go.
    """
    with tempfile.NamedTemporaryFile(suffix=".wav", dir=folder, delete=False) as file:
        with wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            sound.writeframes(bytes(int(RATE * lead_in) * 2))
            sound.writeframes(_samples(cue, volume * gain).tobytes())
        return Path(file.name)


def _samples(cue: Cue, volume: float) -> array[int]:
    if cue is Cue.CALIBRATION:
        return _scaled(
            islice(_noise(), int(RATE * _NOISE_SECONDS)), _NOISE_LEVEL / _NOISE_RMS * volume
        )
    pieces = (_sine(hertz, seconds) for hertz, seconds in _HERTZ_AND_SECONDS[cue])
    return _scaled(chain.from_iterable(pieces), _AMPLITUDE * volume)


def _scaled(samples: Iterator[float], factor: float) -> array[int]:
    wanted = (round(32767 * factor * sample) for sample in samples)
    return array("h", (max(-32768, min(32767, sample)) for sample in wanted))


def _sine(hertz: float, seconds: float) -> list[float]:
    count, edge = int(RATE * seconds), RATE * _EDGE
    return [
        math.sin(2 * math.pi * hertz * place / RATE) * min(1, place / edge, (count - place) / edge)
        for place in range(count)
    ]


def _noise() -> Iterator[float]:
    """White noise through a low pass and a high pass; the same each time, so that it compares."""
    white = random.Random(0)
    high, low = (math.exp(-2 * math.pi * hertz / RATE) for hertz in _NOISE_BAND)
    smooth = passed = 0.0
    while True:
        before = smooth
        smooth += (1 - low) * (white.uniform(-1, 1) - smooth)
        passed = high * (passed + smooth - before)
        yield passed
