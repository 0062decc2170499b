"""Text that people wrote, as it is said: every number, sign and Latin word turned to characters.

Rules run one after the other over the whole text, from the most particular (a date) to the most
general (any digit left). Each leaves only Han characters behind, so no later rule sees its work
again. What is not known is spelled, never guessed and never dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache

from pages import free_dates, free_numbers, numerals
from pages.lexicon import Lexicon, load_lexicon
from pages.spelled import spelled

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

HAN = "\u3400-\u9fff〇\U00020000-\U0003ffff"
_CHINESE_MARKS = str.maketrans(
    {
        ",": "，",
        ";": "；",
        "?": "？",
        "!": "！",
        ":": "，",
        "：": "，",
        "(": "，",
        ")": "，",
        "（": "，",
        "）": "，",
        "【": "，",
        "】": "，",
        "…": "，",
        "—": "，",
        "~": "，",
        "-": "，",
        "/": "、",
        "|": "，",
        ".": "。",
        "．": "。",
        "\n": "。",
        "\t": "，",
    }
)
_STRENGTH = "、，；。！？"


class FreeTextWorder:
    """Words free text under a lexicon; ``yao`` as in ``Worder``."""

    def __init__(self, lexicon: Lexicon, yao: bool = True) -> None:
        self._rules = tuple(_rules(lexicon, yao))

    def word(self, written: str) -> str:
        """The text in Han characters and ，。？！；、 only, and letters of unknown scripts.

        Holds no ``[0-9A-Za-z%.,:/-]`` and no currency sign (F1). A number of 15 or more digits, or
        one with stars in it, is somebody's: only its last four are said.
        """
        text = normalised(written)
        for pattern, wording in self._rules:
            text = pattern.sub(wording, text)
        return _tidied(text)


@cache
def free_text_worder(yao: bool = True) -> FreeTextWorder:
    """The worder under the house's lexicon, its rules compiled once."""
    return FreeTextWorder(load_lexicon(), yao)


def _rules(lexicon: Lexicon, yao: bool) -> Iterable[Rule]:
    yield from free_dates.numbering_rules()
    yield from free_numbers.identifier_rules(lexicon, yao)
    yield from free_dates.date_rules()
    yield from free_numbers.phone_rules(lexicon, yao)
    yield from free_dates.time_rules()
    yield from _latin_rules(lexicon, yao)
    yield from free_numbers.range_rules()
    yield from free_numbers.quantity_rules(lexicon)
    yield from free_numbers.remaining_rules(lexicon, yao)
    yield _replacing(lexicon.symbols)
    yield re.compile(r"[A-Za-z]+"), lambda found: spelled(found[0], lexicon.letters, yao=yao)


def _latin_rules(lexicon: Lexicon, yao: bool) -> Iterable[Rule]:
    """Addresses, units after a number, known words, and letters mixed with digits."""

    def address(found: re.Match[str]) -> str:
        parts = re.split(r"([.@/:_-])", found[0])
        return "".join(signs.get(part, spelled(part, lexicon.letters, yao=yao)) for part in parts)

    signs = {".": "点", "@": "艾特", "/": "斜杠", ":": "冒号", "_": "下划线", "-": "杠"}
    units = _alternatives(lexicon.units)
    yield re.compile(rf"(?<=\d)\s*({units})(?![A-Za-z])"), lambda found: lexicon.units[found[1]]
    label = r"[A-Za-z0-9][A-Za-z0-9_-]*"
    yield (
        re.compile(rf"(?:https?://)?{label}(?:[.@]{label})*[.@][A-Za-z]{{2,}}(?:/{label})*/?"),
        address,
    )
    known = {word.casefold(): said for word, said in lexicon.latin.items()}
    yield (
        re.compile(
            rf"(?<![A-Za-z])(?<!\d(?=\d))({_alternatives(lexicon.latin)})(?![A-Za-z]|(?<=\d)\d)",
            re.IGNORECASE,
        ),
        lambda found: known[found[0].casefold()],
    )
    yield (
        re.compile(r"(?:[A-Za-z]+[_-]?\d|\d+[_-]?[A-Za-z])[A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*"),
        lambda found: spelled(found[0], lexicon.letters, yao=yao),
    )


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _replacing(words: Mapping[str, str]) -> Rule:
    return re.compile(_alternatives(words)), lambda found: words[found[0]]


def normalised(written: str) -> str:
    """One way of writing each thing: half-width letters, digits and signs, no accents, 一 for ①."""
    text = re.sub(r"[\u2010-\u2013\u2212\uff0d]", "-", written)
    text = re.sub(r"[～〜∼]", "~", text).replace("￥", "¥")
    text = re.sub(r"-{2,}|—{2,}|―+", "，", text).replace("—", "-").replace("·", "")
    text = "".join(_plain(character) for character in text)
    text = re.sub(rf"(?<=[{HAN}])[ \t\u3000]+(?=[{HAN}])", "，", text)
    text = re.sub(r"(?<=[一二三四五六七八九十])(?=\d)", "，", text)
    return re.sub(r"[ \u3000\u00a0]+", " ", text)


def _plain(character: str) -> str:
    if character.isascii() or "\u3000" <= character <= "\u9fff":
        return character
    if "\uff01" <= character <= "\uff5e" and character not in "，；？！（）：":
        return chr(ord(character) - 0xFEE0)
    value = unicodedata.numeric(character, None)
    if value is not None:
        return _numeral(character, value)
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else character


def _numeral(character: str, value: float) -> str:
    if unicodedata.category(character) == "Nd":
        return str(int(value))
    if character in "¹²³":
        return character
    if value != int(value):
        share = Fraction(value).limit_denominator(1000)
        return f"{numerals.integer(share.denominator)}分之{numerals.integer(share.numerator)}"
    enclosed = "\u2460" <= character <= "\u24ff" or "\u2776" <= character <= "\u2793"
    words = numerals.integer(int(value))
    return f"，{words}，" if enclosed else words


def _tidied(text: str) -> str:
    marked = text.translate(_CHINESE_MARKS)
    kept = "".join(c for c in marked if c in _STRENGTH or unicodedata.category(c) in _LETTERS)
    single = re.sub(rf"[{_STRENGTH}]{{2,}}", lambda run: max(run[0], key=_STRENGTH.index), kept)
    return single.lstrip(_STRENGTH)


_LETTERS = frozenset(("Lo", "Ll", "Lu", "Lt", "Lm", "Nl"))
