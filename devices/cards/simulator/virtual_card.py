"""A card reader's mouth: cards are laid into vpcd, so that pcscd sees them as any other.

vpcd listens and the card connects; the connection is the card's presence. Both sides send frames
of a two-byte length (big endian) and a payload: one byte is a control (power off, on, reset: no
answer; 4: the ATR is the answer), more is a command APDU (vsmartcard, vpcd's "API").
"""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from enum import StrEnum

from devices.cards.simulator.profile import CardProfile
from devices.cards.simulator.social_security_card import CardFlaw, SocialSecurityCard

_ATR_T0 = bytes.fromhex("3B6D0000") + bytes.fromhex("0081443201869999063000FF02")
_ATR_CONTACTLESS = bytes.fromhex("3B80800101")
_SEND_ATR = b"\x04"
_RECONNECT_S = 0.1


class WireFault(StrEnum):
    """What goes wrong between card and reader."""

    MUTE = "mute"  # powers up and answers no command
    PULLED_OUT = "pulled_out"  # gone after a few commands


FAULTS = (*CardFlaw, *WireFault)


class VirtualCardReader:
    """Lays cards into one slot of vpcd. `connect` answers a connection to that slot's port.

    A card stays laid over a restart of pcscd, as a card of plastic does. `fault` sets what is wrong
    with the cards laid from then on, by a name out of `FAULTS`.
    """

    def __init__(self, connect: Callable[[], socket.socket]) -> None:
        self._connect = connect
        self._flaw = CardFlaw.NONE
        self._wire_fault: WireFault | None = None
        self._answers_before_fault = 0
        self._card: _LaidCard | None = None

    def lay(self, profile: CardProfile) -> SocialSecurityCard:
        """Lay a card down and answer its program; whatever lay there is lifted first."""
        self.lift()
        program = SocialSecurityCard(profile, self._flaw)
        atr = _ATR_T0 if profile.announces_lengths else _ATR_CONTACTLESS
        self._card = _LaidCard(
            self._connect, program, atr, self._wire_fault, self._answers_before_fault
        )
        return program

    def lift(self) -> None:
        """Take the card away; nothing happens where none lies."""
        if self._card is not None:
            self._card.take_away()
            self._card = None

    def fault(self, name: str, *, after: int = 0) -> None:
        """Set what is wrong with the next cards; on the wire it begins after so many commands."""
        self._flaw, self._wire_fault, self._answers_before_fault = CardFlaw.NONE, None, after
        if name in tuple(WireFault):
            self._wire_fault = WireFault(name)
        else:
            self._flaw = CardFlaw(name)


class _LaidCard:
    """One card lying in the reader: a thread that answers until the card is taken away."""

    def __init__(
        self,
        connect: Callable[[], socket.socket],
        program: SocialSecurityCard,
        atr: bytes,
        fault: WireFault | None,
        answers_before_fault: int,
    ) -> None:
        self._connect = connect
        self._program = program
        self._atr = atr
        self._fault = fault
        self._answers_left = answers_before_fault
        self._wire: socket.socket | None = None
        self._taken = threading.Event()
        self._thread = threading.Thread(target=self._lie, name="virtual card", daemon=True)
        self._thread.start()

    def take_away(self) -> None:
        self._taken.set()
        wire = self._wire
        if wire is not None:
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
        self._thread.join(timeout=2.0)

    def _lie(self) -> None:
        """Connect, and connect again when the reader's service was restarted."""
        while not self._taken.is_set():
            with contextlib.suppress(OSError, EOFError), self._connect() as wire:
                self._wire = wire
                self._serve(wire)
            self._taken.wait(_RECONNECT_S)

    def _serve(self, wire: socket.socket) -> None:
        while not self._taken.is_set():
            payload = _receive(wire)
            if payload == _SEND_ATR:
                _send(wire, self._atr)
            elif len(payload) > 1:
                self._obey(wire, payload)

    def _obey(self, wire: socket.socket, command: bytes) -> None:
        if self._fault is not None and self._answers_left == 0:
            if self._fault is WireFault.PULLED_OUT:
                self._taken.set()
            return
        self._answers_left -= 1
        _send(wire, self._program.answer(command))


def _send(wire: socket.socket, payload: bytes) -> None:
    wire.sendall(struct.pack(">H", len(payload)) + payload)


def _receive(wire: socket.socket) -> bytes:
    (length,) = struct.unpack(">H", _receive_exactly(wire, 2))
    return _receive_exactly(wire, length)


def _receive_exactly(wire: socket.socket, count: int) -> bytes:
    """Receive `count` bytes, acknowledging at once: vpcd sends length and payload apart, and a
    delayed acknowledgement would cost 48 ms a command.
    """
    data = b""
    while len(data) < count:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        part = wire.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return data
