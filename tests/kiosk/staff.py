"""Somebody at the service menu, in a person's words; and a terminal with all that it needs."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from pathlib import Path

from argon2 import PasswordHasher

from devices.cards.reader import ReaderStatus
from kiosk.clock import Clock
from kiosk.log_file import LogFile
from kiosk.maintenance.accounts import Accounts
from kiosk.maintenance.bench import Channel
from kiosk.maintenance.log_view import LogView
from kiosk.maintenance.power_switch import PowerSwitch
from kiosk.maintenance.roles import Role
from kiosk.maintenance.secret_knock import PATTERN
from kiosk.maintenance.workshop import Workshop
from kiosk.settings import Keypad, Maintenance, Readers, ReceiptPrinter, Scanner, State, Stripe
from kiosk.store import Store
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.stage import PORTRAIT, StagedKiosk
from tests.kiosk.staged_workshop import FakeAddress, factory_settings

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
LEFT, RIGHT = (20.0, 20.0), (PORTRAIT.width - 20.0, 20.0)
PASSWORD = "kr7Wagen"
PEOPLE = {"chen": Role.TECHNICIAN, "wang": Role.ATTENDANT}
READERS = ("pcsc", "id-card", "scanner", "stripe")


@dataclass
class Terminal:
    """A staged kiosk whose menu has a store, a log, a root directory and everything to check."""

    folder: Path
    address: FakeAddress = field(default_factory=FakeAddress)
    sounded: list[Channel] = field(default_factory=list)
    orders: list[list[str]] = field(default_factory=list)
    sound_device: bool = True
    order_status: int = 0
    self_check: str = ""
    everything: bool = True
    """Whether the terminal is set up with every device there can be."""

    def __post_init__(self) -> None:
        for name in ("root", "state"):
            (self.folder / name).mkdir(exist_ok=True)
        self.root = self.folder / "root"
        self.state = self.folder / "state"
        self.store = Store.open(self.state / "kiosk.sqlite", DrivenClock())
        self.log_folder = self.state / "events"
        self._ids = itertools.count(1)

    def start(self) -> StagedKiosk:
        """Start the terminal; a second time is a restart."""
        log = LogFile(self.log_folder)
        kiosk = StagedKiosk(workshop=self._workshop, log_to=log.write, log_after=log.head)
        for reader in READERS if self.everything else ():
            kiosk.reader_is(ReaderStatus.READY, reader)
        return kiosk

    def accounts(self, clock: Clock) -> Accounts:
        """The accounts: chen is a technician, wang an attendant."""
        accounts = Accounts(self.store, clock, QUICK)
        for name, role in PEOPLE.items():
            if name not in accounts.names():
                accounts.add(name, PASSWORD, role)
        return accounts

    def _workshop(self, usual: Workshop) -> Workshop:
        settings = replace(
            factory_settings(),
            state=State(str(self.state)),
            maintenance=Maintenance(self.self_check),
        )
        if self.everything:
            settings = replace(
                settings,
                readers=Readers(pcsc=True, pcsc_name="", sam_v="/dev/ttyUSB0"),
                scanner=Scanner("serial", "/dev/ttyUSB1", 9600, "左下方"),
                stripe=Stripe("serial", "/dev/ttyUSB2", 9600),
                keypad=Keypad("/dev/input/by-path/keypad"),
                printer=ReceiptPrinter("network", "10.0.0.9", 9100, "", 19200, True, 576),
            )
        accounts = self.accounts(usual.clock)
        return replace(
            usual,
            running=settings,
            shipped=settings,
            accounts=lambda: accounts,
            store=lambda: self.store,
            sound=self._sound,
            power=PowerSwitch(usual.power.end_program, self._order),
            log=LogView(self.log_folder),
            log_folder=self.log_folder,
            new_id=lambda: f"00000000-0000-4000-8000-{next(self._ids):012x}",
            root=self.root,
            address=self.address,
            scratch=self.state,
        )

    def _sound(self, channel: Channel) -> bool:
        self.sounded.append(channel)
        return self.sound_device

    def _order(self, command: list[str]) -> int:
        self.orders.append(command)
        return self.order_status


def knock(kiosk: StagedKiosk) -> None:
    """Tap the corners as the manual says."""
    for side in PATTERN:
        kiosk.touch_at(*(LEFT if side == "L" else RIGHT))


def type_in(kiosk: StagedKiosk, text: str) -> None:
    """Type on the keyboard that is drawn on the screen."""
    for character in text:
        layer = "shift" if character.isupper() else "" if character.isalnum() else "symbols"
        back = {"shift": "shift", "symbols": "letters", "": ""}[layer]
        for key in (layer, character, back):
            if key:
                kiosk.press_key(key)


def log_in(kiosk: StagedKiosk, name: str = "chen", password: str = PASSWORD) -> StagedKiosk:
    """Knock and log in."""
    knock(kiosk)
    type_in(kiosk, name)
    kiosk.tap("下一步")
    type_in(kiosk, password)
    kiosk.tap("登录")
    return kiosk


def put(root: Path, path: str, content: str) -> None:
    """Put a file below a made-up root directory."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(content, encoding="utf-8")


def healthy(root: Path) -> None:
    """A machine on which everything that ``/proc`` and ``/sys`` tell is well."""
    put(root, "proc/meminfo", "MemTotal:  8000000 kB\nMemAvailable:  6000000 kB\n")
    put(root, "sys/class/thermal/thermal_zone0/temp", "48000\n")
    put(root, "sys/class/power_supply/ups0/type", "UPS\n")
    put(root, "sys/class/power_supply/ups0/capacity", "97\n")
    put(root, "sys/class/power_supply/ups0/status", "Full\n")
    put(root, "sys/class/net/eth0/carrier", "1\n")
    put(
        root,
        "proc/net/route",
        "Iface\tDestination\tGateway\tFlags\neth0\t00000000\t0101A8C0\t0003\n",
    )
