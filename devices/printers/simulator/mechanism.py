"""Paper, head and knife of the simulated printer."""

from collections.abc import Callable
from pathlib import Path

from devices.printers.simulator.slips import Slip

ROWS_PER_MM = 8
KNIFE_ROWS = 13 * ROWS_PER_MM
"""The knife stands 13 mm behind the head: paper must be fed before it can be cut."""


class Mechanism:
    """A tape of rows. The head writes at its end; the knife cuts `KNIFE_ROWS` before that."""

    def __init__(
        self,
        width: int,
        folder: Path,
        row_done: Callable[[], None],
        has_paper: Callable[[], bool],
    ) -> None:
        """`row_done` is called after each row and MAY block or raise: the motor's step."""
        self.width = width
        self._folder = folder
        self._row_done = row_done
        self._has_paper = has_paper
        self._tape = bytearray(self._blank(KNIFE_ROWS))
        self.slips: list[Slip] = []

    @property
    def hanging_rows(self) -> int:
        """Rows printed or fed since the last cut."""
        return len(self._tape) * 8 // self.width - KNIFE_ROWS

    def print_row(self, row: bytes) -> None:
        """Burn one row; dots beyond the paper's edge are lost, and all of them without paper."""
        bytes_per_row = self.width // 8
        if self._has_paper():
            self._tape += row[:bytes_per_row].ljust(bytes_per_row, b"\x00")
        self._row_done()

    def feed(self, rows: int) -> None:
        """Move the paper on."""
        for _ in range(rows):
            self.print_row(b"")

    def cut(self, sent: bytes) -> None:
        """Cut at the knife. The slip lies in the tray before it is listed."""
        end = len(self._tape) - len(self._blank(KNIFE_ROWS))
        if end == 0:
            return
        rows = bytes(self._tape[:end])
        del self._tape[:end]
        slip = Slip(len(self.slips) + 1, self.width, rows, KNIFE_ROWS, sent, self._folder)
        slip.write()
        self.slips.append(slip)

    def _blank(self, rows: int) -> bytes:
        return bytes(rows * self.width // 8)
