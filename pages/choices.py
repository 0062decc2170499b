"""What a person may tap on a page, and what then happens: data, never a function."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pages.texts import Text

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
