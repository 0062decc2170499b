"""Worded Mandarin to what the synthesiser is given: one toned syllable after the other.

Characters are never handed to the engine: its own reading of them is wrong too often. pypinyin
reads them, under the house's lexicon, and is imported at the first use only (it takes 0.1 s).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import NoReturn

from pages.lexicon import Lexicon, load_lexicon
from pages.sandhi import changed_tones

PUNCTUATION = "，。？！；、"
ENGINE_TEXT = re.compile(r"([a-zü]+[1-5]|[，。？！；、\s])+")
"""Everything the Mandarin voice may be given matches this whole."""

_TOKEN = re.compile(rf"(?P<han>[\u3400-\u9fff〇]+)|(?P<mark>[{PUNCTUATION}])|\s+")
_LONGEST_CLAUSE = 80
_SYLLABLE = re.compile(r"[a-zü]+[1-5]")


class Unspeakable(ValueError):
    """Something no syllable is known for, at ``position`` of the text; it does not say what."""

    def __init__(self, position: int) -> None:
        super().__init__(f"no reading for the character at position {position}")
        self.position = position


def engine_text(worded: str) -> str:
    """Toned syllables with a space between each: 您好，请坐 is ``nin2 hao3 ， qing3 zuo4``.

    Tone 5 is the neutral one, ü is kept, marks are ，。？！；、 only. A text with anything but Han
    characters, those marks and white space, or with nothing to say, raises ``Unspeakable``.
    """
    spoken = " ".join(_tokens(worded))
    if not _SYLLABLE.search(spoken):
        raise Unspeakable(0)
    return spoken


def warm_up() -> None:
    """Load the dictionaries, about half a second, before anybody waits for a first word."""
    engine_text("您好")


def _tokens(worded: str) -> Iterator[str]:
    position = 0
    while position < len(worded):
        found = _TOKEN.match(worded, position)
        if found is None:
            raise Unspeakable(position)
        if found["han"]:
            yield from _breathing(_syllables(found["han"], position))
        elif found["mark"]:
            yield found["mark"]
        position = found.end()


def _breathing(syllables: list[str]) -> Iterator[str]:
    """Pauses in what has none: espeak-ng loses words of a clause of some 800 bytes (measured)."""
    for number, syllable in enumerate(syllables):
        if number and number % _LONGEST_CLAUSE == 0:
            yield "，"
        yield syllable


def _syllables(characters: str, position: int) -> list[str]:
    def unknown(run: str) -> NoReturn:
        raise Unspeakable(position + characters.find(run))

    pypinyin = _prepared()
    read: list[str] = pypinyin.lazy_pinyin(
        characters,
        style=pypinyin.Style.TONE3,
        neutral_tone_with_five=True,
        v_to_u=True,
        errors=unknown,
    )
    if len(read) != len(characters):
        raise Unspeakable(position)
    for offset, syllable in enumerate(read):
        if not _SYLLABLE.fullmatch(syllable):
            raise Unspeakable(position + offset)
    return changed_tones(characters, read, load_lexicon().first_tone_after)


@cache
def _prepared() -> ModuleType:
    """pypinyin with the lexicon on top of its own phrases."""
    import pypinyin
    from pypinyin.contrib.tone_convert import to_tone

    readings = _readings(load_lexicon())
    pypinyin.load_phrases_dict(
        {
            phrase: [[to_tone(syllable)] for syllable in syllables.split()]
            for phrase, syllables in readings.items()
        }
    )
    return pypinyin


def _readings(lexicon: Lexicon) -> dict[str, str]:
    greeted = {
        surname + lexicon.honorific: f"{syllables} {lexicon.readings[lexicon.honorific]}"
        for surname, syllables in lexicon.surnames.items()
    }
    return greeted | dict(lexicon.readings)
