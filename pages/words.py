"""The words of the house, read from ``content/<language>/*.toml``.

A key is ``file.part.part``; its entry is a string, or a table with ``text`` and any of ``short``
(paper) and ``say`` (voice) where one wording does not serve all. Placeholders stand in braces.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pages.presentation import Language

CONTENT = Path(__file__).resolve().parent.parent / "content"


class Wording(StrEnum):
    """For which rendering a phrase is wanted."""

    TEXT = "text"
    SHORT = "short"
    SAY = "say"


class MissingWords(KeyError):
    """A key that ``content/`` does not have; a test finds these before a person does."""


@dataclass(frozen=True)
class Words:
    """All phrases of one language."""

    language: Language
    entries: Mapping[str, Mapping[str, str]]

    def template(self, key: str, wording: Wording = Wording.TEXT) -> str:
        """The phrase for a key, with its placeholders; falls back to the plain wording."""
        try:
            entry = self.entries[key]
        except KeyError:
            raise MissingWords(f"{self.language}: {key}") from None
        return entry.get(wording, entry[Wording.TEXT])

    def has(self, key: str) -> bool:
        """Whether the language has this key."""
        return key in self.entries


@cache
def load_words(language: Language, content: Path = CONTENT) -> Words:
    """Read a language's folder; a malformed entry raises ``ValueError`` naming file and key."""
    entries: dict[str, Mapping[str, str]] = {}
    for path in sorted((content / language).glob("*.toml")):
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
        entries.update(_flatten(path.stem, tree))
    return Words(language, entries)


def _flatten(prefix: str, tree: object) -> Iterator[tuple[str, Mapping[str, str]]]:
    if isinstance(tree, str):
        yield prefix, {Wording.TEXT: tree}
    elif isinstance(tree, dict) and Wording.TEXT in tree:
        unknown = set(tree) - set(Wording)
        if unknown or not all(isinstance(part, str) for part in tree.values()):
            raise ValueError(f"{prefix}: an entry holds the strings text, short and say only")
        yield prefix, tree
    elif isinstance(tree, dict):
        for name, below in tree.items():
            yield from _flatten(f"{prefix}.{name}", below)
    else:
        raise ValueError(f"{prefix}: words are strings")
