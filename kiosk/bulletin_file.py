"""Keeps the bulletin in a file of the state directory. There is nothing personal in it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from kiosk.bulletin_board import Known

NAME = "bulletin.json"


class BulletinFile:
    """A ``Keeper``. A file that cannot be read or written is as good as none: it comes anew."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / NAME

    def load(self) -> Known | None:
        """What was kept last; None where there is nothing of use."""
        try:
            known = msgspec.json.decode(self._path.read_bytes(), type=Known)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
            return None
        return known if known.moment.tzinfo is not None else None

    def save(self, known: Known) -> None:
        """Keep it; a power cut leaves the old one or the new one whole."""
        draft = self._path.with_suffix(".draft")
        with contextlib.suppress(OSError):
            draft.write_bytes(msgspec.json.encode(known))
            draft.replace(self._path)
