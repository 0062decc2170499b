"""A renderer and a player that keep the real ones' contracts and can be held at any point."""

from __future__ import annotations

import threading
from pathlib import Path

from devices.speakers.player import Playback, write_silence
from devices.speakers.pyttsx3_renderer import RenderFailed
from devices.speakers.speaker import Ending, SpeakerStatus, SpeechRequest
from devices.speakers.system_speaker import SystemSpeaker

SOON = 5.0


class PretendedRenderer:
    """Makes a silent file for each request, unless told to fail."""

    def __init__(self, folder: Path, *, usable: bool = True) -> None:
        self.folder = folder
        self.usable = usable
        self.failing = False
        self.rendered: list[str] = []
        self.may_render = threading.Event()
        self.may_render.set()

    def check(self) -> bool:
        return self.usable

    def render(self, request: SpeechRequest) -> Path:
        self.may_render.wait(SOON)
        if self.failing:
            raise RenderFailed("told to")
        self.rendered.append(request.engine_text)
        path = self.folder / f"{len(self.rendered)}.wav"
        write_silence(path, 0.01)
        return path

    def close(self) -> None:
        self.may_render.set()


class PretendedPlayer:
    """Each playback lasts until it is stopped or ``finish`` is called; ``device`` may be absent."""

    def __init__(self) -> None:
        self.device = True
        self.playbacks: list[PretendedPlayback] = []
        self.files: list[Path] = []
        self.began = threading.Semaphore(0)

    def probe(self) -> bool:
        return self.device

    def start(self, wav: Path) -> Playback:
        assert wav.exists()
        assert all(playback.over.is_set() for playback in self.playbacks), "two voices at once"
        playback = PretendedPlayback(self.device)
        self.playbacks.append(playback)
        self.files.append(wav)
        self.began.release()
        return playback

    def close(self) -> None:
        assert all(playback.over.is_set() for playback in self.playbacks), "closed while playing"

    def finish(self) -> None:
        """Let what is playing come to its end."""
        assert self.began.acquire(timeout=SOON)
        self.playbacks[-1].over.set()


class PretendedPlayback:
    def __init__(self, device: bool) -> None:
        self._device = device
        self.over = threading.Event()
        if not device:
            self.over.set()

    def wait(self) -> bool:
        assert self.over.wait(SOON), "a playback was forgotten"
        return self._device

    def stop(self) -> None:
        self.over.set()


class Listener:
    """What a speaker told about its utterances, in order."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.statuses: list[SpeakerStatus] = []
        self._ended = threading.Semaphore(0)
        self._turned = threading.Semaphore(0)

    def turned(self, status: SpeakerStatus) -> None:
        self.statuses.append(status)
        self._turned.release()

    def say(self, speaker: SystemSpeaker, text: str) -> None:
        def ended(ending: Ending) -> None:
            self.told.append(f"{text} {ending.name.lower()}")
            self._ended.release()

        speaker.say(SpeechRequest(text), lambda: self.told.append(f"{text} started"), ended)

    def hear_the_end(self, times: int = 1) -> None:
        for _ in range(times):
            assert self._ended.acquire(timeout=SOON), "the end was never told"

    def hear_of_a_status(self) -> SpeakerStatus:
        assert self._turned.acquire(timeout=SOON), "no status was told"
        return self.statuses[-1]
