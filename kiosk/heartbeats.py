"""The terminal lives, and how it is: told to the service once a minute.

Each heartbeat carries the event log's head, signed with the terminal's key, so that the service
notices a log that was cut or replaced (H6).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from contract.fleet import DeviceState, Heartbeat, LogHead, head_statement
from kiosk.event_chain import Sign

if TYPE_CHECKING:
    from kiosk.app import Kiosk

FIRST_AFTER_S = 10.0
"""By then the devices have been found, or not."""
INTERVAL_S = 60.0
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What a heartbeat needs of the machine. ``free_megabytes`` blocks for the disk."""

    version: str
    sign: Sign
    free_megabytes: Callable[[], int]


def free_megabytes(folder: Path) -> int:
    """Room left where a folder lies; raises ``OSError``."""
    return shutil.disk_usage(folder).free // MEGABYTE


class Heartbeats:
    """Only the kiosk thread calls it."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._upkeep = kiosk.parts.upkeep

    def start(self) -> None:
        """Beat every minute from now on."""
        self._kiosk.loop.call_later(FIRST_AFTER_S, self._measure)

    def _measure(self) -> None:
        self._kiosk.loop.work(self._upkeep.free_megabytes, self._beat)

    def _beat(self, free: int | Exception) -> None:
        self._kiosk.loop.call_later(INTERVAL_S, self._measure)
        room = 0 if isinstance(free, OSError) else free
        if isinstance(room, Exception):
            raise room
        self._kiosk.delivery.tell(self._heartbeat(room))

    def _heartbeat(self, free: int) -> Heartbeat:
        kiosk = self._kiosk
        now, head = kiosk.loop.clock.now(), kiosk.parts.log.head
        statement = head_statement(kiosk.parts.terminal.terminal_id, now, head.number, head.hash)
        return Heartbeat(
            id=kiosk.parts.new_key(),
            at=now,
            version=self._upkeep.version,
            devices=self._devices(),
            free_megabytes=free,
            unsent=sum(kiosk.delivery.unsent.values()),
            open_calls=len(kiosk.calls.open),
            head=LogHead(head.number, head.hash, self._upkeep.sign(statement).hex()),
        )

    def _devices(self) -> tuple[DeviceState, ...]:
        states = self._kiosk.device_states()
        printer = states.printer.name.lower() if states.printer_answers else "write_only"
        return (
            DeviceState("printer", printer),
            *(
                DeviceState(name, status.name.lower())
                for name, status in sorted(states.readers.items())
            ),
            DeviceState("speaker", states.speaker.name.lower()),
        )
