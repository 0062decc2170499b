"""The bytes that the simulated printer answers.

Source: Epson's ESC/POS command reference, `DLE EOT n`, `GS r 1`, `GS a n` (automatic status
back), and the clear response of `DLE DC4` function 8.
"""

from collections.abc import Set

from devices.printers.simulator.faults import Fault

CLEARED = b"\x37\x25\x00"

_FIXED_BITS = 0b0001_0010
_OFFLINE = (Fault.PAPER_OUT, Fault.COVER_OPEN, Fault.CUTTER, Fault.HEAD_HOT, Fault.JAM)
_BITS: dict[int, dict[Fault, int]] = {
    1: dict.fromkeys(_OFFLINE, 1 << 3),
    2: {
        Fault.COVER_OPEN: 1 << 2,
        Fault.PAPER_OUT: 1 << 5,
        Fault.CUTTER: 1 << 6,
        Fault.HEAD_HOT: 1 << 6,
        Fault.JAM: 1 << 6,
    },
    3: {Fault.CUTTER: 1 << 3, Fault.HEAD_HOT: 1 << 6, Fault.JAM: 1 << 2},
    4: {Fault.PAPER_LOW: 0b11 << 2, Fault.PAPER_OUT: 0b11 << 5},
}


def real_time_answer(number: int, active: Set[Fault], *, fixed_bits: bool) -> bytes:
    """The answer to `DLE EOT` 1 to 4."""
    answer = _FIXED_BITS if fixed_bits else 0
    for fault, bits in _BITS[number].items():
        if fault in active:
            answer |= bits
    return bytes((answer,))


def paper_answer(active: Set[Fault]) -> bytes:
    """The answer to `GS r 1`."""
    low = 0b0011 if Fault.PAPER_LOW in active else 0
    end = 0b1100 if Fault.PAPER_OUT in active else 0
    return bytes((low | end,))


def automatic_status(active: Set[Fault]) -> bytes:
    """The four bytes that are pushed."""
    offline = 0b1000 if not active.isdisjoint(_OFFLINE) else 0
    cover = 0b10_0000 if Fault.COVER_OPEN in active else 0
    cutter = 0b1000 if Fault.CUTTER in active else 0
    hot = 0b100_0000 if Fault.HEAD_HOT in active else 0
    jam = 0b100 if Fault.JAM in active else 0
    return bytes((0b1_0000 | offline | cover, cutter | hot | jam, paper_answer(active)[0], 0))
