"""What the receipt printer says of itself."""

from __future__ import annotations

from devices.printers.printer import PrinterStatus
from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, absent, failed, ok
from kiosk.maintenance.wording import PRINTER_STATES
from pages.texts import say


def look(bench: Bench) -> Finding:
    """Its own answer; one that cannot answer has nothing to find out here."""
    if bench.settings.printer.kind == "none":
        return absent(say("maintenance.evidence.not_set_up"))
    if not bench.printer.has_back_channel:
        return absent(say("maintenance.evidence.cannot_answer"))
    status = bench.printer.status()
    words = PRINTER_STATES[status]
    return ok(words) if status is PrinterStatus.READY else failed(words)


CHECK = Check(name="printer", icon="print", title=say("maintenance.check.printer"), look=look)
