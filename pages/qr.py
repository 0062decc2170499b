"""QR codes (ISO/IEC 18004) as the squares they are made of, for the screen and for paper."""

from __future__ import annotations

from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

QUIET_ZONE = 4
"""Light modules that ISO/IEC 18004 wants on every side."""

MASK = 1
"""The pattern laid over the data. Whoever reads QR codes reads any of the eight; to try all of them
for the fairest takes as long as drawing the rest of a receipt, and gains a tenth by the standard's
own count."""

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of modules from top to bottom, as many as columns; True is dark."""


def qr_matrix(content: str) -> Matrix:
    """The smallest code that holds ``content`` at level M (15 % restorable), quiet zone included.

    Raises ``ValueError`` for nothing, and for more than the largest code holds (2331 bytes).
    """
    if not content:
        raise ValueError("a QR code needs something to carry")
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE, mask_pattern=MASK)
    code.add_data(content)
    try:
        return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
    except (DataOverflowError, ValueError) as overflow:  # qrcode 8.2 raises the latter
        raise ValueError(f"{len(content)} characters do not fit into a QR code") from overflow
