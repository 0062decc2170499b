"""A finger on the panel, as the window sends it on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class TouchKind(Enum):
    """What a finger did."""

    DOWN = "down"
    MOVE = "move"
    UP = "up"


@dataclass(frozen=True, slots=True)
class Touch:
    """One event of one finger.

    ``x`` and ``y`` are pixels of the drawing from its top left corner; ``id`` tells fingers apart;
    ``time`` is in seconds of the monotonic clock.
    """

    kind: TouchKind
    x: float
    y: float
    id: int
    time: float
