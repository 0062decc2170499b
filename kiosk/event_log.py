"""The event log: what happened on this terminal, for the technician and for those who audit (H6).

``python -m kiosk.event_log --docs`` writes ``docs/events.md`` from the catalogue.

A line is one JSON object: ``number`` (one more than the line before, also across restarts; a gap
means that lines were lost), ``at`` (UTC), ``code``, ``severity`` and the event's own fields.

Recording never disturbs the kiosk. What the catalogue does not allow raises ``WrongCall`` where
the log is ``strict``, as it is in tests; otherwise ``log.wrong_call`` is recorded in its place,
with where the attempt was made and nothing of what was attempted. A line that cannot be written,
because the disk is full, say, is told on standard error and may leave a gap in the numbers.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from kiosk.clock import Clock
from kiosk.event_catalogue import Catalogue, Event, Scalar, WrongCall, the_catalogue

DOCUMENT = Path(__file__).parent.parent / "docs" / "events.md"

Sink = Callable[[str], object]
"""Takes one line, without its end. Called by one thread at a time."""


class EventLog:
    """Records events. May be called from any thread.

    ``first`` is the number of the first line: ``LogFile.next_number`` of a log that goes on.
    """

    def __init__(
        self,
        clock: Clock,
        *sinks: Sink,
        first: int = 1,
        strict: bool = False,
        catalogue: Catalogue | None = None,
    ) -> None:
        self._clock = clock
        self._sinks = sinks
        self._next = first
        self._strict = strict
        self._catalogue = catalogue or the_catalogue()
        self._last: dict[tuple[Scalar, ...], dict[str, Scalar]] = {}
        self._lock = threading.Lock()

    def record(self, code: str, /, **fields: object) -> None:
        """Record an event of the catalogue, with exactly the fields it has there.

        Members of enumerations are taken by their value (``StrEnum``) or their name in lower case.
        Raises ``WrongCall`` if the log is strict.
        """
        try:
            written = self._catalogue.written(code, fields)
        except WrongCall:
            if self._strict:
                raise
            code, written = "log.wrong_call", {"place": _caller()}
        with self._lock:
            if self._is_news(code, written):
                self._write(code, written)

    def _is_news(self, code: str, written: dict[str, Scalar]) -> bool:
        about = self._catalogue.events[code].on_change
        if about is None:
            return True
        thing = (code, *(written[name] for name in about))
        known = self._last.get(thing) == written
        self._last[thing] = written
        return not known

    def _write(self, code: str, written: dict[str, Scalar]) -> None:
        line = {
            "number": self._next,
            "at": _utc(self._clock.now()),
            "code": code,
            "severity": self._catalogue.events[code].severity,
            **written,
        }
        self._next += 1
        text = json.dumps(line)
        for sink in self._sinks:
            try:
                sink(text)
            except OSError as error:
                sys.stderr.write(f"event {line['number']} was not written: {error.strerror}\n")


def to_standard_output(line: str) -> None:
    """A sink for whoever reads the program's output, such as the system's journal."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _utc(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _caller() -> str:
    frame = sys._getframe(2)  # whoever called ``record``
    return f"{frame.f_globals.get('__name__', 'unknown')}:{frame.f_lineno}"


def document(catalogue: Catalogue) -> str:
    """``docs/events.md``: the catalogue as a page to read."""
    lines = [
        "# Events",
        "",
        "What the terminal records, made from `kiosk/events.toml` by"
        " `python -m kiosk.event_log --docs`.",
        "",
        "Every line of the log is a JSON object with `number`, `at` (UTC), `code`, `severity` and",
        "the fields named here. No field takes free text.",
    ]
    for code, event in catalogue.events.items():
        lines += ["", *_chapter(code, event, catalogue)]
    return "\n".join(lines) + "\n"


def _chapter(code: str, event: Event, catalogue: Catalogue) -> Iterator[str]:
    yield f"## `{code}`"
    yield ""
    yield f"**{event.title}** ({event.severity}). {event.message}"
    if event.fields:
        yield ""
    for name, kind in event.fields.items():
        words = catalogue.sets.get(kind)
        yield f"- `{name}`: {', '.join(f'`{word}`' for word in words) if words else kind}"


def main(arguments: list[str] | None = None) -> None:
    """The command line: ``--docs``."""
    parser = argparse.ArgumentParser(prog="python -m kiosk.event_log", description="The event log.")
    parser.add_argument("--docs", action="store_true", required=True, help="write docs/events.md")
    parser.parse_args(arguments)
    DOCUMENT.write_text(document(the_catalogue()), encoding="utf-8")
    sys.stdout.write(f"{DOCUMENT} written\n")


if __name__ == "__main__":
    main()
