"""Long text in breaths: one sentence at a time, so that the first sound comes early."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 40
"""Characters of a caption; a longer sentence is cut at its commas where it has any."""

_END = re.compile(r"(?<=[。！？；!?;\n])(?![」』”’）)])|(?<=[a-z]\.)\s+(?=[A-Z])")
_COMMA = re.compile(r"(?<=[，、：])")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, closing marks kept, in order; nothing but white space is lost."""
    return tuple(part.strip() for part in _END.split(text) if part.strip())


def breaths(text: str) -> tuple[str, ...]:
    """Sentences, the long ones cut at commas into pieces of at most ``LONGEST`` where possible."""
    return tuple(piece for sentence in sentences(text) for piece in _pieces(sentence))


def _pieces(sentence: str) -> Iterator[str]:
    piece = ""
    for clause in _COMMA.split(sentence):
        if piece and len(piece) + len(clause) > LONGEST:
            yield piece
            piece = ""
        piece += clause
    if piece:
        yield piece
