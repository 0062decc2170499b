"""What the voice must know beyond a dictionary, read from ``content/speech/``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pages.words import CONTENT


@dataclass(frozen=True)
class Lexicon:
    """Readings, spellings and cues; every entry is characters except ``readings``."""

    readings: Mapping[str, str]
    """Han characters to syllables with a tone each, 1 to 5: 银行 to ``yin2 hang2``."""
    first_tone_after: frozenset[str]
    """Characters after which 一 keeps its first tone: 第, 统, 之."""
    letters: Mapping[str, str]
    latin: Mapping[str, str]
    units: Mapping[str, str]
    symbols: Mapping[str, str]
    measures: str
    """Characters a measure word may begin with; before them 2 is 两."""
    services: tuple[str, ...]
    """Telephone numbers known by heart."""
    dialled_after: tuple[str, ...]
    """Words after which a number is dialled: 电话, 拨打."""
    dialled_before: tuple[str, ...]
    """Words before which a number is dialled: 热线."""
    identifiers: tuple[str, ...]
    """Words after which a number is read digit by digit: 编号."""
    surnames: Mapping[str, str]
    """Surnames, compound ones too, to their syllables."""
    honorific: str
    """What follows the surname of everybody: 师傅."""


@cache
def load_lexicon(content: Path = CONTENT) -> Lexicon:
    """Read ``speech/lexicon.toml`` and ``speech/surnames.toml``; a missing part raises."""
    tree = _read(content / "speech" / "lexicon.toml")
    names = _read(content / "speech" / "surnames.toml")
    return Lexicon(
        readings=tree["readings"],
        first_tone_after=frozenset(tree["sandhi"]["final_yi"]),
        letters=tree["letters"],
        latin=tree["latin"],
        units=tree["units"],
        symbols=tree["symbols"],
        measures=tree["measures"]["characters"],
        services=tuple(tree["phones"]["services"]),
        dialled_after=tuple(tree["phones"]["before"]),
        dialled_before=tuple(tree["phones"]["after"]),
        identifiers=tuple(tree["phones"]["identifiers"]),
        surnames=_surnames(names),
        honorific=names["honorific"],
    )


def _surnames(tree: Mapping[str, Any]) -> dict[str, str]:
    """Both tables list the surnames under their syllables: a string of single ones, or a list."""
    return {
        surname: syllables
        for table in (tree["compound"], tree["single"])
        for syllables, surnames in table.items()
        for surname in surnames
    }


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
