"""Coverage-guided fuzzing of everything that parses what a device sent: ``make fuzz``.

``python scripts/fuzz.py TARGET [libFuzzer options] [CORPUS]``; targets are those in ``TARGETS``.
A crash leaves its input in ``build/fuzz``; it then becomes a test.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports():
    from devices.cards import social_security
    from devices.cards.sam_v_frames import Answer, FrameDecoder
    from devices.cards.sam_v_text import read_text
    from devices.scanners.framing import CodeFramer
    from devices.stripes.framing import SwipeFramer
    from devices.stripes.tracks import reading_of
    from devices.wedges.keyboard import KeyDecoder
    from kiosk.scanned_code import recognise

CORPUS = Path(__file__).with_name("fuzz_corpus")
SHORTEST_ANSWER = 2


def chip(data: bytes) -> None:
    """A chip card that answers every command with the next stretch of the input."""
    rest = data

    def transmit(_command: bytes) -> tuple[bytes, int]:
        nonlocal rest
        length = rest[0] if rest else 0
        answer, rest = rest[1 : 1 + length], rest[1 + length :]
        if len(answer) < SHORTEST_ANSWER:
            return b"", 0x6F00
        return answer[:-2], int.from_bytes(answer[-2:], "big")

    social_security.read(transmit)


def id_card(data: bytes) -> None:
    """A SAM_V module's line."""
    for frame in FrameDecoder().feed(data):
        if isinstance(frame, Answer):
            read_text(frame.data[4:])
    read_text(data[:256])


def code(data: bytes) -> None:
    """A scanner's line."""
    framer = CodeFramer()
    for text in framer.feed(data) + framer.silence():
        recognise(text)


def stripe(data: bytes) -> None:
    """A stripe reader's line."""
    framer = SwipeFramer()
    for swipe in framer.feed(data) + framer.silence():
        reading_of(swipe)


def keys(data: bytes) -> None:
    """A typing reader's key events."""
    decoder = KeyDecoder(300)
    for line in decoder.feed(data) + decoder.silence():
        reading_of(line)


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (chip, id_card, code, stripe, keys)
}


def main() -> None:
    """Fuzz the target named first on the command line, from its corpus."""
    target = sys.argv.pop(1)
    atheris.Setup([*sys.argv, str(CORPUS / target)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
