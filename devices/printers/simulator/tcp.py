"""The simulated printer on a TCP port."""

import math
import socket
import struct
from contextlib import suppress
from pathlib import Path

from devices.printers.simulator.faults import Fault
from devices.printers.simulator.printer import SimulatedPrinter
from devices.printers.simulator.real_time import RealTimeScanner

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class PrinterSimulator(SimulatedPrinter):
    """A printer on 127.0.0.1. Like the real ones it serves one connection at a time."""

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
        super().__init__(folder, width=width, buffer_size=buffer_size, mm_per_second=mm_per_second)

    @property
    def port(self) -> int:
        """The TCP port, once started."""
        return self._port

    def _plug_in(self) -> None:
        self._listen()

    def _unplug(self) -> None:
        self._hang_up()
        self._stop_listening()

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
                self._machine.hang_up()

    def _has_hung_up(self) -> bool:
        with self._changed:
            return self._connection is None

    def _answer(self, answer: bytes) -> None:
        if self._connection and Fault.SILENT not in self._machine.faults.active:
            with suppress(OSError):
                self._connection.sendall(answer)
