"""Colours by their role. Every pair of ground and ink stated here is at least 7:1 (A5)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.screens.drawing import Colour
from pages.model import Tone


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
    """Head, primary choice, edges of keys, icons, amounts."""
    on_accent: Colour
    card: Surface
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
    card=Surface(_WHITE, _INK, "#CFC4B2"),
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

_SLATE, _STEEL = "#20252B", "#7E8893"

SERVICE = Theme(
    paper="#F1F3F5",
    ink="#14181B",
    second="#333A41",
    accent=_SLATE,
    on_accent=_WHITE,
    card=Surface(_WHITE, "#14181B", _STEEL),
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
    waiting=Surface(_WHITE, "#14181B", _STEEL),
    notice=Surface(_CREAM, "#5E2F04", "#5E2F04"),
    alarm=Surface(_CREAM, _BROWN, _RED),
)
"""The technician's look: cool grey, so that nobody takes it for a visitor's page."""
