"""Finds whatever was changed, removed, swapped, repeated or cut off in an event log (H6).

The chain finds every change before its last entry; a signature, or a head that somebody kept
elsewhere, finds what the chain cannot: a changed last entry, a cut tail, or a log hashed anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.event_chain import START, Head, hash_of, read_entry, signature_fits
from kiosk.log_file import LARGEST_TOLD

Source = tuple[str, bytes]
"""A file's name, as findings tell it, and what it holds."""


@dataclass
class Report:
    """What is wrong with a log (``findings``) and what one should know of it (``notes``)."""

    findings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    entries: int = 0
    head: Head = START
    signed_through: int = 0
    """The last entry a signature answers for; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class _Line:
    place: str
    data: bytes
    ended: bool
    """Whether a newline follows."""


def verify(
    sources: Sequence[Source],
    key: Ed25519PublicKey | None = None,
    *,
    begins: Head | None = None,
    known: Head | None = None,
    until: int | None = None,
    whole: bool = True,
) -> Report:
    """Check the files of a log, oldest first.

    Without ``key`` signatures are not looked at. ``begins`` is the entry before the first one; by
    default the log must begin with entry 1 or say that it dropped what came before. ``known`` is a
    head that was seen earlier. ``until`` leaves out the entries after that number. Where the files
    are not the ``whole`` log, what stands before their first entry is not judged.
    """
    checking = _Checking(key, begins, known, whole=whole)
    for line in _lines(sources):
        entry = read_entry(line.data)
        if entry is None:
            checking.torn(line)
        elif until is not None and entry["number"] > until:
            checking.explain_torn(entry)
            break
        else:
            checking.entry(entry, line)
    return checking.end()


def _lines(sources: Iterable[Source]) -> Iterator[_Line]:
    for name, data in sources:
        if not data:
            continue
        lines = data.split(b"\n")
        rest = lines.pop()
        for number, line in enumerate(lines, start=1):
            yield _Line(f"{name}, line {number}", line, ended=True)
        if rest:
            yield _Line(f"{name}, line {len(lines) + 1}", rest, ended=False)


class _Checking:
    """Goes through a log entry by entry."""

    def __init__(
        self,
        key: Ed25519PublicKey | None,
        begins: Head | None,
        known: Head | None,
        *,
        whole: bool,
    ) -> None:
        self._key = key
        self._begins = begins
        self._known = known
        self._whole = whole
        self._report = Report()
        self._seen: dict[int, str] = {}
        """The hash of every entry by its number."""
        self._rubbish: list[_Line] = []
        self._first: tuple[int, str] | None = None
        self._dropped: dict[int, int] = {}
        """The last entry that was dropped, and by which entry that was told."""

    def torn(self, line: _Line) -> None:
        """A line that is no entry; what follows it shows whether a power cut explains it."""
        self._rubbish.append(line)

    def entry(self, entry: dict[str, Any], line: _Line) -> None:
        number: int = entry["number"]
        self.explain_torn(entry)
        self._link(number, entry["before"], hash_of(line.data), line.place)
        if entry["code"] == "log.signed" or "signature" in entry:
            self._signature(entry, line.place)
        if entry["code"] == "log.dropped" and isinstance(entry.get("through"), int):
            self._dropped[entry["through"]] = number
        self._report.entries += 1
        self._report.head = Head(number, hash_of(line.data))
        self._seen[number] = hash_of(line.data)

    def end(self) -> Report:
        """What was found."""
        self._explain_rest()
        self._check_beginning()
        self._check_known()
        self._tell_signatures()
        return self._report

    def _found(self, place: str, what: str) -> None:
        self._report.findings.append(f"{place}: {what}")

    def _link(self, number: int, before: str, own: str, place: str) -> None:
        last = self._report.head
        if self._first is None:
            self._first = (number, place)
            begins = self._begins or (START if number == 1 else None)
            if begins is not None and begins.hash != before:
                self._found(place, f"entry {number} does not follow from what came before the log")
        elif number in self._seen:
            again = "repeated" if self._seen[number] == own else "there twice, in two versions"
            self._found(place, f"entry {number} is {again}")
        elif number < last.number:
            self._found(place, f"entry {number} stands after entry {last.number}: out of order")
        elif before != last.hash:
            self._found(place, _broken(last.number, number))
        elif number > last.number + 1:
            missed = _span(last.number + 1, number - 1)
            self._report.notes.append(f"{place}: {missed} never written, when the disk was full")

    def _signature(self, entry: dict[str, Any], place: str) -> None:
        if self._key is None:
            return
        if signature_fits(entry, self._key):
            self._report.signed_through = entry["number"]
        else:
            self._found(
                place,
                f"the signature of entry {entry['number']} does not fit: the entry was changed, or"
                " another key signed it",
            )

    def explain_torn(self, entry: dict[str, Any]) -> None:
        """Torn lines are in order where the very next entry tells of as many bytes."""
        if not self._rubbish or (self._first is None and not self._whole):
            self._rubbish = []
            return
        size = sum(len(line.data) for line in self._rubbish)
        if entry["code"] == "log.torn" and entry.get("bytes") == min(size, LARGEST_TOLD):
            self._tell_torn()
        else:
            self._tell_destroyed()
        self._rubbish = []

    def _explain_rest(self) -> None:
        """A torn end is in order too: nothing was written since the power cut."""
        if self._rubbish and not self._rubbish[-1].ended:
            self._tell_torn()
        else:
            self._tell_destroyed()

    def _tell_torn(self) -> None:
        size = sum(len(line.data) for line in self._rubbish)
        place = self._rubbish[0].place
        self._report.notes.append(f"{place}: a power cut tore {size} bytes here")

    def _tell_destroyed(self) -> None:
        for line in self._rubbish:
            self._found(line.place, "this is no entry of the log: changed or destroyed")

    def _check_beginning(self) -> None:
        if self._first is None:
            if self._begins is None and self._known is None:
                self._report.notes.append("the log is empty")
            return
        if not self._whole:
            return
        number, place = self._first
        missing = f"{_span(1, number - 1)} missing"
        if self._begins is not None:
            if number != self._begins.number + 1:
                self._found(place, f"the log should begin with entry {self._begins.number + 1}")
        elif number > 1 and self._was_dropped(number - 1):
            self._report.notes.append(f"{place}: {_span(1, number - 1)} dropped, the time over")
        elif number > 1:
            self._found(place, f"{missing}, and no entry says that their time was over")

    def _was_dropped(self, through: int) -> bool:
        told = self._dropped.get(through)
        signed = self._key is None or self._report.signed_through >= (told or 0)
        return told is not None and signed

    def _check_known(self) -> None:
        known, head = self._known, self._report.head
        if known is None or known == START:
            return
        if known.number in self._seen:
            if self._seen[known.number] != known.hash:
                self._found("end", f"entry {known.number} is not the one that was known: changed")
        elif head.number < known.number:
            self._found("end", f"{_span(head.number + 1, known.number)} missing: the end was cut")
        elif self._first is not None and known.number >= self._first[0]:
            self._found("end", f"entry {known.number}, which was known, is missing")

    def _tell_signatures(self) -> None:
        report = self._report
        if self._key is None:
            report.notes.append("signatures were not checked: no public key was given")
            return
        proven = self._known.number if self._known and not report.findings else 0
        rest = report.head.number - max(report.signed_through, proven)
        if rest > 0:
            first = max(report.signed_through, proven) + 1
            report.notes.append(
                f"{_span(first, report.head.number)} not signed yet: whether they are the last"
                " ones, and the very last is unchanged, only a head known from elsewhere can tell"
            )


def _broken(last: int, number: int) -> str:
    if number > last + 1:
        return f"{_span(last + 1, number - 1)} missing between entry {last} and entry {number}"
    return f"entry {number} was not written after this entry {last}: one of them was changed"


def _span(first: int, last: int) -> str:
    return f"entry {first} is" if first == last else f"entries {first} to {last} are"
