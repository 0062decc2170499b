"""The wires a printer may hang on: bytes out, bytes in, each with a limit in seconds.

python-escpos carries the bytes where it can; it has no way to read from a device file. It is
imported when a wire is first opened, in the thread that asks the printer how it is: it reads 200 KB
of YAML then, for which the first page would wait a quarter of a second. Every method raises
`OSError` where the wire is gone.
"""

import os
import select
import socket
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import serial

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_MOST = 64
"""Bytes read at a time; an answer has one to six."""
_WRITE_LIMIT = 30.0
"""For a band of a picture at 9600 baud, which takes five seconds."""


class Wire(Protocol):
    """One open connection to one printer."""

    def send(self, commands: bytes) -> None:
        """Hand over bytes. Says nothing about their arrival."""
        ...

    def receive(self, limit: float) -> bytes | None:
        """What arrives first; None if nothing does in time, `b""` once the printer hung up."""
        ...

    def close(self, *, drop: bool) -> None:
        """Hang up; `drop` discards bytes that are still on their way, where that is possible."""
        ...


OpenWire = Callable[[], Wire]
"""Connects anew. Raises `OSError`."""


class NetworkWire:
    """TCP, usually port 9100."""

    def __init__(self, host: str, port: int, limit: float) -> None:
        from escpos.printer import Network

        # Network.open() would leak the socket of a failed attempt and know IPv4 only.
        self._socket = socket.create_connection((host, port), limit)
        # Questions are three bytes: without this each might wait 40 ms for the answer before.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._limit = limit
        self._transport = Network(host, port, timeout=limit)
        self._transport.device = self._socket

    def send(self, commands: bytes) -> None:
        self._transport._raw(commands)  # python-escpos has no public name for it

    def receive(self, limit: float) -> bytes | None:
        try:
            self._socket.settimeout(limit)
            return self._socket.recv(_MOST)
        except TimeoutError:
            return None
        finally:
            self._socket.settimeout(self._limit)

    def close(self, *, drop: bool) -> None:
        if drop:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self._transport.close()


class SerialWire:
    """A serial port, 8N1, with the hardware's flow control where the cable has it."""

    def __init__(self, path: Path, baud_rate: int) -> None:
        from escpos.exceptions import DeviceNotFoundError
        from escpos.printer import Serial

        transport = Serial(str(path), baud_rate, timeout=0, dsrdtr=False)
        try:
            transport.open()
        except DeviceNotFoundError as reason:
            raise OSError(str(reason)) from reason
        self._transport = transport
        self._port: serial.Serial = transport.device
        self._port.write_timeout = _WRITE_LIMIT

    def send(self, commands: bytes) -> None:
        self._transport._raw(commands)

    def receive(self, limit: float) -> bytes | None:
        self._port.timeout = limit
        first: bytes = self._port.read(1)
        return first + self._port.read(min(self._port.in_waiting, _MOST)) if first else None

    def close(self, *, drop: bool) -> None:
        if drop:
            self._port.reset_output_buffer()
        self._transport.close()


class DeviceFileWire:
    """A device file that can be read too, such as `/dev/usb/lp0` of a bidirectional printer."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)

    def send(self, commands: bytes) -> None:
        left = commands
        while left:
            _, writable, _ = select.select((), (self._file,), (), _WRITE_LIMIT)
            if not writable:
                raise TimeoutError("the printer takes no more bytes")
            left = left[os.write(self._file, left) :]

    def receive(self, limit: float) -> bytes | None:
        readable, _, _ = select.select((self._file,), (), (), limit)
        # usblp says "nothing there" with no bytes at all; a printer on USB never hangs up so.
        return (os.read(self._file, _MOST) or None) if readable else None

    def close(self, *, drop: bool) -> None:
        os.close(self._file)
