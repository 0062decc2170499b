"""Whether the backend's certificate is valid, and for how long."""

from __future__ import annotations

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, absent, failed, within
from pages.texts import say
from values import Count

LEAST_DAYS = 14


def look(bench: Bench) -> Finding:
    """Days left; a certificate that is not valid is no better than none."""
    if not bench.backend.encrypted:
        return absent(say("maintenance.evidence.not_encrypted"))
    try:
        days = bench.backend.certificate_days()
    except OSError:
        return failed(say("maintenance.evidence.certificate_bad"))
    return within(days >= LEAST_DAYS, say("maintenance.evidence.certificate_days", n=Count(days)))


CHECK = Check(
    name="certificate",
    icon="verified_user",
    title=say("maintenance.check.certificate"),
    look=look,
)
