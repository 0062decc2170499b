"""A player for scripted visits: keeps every sound file and takes no time over it."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

from devices.speakers.player import Playback


class RecordingPlayer:
    """Copies what is played to ``folder`` as ``0001.wav``, ``0002.wav`` ...; ends at once."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._numbers = itertools.count(1)

    def probe(self) -> bool:
        return True

    def start(self, wav: Path) -> Playback:
        shutil.copyfile(wav, self._folder / f"{next(self._numbers):04d}.wav")
        return _Over()

    def close(self) -> None:
        return


class _Over:
    def wait(self) -> bool:
        return True

    def stop(self) -> None:
        return
