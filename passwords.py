"""What makes a password good enough, and a generator of such (H4)."""

from __future__ import annotations

import secrets
import string
from collections.abc import Callable

SHORTEST = 8
CLASSES_NEEDED = 3
GENERATED_LENGTH = 12

LOOK_ALIKES = frozenset("0OoQ1lIi2Zz5S8B")
_CLASSES = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
_ALPHABET = "".join(sorted(set("".join(_CLASSES)) - LOOK_ALIKES))


class WeakPassword(ValueError):
    """A password too short or of too few kinds of characters. Never shows the password."""


def check_strength(password: str) -> None:
    """Raise ``WeakPassword`` unless it has 8 characters or more, of three kinds of four.

    The kinds are small letters, capitals, digits, and everything else.
    """
    kinds = {next((kind for kind in _CLASSES if sign in kind), "other") for sign in password}
    if len(password) < SHORTEST:
        raise WeakPassword(f"a password has at least {SHORTEST} characters")
    if len(kinds) < CLASSES_NEEDED:
        raise WeakPassword(
            "a password has three of: small letters, capitals, digits, other characters"
        )


def generate(choose: Callable[[str], str] = secrets.choice) -> str:
    """A password to write down once: twelve characters, none of which looks like another.

    ``choose`` picks one character of a string and must be unpredictable outside of tests.
    """
    while True:
        password = "".join(choose(_ALPHABET) for _ in range(GENERATED_LENGTH))
        try:
            check_strength(password)
        except WeakPassword:
            continue
        return password
