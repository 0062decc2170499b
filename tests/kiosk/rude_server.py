"""A server that grants a token as agreed and then misbehaves as a test says, byte by byte."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

Behaviour = Callable[[socket.socket], None]
"""What it does with a connection on which a whole request (not for a token) has arrived."""

_TOKEN = b'{"access_token":"t","expires_in":600,"token_type":"Bearer"}'


def reply(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """An HTTP answer of stated length."""
    lines = (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", "")
    return "\r\n".join(lines).encode() + body


class RudeServer:
    """Listens on loopback while its block runs. ``asked``: request lines, tokens' left out."""

    def __init__(self, *behaviours: Behaviour) -> None:
        self._behaviours = behaviours
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._over = threading.Event()
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> RudeServer:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for each in (self._listener, *self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def until_over(self, step: Callable[[], None], every: float) -> None:
        """Repeat a step until the test has ended or the other side has gone."""
        with suppress(OSError):
            while not self._over.wait(every):
                step()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._open.append(connection)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection, connection.makefile("rb") as incoming:
            while line := incoming.readline().decode().strip():
                self._read_rest(incoming.readline, incoming.read)
                if line.startswith("POST /v1/token"):
                    connection.sendall(reply(_TOKEN))
                    continue
                self.asked.append(line)
                index = min(len(self.asked), len(self._behaviours)) - 1
                self._behaviours[index](connection)

    def _read_rest(self, readline: Callable[[], bytes], read: Callable[[int], bytes]) -> None:
        length = 0
        while header := readline().decode().strip().lower():
            if header.startswith("content-length:"):
                length = int(header.split(":")[1])
        read(length)
