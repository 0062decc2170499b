"""The voice as a site sets it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from devices.speakers.recording_player import RecordingPlayer
from devices.speakers.settings import SpeakerSettings
from kiosk.settings import Settings, load_settings
from kiosk.voice import fixed_requests, open_voice, speaker_settings


def settings_with(tmp_path: Path, written: str) -> Settings:
    config = tmp_path / "kiosk.toml"
    config.write_text(f'{written}\n[state]\ndirectory = "{tmp_path}"\n', encoding="utf-8")
    return load_settings(config)


def test_is_as_the_site_says(tmp_path: Path) -> None:
    settings = settings_with(
        tmp_path,
        '[speech]\nplayer = "aplay"\ndevice = "hw:0"\nheadphones = "hw:1"\ngain_db = -6.0\n'
        "lead_in_ms = 300\n",
    )
    assert speaker_settings(settings) == SpeakerSettings(
        program="aplay",
        device="hw:0",
        headphones="hw:1",
        gain_db=-6.0,
        lead_in=0.3,
        cache=tmp_path / "voice-cache",
    )


def test_a_gain_of_six_decibels_is_a_factor_of_two() -> None:
    assert SpeakerSettings(gain_db=-6.0206).gain == pytest.approx(0.5, rel=1e-4)
    assert SpeakerSettings().gain == 1


def test_nothing_is_rendered_ahead_where_no_device_plays(tmp_path: Path) -> None:
    """A scripted visit keeps its sounds; it must not wait for two hundred it does not need."""
    player = RecordingPlayer(tmp_path / "played")
    with contextlib.ExitStack() as stack:
        open_voice(stack, settings_with(tmp_path, ""), lambda _status: None, player=player)
    assert list((tmp_path / "voice-cache").rglob("*.wav")) == []


def test_what_is_rendered_ahead_may_be_kept_and_is_as_loud_as_usual() -> None:
    requests = list(fixed_requests())
    assert len(requests) > 100
    assert all(request.fixed for request in requests)
    assert len({(request.rate, request.volume) for request in requests}) == 1
