"""Runs the demo: the rig, the kiosk in it, and either a scripted visit or somebody's hands."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import passwords
from devices.cards.simulator.private_pcscd import PrivatePcscd
from devices.headphones.jack import Jack
from devices.headphones.watch import Jacks
from devices.speakers.recording_player import RecordingPlayer
from kiosk import settings as settings_of
from kiosk import start
from kiosk.clock import SystemClock
from kiosk.demo import ROOT, faults
from kiosk.demo.demo_clock import DemoClock
from kiosk.demo.dock import address
from kiosk.demo.dock.record import DockRecord
from kiosk.demo.dock.server import Dock
from kiosk.demo.hand import Hand
from kiosk.demo.rig import Rig
from kiosk.demo.visit_player import Account, Ground, VisitPlayer
from kiosk.demo.visit_record import SCHEMA, Report, VisitRecord
from kiosk.demo.visit_script import Visit
from kiosk.demo.visit_steps import LogIn
from kiosk.maintenance.accounts import Accounts
from kiosk.maintenance.roles import Role
from kiosk.settings import Settings
from kiosk.store import Store
from kiosk.terminal_key import load_or_create

_MARK = ".scripted-visits"
"""Lies in every folder that visits may empty."""
_PATIENCE = 20
_SOMEBODY = 1
"""The number of the account that answers what a visit left open."""
_LONG_ENOUGH = 40.0
"""Seconds to let pass at once: idle time, its countdown and goodbye are over after a few."""
DEMO_CONFIG = ROOT / "config" / "demo.toml"


def has_display() -> bool:
    """Whether there is a screen to open a window on."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def first_visit() -> Path:
    """The visit that shows the main job; with an ID card where no pcscd of our own can run."""
    name = "id_card" if PrivatePcscd.trouble() else "reimbursement"
    return ROOT / "tests" / "visits" / f"{name}.toml"


def play_visits(visits: Mapping[str, Visit], out: Path, *, headless: bool) -> dict[str, Report]:
    """Play scripted visits one after another on one kiosk; the reports by the visits' names.

    Each leaves pictures, transcript, sound, paper and report in a folder of its name below ``out``;
    a single one leaves them in ``out`` itself.
    """
    _empty(out)
    reports: dict[str, Report] = {}
    record, clock = VisitRecord(), DemoClock()
    with (
        tempfile.TemporaryDirectory(prefix="yinling-visit-") as name,
        _rig(Path(name) / "receipts") as (settings, rig),
    ):
        sound = Path(name) / "sound"
        accounts = _make_accounts(settings, visits.values())

        def play(running: start.Running) -> None:
            ground = _ground(rig, record, clock, running, sound, accounts)
            try:
                for visit_name, visit in visits.items():
                    folder = out if len(visits) == 1 else out / visit_name
                    reports[visit_name] = VisitPlayer(folder, ground).play(visit)
                    _clear_up(ground)
            finally:
                running.stop()

        start.run(
            settings,
            start.Outfit(
                demo=True,
                headless=headless,
                full_screen=False,
                clock=clock,
                player=RecordingPlayer(sound),
                headphones=_jacks(rig),
                heard=record.on_heard,
                shown=record.on_shown,
                started=lambda running: threading.Thread(
                    target=play, args=(running,), name="visits", daemon=True
                ).start(),
            ),
        )
    never = "the kiosk ended before it was played"
    unplayed = {each: visits[each] for each in visits if each not in reports}
    return reports | {
        each: Report(schema=SCHEMA, title=visit.title, reason=never)
        for each, visit in unplayed.items()
    }


def run_window(folder: Path) -> int:
    """Run the kiosk in a window, with the dock beside it to lay cards down and break things."""
    folder.mkdir(parents=True, exist_ok=True)
    clock, record, running = DemoClock(), DockRecord(), list[start.Running]()

    def pass_time(seconds: float) -> None:
        rig.set_ahead(clock.ahead + seconds)
        clock.let_pass(seconds)
        for each in running:
            each.kiosk.loop.post(lambda: None)

    with (
        _rig(folder / "receipts") as (settings, rig),
        Dock(Hand(rig, pass_time), record, clock) as dock,
    ):
        address.write_down(dock.url)
        sys.stdout.write(_instructions(dock.url, rig) + _make_technician(settings))
        sys.stdout.flush()
        webbrowser.open(dock.url)
        try:
            return start.run(
                settings,
                start.Outfit(
                    demo=True,
                    full_screen=False,
                    clock=clock,
                    headphones=_jacks(rig),
                    heard=record.on_heard,
                    shown=record.on_shown,
                    started=running.append,
                ),
            )
        finally:
            address.forget()


def _instructions(url: str, rig: Rig) -> str:
    trouble = rig.pcscd_trouble
    return (
        (f"\nOnly ID cards can be laid down here: {trouble}\n" if trouble else "\n")
        + f"The demo runs. Play its devices by hand at\n  {url}\nor in another terminal:\n"
        "  .venv/bin/python -m kiosk.demo lay cao            put in a social-security card\n"
        "  .venv/bin/python -m kiosk.demo lay ouyang --id    lay down an ID card\n"
        "  .venv/bin/python -m kiosk.demo lift               take the card away\n"
        "  .venv/bin/python -m kiosk.demo fault printer.paper_out\n"
        "  .venv/bin/python -m kiosk.demo mend printer.paper_out\n"
        "  .venv/bin/python -m kiosk.demo list               all people and faults\n"
    )


def _jacks(rig: Rig) -> Jacks:
    """The rig's one jack, opened like a real one."""
    jack = rig.jack
    return Jacks(
        find=lambda: [jack.device],
        open_one=lambda _device: Jack(jack.open(), lambda _file: jack.plugged),
    )


def _make_technician(settings: Settings) -> str:
    """An account for the demo's service menu, gone with the demo; says how to get there."""
    account = _made(settings, [Role.TECHNICIAN])[Role.TECHNICIAN]
    return (
        "Service menu: on the welcome page tap the upper corners left, left, right, right, left,"
        f" right.\nName {account.name}, password {account.password}\n"
    )


def _make_accounts(settings: Settings, visits: Iterable[Visit]) -> dict[str, Account]:
    """An account for every role that logs in, by role."""
    steps = (step for visit in visits for step in visit.steps)
    return _made(settings, sorted({step.log_in for step in steps if isinstance(step, LogIn)}))


def _made(settings: Settings, roles: Iterable[str]) -> dict[str, Account]:
    store = Store.open(settings.state_directory / start.STORE, SystemClock())
    made = {role: Account(role, passwords.generate()) for role in roles}
    for role, account in made.items():
        Accounts(store, SystemClock()).add(account.name, account.password, Role(role))
    store.close()
    return made


def _clear_up(ground: Ground) -> None:
    """Before the next visit: no card, no fault, no call, and the kiosk waits on its first page."""
    ground.rig.lift()
    for fault in faults.FAULTS.values():
        if fault.is_on(ground.rig):
            fault.set_on(ground.rig, False)
    ground.rig.jack.plug(False)
    ground.answer_calls()
    for _ in range(_PATIENCE):
        if ground.record.shows("standard.welcome"):
            return
        ground.pass_time(_LONG_ENOUGH)
        ground.record.wait_until(lambda: ground.record.shows("standard.welcome"), 1.0)


def _ground(
    rig: Rig,
    record: VisitRecord,
    clock: DemoClock,
    running: start.Running,
    sound: Path,
    accounts: Mapping[str, Account],
) -> Ground:
    loop = running.kiosk.loop

    def pass_time(seconds: float) -> None:
        rig.set_ahead(clock.ahead + seconds)
        clock.let_pass(seconds)
        loop.post(lambda: None)

    def answer_calls() -> None:
        calls = running.kiosk.calls
        for each in calls.open:
            calls.acknowledge(each.call.id, _SOMEBODY)

    return Ground(
        rig=rig,
        record=record,
        finger=_Finger(running),
        pass_time=pass_time,
        answer_calls=lambda: loop.post(answer_calls),
        speaking=lambda: running.kiosk.narrator.speaking,
        card_present=lambda: running.kiosk.session.card_present,
        px_per_mm=running.panel.px_per_mm,
        sound=sound,
        accounts=accounts,
    )


class _Finger:
    """Touches the real window, through SDL's own queue."""

    def __init__(self, running: start.Running) -> None:
        self._screen = running.screen

    def press(self, x: float, y: float) -> None:
        self._screen.tap(round(x), round(y))

    def screenshot(self, path: Path) -> None:
        self._screen.screenshot(path).result(timeout=10)


@contextlib.contextmanager
def _rig(slips: Path) -> Iterator[tuple[Settings, Rig]]:
    """The rig, and the settings that connect a kiosk to it; its folder is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="yinling-demo-") as name:
        folder = Path(name)
        settings = settings_of.load_settings(DEMO_CONFIG)
        key = load_or_create(folder / "terminal.key")
        public_key = folder / "terminal.pub.pem"
        public_key.write_bytes(key.public_pem)
        with Rig(folder, slips, settings.site.terminal, public_key) as rig:
            yield _connected(settings, rig, folder), rig


def _connected(settings: Settings, rig: Rig, folder: Path) -> Settings:
    return replace(
        settings,
        backend=replace(settings.backend, url=f"http://127.0.0.1:{rig.network.port}"),
        readers=replace(settings.readers, pcsc=rig.pcscd is not None, sam_v=rig.id_reader.port),
        scanner=replace(settings.scanner, kind="serial", path=rig.scanner.port),
        stripe=replace(settings.stripe, kind="serial", path=rig.stripe_reader.port),
        printer=replace(settings.printer, kind="network", host="127.0.0.1", port=rig.printer.port),
        state=replace(settings.state, directory=str(folder)),
    )


def _empty(out: Path) -> None:
    """Begin with an empty folder, but never remove what no visit left there."""
    if out.exists() and any(out.iterdir()) and not (out / _MARK).exists():
        raise FileExistsError(f"{out} holds other things; name an empty folder")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    (out / _MARK).touch()
