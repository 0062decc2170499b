"""One connection to a printer: questions out, answers in, each with a deadline.

python-escpos' own status methods are not used: they take a silent printer for a healthy one, and
know neither the queued status nor the causes of a fault.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from devices.printers.printer import PrinterStatus
from devices.printers.status_bytes import (
    AnswerKind,
    AnswerSorter,
    pushed_status,
    realtime_status,
)
from devices.printers.wires import OpenWire

_ASK_QUEUED = b"\x1dr\x01"
_PUSH_STATUS = b"\x1da\x0e"
_CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


class ContactLost(Exception):
    """The printer cannot be reached, hung up, or does not take bytes any more."""


class Conversation:
    """Questions to one printer over one wire, and how many are still unanswered.

    A printer without fixed bits answers `DLE EOT` and `GS r` with bytes of the same shape. There
    the count decides: a byte answers the real-time questions first, so that a queued question
    counts as answered only when everything that was asked has been answered.

    A printer that answers no real-time question is asked to push its status instead (`GS a`, ASB).
    It does so at once, and again with each change; the command is queued, so that what it brings
    after a slip was sent is as good as the answer to `GS r`.
    """

    def __init__(self, open_wire: OpenWire, answer_limit: float) -> None:
        """Connect. Raises `ContactLost`. `answer_limit` in seconds holds for each question."""
        self._answer_limit = answer_limit
        self._sorter = AnswerSorter()
        self._has_fixed_bits = False
        self._answers_realtime = False
        self._realtime_unanswered = 0
        self._realtime_answer = 0
        self._cleared = False
        self.queued_unanswered = 0
        self._only_pushes = False
        self._pushed: PrinterStatus | None = None
        self._pushes = 0
        self.heard = time.monotonic()
        """When the printer last gave any sign of life; at first, when it was connected."""
        try:
            self._wire = open_wire()
        except OSError as reason:
            raise ContactLost(str(reason)) from reason

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        """Hang up. After a failure, bytes that are still on their way are dropped, not sent."""
        with suppress(OSError):  # a wire that is gone is closed
            self._wire.close(drop=failure is not None)

    def send(self, commands: bytes) -> None:
        """Hand over bytes. Says nothing about their arrival. Raises `ContactLost`."""
        try:
            self._wire.send(commands)
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
        """Ask `DLE EOT` 1 to 4, else for pushed status. `NO_ANSWER` if one stays unanswered.

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
        """Ask in real time; a printer that is not known to answer that has half the limit."""
        if self._only_pushes:
            return self._ask_pushed(self._answer_limit)
        answers = []
        for number in (1, 2, 3, 4):
            limit = self._answer_limit if self._answers_realtime else self._answer_limit / 2
            answer = self._ask_realtime(number, limit)
            if answer is None:
                known = self._answers_realtime
                return PrinterStatus.NO_ANSWER if known else self._ask_pushed(limit)
            answers.append(answer)
        return realtime_status(*answers)

    def _ask_pushed(self, limit: float) -> PrinterStatus:
        """Ask for the present status to be pushed; a fault that was pushed before stands."""
        known = self._pushes
        self.send(_PUSH_STATUS)
        if self._read_until(lambda: self._pushes > known or self._answers_realtime, limit):
            if self._answers_realtime:  # late, but it does
                return self._ask_status()
            self._only_pushes = True
            self._realtime_unanswered = 0
        elif self._pushed is None or self._pushed.can_print:
            return PrinterStatus.NO_ANSWER
        return self._pushed or PrinterStatus.NO_ANSWER

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

    def _ask_realtime(self, number: int, limit: float) -> int | None:
        self._realtime_unanswered += 1
        self.send(bytes((0x10, 0x04, number)))
        if self._read_until(lambda: self._realtime_unanswered == 0, limit):
            return self._realtime_answer
        return None

    def _read_until(self, done: Callable[[], bool], limit: float) -> bool:
        """Whether it is done in time. What has arrived is read even when the time is over: it may
        be this program that was held up, not the printer."""
        deadline = time.monotonic() + limit
        while not done():
            left = deadline - time.monotonic()
            if not self._receive(max(0.0, left)):
                return done()
        return True

    def _receive(self, limit: float) -> bool:
        """Sort what arrives first; False if nothing does within `limit` seconds."""
        try:
            received = self._wire.receive(limit)
        except OSError as reason:
            raise ContactLost(str(reason)) from reason
        if received is None:
            return False
        if not received:
            raise ContactLost("the printer closed the connection")
        self.heard = time.monotonic()
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
            case AnswerKind.PUSHED:
                self._pushed = pushed_status(*self._sorter.pushed)
                self._pushes += 1
            case AnswerKind.NOISE:
                pass

    def _take_realtime(self, byte: int) -> None:
        self._answers_realtime = True
        self._only_pushes = False
        self._realtime_answer = byte
        self._realtime_unanswered = max(0, self._realtime_unanswered - 1)
