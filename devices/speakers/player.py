"""What plays sound files, and playing nothing for as long as a sound would last."""

from __future__ import annotations

import threading
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Protocol


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

    def close(self) -> None:
        """Leave no process behind; nothing is played after it."""
        ...


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

    def close(self) -> None:
        return

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
