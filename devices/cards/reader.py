"""What every card reader keeps to, whatever wire it hangs on."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

from devices.cards.reading import CardReading, SwipeReading


class ReaderStatus(Enum):
    """How a reader is; reported only when it changes."""

    READY = auto()
    MISSING = auto()  # not plugged in, or the service or port behind it is not there
    SILENT = auto()  # there, but it stopped answering; given up and being opened anew
    FAULT = auto()  # it answers that it is broken


@dataclass(frozen=True)
class CardLaid:
    """A card was laid on a reader or put into it, and this is what reading it gave.

    `reader` names the place: a PC/SC reader's own name, else the name of the `CardReader`.
    `inserted` is True for contact readers, where pulling the card ends the visit; a card that was
    only laid down may be lifted.
    """

    reader: str
    reading: CardReading
    inserted: bool


@dataclass(frozen=True)
class CardLifted:
    """The card reported last for this `reader` is gone."""

    reader: str


@dataclass(frozen=True)
class StatusChanged:
    """The `CardReader` of this name has another status than before."""

    reader: str
    status: ReaderStatus


@dataclass(frozen=True)
class CardSwiped:
    """A card was drawn through the stripe reader of this name; it lies nowhere afterwards."""

    reader: str
    reading: SwipeReading


@dataclass(frozen=True)
class CodeScanned:
    """The scanner of this name read a code. Its text is secret: it may stand for a person."""

    reader: str
    text: str = field(repr=False)


ReaderEvent = CardLaid | CardLifted | CardSwiped | CodeScanned | StatusChanged


class ReaderLost(Exception):
    """The reader has to be closed and opened again; `status` says how it is meanwhile."""

    def __init__(self, status: ReaderStatus) -> None:
        super().__init__(status.name)
        self.status = status


class CardReader(Protocol):
    """A source of cards, driven by one thread: `open`, `wait_event` over and over, `close`.

    A reader MUST
      * report every card once with `CardLaid`, also one that it cannot read, and its end with one
        `CardLifted`;
      * come back from `wait_event` within a few seconds of `timeout_s`, also where card or wire are
        mute;
      * tell by `ReaderLost`, and by nothing else, that it has to be opened again;
      * keep no personal byte once the event is handed over;
      * bear `close` at any time and more than once, and `open` after `close`.

    A reader MUST NOT try a PIN, judge a card by its ATR, or report its own loss as the removal of a
    card: a card that lay there is reported as lifted only when the reader is back and sees none.

    A reader MAY serve several places for cards, MAY report the same card again after it was opened
    anew, and MAY report its status by itself where it knows more than open or lost.
    """

    @property
    def name(self) -> str:
        """The name under which its status is reported, unique among the readers of a terminal."""

    def open(self) -> None:
        """Take hold of the device. Raises `ReaderLost` where that fails."""

    def close(self) -> None:
        """Let go of the device; never raises, never waits longer than about a second."""

    def wait_event(self, timeout_s: float) -> ReaderEvent | None:
        """Wait up to `timeout_s` seconds for the next event; None where nothing happened.

        Raises `ReaderLost` where the reader has to be opened again.
        """
