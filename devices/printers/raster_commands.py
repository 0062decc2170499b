"""A raster as ESC/POS commands: bands, feed and cut. Pure functions of bytes.

Source: Epson's ESC/POS command reference, `GS v 0`, `GS V` function B, and the notes on real-time
commands: a printer acts on `DLE EOT`, `DLE ENQ` and `DLE DC4` wherever they stand in the stream,
even amid the dots of a picture.
"""

import re
from collections.abc import Iterator

from devices.printers.printer import Raster

INITIALISE = b"\x1b@"
FEED_AND_CUT = b"\x1dVB\x00"
"""Feed until the last row has passed the knife, then cut, leaving one point uncut."""

BAND_BYTES = 1950
"""Two bands with their commands fit the 4 kB buffer of a cheap printer, so that it goes on taking
real-time commands when it stops."""

LARGEST_BAND = 8192
"""More than a band that any version of this program has sent."""

_REALTIME_COMMAND = re.compile(rb"\x10[\x04\x05\x14](?=[\x00-\x08\x11\x12\x14])", re.DOTALL)


def bands(raster: Raster) -> Iterator[bytes]:
    """`GS v 0` commands that together put the raster on paper, top band first."""
    rows = without_realtime_commands(raster.rows)
    step = raster.bytes_per_row * max(1, BAND_BYTES // raster.bytes_per_row)
    for start in range(0, len(rows), step):
        band = rows[start : start + step]
        height = len(band) // raster.bytes_per_row
        yield b"\x1dv0\x00" + _pair(raster.bytes_per_row) + _pair(height) + band


def without_realtime_commands(rows: bytes) -> bytes:
    """The same dots, with one dot more wherever they would spell a real-time command.

    Such a picture could empty the printer's buffer, switch it off, or make it answer a question
    that nobody asked. `04`, `05` and `14` all have bit 2 set; setting bit 1 beside it makes a
    stroke one dot (0.125 mm) wider in a single row.
    """
    return _REALTIME_COMMAND.sub(lambda found: bytes((0x10, found[0][1] | 0x02)), rows)


def _pair(number: int) -> bytes:
    return number.to_bytes(2, "little")
