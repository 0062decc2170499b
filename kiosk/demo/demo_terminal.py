"""Runs the demo: the rig, the kiosk in it, and either a scripted visit or somebody's hands."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from devices.speakers.recording_player import RecordingPlayer
from kiosk import settings as settings_of
from kiosk import start
from kiosk.demo.demo_clock import DemoClock
from kiosk.demo.hand import Hand
from kiosk.demo.rig import Rig
from kiosk.demo.visit_player import VisitPlayer
from kiosk.demo.visit_record import Report, VisitRecord
from kiosk.demo.visit_script import Visit
from kiosk.settings import Settings
from kiosk.terminal_key import load_or_create

DEMO_CONFIG = Path(__file__).resolve().parent.parent.parent / "config" / "demo.toml"


def has_display() -> bool:
    """Whether there is a screen to open a window on."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def play_visit(visit: Visit, out: Path, *, headless: bool) -> Report:
    """Play a scripted visit and leave pictures, transcript, sound, paper and report in ``out``."""
    _empty(out)
    record, clock = VisitRecord(), DemoClock()
    reports: list[Report] = []
    with _rig(out / "receipts") as (settings, rig):

        def started(running: start.Running) -> None:
            player = _player(out, rig, record, clock, running)
            thread = threading.Thread(
                target=lambda: _play(player, visit, reports, running), name="visit", daemon=True
            )
            thread.start()

        status = start.run(
            settings,
            start.Outfit(
                demo=True,
                headless=headless,
                full_screen=False,
                clock=clock,
                player=RecordingPlayer(out / "sound"),
                heard=record.on_heard,
                shown=record.on_shown,
                started=started,
            ),
        )
    if not reports:
        return Report(schema=1, title=visit.title, reason=f"the kiosk ended with status {status}")
    return reports[0]


def run_window(folder: Path) -> int:
    """Run the kiosk in a window; cards are laid down with ``python -m kiosk.demo``."""
    folder.mkdir(parents=True, exist_ok=True)
    with _rig(folder / "receipts") as (settings, rig), Hand(rig) as hand:
        sys.stdout.write(hand.instructions())
        sys.stdout.flush()
        return start.run(settings, start.Outfit(demo=True, full_screen=False))


def _play(player: VisitPlayer, visit: Visit, reports: list[Report], running: start.Running) -> None:
    try:
        reports.append(player.play(visit))
    finally:
        running.stop()


def _player(
    out: Path, rig: Rig, record: VisitRecord, clock: DemoClock, running: start.Running
) -> VisitPlayer:
    loop = running.kiosk.loop

    def pass_time(seconds: float) -> None:
        clock.let_pass(seconds)
        loop.post(lambda: None)

    return VisitPlayer(
        folder=out,
        rig=rig,
        record=record,
        finger=_Finger(running),
        clock=clock,
        pass_time=pass_time,
        speaking=lambda: running.kiosk.narrator.speaking,
        px_per_mm=running.panel.px_per_mm,
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
        printer=replace(settings.printer, kind="network", host="127.0.0.1", port=rig.printer.port),
        state=replace(settings.state, directory=str(folder)),
    )


def _empty(out: Path) -> None:
    """Begin with an empty folder, but never remove what no visit left there."""
    if out.exists() and any(out.iterdir()) and not (out / "report.json").exists():
        raise FileExistsError(f"{out} holds other things; name an empty folder")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
