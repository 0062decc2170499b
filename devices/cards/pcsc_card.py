"""One card in a PC/SC reader: connected, read and let go of.

A card that falls mute blocks PC/SC's transmit for minutes, and with it everything on the same
context. So every card is read on a context of its own, in a thread nobody has to wait for.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from smartcard import scard

from devices.cards import social_security
from devices.cards.apdu import CardGone, CardMute, Transmit
from devices.cards.reading import CardReading, NotReadable, ReadFault

_MUTE = frozenset(
    {
        scard.SCARD_W_UNRESPONSIVE_CARD,
        scard.SCARD_W_UNPOWERED_CARD,
        scard.SCARD_W_UNSUPPORTED_CARD,
        scard.SCARD_E_PROTO_MISMATCH,
    }
)
_GONE = frozenset(
    {
        scard.SCARD_W_REMOVED_CARD,
        scard.SCARD_W_RESET_CARD,
        scard.SCARD_E_NO_SMARTCARD,
        scard.SCARD_E_NOT_TRANSACTED,
        scard.SCARD_E_READER_UNAVAILABLE,
        scard.SCARD_E_UNKNOWN_READER,
        scard.SCARD_F_COMM_ERROR,
    }
)


class _ServiceFailed(Exception):
    """PC/SC itself, not the card, refused a call."""


def read_card(reader: str) -> CardReading:
    """Read the card now in `reader`; may block for as long as the card is mute."""
    try:
        with _context() as context, _card(context, reader) as transmit:
            return social_security.read(transmit)
    except CardGone:
        return NotReadable(ReadFault.PULLED_OUT)
    except CardMute:
        return NotReadable(ReadFault.MUTE)
    except _ServiceFailed:
        return NotReadable(ReadFault.READER)


@contextmanager
def _context() -> Iterator[int]:
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    _check(result)
    try:
        yield context
    finally:
        scard.SCardReleaseContext(context)


@contextmanager
def _card(context: int, reader: str) -> Iterator[Transmit]:
    """Connect and keep other programs' commands out; the card is left as it is, never reset."""
    result, card, protocol = scard.SCardConnect(
        context,
        reader,
        scard.SCARD_SHARE_SHARED,
        scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
    )
    _check(result)
    header = scard.SCARD_PCI_T1 if protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0

    def transmit(command: bytes) -> tuple[bytes, int]:
        result, answer = scard.SCardTransmit(card, header, list(command))
        _check(result)
        if len(answer) < 2:  # what some drivers make of a card that has just left
            raise CardGone
        return bytes(answer[:-2]), answer[-2] << 8 | answer[-1]

    try:
        _check(scard.SCardBeginTransaction(card))
        yield transmit
        scard.SCardEndTransaction(card, scard.SCARD_LEAVE_CARD)
    finally:
        scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)


def _check(result: int) -> None:
    if result == scard.SCARD_S_SUCCESS:
        return
    if result in _GONE:
        raise CardGone
    if result in _MUTE:
        raise CardMute
    raise _ServiceFailed(scard.SCardGetErrorMessage(result))
