"""What the service menu of a staged kiosk works with: nothing real, until a test puts it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from devices.printers.printer import Printer, Raster
from kiosk.clock import Clock
from kiosk.maintenance.accounts import Accounts
from kiosk.maintenance.bench import Answered, Channel
from kiosk.maintenance.log_view import LogView
from kiosk.maintenance.power_switch import PowerSwitch
from kiosk.maintenance.workshop import Workshop
from kiosk.screens.panel import Panel
from kiosk.settings import Maintenance, Settings, load_settings
from kiosk.store import Store

NOWHERE = Path("/nonexistent")


@cache
def factory_settings() -> Settings:
    """The shipped settings, without the self-check of the morning."""
    shipped = load_settings(site_file=NOWHERE, with_local=False)
    return replace(shipped, maintenance=Maintenance(""))


class EmptyStore:
    """A store in which nothing was ever kept."""

    @contextmanager
    def transaction(self) -> Iterator[EmptyStore]:
        yield self

    def row(self, _sql: str, **_values: Any) -> None:
        return None

    def rows(self, _sql: str, **_values: Any) -> list[dict[str, Any]]:
        return []

    def run(self, _sql: str, **_values: Any) -> int:
        return 0


@dataclass
class FakeAddress:
    """A backend's address; ``OSError`` where a test says that something is broken."""

    host: str = "backend.example"
    encrypted: bool = True
    known: bool = True
    answered: Answered | None = field(default_factory=lambda: Answered(True, 12, 0))
    days: int | None = 200

    def resolve(self) -> int:
        if not self.known:
            raise OSError("name or service not known")
        return 1

    def ask(self) -> Answered:
        if self.answered is None:
            raise OSError("connection refused")
        return self.answered

    def certificate_days(self) -> int:
        if self.days is None:
            raise OSError("certificate has expired")
        return self.days


def staged_workshop(
    clock: Clock,
    panel: Panel,
    printer: Printer,
    accounts: Callable[[], Accounts],
    end_program: Callable[[], None],
) -> Workshop:
    """A workshop on fakes; ``dataclasses.replace`` puts in what a test needs."""

    def sound(_channel: Channel) -> bool:
        return True

    return Workshop(
        clock=clock,
        panel=panel,
        running=factory_settings(),
        shipped=factory_settings(),
        accounts=accounts,
        store=lambda: cast(Store, EmptyStore()),
        printer=printer,
        test_slip=lambda: Raster(8, b"\xaa"),
        report_slip=lambda _page: Raster(8, b"\x55"),
        sound=sound,
        power=PowerSwitch(end_program, lambda _command: 0),
        log=LogView(NOWHERE),
        log_folder=NOWHERE,
        sign=lambda _data: b"\0" * 64,
        new_id=lambda: "00000000-0000-4000-8000-0000000000ff",
        root=NOWHERE,
        address=FakeAddress(),
        scratch=NOWHERE,
    )
