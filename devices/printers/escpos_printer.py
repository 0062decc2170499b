"""A receipt printer on the network that speaks ESC/POS and answers.

What may be claimed, and why
----------------------------
A finished write proves nothing: megabytes fit into the buffers on the way. `DLE EOT` overtakes
the queue, so a healthy answer to it says nothing about the slip either. Evidence is the answer to
a queued `GS r 1`: the printer has worked through everything sent before.

So every band of the picture is followed by a `GS r 1`, and at most two bands are under way. That
keeps small buffers free (a full one would hold back `DLE EOT` too), and each answer is progress:
a slow printer is waited for as long as it shows some.

The cut is held back until all rows are answered for and no fault shows. Hence:

- A fault or lost contact before the cut was sent: no whole slip came out. What is left in the
  printer would still come out after a refill, so its buffers are emptied; only if it confirms that
  is the slip NOT_PRINTED, otherwise it is UNKNOWN.
- The cut was sent, its `GS r 1` answered, and `DLE EOT` then shows no fault: PRINTED.
- The cut was sent, and a fault or silence came before that was known: the knife may or may not
  have fallen. UNKNOWN, and what is left is removed at the next contact.

A slip given up half-way still hangs in the printer. It is cut off before the next one begins, so
that nobody takes home another person's lines.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from devices.printers.conversation import ContactLost, Conversation
from devices.printers.printer import PrinterStatus, PrintOutcome, Raster
from devices.printers.raster_commands import FEED_AND_CUT, INITIALISE, LARGEST_BAND, bands

DEFAULT_PORT = 9100


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds."""

    answer: float = 0.5
    """For a connection, and for the answer to one question."""
    look: float = 0.25
    """Between two looks at a printer that is busy printing."""
    silence: float = 5.0
    """For any answer at all while printing; then contact is lost."""
    stall: float = 60.0
    """For the next band of a printer that answers, shows no fault, and gets nothing done."""


class _Stopped(Exception):
    """The printer answers, but the slip will not go on: a fault, or no progress."""


class _Reached(Enum):
    """How far a slip got."""

    NOTHING_SENT = auto()
    ROWS_SENT = auto()
    CUT_SENT = auto()
    ALL_ANSWERED = auto()


class _Leftover(Enum):
    """What an earlier slip may have left in the printer."""

    NOTHING = auto()
    ON_PAPER = auto()
    IN_BUFFER = auto()


class NetworkPrinter:
    """Prints on `host:port`. Connects anew for every call, so that no answer is an old one."""

    has_back_channel = True

    def __init__(
        self,
        host: str,
        port: int = DEFAULT_PORT,
        *,
        patience: Patience | None = None,
        unfinished_before: bool = False,
    ) -> None:
        """Open nothing yet.

        `unfinished_before` says that a slip may have been under way when the terminal last
        stopped; its rest is then removed from the printer at the first contact.
        """
        self._host = host
        self._port = port
        self._patience = patience or Patience()
        self._leftover = _Leftover.IN_BUFFER if unfinished_before else _Leftover.NOTHING

    def status(self) -> PrinterStatus:
        """Ask the printer how it is; on the way, remove what a lost slip left in its buffer."""
        try:
            with self._converse() as conversation:
                status = conversation.status()
                if status is not PrinterStatus.NO_ANSWER:
                    self._clear_leftover(conversation)
                return status
        except ContactLost:
            return PrinterStatus.NO_ANSWER

    def print_raster(self, raster: Raster, *, on_first_byte: Callable[[], None]) -> PrintOutcome:
        """Print and cut one slip; see this file's head for what the outcome rests on."""
        match self._send_slip(raster, on_first_byte):
            case _Reached.NOTHING_SENT:
                return PrintOutcome.NOT_PRINTED
            case _Reached.ROWS_SENT:
                return PrintOutcome.NOT_PRINTED if self._withdraw() else PrintOutcome.UNKNOWN
            case _Reached.CUT_SENT:
                return PrintOutcome.UNKNOWN
            case _Reached.ALL_ANSWERED:
                return PrintOutcome.PRINTED

    def _converse(self) -> Conversation:
        return Conversation(self._host, self._port, self._patience.answer)

    def _send_slip(self, raster: Raster, on_first_byte: Callable[[], None]) -> _Reached:
        reached = _Reached.NOTHING_SENT
        try:
            with self._converse() as conversation:
                slip = _Slip(conversation, self._patience)
                self._make_ready(conversation, slip)
                on_first_byte()
                self._leftover = _Leftover.IN_BUFFER
                reached = _Reached.ROWS_SENT
                slip.draw(raster)
                reached = _Reached.CUT_SENT
                slip.cut()
                self._leftover = _Leftover.NOTHING
                return _Reached.ALL_ANSWERED
        except (ContactLost, _Stopped):
            return reached

    def _make_ready(self, conversation: Conversation, slip: "_Slip") -> None:
        """Refuse a printer with a fault or a queue that does not move; remove leftovers."""
        slip.expect_health()
        clean = self._leftover is _Leftover.NOTHING
        if not clean:
            self._cut_leftover_off(conversation)
        self._leftover = _Leftover.IN_BUFFER  # a question, at least, until it is answered
        slip.finish_queue()
        if not clean:
            conversation.drain(self._patience.look)
        self._leftover = _Leftover.NOTHING

    def _cut_leftover_off(self, conversation: Conversation) -> None:
        if not self._clear_leftover(conversation):
            # It cannot clear: complete a band that broke off. Elsewhere zeros mean nothing.
            conversation.send(bytes(LARGEST_BAND))
        conversation.send(INITIALISE + FEED_AND_CUT)

    def _withdraw(self) -> bool:
        """Whether the printer confirms that it has dropped the rest of a slip."""
        try:
            with self._converse() as conversation:
                return self._clear_leftover(conversation)
        except ContactLost:
            return False

    def _clear_leftover(self, conversation: Conversation) -> bool:
        if self._leftover is _Leftover.IN_BUFFER and conversation.clear():
            self._leftover = _Leftover.ON_PAPER
        return self._leftover is not _Leftover.IN_BUFFER


class _Slip:
    """One slip on its way through one conversation.

    Every method raises `ContactLost` or `_Stopped` when it cannot be brought to its end.
    """

    def __init__(self, conversation: Conversation, patience: Patience) -> None:
        self._conversation = conversation
        self._patience = patience
        self._heard = time.monotonic()

    def expect_health(self) -> None:
        """Refuse at once, without patience, a printer that cannot print now."""
        if not self._conversation.status().can_print:
            raise _Stopped

    def finish_queue(self) -> None:
        """Wait until the printer has done all that it was sent."""
        self._conversation.ask_queued()
        self._await_answers(unanswered=0)

    def draw(self, raster: Raster) -> None:
        """Put all rows on paper; on return the printer has done so and shows no fault."""
        self._conversation.send(INITIALISE)
        for band in bands(raster):
            self._conversation.send(band)
            self._conversation.ask_queued()
            self._await_answers(unanswered=1)
        self._await_answers(unanswered=0)
        self._await_health()

    def cut(self) -> None:
        """Cut the slip off; on return the printer has done so and shows no fault."""
        self._conversation.send(FEED_AND_CUT)
        self.finish_queue()
        self._await_health()

    def _await_answers(self, unanswered: int) -> None:
        begun = time.monotonic()
        while not self._conversation.await_queued(unanswered, self._patience.look):
            self._look()
            self._expect_progress_since(begun)
        self._heard = time.monotonic()

    def _await_health(self) -> None:
        begun = time.monotonic()
        while not self._look():
            self._conversation.drain(self._patience.look)
            self._expect_progress_since(begun)

    def _look(self) -> bool:
        """Whether the printer is well now. A hot head cools by itself: that is waited for."""
        status = self._conversation.status()
        if status is PrinterStatus.NO_ANSWER:
            if time.monotonic() - self._heard > self._patience.silence:
                raise ContactLost("the printer does not answer any more")
            return False
        self._heard = time.monotonic()
        if not status.can_print and status is not PrinterStatus.HEAD_HOT:
            raise _Stopped
        return status.can_print

    def _expect_progress_since(self, begun: float) -> None:
        if time.monotonic() - begun > self._patience.stall:
            raise _Stopped
