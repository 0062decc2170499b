"""A picture that shows a technician whether head, paper and knife are well. It needs no font."""

from collections.abc import Callable
from functools import partial

from devices.printers.printer import Raster

DOTS_PER_MM = 8


def make_test_page(width: int = 576) -> Raster:
    """A ruler, a bar of all dots, a chequerboard, stripes, and a line to see the cut by.

    A gap in the black bar or a white line down the page is a dead dot of the head. `width` in
    dots, a multiple of 8.
    """
    rows = [*_ruler(width), *_bar(width, 24), *_chequers(width, 48), *_stripes(width, 24)]
    return Raster(width, b"".join([*rows, *_bar(width, 4)]))


def _ruler(width: int) -> list[bytes]:
    """Marks each millimetre, longer each five, longest each ten, hanging from the paper's top."""
    return [_row(width, partial(_is_mark, depth)) for depth in range(48)]


def _is_mark(depth: int, dot: int) -> bool:
    millimetre, within = divmod(dot, DOTS_PER_MM)
    length = 48 if millimetre % 10 == 0 else 32 if millimetre % 5 == 0 else 16
    return within == 0 and depth < length


def _bar(width: int, height: int) -> list[bytes]:
    return [_row(width, lambda _: True)] * height


def _chequers(width: int, height: int) -> list[bytes]:
    return [_row(width, partial(_is_dark_square, row)) for row in range(height)]


def _is_dark_square(row: int, dot: int) -> bool:
    return (dot // DOTS_PER_MM + row // DOTS_PER_MM) % 2 == 0


def _stripes(width: int, height: int) -> list[bytes]:
    return [_row(width, lambda dot: dot % 2 == 0)] * height


def _row(width: int, black: Callable[[int], bool]) -> bytes:
    dots = sum(1 << (width - 1 - dot) for dot in range(width) if black(dot))
    return dots.to_bytes(width // 8, "big")
