"""A network between kiosk and backend that can go wrong: a TCP relay on the loopback interface."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from enum import StrEnum

_CHUNK = 65536
_HEAD = b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"


class NetworkFault(StrEnum):
    """How the network, or what stands behind it, misbehaves."""

    DOWN = "down"
    """Every connection is refused."""
    SILENT = "silent"
    """Requests are taken and never answered."""
    ERROR_500 = "error_500"
    """Every request is answered with a server fault."""
    RUBBISH = "rubbish"
    """Every request is answered with something that was never agreed."""
    SLOW = "slow"
    """Answers come a byte a second."""
    TORN = "torn"
    """Answers break off in the middle."""


class FaultyNetwork:
    """Relays connections to ``backend_port`` until ``close``; ``fault`` is None when well."""

    def __init__(self, backend_port: int) -> None:
        self._backend_port = backend_port
        self._fault: NetworkFault | None = None
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._listener: socket.socket | None = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._start_accepting()

    @property
    def fault(self) -> NetworkFault | None:
        """What is wrong now."""
        return self._fault

    @fault.setter
    def fault(self, fault: NetworkFault | None) -> None:
        self._fault = fault
        if fault is NetworkFault.DOWN:
            self._stop_listening()
        elif self._listener is None:
            self._listener = socket.create_server(("127.0.0.1", self.port))
            self._start_accepting()
        self._drop_connections()

    def close(self) -> None:
        """Relay nothing more."""
        self._stopped.set()
        self._stop_listening()
        self._drop_connections()

    def _start_accepting(self) -> None:
        threading.Thread(target=self._accept, name="faulty-network", daemon=True).start()

    def _stop_listening(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def _drop_connections(self) -> None:
        with self._lock:
            for connection in self._connections:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        listener = self._listener
        while listener is not None and listener is self._listener:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with self._known(connection), contextlib.suppress(OSError):
            match self._fault:
                case NetworkFault.SILENT:
                    self._swallow(connection)
                case NetworkFault.ERROR_500:
                    self._answer(connection, b"500 Internal Server Error", b"text/plain", b"oops")
                case NetworkFault.RUBBISH:
                    self._answer(connection, b"200 OK", b"application/json", b'{"a": [1, 2')
                case _:
                    self._relay(connection)

    @contextlib.contextmanager
    def _known(self, connection: socket.socket) -> Iterator[None]:
        with self._lock:
            self._connections.add(connection)
        try:
            with connection:
                yield
                # Another thread may be reading from it: closing alone would tell the peer nothing.
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        finally:
            with self._lock:
                self._connections.discard(connection)

    def _swallow(self, connection: socket.socket) -> None:
        while connection.recv(_CHUNK):
            pass

    def _answer(self, connection: socket.socket, status: bytes, kind: bytes, body: bytes) -> None:
        connection.recv(_CHUNK)
        connection.sendall(_HEAD % (status, kind, len(body), body))

    def _relay(self, connection: socket.socket) -> None:
        backend = socket.create_connection(("127.0.0.1", self._backend_port), timeout=5)
        backend.settimeout(None)
        with self._known(backend):
            up = threading.Thread(target=self._pump, args=(connection, backend), daemon=True)
            up.start()
            self._pump_answers(backend, connection)

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(_CHUNK):
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def _pump_answers(self, backend: socket.socket, kiosk: socket.socket) -> None:
        while data := backend.recv(_CHUNK):
            match self._fault:
                case NetworkFault.SLOW:
                    self._drip(data, kiosk)
                case NetworkFault.TORN:
                    kiosk.sendall(data[: len(data) // 2])
                    return
                case _:
                    kiosk.sendall(data)

    def _drip(self, data: bytes, kiosk: socket.socket) -> None:
        for byte in data:
            kiosk.sendall(bytes((byte,)))
            if self._stopped.wait(1.0):
                return
