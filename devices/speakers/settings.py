"""How this terminal's speaker is set up, and the speaker made of it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from devices.speakers.clips import ClipRenderer, Clips
from devices.speakers.cues import cue_file
from devices.speakers.player import Player
from devices.speakers.programs import Program, player_for
from devices.speakers.pyttsx3_renderer import RENDERING, Pyttsx3Renderer, Renderer
from devices.speakers.sound_cache import CachingRenderer
from devices.speakers.speaker import SpeakerStatus
from devices.speakers.system_speaker import SystemSpeaker

_PATIENT_LIMIT = 30.0
"""Seconds an engine may take that lets all others go first."""


@dataclass(frozen=True, slots=True)
class SpeakerSettings:
    """``device`` is an ALSA device or a sound server's sink; "" is the usual one.

    ``lead_in`` is silence before each utterance, in seconds, where nothing keeps the device awake:
    sleeping sound hardware swallows what comes first. ``render_limit`` is how long the engine may
    take for one utterance, in seconds. ``cache`` keeps the sounds of fixed words; None: nowhere.
    ``gain_db`` is what a technician took off, or added, in front of a sound meter (E6).
    ``headphones`` is their device where it is one of its own; "": the card switches over by itself.
    """

    program: Program | Literal["auto"] = "auto"
    device: str = ""
    headphones: str = ""
    gain_db: float = 0.0
    lead_in: float = 0.08
    render_limit: float = 2.0
    cache: Path | None = None

    @property
    def gain(self) -> float:
        """The factor on every sample."""
        return float(10 ** (self.gain_db / 20))


def open_speaker(
    settings: SpeakerSettings,
    folder: Path,
    *,
    player: Player | None = None,
    clips: Callable[[], Clips] = dict,
    on_status: Callable[[SpeakerStatus], None] = lambda _status: None,
) -> SystemSpeaker:
    """A speaker that keeps its sound files in ``folder``; ``player`` stands in for the device."""
    own = settings.headphones and player is None
    headphones = player_for(settings.program, settings.headphones) if own else None
    player = player or player_for(settings.program, settings.device)
    lead_in, gain = _lead_in(settings), settings.gain
    engine = make_renderer(settings, folder)
    return SystemSpeaker(
        ClipRenderer(engine, clips, folder, lead_in=lead_in, gain=gain),
        player,
        headphones=headphones,
        cues=partial(cue_file, folder=folder, lead_in=lead_in, gain=gain),
        on_status=on_status,
    )


def make_renderer(settings: SpeakerSettings, folder: Path) -> Renderer:
    """The engine, behind the cache where there is one."""
    if settings.cache is None:
        return _engine(settings, folder, settings.render_limit)
    return make_caching_renderer(settings, settings.cache, folder)


def make_caching_renderer(
    settings: SpeakerSettings, cache: Path, folder: Path, *, hurried: bool = True
) -> CachingRenderer:
    """The engine behind the cache; one that is not ``hurried`` lets all others go first."""
    limit = settings.render_limit if hurried else _PATIENT_LIMIT
    engine = _engine(settings, folder, limit, hurried=hurried)
    name = f"{engine_version()} {RENDERING} {_lead_in(settings)} {settings.gain}"
    return CachingRenderer(engine, cache, folder, name)


def _engine(
    settings: SpeakerSettings, folder: Path, limit: float, *, hurried: bool = True
) -> Pyttsx3Renderer:
    return Pyttsx3Renderer(
        folder, lead_in=_lead_in(settings), gain=settings.gain, limit=limit, hurried=hurried
    )


def _lead_in(settings: SpeakerSettings) -> float:
    """Silence before the words is needed only where nothing keeps the device awake."""
    awake = player_for(settings.program, settings.device).keeps_awake
    return 0.0 if awake else settings.lead_in


def engine_version() -> str:
    """What makes the sound, such as ``pyttsx3 2.99, eSpeak NG text-to-speech: 1.51``."""
    try:
        done = subprocess.run(
            ["espeak-ng", "--version"], capture_output=True, check=False, timeout=5
        )
        espeak = done.stdout.decode("utf-8", "replace").partition("Data at")[0].strip()
    except (OSError, subprocess.TimeoutExpired):
        espeak = "no espeak-ng"
    return f"pyttsx3 {version('pyttsx3')}, {espeak}"
