"""The files that keep the event log: one for every day, for 200 days at least (H6).

A file is called after its first entry and its day (UTC), ``events-000000123-2026-03-28.jsonl``, so
that the names sort in the order of the log even where the clock was set back.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kiosk.event_chain import START, Head, hash_of, read_entry

FOLDER = "events"
"""Where the log stands in the state directory."""
KEPT_DAYS = 200
LARGEST_TOLD = 999_999
"""More torn bytes than that are told as that many."""

_NAME = re.compile(r"events-([0-9]{9,})-([0-9]{4}-[0-9]{2}-[0-9]{2})\.jsonl")
_AT = re.compile(r'\{"number":([0-9]+),"at":"([0-9]{4}-[0-9]{2}-[0-9]{2})')


def log_files(folder: Path) -> list[Path]:
    """The files of a log, oldest first."""
    named = [(match, path) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))]
    return [path for _, path in sorted(named, key=lambda each: (int(each[0][1]), each[1].name))]


class LogFile:
    """Appends lines and never alters one.

    ``head`` is the last whole entry found at the start, ``torn`` how many bytes after it are none:
    a power cut tore them. They stay where they are; the next line begins behind them. Lines reach
    the operating system at once (a killed program loses none), the disk with ``sync``.
    """

    def __init__(self, folder: Path) -> None:
        """Raises ``OSError`` where the folder cannot be used."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        tail = _read_tail(log_files(folder))
        self.head = tail.head
        self.torn = min(tail.torn, LARGEST_TOLD)
        self._head_file = tail.file
        self._first_after = b"" if tail.ended else b"\n"
        self._path: Path | None = None
        self._file: int | None = None
        if newest := log_files(folder)[-1:]:
            self._open(newest[0])

    def write(self, line: str) -> None:
        """Append a line, handed over without its end. Raises ``OSError``; then nothing of it stays.

        The first line of another day begins another file.
        """
        match = _AT.match(line)
        assert match is not None, "not a line of the event log"
        path = self.folder / f"events-{int(match[1]):09}-{match[2]}.jsonl"
        if self._path is None or _day(self._path) != _day(path):
            self._first_after = b""
            self._open(path)
        self._append(self._first_after + line.encode("ascii") + b"\n")
        self._first_after = b""

    def sync(self) -> None:
        """Bring what was written to the disk; may take a while. Raises ``OSError``."""
        if self._file is not None:
            os.fsync(self._file)

    def close(self) -> None:
        """Let go of the file; never raises."""
        if self._file is not None:
            with suppress(OSError):
                os.close(self._file)
            self._file = None

    def size(self) -> int:
        """What all files take, in bytes."""
        return sum(path.stat().st_size for path in log_files(self.folder))

    def newest(self) -> list[Path]:
        """The files from the one before that of ``head`` on."""
        paths = log_files(self.folder)
        if self._head_file not in paths:
            return paths
        return paths[max(0, paths.index(self._head_file) - 1) :]

    def outlived(self, today: date) -> list[tuple[Path, int]]:
        """The files whose time is over, oldest first, each with the number of its last entry.

        Older than ``KEPT_DAYS``, and so many later days have files: a clock that jumps ahead by a
        year does not cost what is young.
        """
        paths = log_files(self.folder)
        kept_days = set(sorted({_day(path) for path in paths})[-KEPT_DAYS:])
        oldest_kept = (today - timedelta(days=KEPT_DAYS)).isoformat()
        over = []
        for path, following in itertools.pairwise(paths):
            if _day(path) >= oldest_kept or _day(path) in kept_days:
                break
            over.append((path, _first_number(following) - 1))
        return over

    def _open(self, path: Path) -> None:
        opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self.close()
        self._file, self._path = opened, path

    def _append(self, data: bytes) -> None:
        assert self._file is not None
        end = os.fstat(self._file).st_size
        try:
            if os.write(self._file, data) == len(data):
                return
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._file, end)
            raise


@dataclass(frozen=True)
class _Tail:
    head: Head
    torn: int
    file: Path | None
    """The file ``head`` stands in."""
    ended: bool
    """Whether the newest file ends with a newline, as it does unless it was torn."""


def _read_tail(paths: list[Path]) -> _Tail:
    torn, ended = 0, True
    for path in reversed(paths):
        data = path.read_bytes()
        if path == paths[-1]:
            ended = not data or data.endswith(b"\n")
        for line in reversed(data.removesuffix(b"\n").split(b"\n")):
            entry = read_entry(line)
            if entry is not None:
                return _Tail(Head(entry["number"], hash_of(line)), torn, path, ended)
            torn += len(line)
    return _Tail(START, torn, None, ended)


def _match(path: Path) -> re.Match[str]:
    match = _NAME.fullmatch(path.name)
    assert match is not None
    return match


def _day(path: Path) -> str:
    return _match(path)[2]


def _first_number(path: Path) -> int:
    return int(_match(path)[1])
