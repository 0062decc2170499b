"""Which texts are somebody's own: not said aloud on the loudspeaker unless asked for (E9)."""

from __future__ import annotations

from pages.model import Phrase, Text
from values import IdNumber, Money


def is_private(text: Text | None) -> bool:
    """Whether the text holds an amount or an identity number anywhere in it.

    A ``PersonName`` is not private: only its surname is ever said. Nor is a ``CardTail``, four
    digits that tell a person which of their accounts is meant and others nothing.
    """
    match text:
        case Money() | IdNumber():
            return True
        case Phrase(values=values):
            return any(is_private(value) for _, value in values)
        case _:
            return False
