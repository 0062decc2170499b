"""The terminal's voice as it is set: speaker, recorded clips, and fixed words rendered ahead."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from devices.speakers.ahead import RenderingAhead
from devices.speakers.player import Player
from devices.speakers.private_folder import make_private_folder, remove_folder
from devices.speakers.settings import SpeakerSettings, make_caching_renderer, open_speaker
from devices.speakers.speaker import SpeakerStatus, SpeechRequest
from devices.speakers.system_speaker import SystemSpeaker
from kiosk.settings import Settings
from kiosk.voice_lines import VOICES, fixed_lines, recorded_clips
from pages.pinyin import engine_text

AHEAD_AFTER_S = 3.0
"""By then the welcome page is on the screen and the dictionaries are loaded."""


def open_voice(
    stack: contextlib.ExitStack,
    settings: Settings,
    on_status: Callable[[SpeakerStatus], None],
    *,
    player: Player | None = None,
) -> SystemSpeaker:
    """The speaker, closed with ``stack``. On a real device fixed words are rendered ahead."""
    speaking, voice = speaker_settings(settings), settings.speech.voice
    folder = make_private_folder()
    stack.callback(remove_folder, folder)
    speaker = open_speaker(
        speaking,
        folder,
        player=player,
        clips=lambda: recorded_clips(VOICES / voice) if voice else {},
        on_status=on_status,
    )
    stack.callback(speaker.close)
    if player is None and speaking.cache is not None:
        ahead = folder / "ahead"
        ahead.mkdir()
        keeper = make_caching_renderer(speaking, speaking.cache, ahead, hurried=False)
        stack.callback(RenderingAhead(keeper, fixed_requests, wait_s=AHEAD_AFTER_S).close)
    return speaker


def fixed_requests() -> Iterator[SpeechRequest]:
    """Every sentence that never changes, at the usual speed and loudness."""
    for line in fixed_lines():
        yield SpeechRequest(engine_text(line.words), fixed=True)


def speaker_settings(settings: Settings) -> SpeakerSettings:
    """The speaker as configured; sounds of fixed words are kept beside the terminal's state."""
    speech = settings.speech
    return SpeakerSettings(
        program=speech.player,
        device=speech.device,
        headphones=speech.headphones,
        gain_db=speech.gain_db,
        lead_in=speech.lead_in_ms / 1000,
        cache=settings.state_directory / "voice-cache",
    )
