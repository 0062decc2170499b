"""One caller at a time: a watch, a print job and a technician share one connection."""

import threading
from collections.abc import Callable

from devices.printers.printer import Printer, PrinterStatus, PrintOutcome, Raster


class ExclusivePrinter:
    """A `Printer` whose calls wait for one another instead of overlapping."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer
        self._busy = threading.Lock()

    @property
    def has_back_channel(self) -> bool:
        return self._printer.has_back_channel

    def status(self) -> PrinterStatus:
        with self._busy:
            return self._printer.status()

    def print_raster(self, raster: Raster, *, on_first_byte: Callable[[], None]) -> PrintOutcome:
        with self._busy:
            return self._printer.print_raster(raster, on_first_byte=on_first_byte)


class AbsentPrinter:
    """A terminal that was set up without a printer."""

    has_back_channel = True

    def status(self) -> PrinterStatus:
        return PrinterStatus.NO_ANSWER

    def print_raster(self, raster: Raster, *, on_first_byte: Callable[[], None]) -> PrintOutcome:
        return PrintOutcome.NOT_PRINTED
