"""Made-up names; the words stand in ``names.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

_WORDS = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


def random_name(rng: Random, *, is_man: bool) -> str:
    """A name; about one in four is of those that hurt."""
    kind = rng.random()
    if kind < 0.04:
        return _choose(rng, "of_other_peoples")
    if kind < 0.09:
        return _surname(rng) + _choose(rng, "rare")
    return _surname(rng) + _choose(rng, "men" if is_man else "women")


def _surname(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.07:
        return _choose(rng, "compound_surnames")
    if kind < 0.2:
        return _choose(rng, "surnames_of_their_own_reading")
    return _choose(rng, "common_surnames")


def _choose(rng: Random, words: str) -> str:
    return str(rng.choice(_WORDS[words]))
