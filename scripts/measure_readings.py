"""How much is read right, by pypinyin alone and with the lexicon: ``make readings``.

The words and their readings stand in ``tests/pages/readings.tsv``, the surnames' in
``tests/pages/surnames.tsv``; neither comes from pypinyin. Beside them stands what ICU makes of the
same characters (Debian's ``icu-devtools``; from the Unicode Consortium's data, one character at a
time), and a sample of the public CPP sentences in ``tests/pages/polyphones.tsv``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pypinyin  # noqa: E402

from pages.lexicon import load_lexicon  # noqa: E402
from pages.pinyin import engine_text  # noqa: E402

WORDS = ROOT / "tests" / "pages" / "readings.tsv"
SURNAMES = ROOT / "tests" / "pages" / "surnames.tsv"
POLYPHONES = ROOT / "tests" / "pages" / "polyphones.tsv"

Rows = list[tuple[str, str, str]]
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


def rows(path: Path) -> Rows:
    """Category, word and reading of each line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_three(line) for line in lines if not line.startswith("#")]


def alone(word: str) -> str:
    """The reading of pypinyin as it comes, with its tone changes."""
    return " ".join(
        pypinyin.lazy_pinyin(
            word,
            style=pypinyin.Style.TONE3,
            neutral_tone_with_five=True,
            v_to_u=True,
            tone_sandhi=True,
        )
    )


def greeted(surname: str) -> str:
    """The reading of a surname before 师傅, as people are greeted."""
    return " ".join(engine_text(surname + load_lexicon().honorific).split()[: len(surname)])


def share(words: Rows, right: Callable[[str, str], bool]) -> dict[str, str]:
    """Right ones of all, by category; ``right`` is asked of a word and its reading."""
    all_of = Counter(category for category, _, _ in words)
    good = Counter(category for category, word, said in words if right(word, said))
    return {
        name: f"{good[name]} of {count} ({good[name] / count:.1%})"
        for name, count in all_of.items()
    }


def polyphones() -> list[tuple[str, str, int]]:
    """The text, the reading and the place of each character of the sample."""
    lines = POLYPHONES.read_text(encoding="utf-8").splitlines()
    marked = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(text.replace("▁", ""), said, text.index("▁")) for said, text in marked]


def polyphone_share(read: Callable[[str], str]) -> str:
    """Right ones of the sample."""
    sample = polyphones()
    right = sum(read(text).replace("，", "").split()[place] == said for text, said, place in sample)
    return f"{right} of {len(sample)} ({right / len(sample):.1%})"


def icu(words: list[str], transform: str) -> list[str]:
    """The syllables ICU gives, tone last; a neutral tone is 5."""
    done = subprocess.run(
        ["uconv", "-x", transform],
        input="\n".join(words),
        capture_output=True,
        text=True,
        check=True,
    )
    return [" ".join(map(_toned, line.split())) for line in done.stdout.split("\n")]


def icu_shares() -> dict[str, str]:
    """Words each of whose characters ICU reads the same, but for a neutral or changed tone."""
    if shutil.which("uconv") is None:
        return {}
    words, surnames = rows(WORDS), rows(SURNAMES)
    characters = sorted({character for _, word, _ in words for character in word})
    alone = dict(zip(characters, icu(characters, "Han-Latin"), strict=True))
    names = [surname for _, surname, _ in surnames]
    named = dict(zip(names, icu(names, "Han-Latin/Names"), strict=True))
    return share(
        words, lambda word, said: _agrees(word, [alone[character] for character in word], said)
    ) | share(surnames, lambda name, said: named[name] == said)


def _agrees(word: str, syllables: list[str], said: str) -> bool:
    pairs = zip(word, syllables, said.split(), strict=True)
    return all(
        one == other or (one[:-1] == other[:-1] and (other[-1] == "5" or character in "一不"))
        for character, one, other in pairs
    )


def _toned(syllable: str) -> str:
    letters = unicodedata.normalize("NFD", syllable)
    tone = next((_TONES[mark] for mark in letters if mark in _TONES), "5")
    kept = "".join(letter for letter in letters if letter not in _TONES)
    return unicodedata.normalize("NFC", kept) + tone


def main() -> None:
    """Print the shares for every category; pypinyin alone first, before the lexicon is loaded."""
    words, surnames = rows(WORDS), rows(SURNAMES)
    before = share(words, lambda word, said: alone(word) == said) | share(
        surnames,
        lambda name, said: " ".join(alone(name + "师傅").split()[: len(name)]) == said,
    )
    before["polyphones"] = polyphone_share(alone)
    after = share(words, lambda word, said: engine_text(word) == said) | share(
        surnames, lambda name, said: greeted(name) == said
    )
    after["polyphones"] = polyphone_share(engine_text)
    by_icu = icu_shares()
    print(f"{'':12}{'pypinyin ' + pypinyin.__version__:24}{'ICU, same':24}{'with the lexicon':24}")
    for name, right in after.items():
        print(f"{name:12}{before[name]:24}{by_icu.get(name, '-'):24}{right:24}")


def _three(line: str) -> tuple[str, str, str]:
    category, word, said = line.split("\t")
    return category, word, said


if __name__ == "__main__":
    main()
