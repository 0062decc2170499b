"""A private PulseAudio with pretended devices, whose sound is recorded as it is played."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from array import array
from bisect import bisect_right
from pathlib import Path
from types import TracebackType
from typing import Self

RATE = 22_050
"""Samples a second of each device, one channel of 16 bits."""
LOUDSPEAKER, HEADPHONES = "loudspeaker", "headphones"
"""The devices; the first is the server's own choice."""
SILENCE = 8
"""Samples up to this, of 32768, are silence."""
_START_LIMIT_S = 10.0


class SoundServer:
    """Runs between ``with`` and its end; ``environment`` leads programs to it.

    ``programs_there`` says whether this machine has what it takes.
    """

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="yinling-sound-"))
        self._socket = self._folder / "native"
        self.environment = {"PULSE_SERVER": f"unix:{self._socket}"}
        self._server: subprocess.Popen[bytes] | None = None
        self._ears: list[Ear] = []

    @staticmethod
    def programs_there() -> bool:
        """Whether PulseAudio and its clients are installed."""
        return all(map(shutil.which, ("pulseaudio", "paplay", "parec")))

    def __enter__(self) -> Self:
        environment = {
            **os.environ,
            "HOME": str(self._folder),
            "XDG_RUNTIME_DIR": str(self._folder),
        }
        self._server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
                "--high-priority=no",
                f"--load=module-native-protocol-unix socket={self._socket} auth-anonymous=1",
                *(
                    f"--load=module-null-sink sink_name={device} rate={RATE} channels=1"
                    for device in (LOUDSPEAKER, HEADPHONES)
                ),
            ],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + _START_LIMIT_S
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > deadline:
                self.__exit__(None, None, None)
                raise RuntimeError("the sound server does not start")
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for ear in self._ears:
            ear.close()
        if self._server is not None:
            self._server.kill()
            self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def listen(self, device: str = LOUDSPEAKER) -> Ear:
        """An ear at a device, from now on."""
        ear = Ear(self.environment, device)
        self._ears.append(ear)
        return ear

    def unplug(self) -> None:
        """Every device is gone from one moment to the next, with what was playing on it."""
        assert self._server is not None
        self._server.kill()
        self._server.wait()

    def _answers(self) -> bool:
        asked = subprocess.run(
            ["pactl", "info"], env={**os.environ, **self.environment}, capture_output=True
        )
        return asked.returncode == 0


class Ear:
    """Everything a device plays, with the moment of the monotonic clock it was heard at.

    A sample's moment is when its block arrived, so it is told up to 5 ms late and never early.
    """

    def __init__(self, environment: dict[str, str], device: str) -> None:
        self._changed = threading.Condition()
        self._samples = array("h")
        self._blocks: list[tuple[float, int]] = []
        """When each block arrived, and how many samples there were with it."""
        self._process = subprocess.Popen(
            [
                *("parec", f"--device={device}.monitor", "--raw", "--format=s16le"),
                *(f"--rate={RATE}", "--channels=1", "--latency-msec=5", "--process-time-msec=5"),
            ],
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._thread = threading.Thread(target=self._run, name="ear", daemon=True)
        self._thread.start()
        with self._changed:
            self._changed.wait_for(lambda: bool(self._blocks), 10)

    def first_sound(self, since: float, limit: float = 5.0) -> float | None:
        """The moment of the first sample after ``since`` that is no silence; None: none came."""
        deadline = time.monotonic() + limit
        with self._changed:
            place = self._index(since)
            while time.monotonic() < deadline:
                loud = self._loud(range(place, len(self._samples)))
                if loud is not None:
                    return self._moment(loud)
                place = len(self._samples)
                self._changed.wait(0.01)
        return None

    def wait_for_silence(self, seconds: float, limit: float) -> float | None:
        """Wait until it has been silent for so long; the moment of the last sound, None: never."""
        deadline = time.monotonic() + limit
        with self._changed:
            while time.monotonic() < deadline:
                last = self._last_sound()
                if self._blocks[-1][0] - last >= seconds:
                    return last
                self._changed.wait(0.02)
        return None

    def recorded(self, since: float) -> array[int]:
        """The samples heard after a moment."""
        with self._changed:
            return self._samples[self._index(since) :]

    def close(self) -> None:
        """Stop listening."""
        self._process.kill()
        self._process.wait()
        self._thread.join()

    def _run(self) -> None:
        assert self._process.stdout is not None
        stream = self._process.stdout.fileno()
        while block := os.read(stream, 4096):
            with self._changed:
                self._samples.frombytes(block[: len(block) // 2 * 2])
                self._blocks.append((time.monotonic(), len(self._samples)))
                self._changed.notify_all()
        self._process.stdout.close()

    def _last_sound(self) -> float:
        loud = self._loud(range(len(self._samples) - 1, -1, -1))
        return self._blocks[0][0] if loud is None else self._moment(loud)

    def _loud(self, places: range) -> int | None:
        return next((place for place in places if abs(self._samples[place]) > SILENCE), None)

    def _moment(self, place: int) -> float:
        return self._blocks[bisect_right(self._blocks, place, key=lambda block: block[1])][0]

    def _index(self, moment: float) -> int:
        """The first sample of the first block that arrived after a moment."""
        block = bisect_right(self._blocks, moment, key=lambda block: block[0])
        return self._blocks[block - 1][1] if block else 0
