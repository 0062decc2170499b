"""What a technician types to get in: a name, then a password, on a keyboard drawn on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

MOST_CHARACTERS = 64

_LETTERS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SYMBOLS = ("1234567890", "!@#$%^&*()", "-_=+[]{}/", "?.,:;'~")


class Layer(Enum):
    """Which characters the keyboard shows."""

    SMALL = "small"
    CAPITALS = "capitals"
    SYMBOLS = "symbols"


@dataclass(frozen=True, slots=True)
class Typing:
    """An entry field and its keyboard. The text never shows in ``repr``."""

    text: str = field(default="", repr=False)
    layer: Layer = Layer.SMALL

    def typed(self, key: str) -> Typing:
        """The same after a key; a key that is on no keyboard changes nothing."""
        match key:
            case "backspace":
                return replace(self, text=self.text[:-1])
            case "shift":
                back = self.layer is Layer.CAPITALS
                return replace(self, layer=Layer.SMALL if back else Layer.CAPITALS)
            case "symbols":
                return replace(self, layer=Layer.SYMBOLS)
            case "letters":
                return replace(self, layer=Layer.SMALL)
            case _ if len(key) == 1 and len(self.text) < MOST_CHARACTERS:
                return replace(self, text=self.text + key)
            case _:
                return self

    @property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the keyboard as it stands now."""
        return keyboard(self.layer)


def keyboard(layer: Layer) -> tuple[tuple[str, ...], ...]:
    """The rows of a keyboard; words are keys that do something instead of typing themselves."""
    if layer is Layer.SYMBOLS:
        first, second, third, fourth = (tuple(row) for row in _SYMBOLS)
        return (first, second, third, ("letters", *fourth, "backspace"))
    rows = (row.upper() if layer is Layer.CAPITALS else row for row in _LETTERS)
    first, second, third, fourth = (tuple(row) for row in rows)
    return (first, second, third, ("shift", *fourth, "backspace"), ("symbols",))
