"""The event log as the service menu reads it: newest first, filtered, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any

from kiosk.clock import LOCAL
from kiosk.event_catalogue import Catalogue, Event, the_catalogue
from kiosk.event_chain import read_entry
from kiosk.log_file import log_files

FARTHEST_DAYS = 60
"""How far back counters look: a roll of paper does not last longer."""
_KEPT = frozenset({"number", "at", "code", "severity", "before"})


class Which(StrEnum):
    """Which entries are wanted."""

    ALL = "all"
    TROUBLE = "trouble"
    """Warnings and errors."""
    MAINTENANCE = "maintenance"
    """What staff and technicians did."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry, with what the catalogue says of its kind."""

    number: int
    at: datetime
    code: str
    severity: str
    fields: tuple[tuple[str, str], ...]
    event: Event


class LogView:
    """Reads the files of a log; every method blocks and raises ``OSError``."""

    def __init__(self, folder: Path, catalogue: Catalogue | None = None) -> None:
        self._folder = folder
        self._catalogue = catalogue or the_catalogue()

    def newest(
        self, most: int, *, which: Which = Which.ALL, before: int | None = None
    ) -> tuple[LogEntry, ...]:
        """The newest entries, at most so many, each older than number ``before``."""
        found: list[LogEntry] = []
        for entry in self._backwards():
            if before is not None and entry["number"] >= before:
                continue
            if _wanted(entry, which) and entry["code"] in self._catalogue.events:
                found.append(self._entry(entry))
            if len(found) == most:
                break
        return tuple(found)

    def entry(self, number: int) -> LogEntry | None:
        """The entry of this number, if it is still kept."""
        first = self.newest(1, before=number + 1)
        return first[0] if first and first[0].number == number else None

    def of_device(self, device: str, most: int) -> tuple[LogEntry, ...]:
        """The newest changes of a device's status."""
        found: list[LogEntry] = []
        for entry in self._backwards():
            if entry["code"] == "device.status" and entry.get("device") == device:
                found.append(self._entry(entry))
            if len(found) == most:
                break
        return tuple(found)

    def since(self, day: date) -> Counter[str]:
        """How many entries of each code there are since the local day began."""
        begun = datetime.combine(day, time(), LOCAL).astimezone(UTC)
        counted: Counter[str] = Counter()
        for entry in self._backwards():
            if _moment(entry) < begun:
                break
            counted[entry["code"]] += 1
            if entry["code"] == "print.outcome":
                counted[f"print.{entry['outcome']}"] += 1
        return counted

    def slips_since_paper(self) -> int:
        """How many slips were printed since somebody said that they changed the paper."""
        slips, first = 0, None
        for entry in self._backwards():
            first = first or _moment(entry)
            if entry["code"] == "maintenance.paper_changed":
                break
            if (first - _moment(entry)).days > FARTHEST_DAYS:
                break
            slips += _is_slip(entry)
        return slips

    def _backwards(self) -> Iterator[dict[str, Any]]:
        for path in reversed(log_files(self._folder) if self._folder.is_dir() else []):
            for line in reversed(path.read_bytes().splitlines()):
                entry = read_entry(line)
                if entry is not None:
                    yield entry

    def _entry(self, entry: dict[str, Any]) -> LogEntry:
        fields = tuple((name, str(value)) for name, value in entry.items() if name not in _KEPT)
        event = self._catalogue.events[entry["code"]]
        return LogEntry(
            entry["number"], _moment(entry), entry["code"], entry["severity"], fields, event
        )


def _moment(entry: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(entry["at"])


def _is_slip(entry: dict[str, Any]) -> bool:
    return entry["code"] == "print.outcome" and entry["outcome"] in ("printed", "handed_over")


def _wanted(entry: dict[str, Any], which: Which) -> bool:
    match which:
        case Which.ALL:
            return True
        case Which.TROUBLE:
            return str(entry["severity"]) != "info"
        case Which.MAINTENANCE:
            return str(entry["code"]).startswith("maintenance.")
