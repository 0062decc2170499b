"""Colours by their role. Ground and ink of every text are at least 10:1, in high contrast 17.5:1;
only what is new (9:1) and the demo's mark (7:1) are less in the light theme (A5)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.screens.drawing import Colour
from pages.blocks import Tone
from pages.presentation import Look


@dataclass(frozen=True, slots=True)
class Surface:
    """A ground and what stands on it."""

    ground: Colour
    ink: Colour
    edge: Colour


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one look."""

    paper: Colour
    ink: Colour
    second: Colour
    accent: Colour
    """Primary choice, icons, amounts."""
    on_accent: Colour
    head: Surface
    card: Surface
    picture: Surface
    """Under pictures and codes: light in every theme."""
    choice: Surface
    who: Surface
    caption: Surface
    badge: Surface
    keys: Surface
    hairline: Colour
    other_share: Colour
    pressed: Colour
    """Laid over a held key; translucent."""
    mark: Surface
    good: Surface
    waiting: Surface
    notice: Surface
    alarm: Surface

    def tone(self, tone: Tone) -> Surface:
        """How a state looks; its icon and words say the same (A6)."""
        return {
            Tone.GOOD: self.good,
            Tone.WAITING: self.waiting,
            Tone.NOTICE: self.notice,
            Tone.ALARM: self.alarm,
        }[tone]


_INK, _GREEN, _DARK, _WHITE = "#1C1A17", "#0B4A45", "#12332F", "#FFFFFF"
_BROWN, _RED, _CREAM, _SAND = "#4A2308", "#8A1C12", "#FFF1DC", "#F3C98B"

LIGHT = Theme(
    paper="#FAF6EE",
    ink=_INK,
    second="#3A342C",
    accent=_GREEN,
    on_accent=_WHITE,
    head=Surface(_GREEN, _WHITE, _GREEN),
    card=Surface(_WHITE, _INK, "#CFC4B2"),
    picture=Surface(_WHITE, _INK, "#CFC4B2"),
    choice=Surface(_WHITE, _DARK, _GREEN),
    who=Surface("#E6EFEA", _DARK, "#C9DAD1"),
    caption=Surface(_CREAM, _BROWN, "#DDD2BF"),
    badge=Surface(_RED, _WHITE, _RED),
    keys=Surface(_WHITE, _DARK, _GREEN),
    hairline="#CFC4B2",
    other_share=_SAND,
    pressed="#0B4A4538",
    mark=Surface(_SAND, _BROWN, _BROWN),
    good=Surface("#E6EFEA", _DARK, _GREEN),
    waiting=Surface(_WHITE, _INK, _INK),
    notice=Surface(_CREAM, _BROWN, _BROWN),
    alarm=Surface(_CREAM, _BROWN, _RED),
)

_NIGHT, _DUSK, _MOON, _MINT = "#14181B", "#1D2327", "#FFF7E6", "#A8E6D6"
_DEEP, _EMBER, _PEACH = "#12332F", "#33240C", "#FFE3B8"

DARK = Theme(
    paper=_NIGHT,
    ink=_MOON,
    second="#E6DECB",
    accent=_MINT,
    on_accent="#062420",
    head=Surface("#0B2A27", _MOON, "#0B2A27"),
    card=Surface(_DUSK, _MOON, "#59636A"),
    picture=Surface(_WHITE, _INK, _WHITE),
    choice=Surface(_DUSK, _MOON, _MINT),
    who=Surface("#1B2B29", _MOON, "#1B2B29"),
    caption=Surface(_EMBER, _PEACH, "#59636A"),
    badge=Surface("#FFC2B5", "#2E0500", "#FFC2B5"),
    keys=Surface(_DUSK, _MOON, _MINT),
    hairline="#59636A",
    other_share="#5B4A26",
    pressed="#A8E6D638",
    mark=Surface(_SAND, "#2A1403", _SAND),
    good=Surface(_DEEP, _MOON, _MINT),
    waiting=Surface(_DUSK, _MOON, _MOON),
    notice=Surface(_EMBER, _PEACH, _PEACH),
    alarm=Surface("#3A1512", "#FFE6E0", "#FFC2B5"),
)
"""For eyes that light hurts."""

_BLACK, _YELLOW = "#000000", "#FFF200"
_PLAIN = Surface(_BLACK, _YELLOW, _YELLOW)
_INVERSE = Surface(_YELLOW, _BLACK, _YELLOW)

CONTRAST = Theme(
    paper=_BLACK,
    ink=_YELLOW,
    second=_YELLOW,
    accent=_YELLOW,
    on_accent=_BLACK,
    head=_INVERSE,
    card=_PLAIN,
    picture=Surface(_WHITE, _BLACK, _YELLOW),
    choice=_PLAIN,
    who=_PLAIN,
    caption=Surface(_BLACK, _WHITE, _YELLOW),
    badge=_INVERSE,
    keys=_PLAIN,
    hairline=_YELLOW,
    other_share=_BLACK,
    pressed="#FFF20030",
    mark=_PLAIN,
    good=_PLAIN,
    waiting=_PLAIN,
    notice=_PLAIN,
    alarm=_PLAIN,
)
"""Yellow on black and nothing between, for eyes that see very little."""

_SLATE, _STEEL = "#20252B", "#7E8893"

SERVICE = Theme(
    paper="#F1F3F5",
    ink="#14181B",
    second="#333A41",
    accent=_SLATE,
    on_accent=_WHITE,
    head=Surface(_SLATE, _WHITE, _SLATE),
    card=Surface(_WHITE, "#14181B", _STEEL),
    picture=Surface(_WHITE, "#14181B", _STEEL),
    choice=Surface(_WHITE, _SLATE, _SLATE),
    who=Surface("#E3E7EB", _SLATE, _STEEL),
    caption=Surface("#E3E7EB", _SLATE, _STEEL),
    badge=Surface(_RED, _WHITE, _RED),
    keys=Surface(_WHITE, _SLATE, _SLATE),
    hairline="#C3C9CF",
    other_share="#C3C9CF",
    pressed="#20252B38",
    mark=Surface(_SAND, _BROWN, _BROWN),
    good=Surface("#E4EEEA", _DARK, _GREEN),
    waiting=Surface(_WHITE, "#14181B", _SLATE),
    notice=Surface(_CREAM, "#5E2F04", "#5E2F04"),
    alarm=Surface(_CREAM, _BROWN, _RED),
)
"""The technician's look: cool grey, so that nobody takes it for a visitor's page."""

_LOOKS = {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.CONTRAST: CONTRAST}


def theme_of(look: Look, *, service: bool = False) -> Theme:
    """The colours a person chose; a technician's pages have their own."""
    return SERVICE if service else _LOOKS[look]
