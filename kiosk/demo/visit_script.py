"""A scripted visit, as data: what somebody does at the kiosk and what they must then meet.

The file is TOML; ``docs/scripted-visits.md`` describes it. Every step is a table with one verb.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

LIMIT_S = 20.0


class ScriptFault(ValueError):
    """The file is no visit; the message names file and step."""


@dataclass(frozen=True, slots=True)
class Lay:
    """Lay a person's card down, perhaps a flawed one."""

    lay: str
    card: Literal["social_security", "resident_id"] = "social_security"
    inserted: bool = True
    """A social-security card is put into the slot, or laid on the contactless reader."""
    flaw: str = ""
    after: int = 0
    """After how many commands a flaw on the wire begins."""


@dataclass(frozen=True, slots=True)
class Lift:
    """Take every card away."""

    lift: Literal[True]


@dataclass(frozen=True, slots=True)
class Scan:
    """Hold a person's telephone before the scanner, or something else with a code on it."""

    scan: str
    """A person's key; the code itself where it is nobody's."""
    code: Literal["electronic_card", "insurance_code", "other"] = "electronic_card"


@dataclass(frozen=True, slots=True)
class Swipe:
    """Draw a person's card through the stripe reader."""

    swipe: str
    card: Literal["social_security", "bank_card"] = "social_security"
    flaw: Literal["", "torn", "wrong_check"] = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """Touch the choice, row or key with these words on it."""

    tap: str


@dataclass(frozen=True, slots=True)
class Touch:
    """Touch the screen here, in millimetres from its top left corner."""

    touch: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Fault:
    """Have something go wrong, by its name in the registry of faults."""

    fault: str


@dataclass(frozen=True, slots=True)
class Mend:
    """Set it right again."""

    mend: str


@dataclass(frozen=True, slots=True)
class Headphones:
    """Put headphones in, or pull them out."""

    headphones: bool


@dataclass(frozen=True, slots=True)
class Staff:
    """Staff at their desk say that they have seen every call that is open."""

    staff: Literal["seen"]


@dataclass(frozen=True, slots=True)
class Pass:
    """Let so many seconds pass on the kiosk's clock, at once."""

    pass_: float


@dataclass(frozen=True, slots=True)
class AtPage:
    """Wait until this page shows."""

    page: str
    within: float = LIMIT_S


@dataclass(frozen=True, slots=True)
class Sees:
    """Wait until these words are on the screen."""

    sees: str
    within: float = LIMIT_S


@dataclass(frozen=True, slots=True)
class SeesNot:
    """These words are not on the screen now."""

    sees_not: str


@dataclass(frozen=True, slots=True)
class Hears:
    """Wait until these words have been said since the page came."""

    hears: str
    within: float = LIMIT_S


@dataclass(frozen=True, slots=True)
class HearsNot:
    """These words have not been said in the whole visit."""

    hears_not: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """Wait until everything has been said."""

    quiet: Literal[True]
    within: float = LIMIT_S


@dataclass(frozen=True, slots=True)
class Settled:
    """Wait until nothing new was shown or said for a moment, whatever it is that shows."""

    settled: Literal[True]
    within: float = LIMIT_S


@dataclass(frozen=True, slots=True)
class Slips:
    """Wait until exactly so many slips lie in the printer's tray."""

    slips: int
    within: float = LIMIT_S


Step = (
    Lay
    | Lift
    | Scan
    | Swipe
    | Tap
    | Touch
    | Fault
    | Mend
    | Pass
    | Headphones
    | Staff
    | AtPage
    | Sees
    | SeesNot
    | Hears
    | HearsNot
    | Quiet
    | Settled
    | Slips
)

_VERBS: dict[str, type[Step]] = {
    "lay": Lay,
    "lift": Lift,
    "scan": Scan,
    "swipe": Swipe,
    "tap": Tap,
    "touch": Touch,
    "fault": Fault,
    "mend": Mend,
    "pass": Pass,
    "headphones": Headphones,
    "staff": Staff,
    "page": AtPage,
    "sees": Sees,
    "sees_not": SeesNot,
    "hears": Hears,
    "hears_not": HearsNot,
    "quiet": Quiet,
    "settled": Settled,
    "slips": Slips,
}


@dataclass(frozen=True, slots=True)
class Visit:
    """A whole visit. ``most_taps`` fails it when the person had to tap more often."""

    title: str
    steps: tuple[Step, ...]
    most_taps: int = 99


def load_visit(path: Path) -> Visit:
    """Read a visit; raises ``ScriptFault``."""
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ScriptFault(f"{path}: {error}") from error
    return read_visit(tree, str(path))


def read_visit(tree: dict[str, object], name: str) -> Visit:
    """Make a visit of what the file held; raises ``ScriptFault``."""
    steps = tree.get("steps")
    if not isinstance(steps, list) or not steps:
        raise ScriptFault(f"{name}: a visit has a list of steps")
    title, most_taps = tree.get("title"), tree.get("most_taps", 99)
    if not isinstance(title, str) or not isinstance(most_taps, int):
        raise ScriptFault(f"{name}: a visit has a title, and most_taps is a number")
    read = tuple(read_step(step, f"{name}: step {number}") for number, step in enumerate(steps, 1))
    return Visit(title, read, most_taps)


def read_step(step: object, name: str) -> Step:
    """Make a step of its table; raises ``ScriptFault``, which begins with ``name``."""
    verbs = [key for key in step if key in _VERBS] if isinstance(step, dict) else []
    if not isinstance(step, dict) or len(verbs) != 1:
        raise ScriptFault(f"{name}: needs exactly one of {', '.join(_VERBS)}")
    verb = _VERBS[verbs[0]]
    known = {"pass_" if key == "pass" else key: value for key, value in step.items()}
    unknown = set(known) - set(verb.__dataclass_fields__)
    if unknown:
        raise ScriptFault(f"{name}: {', '.join(sorted(unknown))} means nothing here")
    try:
        return msgspec.convert(known, verb)
    except msgspec.ValidationError as error:
        raise ScriptFault(f"{name}: {error}") from error
