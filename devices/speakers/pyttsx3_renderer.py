"""Speech to WAV files, by a worker process that is replaced when it dies or hangs."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import select
import subprocess
import sys
import threading
from pathlib import Path
from typing import Protocol

from devices.speakers.speaker import SpeechRequest, Voice

VOICES = {Voice.MANDARIN: "sit/cmn-latn-pinyin", Voice.ENGLISH: "gmw/en"}
"""Only this Mandarin voice: espeak-ng 1.51's ``cmn`` reads Han characters as English (F7)."""

_AMPLITUDES = {Voice.MANDARIN: 0.8, Voice.ENGLISH: 1.0}
"""Of the engine, for full volume: its voices are then about equally loud (measured)."""

RENDERING = 5
"""Counts the ways of rendering there were: sounds that were kept of another are not used."""

_DONE, _REFUSED = b'{"ok": true}\n', b'{"ok": false}\n'
_START_LIMIT = 10.0
"""Seconds a new worker may take to import its engine; 0.3 on the test machine."""
_PROJECT = Path(__file__).resolve().parents[2]
_CHECKED = "ma1 ma2 ma4 ma3 ， lü4"
_TONES = ("55", "35", "51", "214")
"""How espeak-ng writes the four tones; a voice that is not Mandarin writes none."""


class RenderFailed(Exception):
    """No sound file could be made: the engine refused, died or took too long."""


class Renderer(Protocol):
    """Makes a WAV file of a request; called from one thread at a time."""

    def check(self) -> bool:
        """Whether the engine is there and its Mandarin voice speaks Mandarin (F6)."""
        ...

    def render(self, request: SpeechRequest) -> Path:
        """A new file, the caller's to remove. Raises ``RenderFailed``, within the time limit."""
        ...

    def close(self) -> None:
        """End the worker; a render under way fails."""
        ...


class Pyttsx3Renderer:
    """Renders into ``folder`` with pyttsx3 and espeak-ng in a process of its own.

    ``hurried``: somebody waits for it; else its process lets all others go first.

    ``lead_in`` seconds of silence stand before the speech, ``gain`` is a factor on all loudness. A
    request that takes more than ``limit`` seconds costs the worker its life; the next one meets a
    new worker.
    """

    def __init__(
        self,
        folder: Path,
        *,
        lead_in: float = 0.08,
        gain: float = 1.0,
        limit: float = 2.0,
        hurried: bool = True,
    ) -> None:
        self._folder = folder
        self._lead_in = lead_in
        self._gain = gain
        self._limit = limit
        self._hurried = hurried
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None = None
        self._closed = False

    @property
    def worker_id(self) -> int | None:
        """The worker's process, for who watches memory; None before the first use."""
        return None if self._worker is None else self._worker.pid

    def check(self) -> bool:
        try:
            self.render(SpeechRequest(_CHECKED)).unlink()
        except RenderFailed:
            return False
        phonemes = voice_phonemes(_CHECKED) or ""
        return "(en)" not in phonemes and all(tone in phonemes for tone in _TONES)

    def render(self, request: SpeechRequest) -> Path:
        path = self._folder / f"{next(self._numbers):06d}.wav"
        order = {
            "text": request.engine_text,
            "voice": VOICES[request.voice],
            "rate": request.rate,
            "volume": request.volume * self._gain,
            "amplitude": _AMPLITUDES[request.voice],
            "lead_in": self._lead_in,
            "path": str(path),
        }
        with self._lock:
            try:
                self._ask(self._alive(), order)
            except RenderFailed:
                path.unlink(missing_ok=True)
                raise
        return path

    def close(self) -> None:
        self._closed = True
        worker = self._worker
        if worker is not None:
            worker.kill()
        with self._lock:
            self._give_up()

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise RenderFailed("the renderer is closed")
        if self._worker is None or self._worker.poll() is not None:
            self._give_up()
            self._worker = _start_worker(hurried=self._hurried)
            self._answer(self._worker, _START_LIMIT)
        return self._worker

    def _ask(self, worker: subprocess.Popen[bytes], order: dict[str, object]) -> None:
        assert worker.stdin is not None
        try:
            worker.stdin.write(json.dumps(order).encode() + b"\n")
            worker.stdin.flush()
        except OSError as error:
            self._give_up()
            raise RenderFailed("the engine's process is gone") from error
        self._answer(worker, self._limit)

    def _answer(self, worker: subprocess.Popen[bytes], limit: float) -> None:
        """Wait for one line; silence and nonsense both cost the worker its life."""
        assert worker.stdout is not None
        ready, _, _ = select.select([worker.stdout], [], [], limit)
        line = os.read(worker.stdout.fileno(), 4096) if ready else b""
        if line not in (_DONE, _REFUSED):
            self._give_up()
            raise RenderFailed("the engine gave no answer")
        if line == _REFUSED:
            raise RenderFailed("the engine refused")

    def _give_up(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def voice_phonemes(engine_text: str) -> str | None:
    """espeak-ng's phonemes of Mandarin syllables; None where there is no espeak-ng."""
    command = ["espeak-ng", "-q", "-x", "-v", VOICES[Voice.MANDARIN].rpartition("/")[2], "--stdin"]
    try:
        done = subprocess.run(
            command, input=engine_text.encode(), capture_output=True, check=False, timeout=5
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _start_worker(*, hurried: bool) -> subprocess.Popen[bytes]:
    patience = [] if hurried else ["nice", "-n", "19"]
    return subprocess.Popen(
        [*patience, sys.executable, "-m", "devices.speakers.render_worker"],
        cwd=_PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
