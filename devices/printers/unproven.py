"""Printers that answer, but do not notice what becomes of a slip."""

from collections.abc import Callable

from devices.printers.printer import Printer, PrinterStatus, PrintOutcome, Raster


class UnprovenPrinter:
    """A printer without sensors for paper and cover: that it claims to be well is no evidence.

    So a slip is at best `SENT`. That nothing at all was printed is still known.
    """

    has_back_channel = False

    def __init__(self, printer: Printer) -> None:
        self._printer = printer

    def status(self) -> PrinterStatus:
        """Always `NO_ANSWER`: what it answers says nothing of the paper."""
        return PrinterStatus.NO_ANSWER

    def print_raster(self, raster: Raster, *, on_first_byte: Callable[[], None]) -> PrintOutcome:
        outcome = self._printer.print_raster(raster, on_first_byte=on_first_byte)
        return PrintOutcome.SENT if outcome is PrintOutcome.PRINTED else outcome
