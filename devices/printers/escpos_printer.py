"""A receipt printer that speaks ESC/POS and answers, on whatever wire.

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

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from pathlib import Path

from devices.printers.conversation import ContactLost, Conversation
from devices.printers.printer import PrinterStatus, PrintOutcome, Raster
from devices.printers.raster_commands import FEED_AND_CUT, INITIALISE, LARGEST_BAND
from devices.printers.slip import Patience, SlipUnderWay, Stopped
from devices.printers.wires import DeviceFileWire, NetworkWire, OpenWire, SerialWire

DEFAULT_PORT = 9100
DEFAULT_BAUD_RATE = 19200


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


class AnsweringPrinter:
    """Prints over wires that it opens anew for every call, so that no answer is an old one."""

    has_back_channel = True

    def __init__(
        self,
        open_wire: OpenWire,
        *,
        patience: Patience | None = None,
        unfinished_before: bool = False,
    ) -> None:
        """Open nothing yet.

        `unfinished_before` says that a slip may have been under way when the terminal last
        stopped; its rest is then removed from the printer at the first contact.
        """
        self._open_wire = open_wire
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
        return Conversation(self._open_wire, self._patience.answer)

    def _send_slip(self, raster: Raster, on_first_byte: Callable[[], None]) -> _Reached:
        reached = _Reached.NOTHING_SENT
        try:
            with self._converse() as conversation:
                slip = SlipUnderWay(conversation, self._patience)
                self._make_ready(conversation, slip)
                on_first_byte()
                self._leftover = _Leftover.IN_BUFFER
                reached = _Reached.ROWS_SENT
                slip.draw(raster)
                reached = _Reached.CUT_SENT
                slip.cut()
                self._leftover = _Leftover.NOTHING
                return _Reached.ALL_ANSWERED
        except (ContactLost, Stopped):
            return reached

    def _make_ready(self, conversation: Conversation, slip: SlipUnderWay) -> None:
        """Refuse a printer with a fault or a queue that does not move; remove leftovers."""
        slip.expect_health()
        clean = self._leftover is _Leftover.NOTHING
        if not clean:
            self._cut_leftover_off(conversation, slip)
        self._leftover = _Leftover.IN_BUFFER  # a question, at least, until it is answered
        slip.finish_queue()
        if not clean:
            conversation.drain(self._patience.look)
        self._leftover = _Leftover.NOTHING

    def _cut_leftover_off(self, conversation: Conversation, slip: SlipUnderWay) -> None:
        if not self._clear_leftover(conversation):
            # It cannot clear: complete a band that broke off. Elsewhere zeros mean nothing.
            slip.send(bytes(LARGEST_BAND))
        slip.send(INITIALISE + FEED_AND_CUT)

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


class NetworkPrinter(AnsweringPrinter):
    """A printer at `host:port`."""

    def __init__(
        self,
        host: str,
        port: int = DEFAULT_PORT,
        *,
        patience: Patience | None = None,
        unfinished_before: bool = False,
    ) -> None:
        patience = patience or Patience()
        super().__init__(
            partial(NetworkWire, host, port, patience.answer),
            patience=patience,
            unfinished_before=unfinished_before,
        )


class SerialPrinter(AnsweringPrinter):
    """A printer on a serial port, 8N1."""

    def __init__(
        self,
        path: Path,
        baud_rate: int = DEFAULT_BAUD_RATE,
        *,
        patience: Patience | None = None,
        unfinished_before: bool = False,
    ) -> None:
        super().__init__(
            partial(SerialWire, path, baud_rate),
            patience=patience,
            unfinished_before=unfinished_before,
        )


class UsbPrinter(AnsweringPrinter):
    """A printer behind a device file that can be read too, such as `/dev/usb/lp0`."""

    def __init__(
        self,
        path: Path,
        *,
        patience: Patience | None = None,
        unfinished_before: bool = False,
    ) -> None:
        super().__init__(
            partial(DeviceFileWire, path), patience=patience, unfinished_before=unfinished_before
        )
