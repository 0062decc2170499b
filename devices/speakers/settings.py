"""How this terminal's speaker is set up, and the speaker made of it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from devices.speakers.clips import ClipRenderer, Clips
from devices.speakers.player import Player
from devices.speakers.programs import Program, player_for
from devices.speakers.pyttsx3_renderer import RENDERING, Pyttsx3Renderer, Renderer
from devices.speakers.sound_cache import CachingRenderer
from devices.speakers.speaker import SpeakerStatus
from devices.speakers.system_speaker import SystemSpeaker


@dataclass(frozen=True, slots=True)
class SpeakerSettings:
    """``device`` is an ALSA device or a sound server's sink; "" is the usual one.

    ``lead_in`` is silence before each utterance, in seconds, where nothing keeps the device awake:
    sleeping sound hardware swallows what comes first. ``render_limit`` is how long the engine may
    take for one utterance, in seconds. ``cache`` keeps the sounds of fixed words; None: nowhere.
    """

    program: Program | Literal["auto"] = "auto"
    device: str = ""
    lead_in: float = 0.08
    render_limit: float = 2.0
    cache: Path | None = None


def open_speaker(
    settings: SpeakerSettings,
    folder: Path,
    *,
    player: Player | None = None,
    clips: Callable[[], Clips] = dict,
    on_status: Callable[[SpeakerStatus], None] = lambda _status: None,
) -> SystemSpeaker:
    """A speaker that keeps its sound files in ``folder``; ``player`` stands in for the device."""
    player = player or player_for(settings.program, settings.device)
    lead_in = _lead_in(settings)
    renderer = ClipRenderer(make_renderer(settings, folder), clips, folder, lead_in=lead_in)
    return SystemSpeaker(renderer, player, on_status=on_status)


def make_renderer(settings: SpeakerSettings, folder: Path) -> Renderer:
    """The engine, behind the cache where there is one."""
    lead_in = _lead_in(settings)
    engine = Pyttsx3Renderer(folder, lead_in=lead_in, limit=settings.render_limit)
    if settings.cache is None:
        return engine
    name = f"{engine_version()} {RENDERING} {lead_in}"
    return CachingRenderer(engine, settings.cache, folder, name)


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
