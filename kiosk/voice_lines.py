"""The sentences that never change, and the recorded voices that say them.

A recorded voice is a folder ``content/voices/<name>/`` with a clip ``KEY.wav`` for each sentence
and ``words.toml``, which holds what was recorded under each key: a clip whose words have changed
since is not used, and is asked for again.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from devices.speakers.clips import Clips
from pages.pinyin import engine_text
from pages.presentation import Language
from pages.sentences import sentences
from pages.texts import say
from pages.worded import Worder
from pages.words import CONTENT, Wording, load_words

VOICES = CONTENT / "voices"
_NEVER_SAID = ("dock.", "frame.", "maintenance.", "pictures.", "receipt.", "staff.", "web.")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. ``key`` is its phrase's key and place, ``standard.welcome.lead.1``."""

    key: str
    words: str


@cache
def fixed_lines() -> tuple[Line, ...]:
    """Every sentence of the Chinese words that has no placeholder, in the order of its file."""
    words = load_words(Language.CHINESE)
    worder = Worder(words)
    keys = (
        key
        for key in words.entries
        if not key.startswith(_NEVER_SAID) and "{" not in words.template(key, Wording.SAY)
    )
    return tuple(
        Line(f"{key}.{place}", sentence)
        for key in keys
        for place, sentence in enumerate(sentences(worder.word(say(key))), start=1)
    )


def recorded_words(folder: Path) -> dict[str, str]:
    """What was recorded in a voice's folder, by key; nothing where there is no such voice.

    A damaged ``words.toml`` raises ``ValueError``.
    """
    try:
        text = (folder / "words.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return {str(key): str(words) for key, words in tomllib.loads(text).items()}


def missing_lines(folder: Path) -> tuple[Line, ...]:
    """What a voice still lacks, in the order of the script."""
    recorded = recorded_words(folder)
    return tuple(
        line
        for line in fixed_lines()
        if recorded.get(line.key) != line.words or not (folder / f"{line.key}.wav").exists()
    )


def recorded_clips(folder: Path) -> Clips:
    """The clips of a voice by the syllables they say; takes a moment."""
    missing = set(missing_lines(folder))
    return {
        engine_text(line.words): folder / f"{line.key}.wav"
        for line in fixed_lines()
        if line not in missing
    }
