"""What a person does in front of a check, as a check sees it: a card, a key, a finger, a plug."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from devices.cards.reader import CardLaid, CardSwiped, CodeScanned
from devices.keypads.keypad import Key
from kiosk.maintenance.findings import Finding
from kiosk.screens.touch import Touch
from pages.blocks import Block


@dataclass(frozen=True, slots=True)
class Plugged:
    """Headphones were plugged in, or pulled out."""

    plugged: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """A key of the keyboard on the screen."""

    key: str


Signal = CardLaid | CardSwiped | CodeScanned | Key | Touch | Plugged | Typed


class Watch(Protocol):
    """Watches what a person does until it knows enough. Keeps nothing of a card but that it came.

    Only the kiosk thread calls it.
    """

    @property
    def whole_screen(self) -> bool:
        """Whether ``blocks`` is one pattern that takes the whole screen, with no key on it."""
        ...

    def feed(self, signal: Signal) -> Finding | None:
        """Something happened; the finding, once it is known."""
        ...

    def blocks(self) -> tuple[Block, ...]:
        """What the page shows of it now."""
        ...

    def given_up(self) -> Finding:
        """Nothing more came, or the person gave up."""
        ...
