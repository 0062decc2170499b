"""One connection to a network printer: bytes out, answers in, each with a deadline.

python-escpos carries the bytes. Its own status methods are not used: they take a silent printer
for a healthy one, and know neither the queued status nor the causes of a fault.
"""

import socket
import struct
import time
from collections.abc import Callable
from typing import Self

from escpos.printer import Network

from devices.printers.printer import PrinterStatus
from devices.printers.status_bytes import AnswerKind, AnswerSorter, realtime_status

_ASK_QUEUED = b"\x1dr\x01"
_CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class ContactLost(Exception):
    """The printer cannot be reached, hung up, or does not take bytes any more."""


class Conversation:
    """Questions to one printer over one TCP connection, and how many are still unanswered.

    A printer without fixed bits answers `DLE EOT` and `GS r` with bytes of the same shape. There
    the count decides: a byte answers the real-time questions first, so that a queued question
    counts as answered only when everything that was asked has been answered.
    """

    def __init__(self, host: str, port: int, answer_limit: float) -> None:
        """Connect. Raises `ContactLost` if that takes longer than `answer_limit` seconds."""
        self._answer_limit = answer_limit
        self._sorter = AnswerSorter()
        self._has_fixed_bits = False
        self._realtime_unanswered = 0
        self._realtime_answer = 0
        self._cleared = False
        self.queued_unanswered = 0
        # Network.open() would leak the socket of a failed attempt and know IPv4 only.
        try:
            self._socket = socket.create_connection((host, port), answer_limit)
        except OSError as reason:
            raise ContactLost(str(reason)) from reason
        # Questions are three bytes: without this each might wait 40 ms for the answer before.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._transport = Network(host, port, timeout=answer_limit)
        self._transport.device = self._socket

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        """Hang up. After a failure, bytes that are still on their way are dropped, not sent."""
        if failure:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self._transport.close()

    def send(self, commands: bytes) -> None:
        """Hand over bytes. Says nothing about their arrival. Raises `ContactLost`."""
        try:
            self._transport._raw(commands)  # python-escpos has no public name for it
        except OSError as reason:
            raise ContactLost(str(reason)) from reason

    def ask_queued(self) -> None:
        """Ask `GS r 1`: answered when the printer has worked through all that was sent before."""
        self.queued_unanswered += 1
        self.send(_ASK_QUEUED)

    def await_queued(self, at_most: int, limit: float) -> bool:
        """Wait up to `limit` seconds until at most so many queued questions are unanswered."""
        return self._read_until(lambda: self.queued_unanswered <= at_most, limit)

    def status(self) -> PrinterStatus:
        """Ask `DLE EOT` 1 to 4. `NO_ANSWER` as soon as one stays unanswered.

        Without fixed bits, a queued answer that comes in between shifts what is read: the paper's
        bits are taken for a fault, and the last answer for the queued one. A stopped printer
        answers nothing queued, so a fault is believed only if no queued answer came meanwhile.
        """
        while True:
            queued = self.queued_unanswered
            status = self._ask_status()
            if status.can_print or self._has_fixed_bits or queued == 0:
                return status
            if not self.await_queued(queued - 1, self._answer_limit):
                return status

    def _ask_status(self) -> PrinterStatus:
        answers = []
        for number in (1, 2, 3, 4):
            answer = self._ask_realtime(number)
            if answer is None:
                return PrinterStatus.NO_ANSWER
            answers.append(answer)
        return realtime_status(*answers)

    def clear(self) -> bool:
        """Empty the printer's buffers; whether it confirmed that (`DLE DC4` function 8).

        What was queued, questions included, will then neither be printed nor answered.
        """
        self._cleared = False
        self.send(_CLEAR_BUFFERS)
        cleared = self._read_until(lambda: self._cleared, self._answer_limit)
        if cleared:
            self.queued_unanswered = 0
        return cleared

    def drain(self, quiet: float) -> None:
        """Swallow late answers to questions of an earlier connection, until `quiet` seconds."""
        while self._receive(quiet):
            pass

    def _ask_realtime(self, number: int) -> int | None:
        self._realtime_unanswered += 1
        self.send(bytes((0x10, 0x04, number)))
        if self._read_until(lambda: self._realtime_unanswered == 0, self._answer_limit):
            return self._realtime_answer
        return None

    def _read_until(self, done: Callable[[], bool], limit: float) -> bool:
        deadline = time.monotonic() + limit
        while not done():
            left = deadline - time.monotonic()
            if left <= 0 or not self._receive(left):
                return done()
        return True

    def _receive(self, limit: float) -> bool:
        """Sort what arrives first; False if nothing does within `limit` seconds."""
        try:
            self._socket.settimeout(limit)
            received = self._socket.recv(64)
        except TimeoutError:
            return False
        except OSError as reason:
            raise ContactLost(str(reason)) from reason
        finally:
            self._socket.settimeout(self._answer_limit)
        if not received:
            raise ContactLost("the printer closed the connection")
        for byte in received:
            self._take(byte)
        return True

    def _take(self, byte: int) -> None:
        match self._sorter.sort(byte):
            case AnswerKind.REALTIME:
                self._has_fixed_bits = True
                self._take_realtime(byte)
            case AnswerKind.QUEUED if self._realtime_unanswered and not self._has_fixed_bits:
                self._take_realtime(byte)
            case AnswerKind.QUEUED:
                self.queued_unanswered = max(0, self.queued_unanswered - 1)
            case AnswerKind.CLEARED:
                self._cleared = True
            case AnswerKind.NOISE:
                pass

    def _take_realtime(self, byte: int) -> None:
        self._realtime_answer = byte
        self._realtime_unanswered = max(0, self._realtime_unanswered - 1)
