"""The process that turns speech requests into WAV files with pyttsx3 and espeak-ng.

It stands alone because the engine library may hang or crash, is bound to one thread and cannot be
interrupted. One JSON object a line on standard input, ``{"text", "voice", "rate", "volume",
"amplitude", "lead_in", "path"}``, is answered on standard output by ``{"ok": true}`` or
``{"ok": false}``; the first line out, before any request, says whether the engine and both voices
are there. ``volume`` is how loud it is to be, ``amplitude`` the engine's for full volume.

The engine's own playback is never used: it cannot be stopped. What was measured of pyttsx3 2.99:
properties are queued behind the run loop, an unknown voice is swallowed and speaks English, and
``save_to_file`` talks on standard output; hence the checks here. The first ``runAndWait`` of a
process comes back before its work is done, so it is spent on nothing. A property set within
milliseconds of the last synthesis is lost every third time; set again a moment later it holds.
"""

from __future__ import annotations

import json
import os
import sys
import time
import wave
from array import array
from pathlib import Path
from typing import Any, TextIO

from devices.speakers.loudness import louder, nearly_levelled

_EVEN = 0.91
"""espeak-ng's amplitude falls a little faster than its setting (measured): this makes it even."""

_COARSE = 0.25
"""Softer than this a whole step of the engine's amplitude, of which it has 100, can be heard: what
is to be softer is rendered as loud as this, and every sample made smaller."""

_PAUSE = 0.02
"""Seconds between the two settings of the properties."""

_SILENCE = 200
"""Samples below this, of 32768 at full volume, are silence (-44 dB)."""
_BEFORE, _AFTER = 0.005, 0.25
"""Seconds of it left before the first sound, and after the last: the pause to the next sentence."""


def main() -> None:
    """Answer requests until standard input closes."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    engine = _engine()
    _answer(answers, engine is not None)
    if engine is None:
        return
    settings: tuple[object, ...] = ()
    for line in sys.stdin:
        request = json.loads(line)
        amplitude = min(max(request["volume"], _COARSE) * request["amplitude"], 1.0) ** _EVEN
        wanted = (request["voice"], request["rate"], amplitude)
        if wanted != settings:
            _settle(engine, *wanted)
            settings = wanted
        _answer(answers, _render(engine, request))


def _engine() -> Any | None:
    try:
        import pyttsx3

        engine = pyttsx3.init("espeak")
        engine.runAndWait()
    except (ImportError, OSError, RuntimeError, KeyError):
        return None
    return engine


def _render(engine: Any, request: dict[str, Any]) -> bool:
    path = Path(request["path"])
    engine.save_to_file(request["text"], str(path))
    engine.runAndWait()
    if engine.getProperty("voice") != request["voice"] or not path.exists():
        path.unlink(missing_ok=True)
        return False
    _dress(path, request["lead_in"], request["volume"])
    return True


def _settle(engine: Any, voice: str, rate: int, amplitude: float) -> None:
    """Set voice, rate and amplitude, so that they hold for the next synthesis."""
    for pause in (_PAUSE, 0):
        engine.setProperty("voice", voice)
        engine.setProperty("rate", rate)
        engine.setProperty("volume", amplitude)
        time.sleep(pause)


def _dress(path: Path, lead_in: float, volume: float) -> None:
    """Take the engine's silence off both ends, put ``lead_in`` seconds before, and level it."""
    with wave.open(str(path), "rb") as spoken:
        parameters, frames = spoken.getparams(), spoken.readframes(spoken.getnframes())
    samples = array("h", frames)
    first, end = _heard(samples, _SILENCE * max(volume, _COARSE))
    first = max(first - int(parameters.framerate * _BEFORE), 0)
    end = end + int(parameters.framerate * _AFTER)
    with wave.open(str(path), "wb") as dressed:
        dressed.setparams(parameters)
        dressed.writeframes(bytes(int(parameters.framerate * lead_in) * parameters.sampwidth))
        dressed.writeframes(_as_loud(samples[first:end], parameters.framerate, volume).tobytes())


def _as_loud(samples: array[int], rate: int, volume: float) -> array[int]:
    rendered_at = max(volume, _COARSE)
    level = nearly_levelled(samples, rate, rendered_at)
    return level if volume == rendered_at else louder(level, volume / rendered_at)


def _heard(samples: array[int], threshold: float) -> tuple[int, int]:
    """From where to where there is more than silence; everything where it is silent throughout."""
    loud = (place for place, sample in enumerate(samples) if abs(sample) > threshold)
    first = next(loud, 0)
    from_behind = (place for place in range(len(samples)) if abs(samples[~place]) > threshold)
    return first, len(samples) - next(from_behind, 0)


def _answer(answers: TextIO, ok: bool) -> None:
    answers.write(json.dumps({"ok": ok}) + "\n")


if __name__ == "__main__":
    main()
