"""The machine itself: its log onto a memory stick, a fresh start, the end of the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk.log_bundle import BundleFault, part_since, verify_bundle, write_bundle
from kiosk.log_file import log_files
from kiosk.maintenance.power_switch import SwitchFault
from kiosk.maintenance.sitting import Sitting
from kiosk.maintenance.usb_stick import NoRoom, StickFault, copy_onto, find_stick
from kiosk.maintenance.workshop import Workshop
from pages.blocks import Tone
from pages.choices import Scalar
from pages.texts import Phrase, say

Values = Mapping[str, Scalar]


class NothingToExport(StickFault):
    """The log has no entry yet, or what was bundled does not verify."""


class MachineDesk:
    """Export, restart of the machine, switching it off."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def actions(self) -> dict[str, Callable[[Values], None]]:
        """Every action of this desk by name."""
        power = self._sitting.workshop.power
        return {
            "export_log": lambda _values: self._export(),
            "reboot": lambda _values: self._switch(power.reboot),
            "power_off": lambda _values: self._switch(power.power_off),
        }

    def _switch(self, order: Callable[[], None]) -> None:
        sitting = self._sitting

        def job() -> bool:
            try:
                order()
            except SwitchFault:
                return False
            return True

        def answered(taken: bool) -> None:
            if taken:
                sitting.tell(Tone.WAITING, say("maintenance.power.going"))
            else:
                sitting.tell(Tone.ALARM, say("maintenance.power.refused"))

        sitting.work(job, answered)

    def _export(self) -> None:
        sitting = self._sitting
        if sitting.percent is not None:
            return
        sitting.percent = 0
        sitting.refresh()
        loop, workshop = sitting.loop, sitting.workshop

        def progress(percent: int) -> None:
            loop.post(lambda: self._at(percent))

        def job() -> Phrase | None:
            try:
                export(workshop, progress)
            except (StickFault, OSError) as fault:
                return _refusal(fault)
            return None

        sitting.work(job, self._exported)

    def _at(self, percent: int) -> None:
        sitting = self._sitting
        if sitting.percent is not None and percent != sitting.percent:
            sitting.percent = percent
            sitting.refresh()

    def _exported(self, refusal: Phrase | None) -> None:
        sitting = self._sitting
        sitting.percent = None
        sitting.note("maintenance.export", done=refusal is None)
        tone = Tone.GOOD if refusal is None else Tone.NOTICE
        sitting.tell(tone, refusal or say("maintenance.export.done"))


class NoStick(StickFault):
    """No memory stick is mounted."""


def export(workshop: Workshop, progress: Callable[[int], None]) -> Path:
    """Bundle the whole log, verify it, bring it onto the stick, read it back; answers where it is.

    Blocks. Raises ``StickFault`` and ``OSError``.
    """
    stick = find_stick(workshop.root)
    if stick is None:
        raise NoStick
    terminal = workshop.running.site.terminal
    name = f"{terminal}-events-{workshop.clock.now():%Y%m%dT%H%M%SZ}.zip"
    bundle = workshop.scratch / name
    try:
        _write(workshop, bundle, terminal)
        copy = copy_onto(stick, bundle, progress)
    finally:
        bundle.unlink(missing_ok=True)
    return copy


def _write(workshop: Workshop, bundle: Path, terminal: str) -> None:
    files = [path.read_bytes() for path in log_files(workshop.log_folder)]
    try:
        write_bundle(bundle, part_since(files, ""), terminal, workshop.sign)
        if verify_bundle(bundle, None).findings:
            raise NothingToExport("the log itself does not verify")
    except BundleFault as fault:
        raise NothingToExport(str(fault)) from fault


def _refusal(fault: StickFault | OSError) -> Phrase:
    match fault:
        case NoStick():
            return say("maintenance.export.no_stick")
        case NoRoom():
            return say("maintenance.export.no_room")
        case NothingToExport():
            return say("maintenance.export.not_sound")
        case _:
            return say("maintenance.export.broken")
