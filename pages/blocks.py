"""What a page is built of, in reading order. Each block is drawn, spoken, printed and written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from pages.charts import BarChart, Breakdown
from pages.choices import Target
from pages.programme import Clock, Programme
from pages.staff_blocks import StaffBlock
from pages.texts import Text
from values import Money


class Tone(Enum):
    """What a state means to the person; never told by colour alone."""

    GOOD = "good"
    WAITING = "waiting"
    NOTICE = "notice"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``second`` marks a quiet second line."""

    text: Text
    second: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """How the matter stands, in one banner: the first thing a person wants to know."""

    tone: Tone
    text: Text
    detail: Text | None = None
    icon: str | None = None
    """None takes the tone's own icon."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, drawn as a bar with a label and its own amount at each end."""

    part: Money
    whole: Money
    part_label: Text
    rest_label: Text


@dataclass(frozen=True, slots=True)
class Amount:
    """The page's one main amount, the largest thing on it. Always private."""

    label: Text
    money: Money
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and a value on one line. ``private`` ones are spoken only when asked for.

    ``personal`` ones are so, and dots stand for them until the person asks to see them (H3).
    """

    label: Text
    value: Text
    private: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts under each other; ``boxed`` puts them on a card, ``title`` heads it."""

    rows: tuple[Fact, ...]
    title: Text | None = None
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """A titled card of lines without values."""

    title: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of ``content/pictures``; ``said`` is what somebody who cannot see it hears (E1)."""

    name: str
    said: Text


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture somebody made for this page: ``content`` is PNG or JPEG. Not printed.

    ``said`` is what somebody who cannot see it hears (E1); ``width`` and ``height`` in pixels.
    """

    content: bytes = field(repr=False)
    width: int
    height: int
    said: Text


@dataclass(frozen=True, slots=True)
class Emblem:
    """One large icon that sets the mood of an outcome page."""

    icon: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code to scan with a telephone, and what it is for."""

    content: str
    label: Text


@dataclass(frozen=True, slots=True)
class PaperStretch:
    """A stretch of a receipt as its printer will draw it: rows of ``width`` dots, 1 is black, the
    most significant bit at the left. ``said`` is what stands on it (E10)."""

    width: int
    dots: bytes = field(repr=False)
    said: tuple[Text, ...] = field(repr=False)

    @property
    def height(self) -> int:
        """Rows of dots."""
        return len(self.dots) * 8 // self.width


@dataclass(frozen=True, slots=True)
class DeviceTile:
    """One device of the service menu: its name, how it is, and where a tap on it leads."""

    icon: str
    name: Text
    state: Text
    tone: Tone
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Devices:
    """The service menu's overview of devices, two to a row."""

    tiles: tuple[DeviceTile, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A field filled with the on-screen keyboard that stands below it.

    ``length`` characters are in it; ``shown`` is None for secrets, which appear as dots (E8).
    ``keys`` are the rows of the keyboard as it stands now; a key sends ``do("type", key="a")``.
    """

    label: Text
    length: int
    shown: str | None
    keys: tuple[tuple[str, ...], ...]


Block = (
    Paragraph
    | State
    | Amount
    | Facts
    | BarChart
    | Breakdown
    | Notes
    | Picture
    | Photo
    | Clock
    | Programme
    | Emblem
    | QrCode
    | PaperStretch
    | Devices
    | Entry
    | StaffBlock
)
