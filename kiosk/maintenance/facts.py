"""The service menu as its pages see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.maintenance.login import Layer
from pages.blocks import DeviceTile
from pages.texts import Text


class Step(Enum):
    """How far a technician is."""

    CLOSED = "closed"
    NAME = "name"
    PASSWORD = "password"
    CHECKING = "checking"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Facts:
    """The service menu as its pages see it; a password is only a number of characters here."""

    step: Step = Step.CLOSED
    shown: str | None = ""
    length: int = 0
    layer: Layer = Layer.SMALL
    message: Text | None = None
    devices: tuple[DeviceTile, ...] = ()
    test_print: str = ""
