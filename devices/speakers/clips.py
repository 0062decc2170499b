"""Recorded human voices: a clip that says the very words wins over the engine."""

from __future__ import annotations

import itertools
import wave
from array import array
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from devices.speakers.loudness import levelled, louder
from devices.speakers.pyttsx3_renderer import Renderer
from devices.speakers.speaker import RATES, SpeechRequest, Voice

USUAL_RATE = RATES[2]
"""A clip has its speaker's own speed; at any other the engine speaks."""

_QUIET = 0.01
"""Of the loudest sample: what is softer at either end of a recording is taken away (-40 dB)."""
_LEFT_AT_ENDS = (0.01, 0.25)
"""Seconds left before the first and after the last of it."""

Clips = Mapping[str, Path]
"""Toned syllables to the clip that says them, a 16-bit WAV file."""


class NotAClip(Exception):
    """A recording that cannot be used; says why."""


class ClipRenderer:
    """A ``Renderer`` that takes the clip of the words where there is one.

    ``clips`` is asked for once, in the thread that renders, for it takes a moment. A clip that
    cannot be read is as good as none.
    """

    def __init__(
        self,
        inner: Renderer,
        clips: Callable[[], Clips],
        folder: Path,
        *,
        lead_in: float = 0.0,
        gain: float = 1.0,
    ) -> None:
        self._inner = inner
        self._load = clips
        self._folder = folder
        self._lead_in = lead_in
        self._gain = gain
        self._numbers = itertools.count(1)

    @cached_property
    def _clips(self) -> Clips:
        return self._load()

    def check(self) -> bool:
        _ = self._clips
        return self._inner.check()

    def render(self, request: SpeechRequest) -> Path:
        usual = request.voice is Voice.MANDARIN and request.rate == USUAL_RATE
        clip = self._clips.get(request.engine_text) if usual else None
        if clip is not None:
            sound = self._folder / f"clip-{next(self._numbers):06d}.wav"
            try:
                copy_louder(clip, sound, request.volume * self._gain, self._lead_in)
            except (OSError, EOFError, wave.Error):
                sound.unlink(missing_ok=True)
            else:
                return sound
        return self._inner.render(request)

    def close(self) -> None:
        self._inner.close()


def copy_louder(source: Path, copy: Path, factor: float, lead_in: float = 0.0) -> None:
    """Copy a 16-bit WAV file with every sample times ``factor``, after ``lead_in`` s of silence.

    What would be too loud is cut off at full scale. Raises ``wave.Error`` for other sample widths.
    """
    with wave.open(str(source), "rb") as sound:
        shape, frames = sound.getparams(), sound.readframes(sound.getnframes())
    if shape.sampwidth != 2:
        raise wave.Error("samples of 16 bits are needed")
    with wave.open(str(copy), "wb") as copied:
        copied.setparams(shape)
        copied.writeframes(bytes(int(shape.framerate * lead_in) * 2 * shape.nchannels))
        copied.writeframes(louder(array("h", frames), factor).tobytes())


def level(recording: Path, clip: Path) -> None:
    """Take the silence off both ends of a recording and bring it to the voice's loudness.

    Raises ``NotAClip`` for what is not 16 bits, one channel, or has nothing to hear.
    """
    with wave.open(str(recording), "rb") as sound:
        shape, frames = sound.getparams(), sound.readframes(sound.getnframes())
    if (shape.sampwidth, shape.nchannels) != (2, 1):
        raise NotAClip("must be one channel of 16 bits")
    samples = array("h", frames)
    loudest = max(map(abs, samples), default=0)
    if loudest < 100:
        raise NotAClip("nothing can be heard in it")
    heard = [place for place, sample in enumerate(samples) if abs(sample) > loudest * _QUIET]
    before, after = (int(shape.framerate * seconds) for seconds in _LEFT_AT_ENDS)
    kept = samples[max(heard[0] - before, 0) : heard[-1] + after]
    with wave.open(str(clip), "wb") as written:
        written.setparams(shape)
        written.writeframes(levelled(kept, shape.framerate, 1.0).tobytes())
