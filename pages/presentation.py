"""How one person wants pages to be: size, colours, language, voice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum


class TextSize(Enum):
    """The person's choice; the value is the factor on every size in millimetres (A4)."""

    NORMAL = 1.0
    LARGE = 1.3
    LARGEST = 1.6


class Look(Enum):
    """The colours a person reads best, by the name of the theme (A5)."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Language(StrEnum):
    """The languages of ``content/``."""

    CHINESE = "zh-CN"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Presentation:
    """How this person wants it; one record, reset with the visit (D6)."""

    size: TextSize = TextSize.NORMAL
    look: Look = Look.LIGHT
    language: Language = Language.CHINESE
    volume: int = 3
    """1 to 5, in steps of 6 dB (E5); two of them are left for those who hear badly (E6)."""
    rate: int = 3
    """1 to 6: 113, 137, 164, 190, 212, 248 characters a minute (E7)."""
    covered: bool = False
    revealed: bool = False
    """Whether personal facts show just now, because this person asked to see them (H3)."""
    figures_aloud: bool = False
    """Whether this person asked to hear private figures on the loudspeaker (E9)."""

    def changed(self, **changes: object) -> Presentation:
        """The same with some settings changed."""
        return replace(self, **changes)  # type: ignore[arg-type]
