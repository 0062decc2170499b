"""One loudness for every voice: the engine's in each language, and what people recorded.

What is compared is how loud a voice is while it speaks: pauses would make a sentence with many of
them seem soft, and so be made louder than its neighbours.
"""

from __future__ import annotations

from array import array

LEVEL = 0.11
"""Root mean square while speaking, of full scale (-19 dB): what a voice has at full volume."""
TOLERANCE = 1.19
"""A factor of 1.5 dB, which nobody hears between two sentences."""
_PEAK = 0.99
"""Nothing is made so loud that more than this of full scale would be needed."""
_STRETCH = 0.02
"""Seconds over which loudness is looked at."""
_EVERY = 5
"""Of so many samples one is looked at; at 22 kHz that finds the level within 0.1 dB (tested)."""
_PAUSE = 1e-3
"""Power below this of the loudest stretch is a pause (-30 dB)."""


def speaking_level(samples: array[int], rate: int) -> float:
    """Root mean square of what is no pause, 0 to 1 of full scale; ``rate`` is samples a second."""
    stretch = max(int(rate * _STRETCH), 1)
    powers = [
        _power(samples[start : start + stretch : _EVERY])
        for start in range(0, len(samples), stretch)
    ]
    loudest = max(powers, default=0.0)
    speaking = [power for power in powers if power > loudest * _PAUSE]
    return float((sum(speaking) / len(speaking)) ** 0.5 / 32768) if speaking else 0.0


def levelled(samples: array[int], rate: int, volume: float) -> array[int]:
    """The same at ``LEVEL`` times ``volume``; silence stays silence."""
    level = speaking_level(samples, rate)
    return louder(samples, _bounded(samples, LEVEL * volume / level)) if level else samples


def nearly_levelled(samples: array[int], rate: int, volume: float) -> array[int]:
    """As ``levelled``, ten times faster where all is right within ``TOLERANCE``: left alone."""
    level = speaking_level(samples, rate)
    if not level or 1 / TOLERANCE < LEVEL * volume / level < TOLERANCE:
        return samples
    return louder(samples, _bounded(samples, LEVEL * volume / level))


def louder(samples: array[int], factor: float) -> array[int]:
    """Every sample times ``factor``; what would be too loud is cut off at full scale."""
    if _bounded(samples, factor) < factor:
        scaled = (int(sample * factor) for sample in samples)
        return array("h", (max(-32768, min(32767, sample)) for sample in scaled))
    return array("h", [int(sample * factor) for sample in samples])


def _bounded(samples: array[int], factor: float) -> float:
    """The factor, or as much of it as does not go beyond full scale."""
    if factor <= 1:
        return factor
    loudest = max(max(samples, default=0), -min(samples, default=0))
    return min(factor, _PEAK * 32767 / loudest) if loudest else factor


def _power(samples: array[int]) -> float:
    return sum(sample * sample for sample in samples) / len(samples)
