"""A test tone for one loudspeaker or both: tells left from right, and whether anything sounds."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 48_000
HERTZ = 440.0
SECONDS = 1.5
LOUDNESS = 0.35
"""Of full scale: some 9 dB below it."""
FADE_S = 0.02
"""A tone that begins at once clicks."""


def write_tone(wav: Path, *, left: bool, right: bool) -> None:
    """Write a stereo file of 16 bits, silent on the channels that are not wanted."""
    count = round(RATE * SECONDS)
    frames = bytearray()
    for number in range(count):
        level = _level(number, count)
        frames += struct.pack("<hh", level if left else 0, level if right else 0)
    with wave.open(str(wav), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(bytes(frames))


def _level(number: int, count: int) -> int:
    fade = min(1.0, number / (RATE * FADE_S), (count - number) / (RATE * FADE_S))
    return round(32767 * LOUDNESS * fade * math.sin(2 * math.pi * HERTZ * number / RATE))
