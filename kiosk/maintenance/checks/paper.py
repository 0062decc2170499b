"""How many slips came out of this roll of paper."""

from __future__ import annotations

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, absent, failed, ok
from pages.texts import say
from values import Count


def look(bench: Bench) -> Finding:
    """Slips since the paper was changed, as the event log has it."""
    if bench.settings.printer.kind == "none":
        return absent(say("maintenance.evidence.not_set_up"))
    try:
        slips = bench.slips()
    except OSError:
        return failed(say("maintenance.evidence.not_readable"))
    return ok(say("maintenance.evidence.slips", n=Count(slips)))


CHECK = Check(name="paper", icon="receipt_long", title=say("maintenance.check.paper"), look=look)
