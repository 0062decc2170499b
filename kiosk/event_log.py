"""The event log: what happened on this terminal, for the technician and for those who audit (H6).

``python -m kiosk.event_log`` verifies and exports it (``kiosk/log_command.py``).

A line is one JSON object: ``number`` (one more than the entry before, also across restarts),
``at`` (UTC), ``code``, ``severity``, ``before`` (the hash of the entry before, as
``kiosk/event_chain.py`` defines it) and the event's own fields.

Recording never disturbs the kiosk. What the catalogue does not allow raises ``WrongCall`` where
the log is ``strict``, as it is in tests; otherwise ``log.wrong_call`` is recorded in its place,
with where the attempt was made and nothing of what was attempted. A line that cannot be written,
because the disk is full, say, is told on standard error and leaves a gap in the numbers, over which
the chain goes on: that is how a gap differs from a removed entry.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from datetime import datetime

from kiosk.clock import Clock
from kiosk.event_catalogue import Catalogue, Scalar, WrongCall, the_catalogue
from kiosk.event_chain import START, Head, Sign, bytes_of, hash_of, signed

Sink = Callable[[str], object]
"""Takes one line, without its end. Called by one thread at a time."""


class EventLog:
    """Records events. May be called from any thread.

    ``after`` is the last entry of a log that goes on (``LogFile.head``). The chain follows what the
    first sink took. Without ``sign`` the log is chained but never signed.
    """

    def __init__(
        self,
        clock: Clock,
        *sinks: Sink,
        after: Head = START,
        sign: Sign | None = None,
        strict: bool = False,
        catalogue: Catalogue | None = None,
    ) -> None:
        self._clock = clock
        self._sinks = sinks
        self._head = after
        self._next = after.number + 1
        self._sign = sign
        self._signed = START
        self._strict = strict
        self._catalogue = catalogue or the_catalogue()
        self._last: dict[tuple[Scalar, ...], dict[str, Scalar]] = {}
        self._lock = threading.Lock()

    @property
    def head(self) -> Head:
        """The last entry that was written: whoever keeps it elsewhere can tell a cut tail."""
        return self._head

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

    def sign(self) -> None:
        """Sign everything so far with an entry of its own, unless nothing came since the last."""
        with self._lock:
            if self._sign is not None and self._head not in (START, self._signed):
                self._write("log.signed", {}, self._sign)
                self._signed = self._head

    def dropped(self, through: int) -> None:
        """Record that the entries up to this number are about to be dropped, their time over."""
        with self._lock:
            self._write("log.dropped", {"through": through})

    def _is_news(self, code: str, written: dict[str, Scalar]) -> bool:
        about = self._catalogue.events[code].on_change
        if about is None:
            return True
        thing = (code, *(written[name] for name in about))
        known = self._last.get(thing) == written
        self._last[thing] = written
        return not known

    def _write(self, code: str, written: dict[str, Scalar], sign: Sign | None = None) -> None:
        entry = {
            "number": self._next,
            "at": _utc(self._clock.now()),
            "code": code,
            "severity": self._catalogue.events[code].severity,
            "before": self._head.hash,
            **written,
        }
        line = bytes_of(signed(entry, sign) if sign else entry)
        taken = [self._give(sink, line.decode("ascii")) for sink in self._sinks]
        if all(taken[:1]):
            self._head = Head(self._next, hash_of(line))
        self._next += 1

    def _give(self, sink: Sink, text: str) -> bool:
        try:
            sink(text)
        except OSError as error:
            sys.stderr.write(f"event {self._next} was not written: {error.strerror}\n")
            return False
        return True


def to_standard_output(line: str) -> None:
    """A sink for whoever reads the program's output, such as the system's journal."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _utc(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _caller() -> str:
    frame = sys._getframe(2)  # whoever called ``record``
    return f"{frame.f_globals.get('__name__', 'unknown')}:{frame.f_lineno}"


if __name__ == "__main__":
    from kiosk.log_command import main

    sys.exit(main())
