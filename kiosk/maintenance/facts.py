"""The service menu as its pages see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from kiosk.maintenance.bench import DeviceStates
from kiosk.maintenance.checking import Progress
from kiosk.maintenance.closing import Closure
from kiosk.maintenance.login import Layer
from kiosk.maintenance.roles import Role
from kiosk.maintenance.sitting import Message, NewPassword
from pages.texts import Text

if TYPE_CHECKING:
    from kiosk.maintenance.workshop import Workshop
    from kiosk.staff_calls import OpenCall


class Step(Enum):
    """How far a technician is."""

    CLOSED = "closed"
    NAME = "name"
    PASSWORD = "password"
    CHECKING = "checking"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Facts:
    """The service menu as its pages see it; a password is only a number of characters here.

    ``role`` is None while nobody is logged in. Pages may ask ``workshop``, which blocks.
    """

    step: Step = Step.CLOSED
    shown: str | None = ""
    length: int = 0
    layer: Layer = Layer.SMALL
    refusal: Text | None = None
    """Why the last login failed."""
    role: Role | None = None
    name: str = ""
    message: Message | None = None
    once: NewPassword | None = None
    percent: int | None = None
    devices: DeviceStates | None = None
    progress: Progress = field(default_factory=Progress)
    calls: tuple[OpenCall, ...] = ()
    unsent: Mapping[str, int] = field(default_factory=dict)
    closure: Closure | None = None
    workshop: Workshop | None = None

    @property
    def room(self) -> Workshop:
        """The workshop, which is there for whoever is logged in."""
        assert self.workshop is not None
        return self.workshop
