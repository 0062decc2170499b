"""Prints the test slip for the checks that need one to look at."""

from __future__ import annotations

from devices.printers.printer import PrintOutcome
from kiosk.maintenance.bench import Bench
from kiosk.maintenance.findings import Finding, absent, failed, ok
from pages.texts import say


def print_slip(bench: Bench) -> Finding:
    """What the printer itself proves about the test slip."""
    if bench.settings.printer.kind == "none":
        return absent(say("maintenance.evidence.not_set_up"))
    outcome = bench.printer.print_raster(bench.test_slip(), on_first_byte=lambda: None)
    match outcome:
        case PrintOutcome.PRINTED:
            return ok(say("maintenance.evidence.printed"))
        case PrintOutcome.SENT:
            return ok(say("maintenance.evidence.handed_over"))
        case PrintOutcome.NOT_PRINTED:
            return failed(say("maintenance.evidence.not_printed"))
        case PrintOutcome.UNKNOWN:
            return failed(say("maintenance.evidence.print_unknown"))
