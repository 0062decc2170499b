"""Playing files: a real process that is killed, silence that takes its time, a recording."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from devices.speakers.player import SilentPlayer, duration, write_silence
from devices.speakers.programs import player_for
from devices.speakers.recording_player import RecordingPlayer

pytestmark = pytest.mark.timeout(20)


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    path = tmp_path / "sound.wav"
    write_silence(path, 3.0)
    return path


@pytest.fixture
def aplay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of that name in front of the real one; each test says what it does."""
    program = tmp_path / "bin" / "aplay"
    program.parent.mkdir()
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return program


def becomes(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o700)


def test_a_playback_is_over_when_its_process_is(aplay: Path, wav: Path, tmp_path: Path) -> None:
    becomes(aplay, f'echo "$@" > {tmp_path}/called')
    assert player_for("aplay", "plughw:1").start(wav).wait()
    assert (tmp_path / "called").read_text().split() == ["-q", "-D", "plughw:1", str(wav)]


def test_stopping_kills_the_process_at_once(aplay: Path, wav: Path) -> None:
    becomes(aplay, "exec sleep 60")
    playback = player_for("aplay").start(wav)
    begun = time.monotonic()
    playback.stop()
    assert playback.wait(), "a stop is no fault of the device"
    assert time.monotonic() - begun < 0.2
    playback.stop()


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("exit 1", id="does not open"),
        pytest.param(
            'echo "aplay: main:831: audio open error: Device or resource busy" >&2; exit 1',
            id="is busy",
        ),
        pytest.param(
            'sleep 0.1; echo "aplay: pcm_write:2127: write error: No such device" >&2; exit 1',
            id="is pulled out in the middle",
        ),
        pytest.param("kill -9 $$", id="takes its program along"),
    ],
)
def test_a_device_that_cannot_be_heard_is_told(aplay: Path, wav: Path, script: str) -> None:
    becomes(aplay, script)
    assert not player_for("aplay").probe()
    assert not player_for("aplay").start(wav).wait()


def test_a_machine_without_the_program_has_no_device(
    wav: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    playback = player_for("aplay").start(wav)
    assert not playback.wait()
    playback.stop()


def test_a_device_that_hangs_is_given_up(
    aplay: Path, wav: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.speakers.programs._PATIENCE", -2.9)
    becomes(aplay, "exec sleep 60")
    assert not player_for("aplay").start(wav).wait()


def test_silence_takes_the_time_of_the_sound(wav: Path) -> None:
    waited: list[float] = []

    def wait(_stopped: threading.Event, seconds: float) -> bool:
        waited.append(seconds)
        return False

    player = SilentPlayer(wait)
    assert player.start(wav).wait()
    assert waited == [pytest.approx(3.0)]
    assert not player.probe()


def test_silence_can_be_stopped_too(wav: Path) -> None:
    playback = SilentPlayer().start(wav)
    threading.Timer(0.05, playback.stop).start()
    begun = time.monotonic()
    assert playback.wait()
    assert time.monotonic() - begun < 1


def test_a_recording_keeps_each_file_under_its_number(tmp_path: Path, wav: Path) -> None:
    player = RecordingPlayer(tmp_path / "heard")
    assert player.probe()
    for _ in range(2):
        playback = player.start(wav)
        assert playback.wait()
        playback.stop()
    kept = sorted((tmp_path / "heard").iterdir())
    assert [path.name for path in kept] == ["0001.wav", "0002.wav"]
    assert duration(kept[0]) == pytest.approx(3.0)
