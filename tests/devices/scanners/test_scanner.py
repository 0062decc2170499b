"""A scanner's bytes become codes, whatever comes down the line."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.reader import (
    CodeScanned,
    ReaderEvent,
    ReaderLost,
    ReaderStatus,
    StatusChanged,
)
from devices.scanners.framing import LONGEST, CodeFramer, decoded
from devices.scanners.scanner import SerialScanner
from devices.scanners.simulator import ScannerFault, VirtualScanner
from devices.supervisor import Supervisor

CODE = "essc-demo-0123456789"
LIMIT_S = 10.0


class TestFraming:
    @pytest.mark.parametrize("suffix", [b"\r", b"\n", b"\r\n", b"\t"])
    def test_a_code_ends_with_its_suffix(self, suffix: bytes) -> None:
        assert CodeFramer().feed(CODE.encode() + suffix + b"next") == [CODE]

    def test_a_code_without_a_suffix_ends_with_silence(self) -> None:
        framer = CodeFramer()
        assert framer.feed(CODE.encode()) == []
        assert framer.unfinished
        assert framer.silence() == [CODE]
        assert not framer.unfinished

    def test_what_is_too_long_is_dropped_to_its_end(self) -> None:
        framer = CodeFramer()
        assert framer.feed(b"9" * (LONGEST + 1) + b"\r" + CODE.encode() + b"\r") == [CODE]

    def test_a_name_in_either_encoding_is_read_and_control_characters_are_not(self) -> None:
        for encoding in ("utf-8", "gb18030"):
            assert decoded("银龄\x1b[31m".encode(encoding)) == "银龄[31m"
        assert decoded(b"\xff\xff\xff") == ""

    @given(st.binary(max_size=4096), st.integers(1, 64))
    def test_the_pieces_bytes_come_in_make_no_difference(self, stream: bytes, size: int) -> None:
        whole, pieces = CodeFramer(), CodeFramer()
        codes = whole.feed(stream) + whole.silence()
        cut = [stream[at : at + size] for at in range(0, len(stream), size)]
        assert [code for piece in cut for code in pieces.feed(piece)] + pieces.silence() == codes
        for code in codes:
            assert code.isprintable()
            assert 0 < len(code) <= LONGEST


@pytest.mark.wire
class TestOnTheWire:
    @contextmanager
    def opened(
        self, wire: VirtualScanner, clock: Callable[[], float] | None = None
    ) -> Iterator[SerialScanner]:
        scanner = (
            SerialScanner(wire.port) if clock is None else SerialScanner(wire.port, clock=clock)
        )
        scanner.open()
        try:
            yield scanner
        finally:
            scanner.close()

    @pytest.mark.parametrize("suffix", [b"\r", b"\r\n", b""])
    @pytest.mark.parametrize(
        "fault", [None, ScannerFault.BYTE_BY_BYTE, ScannerFault.CONTROL_CHARACTERS]
    )
    def test_a_code_is_reported_once(self, suffix: bytes, fault: ScannerFault | None) -> None:
        with VirtualScanner(suffix) as wire, self.opened(wire) as scanner:
            wire.fault = fault
            wire.scan(CODE)
            assert scanner.wait_event(2.0) == CodeScanned("scanner", CODE)
            wire.scan(CODE)
            assert scanner.wait_event(0.3) is None
            wire.scan("another-code-99")
            assert scanner.wait_event(2.0) == CodeScanned("scanner", "another-code-99")

    def test_a_flood_gives_nothing_and_blocks_nothing(self) -> None:
        with VirtualScanner() as wire, self.opened(wire) as scanner:
            wire.fault = ScannerFault.FLOOD
            sender = threading.Thread(target=wire.scan, args=(CODE,))
            sender.start()
            assert scanner.wait_event(0.5) is None
            sender.join()
            wire.fault = None
            wire.scan(CODE)
            assert scanner.wait_event(2.0) == CodeScanned("scanner", CODE)

    def test_a_pulled_cable_is_a_lost_reader(self) -> None:
        with VirtualScanner() as wire, self.opened(wire) as scanner:
            wire.line.unplug()
            with pytest.raises(ReaderLost) as lost:
                scanner.wait_event(1.0)
            assert lost.value.status is ReaderStatus.MISSING

    def test_a_cable_put_back_in_is_found_again(self, tmp_path: Path) -> None:
        events: queue.SimpleQueue[ReaderEvent] = queue.SimpleQueue()
        with VirtualScanner(name=tmp_path / "scanner") as wire:
            reader = SerialScanner(wire.port)
            with Supervisor([reader], events.put, first_wait_s=0.05, longest_wait_s=0.05):
                assert events.get(timeout=LIMIT_S) == StatusChanged("scanner", ReaderStatus.READY)
                wire.line.unplug()
                assert events.get(timeout=LIMIT_S) == StatusChanged("scanner", ReaderStatus.MISSING)
                wire.line.plug()
                assert events.get(timeout=LIMIT_S) == StatusChanged("scanner", ReaderStatus.READY)
                wire.scan(CODE)
                assert events.get(timeout=LIMIT_S) == CodeScanned("scanner", CODE)

    def test_a_port_that_is_not_there_is_missing(self) -> None:
        with pytest.raises(ReaderLost):
            SerialScanner("/nonexistent").open()


def test_a_code_never_shows_in_a_repr() -> None:
    assert CODE not in repr(CodeScanned("scanner", CODE))
