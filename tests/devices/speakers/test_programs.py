"""Which program plays, and the silence that keeps a device awake."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.speakers.player import write_silence
from devices.speakers.programs import ProgramPlayer, player_for

pytestmark = pytest.mark.timeout(20)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has every program but no sound server; they note what they are told."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("aplay", "paplay", "pw-play"):
        (programs / name).write_text(f'#!/bin/sh\necho {name} "$@" > {tmp_path}/called\n')
        (programs / name).chmod(0o700)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    return tmp_path


def plays(machine: Path, player: ProgramPlayer) -> list[str]:
    wav = machine / "sound.wav"
    write_silence(wav, 0.1)
    assert player.start(wav).wait()
    return (machine / "called").read_text().split()


def test_without_a_sound_server_alsa_plays(machine: Path) -> None:
    player = player_for("auto")
    assert plays(machine, player)[:4] == ["aplay", "-q", "-D", "default"]
    assert not player.keeps_awake


@pytest.mark.parametrize(
    ("listens", "program"), [("pulse/native", "paplay"), ("pipewire-0", "pw-play")]
)
def test_a_sound_server_is_found_by_where_it_listens(
    machine: Path, listens: str, program: str
) -> None:
    place = machine / listens
    place.parent.mkdir(exist_ok=True)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place))
        player = player_for("auto")
        assert plays(machine, ProgramPlayer(player._command))[0] == program


@pytest.fixture
def awake(tmp_path: Path) -> Iterator[ProgramPlayer]:
    player = ProgramPlayer(["true"], awake=["sleep", "60"])
    yield player
    player.close()


def test_the_device_is_kept_awake_from_the_first_sound_on(awake: ProgramPlayer) -> None:
    assert awake.keeps_awake
    assert awake.probe()
    silence = awake._silence
    assert silence is not None
    assert silence.poll() is None
    assert awake.probe()
    assert awake._silence is silence


def test_silence_that_ended_with_its_server_starts_anew(awake: ProgramPlayer) -> None:
    assert awake.probe()
    first = awake._silence
    assert first is not None
    first.kill()
    first.wait()
    assert awake.probe()
    assert awake._silence is not None
    assert awake._silence.pid != first.pid


def test_closing_leaves_no_process(awake: ProgramPlayer) -> None:
    assert awake.probe()
    silence = awake._silence
    awake.close()
    assert silence is not None
    assert silence.poll() is not None
