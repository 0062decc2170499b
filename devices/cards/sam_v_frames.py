"""Frames of the SAM_V module inside resident-ID-card readers, both ways.

To the module: preamble, length (two bytes, big endian), command, parameter, data, check. From it:
preamble, length, three status bytes, data, check. The length counts everything after itself; the
check is the exclusive or of everything between preamble and check.
"""

from dataclasses import dataclass, field
from functools import reduce
from operator import xor

_PREAMBLE = b"\xaa\xaa\xaa\x96\x69"
_HEAD = len(_PREAMBLE) + 2
_SHORTEST, _LONGEST = 4, 4096

KEPT = 4 + 256
"""Data bytes kept of an answer: two lengths and the text. Photo and fingerprints come after it."""


@dataclass(frozen=True)
class Answer:
    """A sound answer: the third status byte, and at most the first `KEPT` bytes of data."""

    status: int
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Garbled:
    """A frame whose check, or whose first two status bytes, are wrong."""


def command_frame(command: int, parameter: int) -> bytes:
    """The bytes that ask the module for one thing."""
    body = bytes((0x00, 0x03, command, parameter))
    return _PREAMBLE + body + bytes((_check(body),))


class FrameDecoder:
    """Finds frames in a stream that may begin anywhere, hold noise, and come in any pieces."""

    def __init__(self) -> None:
        self._stream = bytearray()

    def feed(self, received: bytes) -> list[Answer | Garbled]:
        """Take bytes in and answer the frames they complete, in order."""
        self._stream += received
        frames = []
        while (frame := self._next()) is not None:
            frames.append(frame)
        return frames

    def forget(self) -> None:
        """Drop what has been received of an unfinished frame."""
        self._drop(len(self._stream))

    def _next(self) -> Answer | Garbled | None:
        while self._skip_to_preamble():
            length = int.from_bytes(self._stream[len(_PREAMBLE) : _HEAD], "big")
            if _SHORTEST <= length <= _LONGEST:
                return self._take(length) if len(self._stream) >= _HEAD + length else None
            self._drop(1)
        return None

    def _skip_to_preamble(self) -> bool:
        """Drop noise; True once a preamble with its length stands at the front."""
        at = self._stream.find(_PREAMBLE)
        if at < 0:
            self._drop(max(0, len(self._stream) - len(_PREAMBLE) + 1))
            return False
        self._drop(at)
        return len(self._stream) >= _HEAD

    def _take(self, length: int) -> Answer | Garbled:
        """Take the frame at the front, of which nothing beyond the text outlives the check."""
        body = memoryview(self._stream)[len(_PREAMBLE) : _HEAD + length]
        sound = _check(body[:-1]) == body[-1] and body[2] == body[3] == 0
        answer = Answer(body[4], bytes(body[5:-1][:KEPT]))
        body.release()
        self._drop(_HEAD + length if sound else len(_PREAMBLE))
        return answer if sound else Garbled()

    def _drop(self, count: int) -> None:
        """Overwrite and remove the first `count` bytes."""
        self._stream[:count] = bytes(count)
        del self._stream[:count]


def _check(body: bytes | memoryview) -> int:
    return reduce(xor, body, 0)
