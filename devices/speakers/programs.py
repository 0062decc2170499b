"""The programs that play: each sound is a process of its own, so that it can be killed at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from devices.speakers.player import Playback, duration, write_silence

Program = Literal["pw-play", "paplay", "aplay"]

_PATIENCE = 5.0
"""Seconds past a file's length after which a device is taken to hang."""
_LATENCY_MS = 30
"""How far ahead of the ear a sound server may buffer; it is heard that much after a kill, too."""


def player_for(program: Program | Literal["auto"], device: str = "") -> ProgramPlayer:
    """The player of that name. ``device`` is an ALSA device or a sound server's sink; "" is theirs.

    ``auto`` takes PulseAudio's client where a sound server listens (PipeWire answers it too), the
    PipeWire one where only that is there, and ALSA otherwise.
    """
    match _found() if program == "auto" else program:
        case "paplay":
            return ProgramPlayer(_pulse(device), awake=_pulse_silence(device))
        case "pw-play":
            target = [f"--target={device}"] if device else []
            return ProgramPlayer(["pw-play", f"--latency={_LATENCY_MS}ms", *target])
        case "aplay":
            return ProgramPlayer(["aplay", "-q", "-D", device or "default"])


class ProgramPlayer:
    """Plays with ``command FILE``. ``awake`` is a command that plays silence without end.

    While that runs the device does not go to sleep and swallows no first syllable; where there is
    none, ``keeps_awake`` is false and silence must stand before the words.
    """

    def __init__(self, command: Sequence[str], *, awake: Sequence[str] = ()) -> None:
        self._command = command
        self._awake = awake
        self._silence: subprocess.Popen[bytes] | None = None

    @property
    def keeps_awake(self) -> bool:
        """Whether the device stays awake between two utterances."""
        return bool(self._awake)

    def probe(self) -> bool:
        with tempfile.NamedTemporaryFile(suffix=".wav") as silence:
            write_silence(Path(silence.name), 0.02)
            return self.start(Path(silence.name)).wait()

    def start(self, wav: Path) -> Playback:
        self._stay_awake()
        process = _run([*self._command, str(wav)])
        return _Unplayable() if process is None else _Process(process, duration(wav) + _PATIENCE)

    def close(self) -> None:
        if self._silence is not None:
            self._silence.kill()
            self._silence.wait()
            self._silence = None

    def _stay_awake(self) -> None:
        """Keep the silence running; one that ended, such as with its sound server, starts anew."""
        if self._awake and (self._silence is None or self._silence.poll() is not None):
            self._silence = _run(self._awake)


def _found() -> Program:
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    pulse = "PULSE_SERVER" in os.environ or (runtime / "pulse" / "native").exists()
    if pulse and shutil.which("paplay"):
        return "paplay"
    if (runtime / "pipewire-0").exists() and shutil.which("pw-play"):
        return "pw-play"
    return "aplay"


def _pulse(device: str) -> list[str]:
    sink = [f"--device={device}"] if device else []
    return ["paplay", f"--latency-msec={_LATENCY_MS}", *sink]


def _pulse_silence(device: str) -> list[str]:
    """Low-rate silence with a long buffer; it costs 0.3 % of a core (measured)."""
    shape = ["--raw", "--format=s16le", "--rate=8000", "--channels=1", "--latency-msec=500"]
    sink = [f"--device={device}"] if device else []
    return ["paplay", *shape, *sink, "/dev/zero"]


def _run(command: Sequence[str]) -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None


class _Process:
    def __init__(self, process: subprocess.Popen[bytes], limit: float) -> None:
        self._process = process
        self._limit = limit
        self._stopped = False

    def wait(self) -> bool:
        try:
            code = self._process.wait(self._limit)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return False
        return code == 0 or self._stopped

    def stop(self) -> None:
        self._stopped = True
        self._process.kill()


class _Unplayable:
    def wait(self) -> bool:
        return False

    def stop(self) -> None:
        return
