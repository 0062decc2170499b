"""What checks may use: the machine's devices and files, all of them handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from devices.cards.reader import ReaderStatus
from devices.printers.printer import Printer, PrinterStatus, Raster
from devices.speakers.speaker import SpeakerStatus
from kiosk.clock import Clock
from kiosk.screens.panel import Panel
from kiosk.settings import Settings


@dataclass(frozen=True, slots=True)
class DeviceStates:
    """How every device is now."""

    printer: PrinterStatus
    printer_answers: bool
    readers: Mapping[str, ReaderStatus]
    speaker: SpeakerStatus
    backend: bool


class Channel(StrEnum):
    """Which loudspeaker a test tone sounds from."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    NOISE = "noise"
    """Half a minute of noise as loud as the usual voice."""


class Address(Protocol):
    """The backend as the network sees it. Every call blocks, for ten seconds at most."""

    @property
    def host(self) -> str:
        """The name or number in the configured address."""
        ...

    @property
    def encrypted(self) -> bool:
        """Whether the address begins with https."""
        ...

    def resolve(self) -> int:
        """How many addresses the name has; raises ``OSError`` where it has none."""
        ...

    def ask(self) -> Answered:
        """Ask the backend how it is; raises ``OSError`` where it does not answer."""
        ...

    def certificate_days(self) -> int:
        """Days for which its certificate still holds; raises ``OSError`` where it is not valid."""
        ...


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer of the backend tells: whether it is well, how long it took, its clock."""

    well: bool
    milliseconds: int
    clock_ahead_s: int | None
    """Seconds its clock is ahead of ours; None where it does not tell the time."""


@dataclass(frozen=True)
class Bench:
    """The machine to be checked. ``root`` is ``/`` but in tests.

    ``sound`` plays a test tone to its end and answers whether a sound device took it; ``slips``
    counts the slips printed since the paper was changed.
    """

    clock: Clock
    settings: Settings
    panel: Panel
    states: Callable[[], DeviceStates]
    printer: Printer
    test_slip: Callable[[], Raster]
    sound: Callable[[Channel], bool]
    backend: Address
    slips: Callable[[], int]
    root: Path = Path("/")

    def read(self, path: str) -> str | None:
        """A file below ``/proc`` or ``/sys`` without white space around it; None if it has none."""
        try:
            return (self.root / path).read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return None
