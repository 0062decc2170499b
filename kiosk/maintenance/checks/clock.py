"""Whether this machine's clock is right: the backend's is what it must agree with."""

from __future__ import annotations

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, failed, within
from pages.texts import say
from values import Count

MOST_SECONDS = 30
"""The backend takes no token that is two minutes off."""


def look(bench: Bench) -> Finding:
    """Seconds between the two clocks."""
    try:
        ahead = bench.backend.ask().clock_ahead_s
    except OSError:
        ahead = None
    if ahead is None:
        return failed(say("maintenance.evidence.no_clock"))
    off = say("maintenance.evidence.seconds_off", n=Count(abs(ahead)))
    return within(abs(ahead) <= MOST_SECONDS, off)


CHECK = Check(name="clock", icon="schedule", title=say("maintenance.check.clock"), look=look)
