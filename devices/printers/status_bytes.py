"""What the bytes that an ESC/POS printer answers mean. Pure functions of bytes.

Source: Epson's ESC/POS command reference, `DLE EOT n` (real-time status), `GS r n` (queued status),
`GS a` (automatic status back, ASB) and `DLE DC4` function 8 (clear buffers).

Only masks are tested: conforming printers set bits 1 and 4 of every real-time answer, some
others (Pyramid Reliance) leave them clear, and the bits that matter are the same.
"""

from enum import Enum, auto

from devices.printers.printer import PrinterStatus

XON = 0x11
XOFF = 0x13

_FIXED_MASK = 0x93
_REALTIME_PATTERN = 0x12
_PUSHED_PATTERN = 0x10
_PUSHED_BYTES = 4
_BLOCK_HEADER = 0x37
_BLOCK_END = 0x00
_CLEARED_BLOCK = b"\x25"

_PRINTER_FAULT = 0x08 | 0x20
_OFFLINE_COVER = 0x04
_OFFLINE_PAPER = 0x20
_OFFLINE_OTHER = 0x08 | 0x40
_ERROR_CUTTER = 0x08
_ERROR_HEAD = 0x40
_ERROR_OTHER = 0x04 | 0x20
_PAPER_LOW = 0x0C
_PAPER_OUT = 0x60
_PUSHED_OFFLINE = 0x08
_PUSHED_COVER = 0x20
_PUSHED_FEEDING = 0x40
_QUEUED_PAPER_LOW = 0x03
_QUEUED_PAPER_OUT = 0x0C


class AnswerKind(Enum):
    """Which request a received byte belongs to."""

    REALTIME = auto()
    """`DLE EOT`, with the fixed bits."""
    QUEUED = auto()
    """`GS r`, or `DLE EOT` of a printer without fixed bits: only the order of requests tells."""
    CLEARED = auto()
    """The last byte of the answer that the buffers are empty."""
    PUSHED = auto()
    """The last byte of a status that was pushed (ASB)."""
    NOISE = auto()
    """Flow control, parts of longer answers, rubbish."""


class AnswerSorter:
    """Tells the bytes of one connection apart. Keeps only what the next byte depends on."""

    def __init__(self) -> None:
        self._pushing: bytearray | None = None
        self.pushed = bytes(_PUSHED_BYTES)
        """The last status that was pushed whole."""
        self._block: bytearray | None = None

    def sort(self, byte: int) -> AnswerKind:
        """The kind of the next received byte (0-255)."""
        if self._block is not None:
            return self._sort_in_block(byte)
        if self._pushing is not None and byte & 0x90 == 0:
            return self._sort_pushed(self._pushing, byte)
        self._pushing = None
        return self._sort_alone(byte)

    def _sort_alone(self, byte: int) -> AnswerKind:
        if byte == _BLOCK_HEADER:
            self._block = bytearray()
            return AnswerKind.NOISE
        if byte in (XON, XOFF):
            return AnswerKind.NOISE
        if byte & _FIXED_MASK == _REALTIME_PATTERN:
            return AnswerKind.REALTIME
        if byte & _FIXED_MASK == _PUSHED_PATTERN:
            self._pushing = bytearray((byte,))
            return AnswerKind.NOISE
        return AnswerKind.QUEUED if byte & 0x90 == 0 else AnswerKind.NOISE

    def _sort_pushed(self, pushing: bytearray, byte: int) -> AnswerKind:
        pushing.append(byte)
        if len(pushing) < _PUSHED_BYTES:
            return AnswerKind.NOISE
        self.pushed = bytes(pushing)
        self._pushing = None
        return AnswerKind.PUSHED

    def _sort_in_block(self, byte: int) -> AnswerKind:
        assert self._block is not None
        if byte != _BLOCK_END:
            self._block.append(byte)
            return AnswerKind.NOISE
        cleared = self._block == _CLEARED_BLOCK
        self._block = None
        return AnswerKind.CLEARED if cleared else AnswerKind.NOISE


def realtime_status(printer: int, offline: int, error: int, paper: int) -> PrinterStatus:
    """The status behind the answers to `DLE EOT` 1, 2, 3 and 4, in this order.

    Of several faults the one that a person can mend first is told: an open cover hides the paper
    sensor, and a printer without paper cannot show that its cutter is free again.
    """
    if offline & _OFFLINE_COVER:
        return PrinterStatus.COVER_OPEN
    if offline & _OFFLINE_PAPER or paper & _PAPER_OUT:
        return PrinterStatus.PAPER_OUT
    if error & _ERROR_CUTTER:
        return PrinterStatus.CUTTER
    if error & _ERROR_OTHER:
        return PrinterStatus.OTHER_FAULT
    if error & _ERROR_HEAD:
        return PrinterStatus.HEAD_HOT
    if printer & _PRINTER_FAULT or offline & _OFFLINE_OTHER:
        return PrinterStatus.OTHER_FAULT
    return PrinterStatus.PAPER_LOW if paper & _PAPER_LOW else PrinterStatus.READY


def pushed_status(printer: int, error: int, paper: int, _reserved: int) -> PrinterStatus:
    """The status behind the four bytes of an automatic status (ASB).

    They hold the bits of `DLE EOT` in other places, so that the same order of faults holds.
    """
    offline = _OFFLINE_COVER if printer & _PUSHED_COVER else 0
    offline |= _OFFLINE_OTHER & 0x08 if printer & _PUSHED_FEEDING else 0
    paper_bits = _PAPER_OUT if paper & _QUEUED_PAPER_OUT else 0
    paper_bits |= _PAPER_LOW if paper & _QUEUED_PAPER_LOW else 0
    return realtime_status(printer & _PUSHED_OFFLINE, offline, error, paper_bits)


def queued_paper(answer: int) -> PrinterStatus:
    """The paper according to the answer to `GS r 1`: out, low or ready."""
    if answer & _QUEUED_PAPER_OUT:
        return PrinterStatus.PAPER_OUT
    return PrinterStatus.PAPER_LOW if answer & _QUEUED_PAPER_LOW else PrinterStatus.READY
