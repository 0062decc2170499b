"""Sound files to sound. A playback is a process of its own, so that it can be killed at once."""

from __future__ import annotations

import subprocess
import tempfile
import threading
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

_PATIENCE = 5.0
"""Seconds past a file's length after which a device is taken to hang."""


class Playback(Protocol):
    """One file being played."""

    def wait(self) -> bool:
        """Return when it is over or stopped: whether a device took it to the end or the stop."""
        ...

    def stop(self) -> None:
        """Be silent at once. MAY be called from any thread, and more than once."""
        ...


class Player(Protocol):
    """Plays WAV files."""

    def probe(self) -> bool:
        """Whether there is a device that opens."""
        ...

    def start(self, wav: Path) -> Playback:
        """Begin to play a file, which stays until the playback is over."""
        ...


class AplayPlayer:
    """ALSA's ``aplay``, which reaches PulseAudio and PipeWire through their ALSA devices.

    ``device`` is an ALSA name such as ``default`` or ``plughw:0``.
    """

    def __init__(self, device: str = "default") -> None:
        self._command = ["aplay", "-q", "-D", device]

    def probe(self) -> bool:
        with tempfile.NamedTemporaryFile(suffix=".wav") as silence:
            write_silence(Path(silence.name), 0.02)
            return self.start(Path(silence.name)).wait()

    def start(self, wav: Path) -> Playback:
        try:
            process = subprocess.Popen(
                [*self._command, str(wav)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return _Unplayable()
        return _Process(process, duration(wav) + _PATIENCE)


class SilentPlayer:
    """Plays nothing, for as long as the sound would last: captions and idle times stay right.

    ``wait`` waits for an event or a number of seconds and says whether the event came.
    """

    def __init__(self, wait: Callable[[threading.Event, float], bool] = threading.Event.wait):
        self._wait = wait

    def probe(self) -> bool:
        return False

    def start(self, wav: Path) -> Playback:
        return self.rest(duration(wav))

    def rest(self, seconds: float) -> Playback:
        """Silence of so many seconds."""
        return _Silence(seconds, self._wait)


def duration(wav: Path) -> float:
    """Seconds of a WAV file."""
    with wave.open(str(wav), "rb") as sound:
        return sound.getnframes() / sound.getframerate()


def write_silence(wav: Path, seconds: float, rate: int = 22_050) -> None:
    """Write a WAV file without sound."""
    with wave.open(str(wav), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(bytes(int(rate * seconds) * 2))


class _Process:
    def __init__(self, process: subprocess.Popen[bytes], limit: float) -> None:
        self._process = process
        self._limit = limit
        self._stopped = False

    def wait(self) -> bool:
        try:
            code = self._process.wait(self._limit)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return False
        return code == 0 or self._stopped

    def stop(self) -> None:
        self._stopped = True
        self._process.kill()


class _Silence:
    def __init__(self, seconds: float, wait: Callable[[threading.Event, float], bool]) -> None:
        self._seconds = seconds
        self._wait = wait
        self._stopped = threading.Event()

    def wait(self) -> bool:
        self._wait(self._stopped, self._seconds)
        return True

    def stop(self) -> None:
        self._stopped.set()


class _Unplayable:
    def wait(self) -> bool:
        return False

    def stop(self) -> None:
        return
