"""Whether the backend answers, and how fast."""

from __future__ import annotations

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, failed, within
from pages.texts import say
from values import Count

SLOW_MS = 2000


def look(bench: Bench) -> Finding:
    """Milliseconds from question to answer."""
    try:
        answered = bench.backend.ask()
    except OSError:
        return failed(say("maintenance.evidence.no_answer"))
    if not answered.well:
        return failed(say("maintenance.evidence.not_well"))
    took = say("maintenance.evidence.milliseconds", n=Count(answered.milliseconds))
    return within(answered.milliseconds < SLOW_MS, took)


CHECK = Check(name="backend", icon="cloud", title=say("maintenance.check.backend"), look=look)
