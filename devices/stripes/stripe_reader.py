"""Stripe readers, as readers of the terminal: on a serial line, or typing."""

from __future__ import annotations

import time
from collections.abc import Callable

from devices.cards.reader import CardSwiped, ReaderEvent
from devices.serial_line import SerialLine
from devices.serial_port import OpenPort, open_port
from devices.stripes.framing import SwipeFramer
from devices.stripes.tracks import LONGEST, reading_of
from devices.wedges.wedge import WedgeReader, open_and_grab

NAME = "stripe"
_SILENCE_S = 0.2


class SerialStripeReader:
    """A stripe reader on a serial line that sends every swipe by itself (9600 baud)."""

    def __init__(
        self,
        port: str,
        name: str = NAME,
        *,
        baud: int = 9600,
        clock: Callable[[], float] = time.monotonic,
        open_port: OpenPort = open_port,
    ) -> None:
        self._name = name
        self._line = SerialLine(
            port, SwipeFramer, baud=baud, silence_s=_SILENCE_S, clock=clock, open_port=open_port
        )

    @property
    def name(self) -> str:
        return self._name

    def open(self) -> None:
        self._line.open()

    def close(self) -> None:
        self._line.close()

    def wait_event(self, timeout_s: float) -> ReaderEvent | None:
        swipe = self._line.next_message(timeout_s)
        return None if swipe is None else swiped(self._name, swipe)


def swiped(reader: str, swipe: str) -> CardSwiped:
    """The event of a swipe, with nothing of a bank card in it."""
    return CardSwiped(reader, reading_of(swipe))


def wedge_stripe_reader(
    path: str, name: str = NAME, *, open_device: Callable[[str], int] = open_and_grab
) -> WedgeReader:
    """A stripe reader that types."""
    return WedgeReader(path, name, swiped, longest=LONGEST, open_device=open_device)
