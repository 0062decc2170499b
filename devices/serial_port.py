"""A serial port as drivers use it: the machine's own, a recorded one, one played back.

A recording has the steps `o` the port was opened, `> 1b40` was sent, `< 12` came in, `x` the line
was lost, `-` the port was closed. What came in is masked before it is written down.
"""

from __future__ import annotations

import contextlib
import termios
import time
from collections.abc import Callable
from typing import Protocol

import serial

from devices.recording import Playback, Recorder, RecordingEnded

LINE_LOST = (OSError, termios.error)  # pyserial's own errors are OSErrors

_QUIET_MS = 500
_MOST_KEPT = 65_536


class Port(Protocol):
    """The part of pyserial's `Serial` that is used; `read` comes back within its own time-out."""

    @property
    def in_waiting(self) -> int:
        """How many bytes have come in and not been read."""

    def read(self, size: int) -> bytes:
        """Up to `size` bytes."""

    def write(self, data: bytes) -> int | None:
        """Send all of `data`."""

    def reset_input_buffer(self) -> None:
        """Drop what has come in."""

    def close(self) -> None:
        """Let go of the port."""


OpenPort = Callable[[str, int, float], Port]
"""Opens a port by path, baud and time-out of a read (s). Raises one of `LINE_LOST`."""


def open_port(path: str, baud: int, timeout_s: float) -> Port:
    """The serial port of this path, 8N1, for this program alone."""
    port: Port = serial.Serial(path, baud, timeout=timeout_s, write_timeout=1.0, exclusive=True)
    return port


def recording(
    recorder: Recorder, mask: Callable[[bytes], bytes], open_real: OpenPort = open_port
) -> OpenPort:
    """The same port, writing down what passes, with what `mask` makes of what came in.

    `mask` keeps the length. It is given all that came in since something was sent, or since the
    line was last quiet for half a second.
    """

    def open_recorded(path: str, baud: int, timeout_s: float) -> Port:
        port = open_real(path, baud, timeout_s)
        recorder.note("o")
        return _RecordedPort(port, recorder, mask)

    return open_recorded


class _RecordedPort:
    def __init__(self, port: Port, recorder: Recorder, mask: Callable[[bytes], bytes]) -> None:
        self._port = port
        self._recorder = recorder
        self._mask = mask
        self._came_in: list[tuple[int, bytes]] = []

    @property
    def in_waiting(self) -> int:
        return self._port.in_waiting

    def read(self, size: int) -> bytes:
        try:
            received = self._port.read(size)
        except LINE_LOST:
            self._write_down()
            self._recorder.note("x")
            raise
        now = self._recorder.elapsed_ms()
        if received:
            self._came_in.append((now, received))
        if self._came_in and self._is_whole(now):
            self._write_down()
        return received

    def write(self, data: bytes) -> int | None:
        self._write_down()
        self._recorder.note(f"> {data.hex()}")
        return self._port.write(data)

    def reset_input_buffer(self) -> None:
        self._port.reset_input_buffer()

    def close(self) -> None:
        self._write_down()
        self._recorder.note("-")
        self._port.close()

    def _is_whole(self, now: int) -> bool:
        kept = sum(len(piece) for _, piece in self._came_in)
        return now - self._came_in[-1][0] >= _QUIET_MS or kept > _MOST_KEPT

    def _write_down(self) -> None:
        masked = self._mask(b"".join(piece for _, piece in self._came_in))
        at = 0
        for at_ms, piece in self._came_in:
            self._recorder.note(f"< {masked[at : at + len(piece)].hex()}", at_ms)
            at += len(piece)
        self._came_in.clear()


def replaying(playback: Playback) -> OpenPort:
    """Ports that answer as the recorded ones did. They raise `Diverged` for any other bytes,
    and `RecordingEnded` after the last step."""

    def open_replayed(_path: str, _baud: int, timeout_s: float) -> Port:
        while playback.coming() != "o":
            playback.take()
        playback.take()
        return _ReplayedPort(playback, timeout_s)

    return open_replayed


class _ReplayedPort:
    def __init__(self, playback: Playback, timeout_s: float) -> None:
        self._playback = playback
        self._timeout_s = timeout_s
        self._came_in = bytearray()
        self._open = True

    @property
    def in_waiting(self) -> int:
        self._listen(0.0)
        return len(self._came_in)

    def read(self, size: int) -> bytes:
        if not self._came_in:
            self._listen(self._timeout_s)
        received = bytes(self._came_in[:size])
        del self._came_in[:size]
        return received

    def write(self, data: bytes) -> int | None:
        self._pass_over_unread()
        if self._playback.coming() == "-" and self._playback.is_last:
            raise RecordingEnded
        self._playback.expect(f"> {data.hex()}")
        return len(data)

    def reset_input_buffer(self) -> None:
        self._came_in.clear()

    def close(self) -> None:
        if self._open:
            self._open = False
            with contextlib.suppress(RecordingEnded):
                self._pass_over_unread()
                if self._playback.coming() == "-":
                    self._playback.take()

    def _pass_over_unread(self) -> None:
        """What came in a moment later than the driver looks this time."""
        while self._playback.coming().startswith("<"):
            self._playback.take()

    def _listen(self, limit_s: float) -> None:
        if not self._playback.wait_until_due(limit_s):
            return
        match self._playback.coming()[:1]:
            case "<":
                self._came_in += bytes.fromhex(self._playback.take()[1:])
            case "x":
                self._playback.take()
                raise OSError("the line was lost")
            case "-" if self._playback.is_last and limit_s > 0:
                raise RecordingEnded
            case _:
                time.sleep(limit_s)
