"""Which driver the configured receipt printer takes."""

from __future__ import annotations

from pathlib import Path

from devices.printers.escpos_printer import NetworkPrinter, SerialPrinter, UsbPrinter
from devices.printers.exclusive import AbsentPrinter
from devices.printers.printer import Printer
from devices.printers.unproven import UnprovenPrinter
from kiosk.settings import ReceiptPrinter


def open_printer(configured: ReceiptPrinter, *, unfinished_before: bool) -> Printer:
    """The printer as configured. ``unfinished_before``: a slip may have been under way when the
    terminal last stopped."""
    printer = _driver(configured, unfinished_before)
    return printer if configured.sensors else UnprovenPrinter(printer)


def _driver(configured: ReceiptPrinter, unfinished: bool) -> Printer:
    path = Path(configured.path)
    match configured.kind:
        case "network":
            host, port = configured.host, configured.port
            return NetworkPrinter(host, port, unfinished_before=unfinished)
        case "serial":
            return SerialPrinter(path, configured.baud_rate, unfinished_before=unfinished)
        case "usb":
            return UsbPrinter(path, unfinished_before=unfinished)
        case "file":
            # Only who has such a printer waits for python-escpos at the start.
            from devices.printers.file_printer import FilePrinter

            return FilePrinter(path)
        case "none":
            return AbsentPrinter()
