"""A part of the event log in one file that can be verified anywhere (H6).

A ZIP archive of ``events.jsonl``, the entries as they stand in the log, and ``bundle.json``: the
terminal, what came before the first entry, the last entry, and the terminal's signature over these
(as ``kiosk/event_chain.py`` defines it). So a bundle that was cut at either end is told from one
that was not.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.event_chain import (
    Head,
    Sign,
    bytes_of,
    hash_of,
    read_entry,
    read_head,
    signature_fits,
    signed,
)
from kiosk.log_verification import Report, verify

ENTRIES, ABOUT = "events.jsonl", "bundle.json"
LARGEST = 2_000_000_000
"""Bytes a bundle may unfold to."""


class BundleFault(ValueError):
    """This is not a bundle, or there is nothing to bundle; the message says which."""


@dataclass(frozen=True)
class Part:
    """A part of a log: its lines, and the entries it stands between."""

    lines: bytes
    after: Head
    last: Head


def part_since(files: Sequence[bytes], moment: str) -> Part:
    """The entries from the first one at ``moment`` (ISO 8601, UTC) or later up to the end.

    Raises ``BundleFault`` where there is none.
    """
    lines = [line for data in files for line in data.splitlines(keepends=True)]
    whole = [(place, read_entry(line.removesuffix(b"\n"))) for place, line in enumerate(lines)]
    entries = [(place, entry) for place, entry in whole if entry is not None]
    first = next(((p, entry) for p, entry in entries if entry["at"] >= moment), None)
    if first is None:
        raise BundleFault("the log has no entry since then")
    place, entry = first
    end, last = entries[-1]
    return Part(
        b"".join(line.removesuffix(b"\n") + b"\n" for line in lines[place : end + 1]),
        Head(entry["number"] - 1, entry["before"]),
        Head(last["number"], hash_of(bytes_of(last))),
    )


def write_bundle(out: Path, part: Part, terminal: str, sign: Sign) -> None:
    """Write a bundle; raises ``OSError``."""
    about = {"terminal": terminal, "after": str(part.after), "last": str(part.last)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(ENTRIES, part.lines)
        archive.writestr(ABOUT, bytes_of(signed(about, sign)))


def verify_bundle(path: Path, key: Ed25519PublicKey | None, known: Head | None = None) -> Report:
    """Check a bundle; raises ``BundleFault`` for a file that is none."""
    lines, about, after, last = _read(path)
    report = verify([(f"{path.name}/{ENTRIES}", lines)], key, begins=after, known=known or last)
    if known is not None and report.head != last:
        report.findings.append(f"{path.name}: the entries do not end as {ABOUT} says")
    if key is not None and not signature_fits(about, key):
        report.findings.append(
            f"{path.name}/{ABOUT}: the signature does not fit: changed, or another key signed it"
        )
    return report


def _read(path: Path) -> tuple[bytes, dict[str, Any], Head, Head]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST:
                raise BundleFault(f"{path.name} is too large")
            lines = archive.read(ENTRIES)
            about = json.loads(archive.read(ABOUT))
        return lines, about, read_head(about["after"]), read_head(about["last"])
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, RecursionError) as reason:
        if isinstance(reason, BundleFault):
            raise
        raise BundleFault(f"{path.name} is no bundle of an event log") from reason
