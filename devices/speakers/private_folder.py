"""A folder for sound files that say personal things: in memory, ours only, gone when we are."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

_PREFIX = "yinling-voice-"
_MEMORY = Path("/dev/shm")


def make_private_folder(parent: Path | None = None) -> Path:
    """A new folder with mode 0700, after removing those of processes that were killed.

    Without ``parent`` it stands in the service's own run-time folder, else in memory, else where
    temporary files go.
    """
    parent = parent or _parent()
    _remove_orphans(parent)
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=parent))


def remove_folder(folder: Path) -> None:
    """Remove the folder and all in it; one that is gone is fine."""
    shutil.rmtree(folder, ignore_errors=True)


def _parent() -> Path:
    runtime = os.environ.get("RUNTIME_DIRECTORY", "").partition(":")[0]
    if runtime and os.access(runtime, os.W_OK):
        return Path(runtime)
    return _MEMORY if os.access(_MEMORY, os.W_OK) else Path(tempfile.gettempdir())


def _remove_orphans(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*-*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        ours = folder.lstat().st_uid == os.getuid()
        if ours and owner.isdecimal() and not Path("/proc", owner).exists():
            remove_folder(folder)
