"""Everything a screen shows at one moment: the page and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pages.choices import Target, do
from pages.model import Page, Part
from pages.presentation import Presentation
from pages.texts import Text

PREVIOUS_PART = do("turn", step=-1)
"""What the 上一页 key of a paged page sends."""
NEXT_PART = do("turn", step=1)
"""What the 下一页 key of a paged page sends."""


@dataclass(frozen=True, slots=True)
class FixedKey:
    """One of the keys that stand at the same place on every page (C3).

    ``wide`` ones take the next place too, which is then None.
    """

    label: Text
    icon: str
    target: Target
    wide: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A page and its surroundings, all decided: laying it out only places things."""

    page: Page
    part: Part
    presentation: Presentation
    organisation: str
    moment: datetime
    """Local time, shown to the minute."""
    who: Text
    """How the person is greeted; on a technician's page, the technician."""
    counter: Text
    """Where a human being helps."""
    caption: str | None = None
    """The words being read now."""
    muted: bool = False
    """Nothing can sound: the speaker is crossed out."""
    reading: int | None = None
    """The index of the block being read now."""
    fixed_keys: tuple[FixedKey | None, ...] = (None,) * 5
    """Five places; an empty one stays empty. A technician's pages have none."""
    pressed: int | None = None
    """The index of the target held down now."""
    focus: Target | None = None
    """What the keypad has in focus."""
    shift: int = 0
    """By how many pixels the picture is moved, so that it does not burn in."""
    demo: bool = False
    service: bool = False
    """The technician's colours, so that nobody takes the page for a visitor's."""
