"""Sounds of words that never change, kept on disk so that they are rendered once (F9).

Only requests marked ``fixed`` are kept: words of the program, which say nothing about anybody.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import shutil
import wave
from pathlib import Path

from devices.speakers.pyttsx3_renderer import Renderer
from devices.speakers.speaker import SpeechRequest

MOST_BYTES = 192 * 1024 * 1024
"""Over an hour of speech; the sounds that were not used for longest go first."""


class CachingRenderer:
    """A ``Renderer`` that asks another only for what it has not kept under ``kept``.

    ``version`` names engine and rendering: with another one nothing of before is used, and it is
    removed. ``folder`` takes the copies that are handed out. A cache that cannot be read or
    written costs time, never words.
    """

    def __init__(
        self,
        inner: Renderer,
        kept: Path,
        folder: Path,
        version: str,
        *,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._inner = inner
        self._kept = kept / hashlib.sha256(version.encode()).hexdigest()[:16]
        self._folder = folder
        self._most_bytes = most_bytes
        self._numbers = itertools.count(1)
        with contextlib.suppress(OSError):
            self._kept.mkdir(parents=True, exist_ok=True)
            for other in kept.iterdir():
                if other != self._kept:
                    shutil.rmtree(other)
        self._bytes = sum(size for _, size, _ in self._sounds())

    def check(self) -> bool:
        return self._inner.check()

    def render(self, request: SpeechRequest) -> Path:
        if not request.fixed:
            return self._inner.render(request)
        place = self.place_of(request)
        if _is_whole(place):
            copy = self._folder / f"kept-{next(self._numbers):06d}.wav"
            with contextlib.suppress(OSError):
                shutil.copyfile(place, copy)
                os.utime(place)
                return copy
        sound = self._inner.render(request)
        with contextlib.suppress(OSError):
            self._keep(sound, place)
        return sound

    def keep(self, request: SpeechRequest) -> None:
        """Render a fixed request, unless its sound is kept already."""
        if not self.place_of(request).exists():
            self.render(request).unlink()

    def close(self) -> None:
        self._inner.close()

    def place_of(self, request: SpeechRequest) -> Path:
        """Where the sound of a request is kept, or would be."""
        what = [request.engine_text, request.voice.name, request.rate, request.volume]
        return self._kept / f"{hashlib.sha256(json.dumps(what).encode()).hexdigest()}.wav"

    def _keep(self, sound: Path, place: Path) -> None:
        partial = place.with_suffix(".part")
        shutil.copyfile(sound, partial)
        partial.replace(place)
        self._bytes += place.stat().st_size
        if self._bytes > self._most_bytes:
            self._make_room()

    def _make_room(self) -> None:
        """Down to three quarters, so that it is not done for each sound."""
        for _used, size, path in sorted(self._sounds()):
            if self._bytes <= self._most_bytes * 3 // 4:
                return
            path.unlink(missing_ok=True)
            self._bytes -= size

    def _sounds(self) -> list[tuple[float, int, Path]]:
        try:
            stats = [(path, path.stat()) for path in self._kept.glob("*.wav")]
        except OSError:
            return []
        return [(stat.st_mtime, stat.st_size, path) for path, stat in stats]


def _is_whole(path: Path) -> bool:
    """A power cut may have left a file without its end."""
    try:
        with wave.open(str(path), "rb") as sound:
            told = sound.getnframes() * sound.getsampwidth() * sound.getnchannels()
            return 0 < told == len(sound.readframes(sound.getnframes()))
    except (OSError, EOFError, wave.Error):
        return False
