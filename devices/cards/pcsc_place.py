"""One PC/SC reader as a place for cards: what its changing state means, and the reading under way.

Not bound to threads: the watch that owns it guards it by a lock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread

from smartcard import scard

from devices.cards.reader import CardLaid, CardLifted, ReaderEvent
from devices.cards.reading import CardReading, NotReadable, ReadFault

_COUNT_SHIFT = 16  # pcscd counts insertions and removals in the upper half of a state
_DOUBT_S = 2.0
_NOT_KNOWN = scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE | scard.SCARD_STATE_IGNORE


@dataclass(eq=False)
class Work:
    """A reading under way: the thread doing it, and when it has taken too long (s, clock time)."""

    thread: Thread
    deadline: float


class Place:
    """Turns the states of the reader `name` into `CardLaid` and `CardLifted`.

    `begin` starts reading a card; its outcome comes back through `finished`. `laid` holds the
    names of the places whose card has been reported and not yet lifted, and outlives this object.
    """

    def __init__(
        self,
        name: str,
        *,
        inserted: bool,
        laid: set[str],
        begin: Callable[["Place"], Work],
        report: Callable[[ReaderEvent], None],
    ) -> None:
        self.name = name
        self.state: int = scard.SCARD_STATE_UNAWARE
        self._inserted = inserted
        self._laid = laid
        self._begin = begin
        self._report = report
        self._work: Work | None = None
        self._given_up: list[Work] = []
        self._doubted_since: float | None = None

    def see(self, state: int, now: float) -> None:
        """Take in the state PC/SC gives at `now` (without its "changed" bit).

        A reader that has just come back may not have found its card again yet: for a while its
        being empty is doubted.
        """
        before, self.state = self.state, state
        just_back = before == scard.SCARD_STATE_UNAWARE or self._doubted_since is not None
        if state & _NOT_KNOWN or (before and _card(before) == _card(state)):
            return
        self._doubted_since = None
        if not just_back:
            self._lose_card()
        if state & scard.SCARD_STATE_PRESENT:
            self._take_card()
        elif self.name in self._laid:
            self._doubted_since = now

    def note_time(self, now: float) -> None:
        """Report a card that has had its time as mute, and one that did not come back as lifted."""
        if self._doubted_since is not None and now > self._doubted_since + _DOUBT_S:
            self._doubted_since = None
            self._lose_card()
        if self._work is not None and now > self._work.deadline:
            self._given_up.append(self._work)
            self._work = None
            self._tell(NotReadable(ReadFault.MUTE))

    def _take_card(self) -> None:
        if self.state & scard.SCARD_STATE_MUTE:
            self._tell(NotReadable(ReadFault.MUTE))
        else:
            self._work = self._begin(self)

    def _lose_card(self) -> None:
        if self._work is not None:
            self._work = None
            self._tell(NotReadable(ReadFault.PULLED_OUT))
        if self.name in self._laid:
            self._laid.discard(self.name)
            self._report(CardLifted(self.name))

    def finished(self, thread: Thread, reading: CardReading) -> None:
        """Take a reading's outcome; one that comes too late, or of another card, is dropped."""
        if self._work is not None and self._work.thread is thread:
            self._work = None
            self._tell(reading)

    @property
    def under_way(self) -> bool:
        """Whether time alone may bring news: of a reading, of one given up, or of a doubt."""
        return self._work is not None or self._doubted_since is not None or self.silent

    @property
    def silent(self) -> bool:
        """Whether a card that was given up still holds the reader."""
        self._given_up = [work for work in self._given_up if work.thread.is_alive()]
        return bool(self._given_up)

    def _tell(self, reading: CardReading) -> None:
        self._laid.add(self.name)
        self._report(CardLaid(self.name, reading, self._inserted))


def _card(state: int) -> tuple[bool, int]:
    """Whether a card is there, and which one since pcscd began to count."""
    return bool(state & scard.SCARD_STATE_PRESENT), state >> _COUNT_SHIFT
