"""A resident-ID-card reader's serial line, with its module at the far end of a pseudo-terminal."""

import os
import select
import threading
import tty
from enum import StrEnum
from types import TracebackType
from typing import Self

from devices.cards.simulator.profile import CardProfile
from devices.cards.simulator.sam_module import CardFault, SamModule

_COMMAND_START = bytes.fromhex("AAAAAA9669")
_COMMAND_LENGTH = 10
_SLOW_S = 0.5


class LineFault(StrEnum):
    """What goes wrong on the line."""

    WRONG_CHECKSUM = "wrong_checksum"
    NOISE = "noise"  # before every frame, with half a preamble in it
    BYTE_BY_BYTE = "byte_by_byte"
    SLOW = "slow"  # half a second for every answer
    SILENT = "silent"


FAULTS = (*CardFault, *LineFault)


class VirtualIdReader:
    """A reader on `port`, the path of a serial device, while the context lasts."""

    def __init__(self) -> None:
        self.module = SamModule()
        self._near, self._far = os.openpty()
        tty.setraw(self._far)
        self.port = os.ttyname(self._far)
        self._line_fault: LineFault | None = None
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="virtual id reader", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        self._thread.join()
        os.close(self._near)
        os.close(self._far)

    def lay(self, profile: CardProfile) -> None:
        """Lay a card down; whatever lay there is lifted first."""
        with self._lock:
            self.module.lay(profile)

    def lift(self) -> None:
        """Take the card away; nothing happens where none lies."""
        with self._lock:
            self.module.lay(None)

    def fault(self, name: str) -> None:
        """Set what is wrong from now on, by a name out of `FAULTS`."""
        with self._lock:
            self.module.fault, self._line_fault = CardFault.NONE, None
            if name in tuple(LineFault):
                self._line_fault = LineFault(name)
            else:
                self.module.fault = CardFault(name)

    def _run(self) -> None:
        received = b""
        while not self._stopped.is_set():
            if select.select([self._near], [], [], 0.05)[0]:
                received = self._obey(received + os.read(self._near, 4096))

    def _obey(self, received: bytes) -> bytes:
        """Answer the commands in `received`, and give back the unfinished rest."""
        while (at := received.find(_COMMAND_START)) >= 0:
            command, rest = received[at:][:_COMMAND_LENGTH], received[at:][_COMMAND_LENGTH:]
            if len(command) < _COMMAND_LENGTH:
                break
            with self._lock:
                answer, fault = self.module.answer(command), self._line_fault
            self._send(answer, fault)
            received = rest
        return received

    def _send(self, answer: bytes, fault: LineFault | None) -> None:
        match fault:
            case LineFault.SILENT:
                return
            case LineFault.WRONG_CHECKSUM:
                answer = answer[:-1] + bytes((answer[-1] ^ 0xFF,))
            case LineFault.NOISE:
                answer = b"\x00\xaa\xaa\x69" + answer
            case LineFault.SLOW:
                self._stopped.wait(_SLOW_S)
        step = 1 if fault is LineFault.BYTE_BY_BYTE else len(answer)
        for start in range(0, len(answer), step):
            os.write(self._near, answer[start : start + step])
