"""Whether the machine has memory to spare (``/proc/meminfo``)."""

from __future__ import annotations

import re

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, failed, within
from pages.texts import say
from values import Count

MOST_PERCENT = 90
_LINE = re.compile(r"^(MemTotal|MemAvailable):\s+(\d+) kB$", re.MULTILINE)


def look(bench: Bench) -> Finding:
    """The share of memory that is in use: what is not available without swapping."""
    sizes = {name: int(size) for name, size in _LINE.findall(bench.read("proc/meminfo") or "")}
    total, available = sizes.get("MemTotal", 0), sizes.get("MemAvailable")
    if not total or available is None:
        return failed(say("maintenance.evidence.not_readable"))
    percent = 100 * (total - available) // total
    return within(percent < MOST_PERCENT, say("maintenance.evidence.used", percent=Count(percent)))


CHECK = Check(name="memory", icon="memory", title=say("maintenance.check.memory"), look=look)
