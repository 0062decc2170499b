"""How this terminal's speaker is set up, and the speaker made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from devices.speakers.player import AplayPlayer, Player
from devices.speakers.pyttsx3_renderer import Pyttsx3Renderer
from devices.speakers.speaker import SpeakerStatus
from devices.speakers.system_speaker import SystemSpeaker


@dataclass(frozen=True, slots=True)
class SpeakerSettings:
    """``device`` is an ALSA name. ``lead_in`` is silence before each utterance, in seconds.

    Sleeping sound hardware swallows what comes first: raise ``lead_in`` where first syllables are
    lost. ``render_limit`` is how long the engine may take for one utterance, in seconds.
    """

    device: str = "default"
    lead_in: float = 0.08
    render_limit: float = 2.0


def open_speaker(
    settings: SpeakerSettings,
    folder: Path,
    *,
    player: Player | None = None,
    on_status: Callable[[SpeakerStatus], None] = lambda _status: None,
) -> SystemSpeaker:
    """A speaker that keeps its sound files in ``folder``; ``player`` stands in for the device."""
    renderer = Pyttsx3Renderer(folder, lead_in=settings.lead_in, limit=settings.render_limit)
    return SystemSpeaker(renderer, player or AplayPlayer(settings.device), on_status=on_status)
