"""What the simulated printer does with the bytes of its buffer, one command after the other.

Source: Epson's ESC/POS command reference. Only what receipt printers need for pictures is known;
anything else lands in `misunderstood`, where a real printer would print rubbish.
"""

from collections.abc import Callable

from devices.printers.simulator.mechanism import KNIFE_ROWS, Mechanism

_IGNORED = b"\x00\x11\x13"
_LINE_ROWS = 30


class Interpreter:
    """Reads commands with `take(count)`, which blocks until so many bytes are there."""

    def __init__(
        self,
        take: Callable[[int], bytes],
        mechanism: Mechanism,
        answer_paper: Callable[[], None],
        cut: Callable[[], None],
        push: Callable[[bool], None],
    ) -> None:
        self._take = take
        self._mechanism = mechanism
        self._answer_paper = answer_paper
        self._cut = cut
        self._push = push
        self.misunderstood = bytearray()

    def run_command(self) -> None:
        """Take and carry out the next command."""
        match self._take(1):
            case b"\x0a":
                self._mechanism.feed(_LINE_ROWS)
            case b"\x10":
                self._skip_real_time()
            case b"\x1b":
                self._run_esc()
            case b"\x1d":
                self._run_gs()
            case other if other not in _IGNORED:
                self.misunderstood += other
            case _:
                pass

    def _skip_real_time(self) -> None:
        """Step over a command that was carried out when it arrived."""
        match self._take(1):
            case b"\x04" | b"\x05":
                self._take(1)
            case b"\x14":
                self._take({1: 2, 2: 2, 8: 7}.get(self._take(1)[0], 0))
            case other:
                self.misunderstood += b"\x10" + other

    def _run_esc(self) -> None:
        match self._take(1):
            case b"@":
                pass
            case b"J":
                self._mechanism.feed(self._number(1))
            case b"d":
                self._mechanism.feed(self._number(1) * _LINE_ROWS)
            case other:
                self.misunderstood += b"\x1b" + other

    def _run_gs(self) -> None:
        match self._take(1):
            case b"v":
                self._print_raster()
            case b"V":
                self._feed_and_cut()
            case b"r":
                self._answer_queued()
            case b"a":
                self._push(self._number(1) != 0)
            case other:
                self.misunderstood += b"\x1d" + other

    def _print_raster(self) -> None:
        kind, mode = self._take(1), self._take(1)
        bytes_per_row, rows = self._number(2), self._number(2)
        if kind != b"0" or mode not in b"\x000":
            self.misunderstood += b"\x1dv" + kind + mode
            return
        for _ in range(rows):
            self._mechanism.print_row(self._take(bytes_per_row))

    def _feed_and_cut(self) -> None:
        match self._take(1):
            case b"\x00" | b"\x01" | b"0" | b"1":
                self._cut()
            case b"A" | b"B":
                self._mechanism.feed(KNIFE_ROWS + self._number(1))
                self._cut()
            case other:
                self.misunderstood += b"\x1dV" + other

    def _answer_queued(self) -> None:
        match self._take(1):
            case b"\x01" | b"1":
                self._answer_paper()
            case other:
                self.misunderstood += b"\x1dr" + other

    def _number(self, size: int) -> int:
        return int.from_bytes(self._take(size), "little")
