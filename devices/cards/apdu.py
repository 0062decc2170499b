"""Command and answer with a chip card, transport details of T=0 included (ISO 7816-3 and -4)."""

from collections.abc import Callable
from dataclasses import dataclass, field

Transmit = Callable[[bytes], tuple[bytes, int]]
"""Sends one command APDU; answers its data and status word. Raises `CardGone` or `CardMute`."""

DONE = 0x9000
_MOST_ROUNDS = 8


class CardGone(Exception):
    """The card was taken away in the middle of an exchange."""


class CardMute(Exception):
    """The card, or the reader on its behalf, does not answer."""


@dataclass(frozen=True)
class Answer:
    """What the card said in the end. `data` is empty unless the status word brings some."""

    data: bytes = field(repr=False)
    status: int

    @property
    def done(self) -> bool:
        return self.status == DONE


def exchange(transmit: Transmit, command: bytes) -> Answer:
    """Send a command and follow 61xx (fetch the answer) and 6Cxx (repeat with this length).

    A card that never comes to an end is answered for with its last status word, without data.
    """
    data = b""
    answer, status = transmit(command)
    for _ in range(_MOST_ROUNDS):
        data += answer
        match status >> 8:
            case 0x61:
                answer, status = transmit(bytes((0x00, 0xC0, 0x00, 0x00, status & 0xFF)))
            case 0x6C:
                command = command[:4] + bytes((status & 0xFF,))
                data = b""
                answer, status = transmit(command)
            case _:
                return Answer(data, status)
    return Answer(b"", status)
