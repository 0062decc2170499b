"""The simulated printer as others see it: a TCP port, a tray of slips, and switches for faults."""

import math
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from devices.printers.simulator.faults import Fault, Moment
from devices.printers.simulator.machine import Machine
from devices.printers.simulator.real_time import RealTimeScanner
from devices.printers.simulator.slips import Slip

_STOP_LIMIT = 2.0
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class PrinterSimulator:
    """An Epson-like printer with a cutter, on 127.0.0.1. Its methods may be called anywhere.

    `width` in dots, `buffer_size` in bytes, `mm_per_second` the speed of the paper. Like the
    real ones it serves one connection at a time. Slips are written into `folder` as PNG and .bin.
    """

    def __init__(
        self,
        folder: Path,
        port: int = 0,
        *,
        width: int = 576,
        buffer_size: int = 65536,
        mm_per_second: float = math.inf,
    ) -> None:
        """Open nothing yet; port 0 takes a free one at the start."""
        self._port = port
        self._listener: socket.socket | None = None
        self._connection: socket.socket | None = None
        self._machine = Machine(
            folder, width, buffer_size, mm_per_second, self._answer, self._switched
        )
        self._changed = self._machine.changed
        self._threads = [
            threading.Thread(target=work, name=f"printer-simulator-{name}", daemon=True)
            for name, work in (("wire", self._serve), ("engine", self._machine.work))
        ]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Listen. Raises `OSError` if the port is taken."""
        self._listen()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Switch the printer off; what is in its buffer is lost."""
        with self._changed:
            self._machine.stopping = True
            self._hang_up()
            self._stop_listening()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(_STOP_LIMIT)

    @property
    def port(self) -> int:
        """The TCP port, once started."""
        return self._port

    @property
    def slips(self) -> list[Slip]:
        """What lies in the tray, oldest first."""
        with self._changed:
            return list(self._machine.mechanism.slips)

    @property
    def hanging_rows(self) -> int:
        """Rows of a slip that has not been cut off."""
        with self._changed:
            return self._machine.mechanism.hanging_rows

    @property
    def faults(self) -> frozenset[Fault]:
        """What is wrong now."""
        with self._changed:
            return frozenset(self._machine.faults.active)

    @property
    def misunderstood(self) -> bytes:
        """Bytes that a real printer would have printed as rubbish."""
        with self._changed:
            return bytes(self._machine.interpreter.misunderstood)

    def set_fault(self, fault: Fault | str, on: bool = True) -> None:
        """Switch a fault on or off now. Raises `ValueError` for an unknown name."""
        self._machine.switch(Fault(fault), on)

    def arm_fault(self, fault: Fault | str, moment: Moment | str, count: int = 1) -> None:
        """Switch a fault on when `moment` has come `count` times from now."""
        with self._changed:
            self._machine.faults.arm(Fault(fault), Moment(moment), count)

    def wait_until(self, holds: Callable[[Self], bool], limit: float = 5.0) -> bool:
        """Whether `holds(self)` comes true within `limit` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: holds(self), limit)

    def wait_for_slips(self, count: int, limit: float = 5.0) -> bool:
        """Whether so many slips lie in the tray within `limit` seconds."""
        return self.wait_until(lambda printer: len(printer.slips) >= count, limit)

    def _switched(self, fault: Fault, on: bool) -> None:
        match fault:
            case Fault.DISCONNECT if on:
                self._machine.faults.active.discard(fault)
                self._hang_up()
            case Fault.REFUSE if on:
                self._stop_listening()
                self._hang_up()
            case Fault.REFUSE if not self._listener:
                self._listen()
            case _:
                pass

    def _listen(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]

    def _stop_listening(self) -> None:
        if self._listener:
            self._listener.shutdown(socket.SHUT_RDWR)  # close() alone would not wake accept()
            self._listener.close()
            self._listener = None

    def _hang_up(self) -> None:
        if self._connection:
            with suppress(OSError):
                self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
                self._connection.shutdown(socket.SHUT_RDWR)
            self._connection = None

    def _serve(self) -> None:
        while listener := self._next_listener():
            try:
                connection, _ = listener.accept()
            except OSError:
                continue
            with connection, suppress(OSError):
                self._receive(connection)

    def _next_listener(self) -> socket.socket | None:
        with self._changed:
            self._changed.wait_for(lambda: self._machine.stopping or self._listener)
            return None if self._machine.stopping else self._listener

    def _receive(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        scanner = RealTimeScanner()
        with self._changed:
            self._connection = connection
        try:
            while (room := self._machine.room()) and (piece := connection.recv(room)):
                self._machine.arrive(piece, scanner)
                if self._has_hung_up():
                    break  # what was still on its way is lost
        finally:
            with self._changed:
                self._connection = None

    def _has_hung_up(self) -> bool:
        with self._changed:
            return self._connection is None

    def _answer(self, answer: bytes) -> None:
        if self._connection and Fault.SILENT not in self._machine.faults.active:
            with suppress(OSError):
                self._connection.sendall(answer)
