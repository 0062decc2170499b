"""The bytes that the simulated printer answers.

Source: Epson's ESC/POS command reference, `DLE EOT n`, `GS r 1`, and the clear response of
`DLE DC4` function 8.
"""

from collections.abc import Set

from devices.printers.simulator.faults import Fault

CLEARED = b"\x37\x25\x00"

_FIXED_BITS = 0b0001_0010
_BITS: dict[int, dict[Fault, int]] = {
    1: dict.fromkeys((Fault.PAPER_OUT, Fault.COVER_OPEN, Fault.CUTTER, Fault.HEAD_HOT), 1 << 3),
    2: {
        Fault.COVER_OPEN: 1 << 2,
        Fault.PAPER_OUT: 1 << 5,
        Fault.CUTTER: 1 << 6,
        Fault.HEAD_HOT: 1 << 6,
    },
    3: {Fault.CUTTER: 1 << 3, Fault.HEAD_HOT: 1 << 6},
    4: {Fault.PAPER_LOW: 0b11 << 2, Fault.PAPER_OUT: 0b11 << 5},
}


def real_time_answer(number: int, active: Set[Fault]) -> bytes:
    """The answer to `DLE EOT` 1 to 4."""
    answer = 0 if Fault.WITHOUT_FIXED_BITS in active else _FIXED_BITS
    for fault, bits in _BITS[number].items():
        if fault in active:
            answer |= bits
    return bytes((answer,))


def paper_answer(active: Set[Fault]) -> bytes:
    """The answer to `GS r 1`."""
    low = 0b0011 if Fault.PAPER_LOW in active else 0
    end = 0b1100 if Fault.PAPER_OUT in active else 0
    return bytes((low | end,))
