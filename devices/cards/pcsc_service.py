"""PC/SC as the driver uses it: the machine's pcscd here; recorded and played back elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from smartcard import scard

from devices.cards.apdu import CardGone, CardMute, Transmit
from devices.cards.reader import ReaderLost, ReaderStatus

_UNCHANGED = frozenset({scard.SCARD_E_TIMEOUT, scard.SCARD_E_CANCELLED})
_READERS_CHANGED = frozenset({scard.SCARD_E_UNKNOWN_READER, scard.SCARD_E_READER_UNAVAILABLE})
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


class ServiceFailed(Exception):
    """PC/SC itself, not the card, refused a call."""


class States(Protocol):
    """The readers there are and how they are, on a context of its own."""

    def readers(self) -> list[str]:
        """The names of all readers; raises `ReaderLost`."""

    def wait(self, known: Mapping[str, int], limit_ms: int) -> dict[str, int]:
        """Wait until a reader is otherwise than `known`: all states then, without the bit that
        says "changed", else none. Raises `ReaderLost`.
        """

    def cancel(self) -> None:
        """Have `wait` come back; from any thread."""

    def close(self) -> None:
        """Give the context back."""


class PcscService(Protocol):
    """What the driver asks of PC/SC."""

    def watch(self) -> States:
        """Begin to watch the readers; raises `ReaderLost`."""

    def card(self, reader: str) -> AbstractContextManager[Transmit]:
        """Connect to the card now in `reader`, on a context of its own.

        It and what it yields raise `CardGone`, `CardMute` and `ServiceFailed`, and may block for as
        long as the card is mute.
        """


class Pcscd:
    """The machine's own."""

    def watch(self) -> States:
        result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        if result != scard.SCARD_S_SUCCESS:
            raise ReaderLost(ReaderStatus.MISSING)
        return _PcscdStates(context)

    @contextmanager
    def card(self, reader: str) -> Iterator[Transmit]:
        """Keeps other programs' commands out; the card is left as it is, never reset."""
        with _context() as context, _connection(context, reader) as transmit:
            yield transmit


class _PcscdStates:
    def __init__(self, context: int) -> None:
        self._context = context

    def readers(self) -> list[str]:
        result, names = scard.SCardListReaders(self._context, [])
        if result == scard.SCARD_E_NO_READERS_AVAILABLE:
            return []
        if result != scard.SCARD_S_SUCCESS:
            raise ReaderLost(ReaderStatus.MISSING)
        return list(names)

    def wait(self, known: Mapping[str, int], limit_ms: int) -> dict[str, int]:
        result, states = scard.SCardGetStatusChange(self._context, limit_ms, list(known.items()))
        if result in _UNCHANGED or result in _READERS_CHANGED:
            return {}
        if result != scard.SCARD_S_SUCCESS:
            raise ReaderLost(ReaderStatus.MISSING)
        return {name: state & ~scard.SCARD_STATE_CHANGED for name, state, _atr in states}

    def cancel(self) -> None:
        scard.SCardCancel(self._context)

    def close(self) -> None:
        scard.SCardReleaseContext(self._context)


@contextmanager
def _context() -> Iterator[int]:
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    _check(result)
    try:
        yield context
    finally:
        scard.SCardReleaseContext(context)


@contextmanager
def _connection(context: int, reader: str) -> Iterator[Transmit]:
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
    raise ServiceFailed(scard.SCardGetErrorMessage(result))
