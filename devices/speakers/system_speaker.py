"""The terminal's speaker: renders, plays, can be cut at any moment, and knows how it is."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from devices.speakers.cues import cue_file
from devices.speakers.player import Player, SilentPlayer
from devices.speakers.pyttsx3_renderer import Renderer, RenderFailed
from devices.speakers.sounding import Beep, Saying
from devices.speakers.speaker import Cue, Ending, SpeakerStatus, SpeechRequest

_FAULTY_AFTER = 2
"""Renderings that fail in a row before the engine is called faulty; one may be bad luck."""


class SystemSpeaker:
    """A ``Speaker`` over a renderer and a player.

    One thread renders, one plays and calls back. Where the device does not play, or no sound could
    be made, the utterance passes in silence in its own time, so that captions can be read; each
    next one tries again, and nothing needs to be restarted.
    ``headphones`` plays into them where they are a device of their own, ``cues`` makes the files
    of cues, and ``on_status`` is told each change, from the playing thread.
    """

    def __init__(
        self,
        renderer: Renderer,
        player: Player,
        *,
        headphones: Player | None = None,
        cues: Callable[[Cue, float], Path] = cue_file,
        on_status: Callable[[SpeakerStatus], None] = lambda _status: None,
        silent: SilentPlayer | None = None,
    ) -> None:
        self._renderer = renderer
        self._loudspeaker, self._headphones = player, headphones
        self._player = player
        self._cues = cues
        self._silent = silent or SilentPlayer()
        self._on_status = on_status
        self._status = SpeakerStatus.READY
        self._failures = 0
        self._lock = threading.Lock()
        self._sounds: queue.SimpleQueue[Saying | Beep | None] = queue.SimpleQueue()
        self._last: Saying | Beep | None = None
        self._prepared: dict[SpeechRequest, Future[Path]] = {}
        self._rendering = ThreadPoolExecutor(1, thread_name_prefix="speech-render")
        self._checked = self._rendering.submit(renderer.check)
        self._playing = threading.Thread(target=self._run, name="speech-play", daemon=True)
        self._playing.start()

    @property
    def status(self) -> SpeakerStatus:
        return self._status

    def say(
        self,
        request: SpeechRequest,
        on_started: Callable[[], None],
        on_ended: Callable[[Ending], None],
    ) -> None:
        with self._lock:
            sound = self._prepared.pop(request, None) or self._render(request)
            self._forget_prepared()
            self._take_turn(Saying(request, sound, on_started, on_ended))

    def prepare(self, request: SpeechRequest) -> None:
        with self._lock:
            if not self._prepared:
                self._prepared[request] = self._render(request)

    def sound(self, cue: Cue, volume: float) -> None:
        with self._lock:
            self._take_turn(Beep(cue, volume))

    def to_headphones(self, plugged: bool) -> None:
        own = self._headphones if plugged else None
        self._player = own or self._loudspeaker

    def stop(self) -> None:
        with self._lock:
            if self._last is not None:
                self._last.stop()
            self._forget_prepared()

    def close(self) -> None:
        self.stop()
        self._renderer.close()
        self._sounds.put(None)
        self._playing.join()
        self._rendering.shutdown()
        self._loudspeaker.close()
        if self._headphones is not None:
            self._headphones.close()

    def _take_turn(self, sound: Saying | Beep) -> None:
        if self._last is not None:
            self._last.stop()
        self._last = sound
        self._sounds.put(sound)

    def _forget_prepared(self) -> None:
        for sound in self._prepared.values():
            _discard(sound)
        self._prepared.clear()

    def _render(self, request: SpeechRequest) -> Future[Path]:
        return self._rendering.submit(self._renderer.render, request)

    def _run(self) -> None:
        self._start_up()
        while (sound := self._sounds.get()) is not None:
            if isinstance(sound, Beep):
                self._beep(sound)
            else:
                sound.on_ended(self._say(sound))

    def _start_up(self) -> None:
        if not self._checked.result():
            self._become(SpeakerStatus.NO_VOICE)
        elif not self._player.probe():
            self._become(SpeakerStatus.NO_SOUND_DEVICE)

    def _beep(self, beep: Beep) -> None:
        """Says nothing about the voice, and where it cannot be heard, the screen shows the rest."""
        if beep.stopped:
            return
        try:
            wav = self._cues(beep.cue, beep.volume)
        except OSError:
            return
        try:
            beep.play(lambda: self._player.start(wav))
        finally:
            wav.unlink(missing_ok=True)

    def _say(self, saying: Saying) -> Ending:
        wav = self._rendered(saying)
        if wav is not None:
            try:
                self._play(saying, wav)
            finally:
                wav.unlink(missing_ok=True)
        elif not saying.stopped:
            saying.play(lambda: self._silent.rest(_expected(saying.request)))
        if saying.stopped:
            return Ending.STOPPED
        return Ending.FAILED if wav is None else Ending.FINISHED

    def _rendered(self, saying: Saying) -> Path | None:
        """The sound, or None where it was stopped before, or there is none."""
        if saying.stopped or self._status is SpeakerStatus.NO_VOICE:
            _discard(saying.sound)
            return None
        try:
            wav = saying.sound.result()
        except RenderFailed:
            self._failures += 1
            if self._failures >= _FAULTY_AFTER:
                self._become(SpeakerStatus.FAULT)
            return None
        self._failures = 0
        return wav

    def _play(self, saying: Saying, wav: Path) -> None:
        sounded = saying.play(lambda: self._player.start(wav), saying.on_started)
        if not sounded:
            saying.play(lambda: self._silent.start(wav))
        self._become(SpeakerStatus.READY if sounded else SpeakerStatus.NO_SOUND_DEVICE)

    def _become(self, status: SpeakerStatus) -> None:
        if status is not self._status:
            self._status = status
            self._on_status(status)


def _expected(request: SpeechRequest) -> float:
    """Seconds an utterance would take: 1.17 syllables a minute for each word a minute of rate."""
    return len(request.engine_text.split()) * 60 / (request.rate * 1.17)


def _discard(sound: Future[Path]) -> None:
    """Remove a rendering that nobody will hear, whenever it is done."""

    def remove(done: Future[Path]) -> None:
        if not done.cancelled() and done.exception() is None:
            done.result().unlink(missing_ok=True)

    sound.cancel()
    sound.add_done_callback(remove)
