"""The page: the one thing a retiree meets. A screen is data before it is pixels.

A page is a title, a few blocks and a few choices, in reading order. It is drawn by
``kiosk.screens``, spoken by ``pages.spoken``, printed by ``pages.receipt`` and written down by
``pages.transcript``; what is shown is what is said is what is printed, by construction.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum

from values import Money, Value

MAX_CHOICES = 6
"""Choices, list rows and Previous/Next that one part of a page may offer (C1)."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words from ``content/`` by key, with typed values or further texts in their places."""

    key: str
    values: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class FreeText:
    """Text people wrote elsewhere: a notice, a hospital's name. Shown as it is."""

    text: str


Text = Phrase | FreeText | Value


def say(key: str, **values: Text) -> Phrase:
    """Make a phrase: ``say("notices.list.title", n=Count(2))``."""
    return Phrase(key, tuple(values.items()))


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
    """A label and a value on one line. ``private`` ones are spoken only when asked for."""

    label: Text
    value: Text
    private: bool = False


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
    """One device of the service menu: its name and how it is."""

    icon: str
    name: Text
    state: Text
    tone: Tone


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
    | Notes
    | Picture
    | Emblem
    | QrCode
    | PaperStretch
    | Devices
    | Entry
)

Scalar = str | int | bool
Params = tuple[tuple[str, Scalar], ...]


@dataclass(frozen=True, slots=True)
class Go:
    """Show another page: ``go("reimbursements.settlement", number="...")``."""

    route: str
    params: Params = ()


@dataclass(frozen=True, slots=True)
class Do:
    """Have the kiosk do something. ``key`` makes a repeated press harmless.

    After it, Back skips the page it was pressed on.
    """

    action: str
    params: Params = ()
    key: str = ""


Target = Go | Do


def go(route: str, /, **params: Scalar) -> Go:
    """Make a ``Go``; parameters are JSON scalars only."""
    return Go(route, tuple(params.items()))


def do(action: str, key: str = "", /, **params: Scalar) -> Do:
    """Make a ``Do`` with its idempotency key; parameters are JSON scalars only."""
    return Do(action, tuple(params.items()), key)


class Role(Enum):
    """How a choice is drawn."""

    PRIMARY = "primary"
    PLAIN = "plain"
    TILE = "tile"
    """A large tile of the home page: icon, name, what waits behind it, perhaps a badge."""
    ROW = "row"
    """A line of a list: name, second line, and something at the end."""
    STEP = "step"
    """Less, and right after it more, of one thing: ``detail`` names it, ``aside`` is how it is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tap. ``label`` is a verb or a name; ``detail`` says it in plainer words."""

    label: Text
    target: Target
    icon: str | None = None
    role: Role = Role.PLAIN
    detail: Text | None = None
    badge: Text | None = None
    aside: Text | None = None
    """The end of a row, such as an amount."""
    aside_private: bool = False


class Audience(StrEnum):
    """For whom a page is. Only a visitor's pages are ever spoken."""

    VISITOR = "visitor"
    TECHNICIAN = "technician"


@dataclass(frozen=True, slots=True)
class Paper:
    """What may be printed of this page: the backend's record and whom to ask about it.

    ``kind`` is the contract's name for what ``record`` is the number of. ``rows`` says that the
    page is a list, whose rows are printed too.
    """

    record: str
    contact: Text
    kind: str = "settlement"
    rows: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What a page function answers."""

    route: str
    title: Text
    lead: Text | None = None
    blocks: tuple[Block, ...] = ()
    choices: tuple[Choice, ...] = ()
    watches: frozenset[str] = frozenset()
    """Topics on whose change the page is asked for again: printer, job:ID, network, readers."""
    audience: Audience = Audience.VISITOR
    centred: bool = False
    choices_first: bool = False
    """Its choices stand and are spoken before its blocks: they are what people come for."""
    choices_stay: bool = False
    """Its choices, four at most, stand on every part: they are about reading it."""
    silent: bool = False
    """Not spoken by itself (the welcome page before anybody is there)."""
    must_finish: bool = False
    """What it says is not cut by what the system does by itself (an outcome, "take your card")."""
    paper: Paper | None = None


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
    volume: int = 4
    """1 to 5, in steps of 6 dB (E5)."""
    rate: int = 3
    """1 to 6: 113, 137, 164, 190, 212, 248 characters a minute (E7)."""
    covered: bool = False
    figures_aloud: bool = False
    """Whether this person asked to hear private figures on the loudspeaker (E9)."""

    def changed(self, **changes: object) -> Presentation:
        """The same with some settings changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Part:
    """Which stretch of a page is shown: blocks and choices by index, half-open.

    ``number`` counts from 1 to ``count``. A part is what one screen shows and what is spoken.
    """

    number: int = 1
    count: int = 1
    blocks: tuple[int, int] | None = field(default=None)
    choices: tuple[int, int] | None = field(default=None)
