"""Whether the backend's name is known to the network."""

from __future__ import annotations

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, failed, ok
from pages.texts import say
from values import Count


def look(bench: Bench) -> Finding:
    """How many addresses the name has."""
    try:
        count = bench.backend.resolve()
    except OSError:
        return failed(say("maintenance.evidence.name_unknown"))
    return ok(say("maintenance.evidence.name_known", n=Count(count)))


CHECK = Check(
    name="network_name", icon="dns", title=say("maintenance.check.network_name"), look=look
)
