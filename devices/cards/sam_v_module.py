"""Question and answer with a SAM_V module over a serial line."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from devices.cards.sam_v_frames import Answer, FrameDecoder, Garbled, command_frame
from devices.serial_port import Port

OK = 0x90
NOTHING_STORED = 0x91
FOUND = 0x9F
NO_CARD = 0x80
SELECT_FAILED = 0x81
READ_FAILED = 0x41
WRONG_CARD_TYPE = 0x40
REFUSALS = frozenset({0x31, 0x32, 0x33})
SELF_TEST_FAILED = 0x60
NOT_AUTHORISED = 0x66
MODULE_FAULTS = frozenset({0x10, 0x11, 0x21, 0x23, 0x24, 0x47, SELF_TEST_FAILED, NOT_AUTHORISED})

_FAILURES = REFUSALS | MODULE_FAULTS | {READ_FAILED, WRONG_CARD_TYPE}


@dataclass(frozen=True)
class Command:
    """A command, the statuses by which it succeeds or says "no", and how long it may take (s)."""

    code: int
    parameter: int
    answers: frozenset[int]
    limit_s: float


STATUS = Command(0x11, 0xFF, frozenset({OK}), 1.0)
FIND = Command(0x20, 0x01, frozenset({FOUND, NO_CARD}), 1.0)
SELECT = Command(0x20, 0x02, frozenset({OK, SELECT_FAILED}), 1.0)
READ = Command(0x30, 0x01, frozenset({OK, NOTHING_STORED}), 3.0)
NEWEST_ADDRESS = Command(0x30, 0x03, frozenset({OK, NOTHING_STORED}), 1.0)


class AnswerGarbled(Exception):
    """The answer came, but not as it was sent."""


class ModuleSilent(Exception):
    """No answer within the command's time."""


class SamVModule:
    """Asks one thing at a time; an answer that belongs to an earlier question is passed over."""

    def __init__(self, wire: Port, clock: Callable[[], float] = time.monotonic) -> None:
        self._wire = wire
        self._clock = clock
        self._decoder = FrameDecoder()

    def ask(self, command: Command) -> Answer:
        """Send a command and wait for its answer. Raises `AnswerGarbled`, `ModuleSilent`; OSError
        where the line is gone.
        """
        self._decoder.forget()
        self._wire.reset_input_buffer()
        self._wire.write(command_frame(command.code, command.parameter))
        deadline = self._clock() + command.limit_s
        while self._clock() < deadline:
            for frame in self._decoder.feed(self._receive()):
                if isinstance(frame, Garbled):
                    raise AnswerGarbled
                if frame.status in command.answers or frame.status in _FAILURES:
                    return frame
        raise ModuleSilent

    def _receive(self) -> bytes:
        return self._wire.read(1) + self._wire.read(self._wire.in_waiting)
