"""Keeps the event log in order while the kiosk runs: checked, signed, dropped in time.

All of it happens in the pool, at the start and every ten minutes; at an orderly stop everything is
signed once more.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.event_log import EventLog
from kiosk.log_file import LogFile
from kiosk.log_verification import verify
from kiosk.loop import Loop

INTERVAL_S = 600.0
"""So much of the log, at most, is chained but not yet signed."""
SIZE_LIMIT = 500_000_000
"""Bytes from which on the log raises an alarm; nothing is dropped for its size."""
MEGABYTE = 1_000_000


class LogKeeping:
    """Tidies and signs a log. ``start`` and ``close`` are called by the kiosk thread."""

    def __init__(
        self,
        loop: Loop,
        log: EventLog,
        file: LogFile,
        key: Ed25519PublicKey,
        *,
        size_limit: int = SIZE_LIMIT,
    ) -> None:
        self._loop = loop
        self._log = log
        self._file = file
        self._key = key
        self._size_limit = size_limit
        self._warned_on = ""

    def start(self) -> None:
        """Tell what the last run left torn, check its end, and tidy from now on."""
        if self._file.torn:
            self._log.record("log.torn", bytes=self._file.torn)
        end = self._file.head.number
        newest = self._file.newest()

        def first() -> None:
            self._check(newest, end)
            self.tidy()

        self._loop.work(first, self._again)

    def close(self) -> None:
        """The program ends in an orderly way: sign the last entries and bring them to the disk."""
        self._log.sign()
        self._sync()

    def tidy(self) -> None:
        """Drop what outlived its time, raise an alarm over the size, sign. Blocks on the disk."""
        today = self._loop.clock.now().date()
        for path, through in self._file.outlived(today):
            self._log.dropped(through)
            self._log.sign()
            path.unlink()
        size = self._file.size()
        if size > self._size_limit and self._warned_on != today.isoformat():
            self._warned_on = today.isoformat()
            self._log.record("log.large", megabytes=size // MEGABYTE)
        self._log.sign()
        self._sync()

    def _check(self, paths: list[Path], end: int) -> None:
        """Verify the last two days as they were before this start (H7)."""
        sources = [(path.name, path.read_bytes()) for path in paths]
        report = verify(sources, self._key, until=end, whole=False)
        if report.findings:
            self._log.record("log.damaged", findings=min(len(report.findings), 999_999))

    def _sync(self) -> None:
        try:
            self._file.sync()
        except OSError as error:
            sys.stderr.write(f"the event log may not be on the disk: {error.strerror}\n")

    def _again(self, tidied: Exception | None) -> None:
        self._loop.call_later(INTERVAL_S, lambda: self._loop.work(self.tidy, self._again))
        if isinstance(tidied, OSError):
            sys.stderr.write(f"the event log could not be tidied: {tidied.strerror}\n")
        elif tidied is not None:
            raise tidied
