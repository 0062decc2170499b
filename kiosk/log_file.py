"""The file that keeps the event log, in a bounded place on the disk."""

from __future__ import annotations

import json
from contextlib import suppress
from logging import LogRecord, makeLogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path

MEGABYTE = 1_000_000


class LogFile:
    """A file of JSON lines that takes at most ``(kept + 1) * size`` bytes.

    Older lines stand in ``events.jsonl.1``, ``.2`` and so on; the oldest file is dropped. A last
    line that a power cut left torn is ended, so that the next one stands by itself. Lines reach
    the operating system at once (a killed program loses none), the disk when it sees fit.
    """

    def __init__(self, path: Path, *, size: int = 2 * MEGABYTE, kept: int = 9) -> None:
        """``size`` is in bytes. Raises ``OSError`` where the file cannot be written."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        _end_torn_line(path)
        self._handler = _Rotation(path, maxBytes=size, backupCount=kept, encoding="utf-8")

    def write(self, line: str) -> None:
        """Append a line, handed over without its end.

        Raises ``OSError``; the line is then tried again with the next one.
        """
        self._handler.emit(makeLogRecord({"msg": line}))

    def close(self) -> None:
        """Let go of the file; never raises."""
        with suppress(OSError):
            self._handler.close()

    def next_number(self) -> int:
        """The number after that of the last line that can be read; 1 where there is none."""
        for path in (self._path, self._path.with_name(self._path.name + ".1")):
            last = _last_number(path)
            if last is not None:
                return last + 1
        return 1


class _Rotation(RotatingFileHandler):
    """Hands errors on instead of printing them."""

    def handleError(self, record: LogRecord) -> None:  # noqa: N802 - the name is logging's
        raise  # logging calls this while it handles the error


def _end_torn_line(path: Path) -> None:
    with path.open("ab+") as file:
        if file.tell() == 0:
            return
        file.seek(-1, 2)
        if file.read(1) != b"\n":
            file.write(b"\n")


def _last_number(path: Path) -> int | None:
    if not path.exists():
        return None
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    numbers = (_number_in(line) for line in reversed(lines))
    return next((number for number in numbers if number is not None), None)


def _number_in(line: str) -> int | None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    number = entry.get("number") if isinstance(entry, dict) else None
    return number if type(number) is int and number > 0 else None
