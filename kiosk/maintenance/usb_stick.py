"""Finds a memory stick that is mounted, and brings a file onto it so that it is surely there.

A stick is a disk the kernel calls removable (``/sys/block/*/removable``) of which a partition, or
the disk itself, is mounted (``/proc/mounts``).
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 20
ROOM_LEFT = 1 << 20
"""Bytes that stay free on the stick: file systems need some for themselves."""
_ESCAPE = re.compile(r"\\([0-7]{3})")


class StickFault(Exception):
    """The file is not on the stick."""


class NoRoom(StickFault):
    """The stick is too full for it."""


class NotTheSame(StickFault):
    """What was read back is not what was written: the stick is broken."""


@dataclass(frozen=True, slots=True)
class Stick:
    """A mounted stick. ``folder`` is where it is mounted."""

    device: str
    folder: Path


def find_stick(root: Path = Path("/")) -> Stick | None:
    """The first mounted stick; None where there is none. Raises ``OSError``."""
    removable = {
        disk.parent.name
        for disk in sorted((root / "sys/block").glob("*/removable"))
        if disk.read_text(encoding="ascii").strip() == "1"
    }
    mounts = (root / "proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    for line in mounts.splitlines():
        fields = line.split()
        device, folder = (
            (_unescaped(fields[0]), _unescaped(fields[1])) if len(fields) > 2 else ("", "")
        )
        name = device.removeprefix("/dev/")
        if device != name and any(_is_of(name, disk) for disk in removable):
            return Stick(device, root / folder.removeprefix("/"))
    return None


def copy_onto(
    stick: Stick, file: Path, progress: Callable[[int], None] = lambda _percent: None
) -> Path:
    """Copy a file onto a stick, bring it to the disk, read it back; answers where it stands.

    ``progress`` is told percents from 0 to 100, the reading back included. Raises ``NoRoom``,
    ``NotTheSame`` and ``OSError``; what was written by then is removed.
    """
    size = file.stat().st_size
    room = os.statvfs(stick.folder)
    if room.f_bavail * room.f_frsize < size + ROOM_LEFT:
        raise NoRoom(f"{size} bytes are needed")
    copy = stick.folder / file.name
    try:
        wanted = _write(file, copy, lambda done: progress(50 * done // max(1, size)))
        _forget_cached(copy)
        if _digest(copy, lambda done: progress(50 + 50 * done // max(1, size))) != wanted:
            raise NotTheSame(copy.name)
    except (OSError, StickFault):
        copy.unlink(missing_ok=True)
        raise
    progress(100)
    return copy


def _is_of(name: str, disk: str) -> bool:
    """Whether a device is this disk, or a partition of it: sdb1 of sdb, mmcblk1p1 of mmcblk1."""
    return name == disk or re.fullmatch(re.escape(disk) + r"p?\d+", name) is not None


def _unescaped(field: str) -> str:
    """A field of /proc/mounts, whose blanks stand as ``\\040``."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 8)), field)


def _write(source: Path, copy: Path, done: Callable[[int], None]) -> bytes:
    digest, written = hashlib.sha256(), 0
    with source.open("rb") as reading, copy.open("wb") as writing:
        while chunk := reading.read(CHUNK):
            writing.write(chunk)
            digest.update(chunk)
            written += len(chunk)
            done(written)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.digest()


def _forget_cached(path: Path) -> None:
    """Have the kernel read the file from the stick, and not from what it remembers of it."""
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _digest(path: Path, done: Callable[[int], None]) -> bytes:
    digest, read = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            read += len(chunk)
            done(read)
    return digest.digest()
