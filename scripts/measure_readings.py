"""How many words of the field are read right, by pypinyin alone and here: ``make readings``.

The words and their readings stand in ``tests/pages/readings.tsv``, the surnames' in
``tests/pages/surnames.tsv``; neither comes from pypinyin.
"""

from __future__ import annotations

import sys
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


def rows(path: Path) -> list[tuple[str, str, str]]:
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


def share(words: list[tuple[str, str, str]], read: Callable[[str], str]) -> dict[str, str]:
    """Right ones of all, by category."""
    all_of = Counter(category for category, _, _ in words)
    right = Counter(category for category, word, said in words if read(word) == said)
    return {
        name: f"{right[name]} of {count} ({right[name] / count:.1%})"
        for name, count in all_of.items()
    }


def main() -> None:
    """Print both shares for every category; pypinyin alone first, before the lexicon is loaded."""
    words, surnames = rows(WORDS), rows(SURNAMES)
    before = share(words, alone) | share(
        surnames, lambda surname: " ".join(alone(surname + "师傅").split()[: len(surname)])
    )
    after = share(words, engine_text) | share(surnames, greeted)
    print(f"{'':12}{'pypinyin ' + pypinyin.__version__:24}{'with the lexicon':24}")
    for name, right in after.items():
        print(f"{name:12}{before[name]:24}{right:24}")


def _three(line: str) -> tuple[str, str, str]:
    category, word, said = line.split("\t")
    return category, word, said


if __name__ == "__main__":
    main()
