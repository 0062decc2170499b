"""One sound on its way to the ear; whoever stops it wins over whoever starts it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from devices.speakers.player import Playback
from devices.speakers.speaker import Cue, Ending, SpeechRequest


@dataclass(eq=False)
class Sounding:
    """A sound that MAY be stopped from any thread, before it began too."""

    stopped: bool = field(default=False, init=False)
    _playback: Playback | None = field(default=None, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def stop(self) -> None:
        """Be silent at once, or never begin."""
        with self._lock:
            self.stopped = True
            if self._playback is not None:
                self._playback.stop()

    def play(
        self, start: Callable[[], Playback], on_started: Callable[[], None] = lambda: None
    ) -> bool:
        """Play to the end or the stop; whether a device took it that far."""
        with self._lock:
            if self.stopped:
                return True
            self._playback = start()
        on_started()
        return self._playback.wait()


@dataclass(eq=False)
class Saying(Sounding):
    """An utterance, being rendered or said."""

    request: SpeechRequest
    sound: Future[Path]
    on_started: Callable[[], None]
    on_ended: Callable[[Ending], None]


@dataclass(eq=False)
class Beep(Sounding):
    """A cue."""

    cue: Cue
    volume: float
