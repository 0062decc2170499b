"""Tone changes of 一 and 不 across a whole sentence.

pypinyin changes tones only inside a word of its dictionary: it says 一月 with the second tone and
一下 with the first. The third tone before a third is left to the synthesiser, which does it right.
"""

from __future__ import annotations

from collections.abc import Sequence

_NUMERALS = frozenset("零一二三四五六七八九十百千万亿两幺")
_POINT = "点"
"""Part of a number after a numeral, 三点一; else a verb, 点一下, or the hour: 十点一刻."""
_PLACES = frozenset("百千万亿")
_ORDINAL = frozenset("月日号楼级期院")
"""What follows 一 when it tells which one, not how many: 一月, 一号窗口."""


def changed_tones(
    characters: str, syllables: Sequence[str], first_tone_after: frozenset[str]
) -> list[str]:
    """The syllables of one run of Han characters, one each, with 一 and 不 as they sound there."""
    heard = list(syllables)
    for index, character in enumerate(characters):
        if character == "一" and syllables[index].startswith("yi"):
            heard[index] = _yi(characters, syllables, index, first_tone_after)
        elif character == "不" and syllables[index] in ("bu4", "bu2"):
            heard[index] = "bu2" if _next_tone(syllables, index) == "4" else "bu4"
    return heard


def _yi(
    characters: str, syllables: Sequence[str], index: int, first_tone_after: frozenset[str]
) -> str:
    before, after = characters[index - 1 : index], characters[index + 1 : index + 2]
    if before == _POINT and characters[index - 2 : index - 1] in _NUMERALS and after != "刻":
        before = "零"
    if not after:
        return "yi1"
    if before == after and before not in _NUMERALS:
        return "yi5"
    if after not in _PLACES and (
        before in first_tone_after or before in _NUMERALS or after in _NUMERALS or after in _ORDINAL
    ):
        return "yi1"
    tone = _next_tone(syllables, index)
    return "yi2" if tone == "4" or characters[index + 1 :].startswith("个") else "yi4"


def _next_tone(syllables: Sequence[str], index: int) -> str:
    return syllables[index + 1][-1] if index + 1 < len(syllables) else ""
