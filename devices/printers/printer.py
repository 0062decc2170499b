"""What a receipt printer is to the rest of the terminal.

The interface stands apart from its drivers, so that a caller, a test or another driver needs
nothing but this file. It knows pictures of dots; text, fonts and pages are laid out elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol


class PrinterStatus(Enum):
    """The one thing about a printer that matters most now; the worst fault wins.

    `NO_ANSWER` says that nothing is known: cable, power, network, or a printer that cannot answer.
    It MUST NOT be taken for `READY`.
    """

    READY = auto()
    PAPER_LOW = auto()
    PAPER_OUT = auto()
    COVER_OPEN = auto()
    CUTTER = auto()
    HEAD_HOT = auto()
    OTHER_FAULT = auto()
    NO_ANSWER = auto()

    @property
    def can_print(self) -> bool:
        """Whether the printer itself says that a slip sent now will come out."""
        return self in (PrinterStatus.READY, PrinterStatus.PAPER_LOW)


class PrintOutcome(Enum):
    """What became of one slip, as far as there is evidence for it.

    `PRINTED`: the printer itself answered after the cut and shows no fault.
    `NOT_PRINTED`: no whole slip came out, and none of it comes out later by itself.
    `UNKNOWN`: either may have happened: contact was lost after the first byte, or a fault struck
    while the slip was being cut.
    `SENT`: the printer cannot answer at all (a configured kind); all bytes were handed over.
    """

    PRINTED = auto()
    NOT_PRINTED = auto()
    UNKNOWN = auto()
    SENT = auto()


@dataclass(frozen=True)
class Raster:
    """A picture of dots: rows from top to bottom, each `width` dots, one bit a dot.

    The most significant bit is the leftmost dot; 1 is black. `width` is a multiple of 8, so that a
    row is `width // 8` whole bytes. Raises `ValueError` for a picture that cannot be printed.
    """

    width: int
    rows: bytes

    def __post_init__(self) -> None:
        if self.width <= 0 or self.width % 8:
            raise ValueError(f"raster width must be a positive multiple of 8, not {self.width}")
        if not self.rows or len(self.rows) % self.bytes_per_row:
            raise ValueError(
                f"raster must be one or more rows of {self.bytes_per_row} bytes, "
                f"not {len(self.rows)} bytes"
            )

    @property
    def bytes_per_row(self) -> int:
        """Bytes of one row of dots."""
        return self.width // 8

    @property
    def height(self) -> int:
        """Rows of dots."""
        return len(self.rows) // self.bytes_per_row


class Printer(Protocol):
    """A printer that puts one slip at a time on paper and can say what became of it.

    Calls block and MUST NOT overlap; they MAY come from any thread. Neither call raises for a
    printer that is absent, off, faulty or talking nonsense: that is what the answers are for.
    """

    @property
    def has_back_channel(self) -> bool:
        """Whether this kind of printer can answer.

        If it cannot, `status` is always `NO_ANSWER` and a slip at best `SENT`.
        """
        ...

    def status(self) -> PrinterStatus:
        """Ask the printer how it is. Each query MUST end within 0.5 s, answered or not."""
        ...

    def print_raster(self, raster: Raster, *, on_first_byte: Callable[[], None]) -> PrintOutcome:
        """Print and cut one slip, and answer once there is evidence of what became of it.

        `on_first_byte` MUST be called exactly once, before the first byte leaves that could put
        ink on paper, and not at all if the slip is given up before; it MAY be used to journal. If
        it raises, nothing is printed and the exception passes through.
        `PRINTED` MUST be evidence, `NOT_PRINTED` a promise; whatever is neither is `UNKNOWN`.
        A printer that is slow but alive MUST NOT be given up.
        """
        ...
