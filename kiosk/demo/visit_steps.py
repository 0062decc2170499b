"""The steps of a scripted visit: one class for each verb, its fields as the file names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LIMIT_S = 20.0
"""Seconds of real time after which a step that waits gives up."""


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
class Wipe:
    """Touch the whole screen row by row, once in every so many millimetres."""

    wipe: float


@dataclass(frozen=True, slots=True)
class LogIn:
    """Knock at the corners of the welcome page and log in to the service menu.

    The account is made for the run; name and password are typed on the keyboard that is drawn.
    """

    log_in: Literal["technician", "attendant"]


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
    """Let so many seconds pass at once, for the kiosk and the service alike."""

    pass_: float


@dataclass(frozen=True, slots=True)
class StaffSees:
    """Wait until these words stand on the page of the staff's desk, whichever part is folded."""

    staff_sees: str
    within: float = LIMIT_S


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
    | Wipe
    | LogIn
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
    | StaffSees
)

VERBS: dict[str, type[Step]] = {
    "lay": Lay,
    "lift": Lift,
    "scan": Scan,
    "swipe": Swipe,
    "tap": Tap,
    "touch": Touch,
    "wipe": Wipe,
    "log_in": LogIn,
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
    "staff_sees": StaffSees,
}
"""The class of each step by its verb."""
