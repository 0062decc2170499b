"""One slip on its way to the printer: band after band, and the cut."""

import time
from dataclasses import dataclass

from devices.printers.conversation import ContactLost, Conversation
from devices.printers.printer import PrinterStatus, Raster
from devices.printers.raster_commands import FEED_AND_CUT, INITIALISE, bands


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds."""

    answer: float = 0.5
    """For a connection, and for the answer to one question."""
    look: float = 0.25
    """Between two looks at a printer that is busy printing."""
    silence: float = 5.0
    """For any byte at all while printing, beyond the time that the bytes under way may take; then
    contact is lost."""
    pace: float = 960.0
    """Bytes a second that a printer at least works off: what a line of 9600 baud carries."""
    stall: float = 60.0
    """For the next band of a printer that answers, shows no fault, and gets nothing done."""


class Stopped(Exception):
    """The printer answers, but the slip will not go on: a fault, or no progress."""


class SlipUnderWay:
    """One slip on its way through one conversation.

    Where the buffer is small, every question waits behind the bytes that were sent before it. So
    silence is counted from the last sign of life, and only beyond what those bytes may take.

    Every method raises `ContactLost` or `Stopped` when it cannot be brought to its end.
    """

    def __init__(self, conversation: Conversation, patience: Patience) -> None:
        self._conversation = conversation
        self._patience = patience
        self._under_way = 0
        """Bytes sent that are not answered for yet; may be more than there are."""

    def expect_health(self) -> None:
        """Refuse at once, without patience, a printer that cannot print now."""
        if not self._conversation.status().can_print:
            raise Stopped

    def send(self, commands: bytes) -> None:
        """Send bytes that `finish_queue` may have to wait for."""
        self._under_way += len(commands)
        self._conversation.send(commands)

    def finish_queue(self) -> None:
        """Wait until the printer has done all that it was sent."""
        self._conversation.ask_queued()
        self._await_answers(unanswered=0)

    def draw(self, raster: Raster) -> None:
        """Put all rows on paper; on return the printer has done so and shows no fault."""
        self.send(INITIALISE)
        for band in bands(raster):
            self.send(band)
            self._conversation.ask_queued()
            self._await_answers(unanswered=1)
            self._under_way = len(band)
        self._await_answers(unanswered=0)
        self._await_health()

    def cut(self) -> None:
        """Cut the slip off; on return the printer has done so and shows no fault."""
        self.send(FEED_AND_CUT)
        self.finish_queue()
        self._await_health()

    def _await_answers(self, unanswered: int) -> None:
        begun = time.monotonic()
        while not self._conversation.await_queued(unanswered, self._patience.look):
            self._look()
            self._expect_progress_since(begun)
        if not unanswered:
            self._under_way = 0

    def _await_health(self) -> None:
        begun = time.monotonic()
        while not self._look():
            self._conversation.drain(self._patience.look)
            self._expect_progress_since(begun)

    def _look(self) -> bool:
        """Whether the printer is well now. A hot head cools by itself: that is waited for."""
        status = self._conversation.status()
        if status is PrinterStatus.NO_ANSWER:
            self._expect_sign_of_life()
            return False
        if not status.can_print and status is not PrinterStatus.HEAD_HOT:
            raise Stopped
        return status.can_print

    def _expect_sign_of_life(self) -> None:
        allowed = self._patience.silence + self._under_way / self._patience.pace
        if time.monotonic() - self._conversation.heard > allowed:
            raise ContactLost("the printer does not answer any more")

    def _expect_progress_since(self, begun: float) -> None:
        if time.monotonic() - begun > self._patience.stall:
            raise Stopped
