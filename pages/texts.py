"""What stands in a page's places for text: keyed words, free text, or a typed value."""

from __future__ import annotations

from dataclasses import dataclass

from values import Value


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words from ``content/`` by key, with typed values or further texts in their places."""

    key: str
    values: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class FreeText:
    """Text people wrote elsewhere: a notice, a hospital's name. Shown as it is."""

    text: str


Text = Phrase | FreeText | Value


def say(key: str, **values: Text) -> Phrase:
    """Make a phrase: ``say("notices.list.title", n=Count(2))``."""
    return Phrase(key, tuple(values.items()))
