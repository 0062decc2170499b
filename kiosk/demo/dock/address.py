"""A hand beside the demo's window: lays cards down, lifts them, has things go wrong.

``python -m kiosk.demo lay cao`` talks to the running demo over a unix socket.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kiosk.demo import faults
from kiosk.demo.rig import Rig

SOCKET = Path(tempfile.gettempdir()) / f"yinling-demo-{os.getuid()}.sock"
LONGEST_REQUEST = 4096


class NoDemo(Exception):
    """No demo runs on this computer for this user."""


class Hand:
    """Takes requests for a rig while the context lasts. Only the same user can reach it."""

    def __init__(self, rig: Rig) -> None:
        self._rig = rig
        SOCKET.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(SOCKET))
        SOCKET.chmod(0o600)
        self._listener.listen()

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, name="demo-hand", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        SOCKET.unlink(missing_ok=True)

    def instructions(self) -> str:
        """What somebody at the demo can do, to be printed beside the window."""
        trouble = self._rig.pcscd_trouble
        notes = f"\nOnly ID cards can be laid down here: {trouble}\n" if trouble else "\n"
        people = "".join(f"  {key:8} {each.about}\n" for key, each in self._rig.people.items())
        return (
            f"{notes}The demo runs. In another terminal:\n"
            "  .venv/bin/python -m kiosk.demo lay cao            put in a social-security card\n"
            "  .venv/bin/python -m kiosk.demo lay ouyang --id    lay down an ID card\n"
            "  .venv/bin/python -m kiosk.demo lift               take the card away\n"
            "  .venv/bin/python -m kiosk.demo fault printer.paper_out\n"
            "  .venv/bin/python -m kiosk.demo mend printer.paper_out\n"
            "  .venv/bin/python -m kiosk.demo list               all people and faults\n"
            f"People:\n{people}"
        )

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                connection.sendall(self._answer(connection.recv(LONGEST_REQUEST)).encode())

    def _answer(self, request: bytes) -> str:
        try:
            return self._obey(json.loads(request))
        except (ValueError, KeyError, TypeError) as trouble:
            return f"not done: {trouble}\n"

    def _obey(self, request: dict[str, Any]) -> str:
        match request:
            case {"do": "lay", "person": person, "card": card}:
                self._rig.lay(person, card)
            case {"do": "lift"}:
                self._rig.lift()
            case {"do": "fault" | "mend" as verb, "name": name}:
                faults.switch(self._rig, name, on=verb == "fault")
            case {"do": "list"}:
                return self.instructions() + "Faults:\n  " + "\n  ".join(faults.FAULTS) + "\n"
            case _:
                raise ValueError("there is no such request")
        return "done\n"


def ask(request: dict[str, str]) -> str:
    """Send a request to the running demo; raises ``NoDemo``."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as wire:
        try:
            wire.connect(str(SOCKET))
        except OSError as error:
            raise NoDemo("no demo is running; start one with: make demo") from error
        wire.sendall(json.dumps(request).encode())
        return wire.makefile(encoding="utf-8").read()
