"""Which texts are somebody's own (E9), and which are the program's and say nothing of anybody."""

from __future__ import annotations

from pages.texts import Phrase, Text
from values import IdNumber, Money, Ordinal


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


def holds_money(text: Text) -> bool:
    """Whether there is an amount anywhere in the text."""
    match text:
        case Money():
            return True
        case Phrase(values=values):
            return any(holds_money(value) for _, value in values)
        case _:
            return False


def is_fixed(text: Text) -> bool:
    """Whether the text is words of ``content/`` alone: no record, no name, no notice is in it."""
    match text:
        case Phrase(values=values):
            return all(is_fixed(value) for _, value in values)
        case _:
            return isinstance(text, Ordinal)
