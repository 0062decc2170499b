"""What the service menu works with, handed in by whoever starts the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from contract.fleet import Report
from kiosk.event_chain import Sign
from kiosk.maintenance.backend_address import BackendAddress
from kiosk.maintenance.bench import Address, Channel, DeviceStates
from kiosk.maintenance.log_view import LogView
from kiosk.maintenance.power_switch import PowerSwitch
from kiosk.settings import Settings
from pages.choices import Go
from pages.model import Page

if TYPE_CHECKING:
    from devices.printers.printer import Printer, Raster
    from kiosk.clock import Clock
    from kiosk.maintenance.accounts import Accounts
    from kiosk.screens.panel import Panel
    from kiosk.staff_calls import OpenCall
    from kiosk.store import Store


class Calls(Protocol):
    """The terminal's calls for staff."""

    @property
    def open(self) -> tuple[OpenCall, ...]:
        """The calls nobody has settled, oldest first."""
        ...

    def acknowledge(self, call_id: str, account: int) -> None:
        """Staff who stand here have seen it."""
        ...


class Delivery(Protocol):
    """What goes to the service, now or later."""

    @property
    def unsent(self) -> Mapping[str, int]:
        """How many messages of each kind wait."""
        ...

    def tell(self, report: Report) -> None:
        """Keep a report and send it as soon as the service can be reached."""
        ...


class Host(Protocol):
    """What the menu has the kiosk do."""

    @property
    def calls(self) -> Calls: ...

    @property
    def delivery(self) -> Delivery: ...

    def show(self, target: Go) -> None:
        """Show a page with nothing behind it."""

    def refresh(self, topic: str) -> None:
        """Ask for the page anew where it watches this."""

    def log(self, code: str, **fields: object) -> None:
        """Record an event of the catalogue."""

    def device_states(self) -> DeviceStates:
        """How every device is now."""


@dataclass(frozen=True)
class Workshop:
    """Everything the menu needs beside the kiosk it belongs to.

    ``accounts`` opens the accounts, which takes a moment, and ``store`` the terminal's file; both
    in the pool only. ``report_slip`` lays a page out for the printer. ``sound`` plays a test tone.
    ``shipped`` are the settings without what this menu changed, ``running`` those in force.
    """

    clock: Clock
    panel: Panel
    running: Settings
    shipped: Settings
    accounts: Callable[[], Accounts]
    store: Callable[[], Store]
    printer: Printer
    test_slip: Callable[[], Raster]
    report_slip: Callable[[Page], Raster]
    sound: Callable[[Channel], bool]
    power: PowerSwitch
    log: LogView
    log_folder: Path
    sign: Sign
    new_id: Callable[[], str]
    root: Path = Path("/")
    address: Address | None = None
    """Stands in for the backend's address in tests."""
    scratch: Path = field(default_factory=lambda: Path("/tmp"))
    """Where a file may stand until it is on the stick."""

    @property
    def backend(self) -> Address:
        """The backend's address as configured."""
        return self.address or BackendAddress(self.running.backend.url, self.clock)
