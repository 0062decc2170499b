"""Each morning the terminal checks itself and writes one record 日常巡检, whoever is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from contract.fleet import ReportKind
from kiosk.clock import LOCAL
from kiosk.loop import Loop
from kiosk.maintenance.checking import Checking
from kiosk.maintenance.checks.registry import CHECKS
from kiosk.maintenance.findings import Finding
from kiosk.maintenance.reports import Round

MINUTE = 60.0
_LOOKS = tuple(check for check in CHECKS if check.look is not None)


class SelfCheck:
    """Looks at what needs no person, once a day from ``at`` (local time) on; never where empty.

    ``last_day`` answers, in the pool, the local day of the last record. ``done`` gets the record.
    """

    def __init__(
        self,
        loop: Loop,
        checking: Checking,
        at: str,
        last_day: Callable[[], date | None],
        new_id: Callable[[], str],
        done: Callable[[Round], None],
    ) -> None:
        self._loop = loop
        self._checking = checking
        self._at = time.fromisoformat(at) if at else None
        self._last_day = last_day
        self._new_id = new_id
        self._done = done
        self._day: date | None = None

    def start(self) -> None:
        """Begin to mind the time; a morning that was slept through is made up for."""
        if self._at is not None:
            self._loop.work(self._last_day, self._begin)

    def _begin(self, last: date | Exception | None) -> None:
        if isinstance(last, Exception):
            raise last
        self._day = last
        self._look()

    def _look(self) -> None:
        self._loop.call_later(MINUTE, self._look)
        now = self._loop.clock.now().astimezone(LOCAL)
        if self._at is not None and now.time() >= self._at and self._day != now.date():
            self._day = now.date()
            self._checking.start(_LOOKS, self._ended, alone=True)

    def _ended(self, findings: tuple[tuple[str, Finding], ...]) -> None:
        now = self._loop.clock.now()
        self._done(Round(self._new_id(), ReportKind.DAILY, now, None, findings))
