"""The demo's backend: a process of its own on the loopback interface, spoken to over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.demo import ROOT

START_LIMIT_S = 60.0
_CLOCK = "backend.ahead"


class BackendDidNotStart(Exception):
    """The backend process ended or never listened; its output is in ``backend.log``."""


class BackendProcess:
    """``python -m backend serve --demo`` while the context lasts."""

    def __init__(self, folder: Path, terminal_id: str, public_key: Path) -> None:
        self._folder = folder
        self._ready = folder / "backend.ready"
        self._arguments = [
            "--port=0",
            f"--data={folder / 'backend'}",
            f"--ready-file={self._ready}",
            "--demo",
            f"--demo-terminal={terminal_id}",
            f"--demo-terminal-key={public_key}",
            f"--demo-clock={folder / _CLOCK}",
        ]
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def __enter__(self) -> Self:
        self._ready.unlink(missing_ok=True)
        with (self._folder / "backend.log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "backend", "serve", *self._arguments],
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
            )
        self.port = self._wait_until_ready()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process is not None
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def set_ahead(self, seconds: float) -> None:
        """Its clock is so much ahead from here on: what passes for the kiosk passes for it."""
        draft = self._folder / f".{_CLOCK}.draft"
        draft.write_text(f"{seconds}\n")
        draft.replace(self._folder / _CLOCK)

    def add_staff(self, name: str) -> str:
        """Make an account for the staff's desk, as whoever runs a service does; its password."""
        command = ["add-staff", f"--data={self._folder / 'backend'}", f"--name={name}"]
        answer = subprocess.run(
            [sys.executable, "-m", "backend", *command],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            check=True,
            text=True,
        )
        return answer.stdout.strip()

    def _wait_until_ready(self) -> int:
        assert self._process is not None
        deadline = time.monotonic() + START_LIMIT_S
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._ready.exists():
                url: str = json.loads(self._ready.read_text())["url"]
                return int(url.rpartition(":")[2])
            time.sleep(0.05)
        self._process.kill()
        raise BackendDidNotStart(f"see {self._folder / 'backend.log'}")
