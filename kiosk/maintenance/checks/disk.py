"""Whether the disk with the terminal's state has room."""

from __future__ import annotations

import os

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, failed, within
from pages.texts import say
from values import Count

MOST_PERCENT = 90


def look(bench: Bench) -> Finding:
    """The share of the disk that is used, as an ordinary user finds it."""
    try:
        disk = os.statvfs(bench.settings.state_directory)
    except OSError:
        return failed(say("maintenance.evidence.disk_gone"))
    used = disk.f_blocks - disk.f_bfree
    percent = -(-100 * used // max(1, used + disk.f_bavail))
    return within(percent < MOST_PERCENT, say("maintenance.evidence.used", percent=Count(percent)))


CHECK = Check(name="disk", icon="storage", title=say("maintenance.check.disk"), look=look)
