"""Where the dock of the demo that runs is, for whoever else may reach in on this computer."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import requests

_LIMIT_S = 20.0


class NoDemo(Exception):
    """No demo runs on this computer for this user."""


def _note() -> Path:
    return Path(tempfile.gettempdir()) / f"yinling-demo-{os.getuid()}.url"


def write_down(url: str) -> None:
    """Keep the address where only this user can read it."""
    forget()
    with os.fdopen(os.open(_note(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as note:
        note.write(url)


def forget() -> None:
    """The demo ends."""
    _note().unlink(missing_ok=True)


def ask(deed: dict[str, object]) -> str:
    """Have the running demo do what a step of a script says; answers "" or why it was not done.

    Raises ``NoDemo``.
    """
    try:
        url = _note().read_text(encoding="utf-8")
        answer = requests.post(f"{url}deeds", json=deed, timeout=_LIMIT_S)
    except (OSError, requests.RequestException) as error:
        raise NoDemo("no demo is running; start one with: make demo") from error
    return "" if answer.ok else str(answer.json()["detail"])
