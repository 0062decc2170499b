"""A printer behind a device file (`/dev/usb/lp0`, a parallel port) or a plain file.

This kind has no back channel: bytes go in, nothing comes back. So its status is never known and a
slip is at best *sent*. A device that is out of paper blocks the write until it is refilled.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from escpos.exceptions import DeviceNotFoundError
from escpos.printer import File

from devices.printers.printer import PrinterStatus, PrintOutcome, Raster
from devices.printers.raster_commands import FEED_AND_CUT, INITIALISE, bands


class FilePrinter:
    """Writes each slip to `path`; a plain file then holds the bytes of the last one."""

    has_back_channel = False

    def __init__(self, path: Path) -> None:
        """Open nothing yet."""
        self._path = path

    def status(self) -> PrinterStatus:
        """Always `NO_ANSWER`: there is nobody to ask."""
        return PrinterStatus.NO_ANSWER

    def print_raster(self, raster: Raster, *, on_first_byte: Callable[[], None]) -> PrintOutcome:
        """Write one slip: `SENT`, or `NOT_PRINTED` if the file cannot be opened."""
        transport = File(str(self._path))
        try:
            transport.open()
        except DeviceNotFoundError:
            return PrintOutcome.NOT_PRINTED
        try:
            on_first_byte()
            return _send(transport, raster)
        finally:
            with suppress(OSError):
                transport.close()


def _send(transport: File, raster: Raster) -> PrintOutcome:
    try:
        for commands in (INITIALISE, *bands(raster), FEED_AND_CUT):
            transport._raw(commands)  # python-escpos has no public name for it
    except OSError:
        return PrintOutcome.UNKNOWN
    return PrintOutcome.SENT
