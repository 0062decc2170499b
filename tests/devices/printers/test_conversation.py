"""Telling answers apart when only their order does."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from devices.printers.conversation import ContactLost, Conversation
from devices.printers.printer import PrinterStatus
from devices.printers.wires import NetworkWire

ASK_QUEUED = b"\x1dr\x01"
NEARLY_OUT = {1: 0x00, 2: 0x00, 3: 0x00, 4: 0x0C}


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5.0)
        yield listener


def answer_one_late(listener: socket.socket) -> None:
    """A printer low on paper, without fixed bits, always one answer behind for two rounds."""
    wire, _ = listener.accept()
    with wire, wire.makefile("rb") as questions:
        assert questions.read(3) == ASK_QUEUED
        owed = [0x00]
        for count, question in enumerate(iter(lambda: questions.read(3), b""), start=1):
            owed.append(NEARLY_OUT[question[2]])
            due = 1 if count < 8 else len(owed)
            wire.sendall(bytes(owed[:due]))
            del owed[:due]


def test_a_queued_answer_in_between_is_not_taken_for_a_fault(listener: socket.socket) -> None:
    with ThreadPoolExecutor(1) as pool:
        printer = pool.submit(answer_one_late, listener)
        host, port = listener.getsockname()
        with Conversation(partial(NetworkWire, host, port, 2.0), 2.0) as conversation:
            conversation.ask_queued()
            assert conversation.status() is PrinterStatus.READY
            assert conversation.status() is PrinterStatus.PAPER_LOW
            assert conversation.queued_unanswered == 0
        printer.result()


def test_a_printer_that_is_not_there_is_lost_contact(listener: socket.socket) -> None:
    host, port = listener.getsockname()
    listener.close()
    with pytest.raises(ContactLost):
        Conversation(partial(NetworkWire, host, port, 1.0), 1.0)


class SilentWire:
    """A printer that takes everything and says nothing; nobody waits, the limits are noted."""

    def __init__(self) -> None:
        self.sent = b""
        self.limits: list[float] = []

    def send(self, commands: bytes) -> None:
        self.sent += commands

    def receive(self, limit: float) -> bytes | None:
        self.limits.append(limit)
        return None

    def close(self, *, drop: bool) -> None:
        """Nothing to let go."""


def test_a_silent_printer_is_told_within_the_time_of_one_answer() -> None:
    wire = SilentWire()
    with Conversation(lambda: wire, 0.5) as conversation:
        assert conversation.status() is PrinterStatus.NO_ANSWER
    assert wire.sent == b"\x10\x04\x01" + b"\x1da\x0e"
    assert sum(wire.limits) <= 0.5


def test_an_answer_counts_though_this_program_was_held_up() -> None:
    class AnsweredLongAgo(SilentWire):
        def receive(self, limit: float) -> bytes | None:
            super().receive(limit)
            return b"\x12"

    wire = AnsweredLongAgo()
    with Conversation(lambda: wire, 0.0) as conversation:
        assert conversation.status() is PrinterStatus.READY
