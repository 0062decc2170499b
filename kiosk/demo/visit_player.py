"""Plays a scripted visit on the real kiosk: real touches, cards through pcscd, paper on TCP."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from devices.printers.simulator import Slip
from kiosk.demo.hand import Hand, NotDone
from kiosk.demo.rig import Rig
from kiosk.demo.service_fingers import ServiceFingers
from kiosk.demo.visit_record import (
    SCHEMA,
    PageRecord,
    Report,
    StepRecord,
    VisitRecord,
    is_said,
    write_report,
    write_transcript,
)
from kiosk.demo.visit_script import Visit
from kiosk.demo.visit_steps import (
    LIMIT_S,
    AtPage,
    Fault,
    Headphones,
    Hears,
    HearsNot,
    Lay,
    Lift,
    LogIn,
    Mend,
    Pass,
    Quiet,
    Scan,
    Sees,
    SeesNot,
    Settled,
    Slips,
    Staff,
    StaffSees,
    Step,
    Swipe,
    Tap,
    Touch,
    Wipe,
)
from kiosk.screens.drawing import Drawing, HitTarget
from kiosk.touch_filter import NEW_PAGE, SAME_TARGET
from pages.choices import Target

STILL_S = 0.8
"""Nothing new for so long, longer than pcscd takes to see a card, and all has settled."""
SETTLE_S = 2.0
"""How long the next step waits for what a tap does; some do nothing that shows."""


class StepFailed(Exception):
    """The visit did not go as written."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the service menu that was made for the run."""

    name: str
    password: str = field(repr=False)


class Finger(Protocol):
    """What touches the screen and looks at it."""

    def press(self, x: float, y: float) -> None:
        """Touch and lift, in pixels from the top left corner."""

    def screenshot(self, path: Path) -> None:
        """Keep a picture of the newest drawing, once it really shows."""


@dataclass(frozen=True)
class Ground:
    """Where visits take place.

    ``pass_time`` pushes the kiosk's clock forward; ``answer_calls`` settles every call for staff at
    the terminal; ``speaking`` says whether the kiosk speaks,
    ``card_present`` whether it still sees a card;
    ``sound`` is the folder into which everything that is said falls.
    """

    rig: Rig
    record: VisitRecord
    finger: Finger
    pass_time: Callable[[float], None]
    answer_calls: Callable[[], None]
    speaking: Callable[[], bool]
    card_present: Callable[[], bool]
    px_per_mm: float
    sound: Path
    accounts: Mapping[str, Account]
    """By role; of every role that logs in."""


class VisitPlayer:
    """Plays one visit and writes what it left into ``folder``."""

    def __init__(self, folder: Path, ground: Ground) -> None:
        self._folder = folder
        self._ground = ground
        self._rig = ground.rig
        self._hand = Hand(ground.rig, ground.pass_time)
        self._record = ground.record
        self._finger = ground.finger
        self._pass_time = ground.pass_time
        self._staff = ServiceFingers(
            ground.record, ground.px_per_mm, ground.finger.press, self._tap_target
        )
        self._pictured = 0
        self._slips_before = len(ground.rig.printer.slips)
        self._report = Report(SCHEMA, "")

    def play(self, visit: Visit) -> Report:
        """Play it; the report says whether and where it went otherwise than written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._record.begin()
        self._report.title = visit.title
        for number, step in enumerate(visit.steps, 1):
            began = time.monotonic()
            try:
                self._carry_out(step)
                self._picture()
            except (StepFailed, NotDone) as trouble:
                self._fail(number, f"{_written(step)}: {trouble}")
                break
            seconds = round(time.monotonic() - began, 3)
            self._report.steps.append(StepRecord(number, _written(step), seconds))
        else:
            self._conclude(visit)
        self._write()
        return self._report

    def _conclude(self, visit: Visit) -> None:
        if self._report.taps > visit.most_taps:
            taps = f"{self._report.taps} taps, at most {visit.most_taps} are allowed"
            self._fail(len(visit.steps), taps)
        else:
            self._report.passed = True

    def _fail(self, number: int, reason: str) -> None:
        self._report.failed_step, self._report.reason = number, reason
        self._picture()

    def _carry_out(self, step: Step) -> None:  # noqa: C901 - one line a verb
        match step:
            case Lift():
                self._hand.do(step)
                self._wait(lambda: not self._ground.card_present(), LIMIT_S, "a card is still seen")
            case Tap(words):
                self._tap(words)
            case Touch((x, y)):
                self._finger.press(x * self._ground.px_per_mm, y * self._ground.px_per_mm)
            case Wipe(every_mm):
                self._staff.wipe(every_mm)
            case LogIn(role):
                self._log_in(self._ground.accounts[role])
            case StaffSees(words, within):
                desk = self._rig.staff
                self._wait(lambda: desk.shows(words), within, "the desk does not show it")
            case Lay() | Scan() | Swipe() | Fault() | Mend() | Pass() | Headphones() | Staff():
                self._hand.do(step)
            case AtPage(route, within):
                self._wait(lambda: self._shows(route), within, f"shows {self._route()}")
            case Sees(words, within):
                self._wait(lambda: self._record.sees(words), within, "the screen does not say it")
            case SeesNot(words) if self._record.sees(words):
                raise StepFailed("the screen says it")
            case Hears(words, within):
                self._wait(lambda: self._record.has_said(words), within, "it was not said")
            case HearsNot(words) if any(
                is_said(heard.utterance, words) for heard in self._record.heard
            ):
                raise StepFailed("it was said")
            case Quiet(_, within):
                self._wait(lambda: not self._ground.speaking(), within, "it went on speaking")
            case Settled(_, within):
                self._settle(within)
            case Slips(count, within):
                self._slips(count, within)

    def _wait(self, holds: Callable[[], bool], within: float, trouble: str) -> None:
        if not self._record.wait_until(holds, within):
            raise StepFailed(f"{trouble} after {within:g} s")

    def _settle(self, within: float) -> None:
        deadline = time.monotonic() + within
        while self._moves():
            if time.monotonic() >= deadline:
                raise StepFailed(f"it did not stand still in {within:g} s")

    def _moves(self) -> bool:
        """Whether anything new shows or is said in a moment."""
        before = self._news()
        return self._record.wait_until(lambda: self._news() != before, STILL_S)

    def _news(self) -> tuple[int, int]:
        return self._record.pages_shown, len(self._record.heard)

    def _route(self) -> str:
        return self._record.view.page.route if self._record.view is not None else "nothing"

    def _shows(self, route: str) -> bool:
        return self._route() == route

    def _tap(self, words: str) -> None:
        """Touch the target with these words."""
        found = self._found(lambda: _targets(self._record.drawing, words), words)
        self._picture()
        self._press_target(found)

    def _tap_target(self, target: Target) -> None:
        """Touch what leads to this; such taps are too many to picture."""
        self._press_target(self._found(lambda: _leading(self._record.drawing, target), "it"))

    def _found(self, look: Callable[[], list[HitTarget]], words: str) -> HitTarget:
        found: list[HitTarget] = []

        def there() -> bool:
            found[:] = look()
            return bool(found)

        if not self._record.wait_until(there, LIMIT_S):
            raise StepFailed(f"no choice on {self._route()} says {words}")
        return found[0]

    def _press_target(self, target: HitTarget) -> None:
        """The time in which taps do not count is let pass."""
        self._pass_time(max(NEW_PAGE, SAME_TARGET))
        rect, before = target.visible, self._record.pages_shown
        self._finger.press(rect.x + rect.width / 2, rect.y + rect.height / 2)
        self._report.taps += 1
        self._record.wait_until(lambda: self._record.pages_shown != before, SETTLE_S)

    def _log_in(self, account: Account) -> None:
        self._staff.knock()
        self._wait(lambda: self._shows("maintenance.login"), LIMIT_S, "nobody heard the knock")
        self._staff.type(account.name)
        self._staff.enter()
        self._staff.type(account.password)
        self._staff.enter()

    def _slips(self, count: int, within: float) -> None:
        self._rig.printer.wait_for_slips(self._slips_before + count, within)
        fallen = len(self._new_slips())
        if fallen != count:
            raise StepFailed(f"{fallen} slips in the tray")

    def _new_slips(self) -> list[Slip]:
        return self._rig.printer.slips[self._slips_before :]

    def _picture(self) -> None:
        """Keep a picture of a page that was not pictured yet."""
        view, drawing = self._record.view, self._record.drawing
        if view is None or drawing is None or self._pictured == self._record.pages_shown:
            return
        self._pictured = self._record.pages_shown
        number = len(self._report.pages) + 1
        name = f"{number:02d}-{view.page.route}.png"
        self._finger.screenshot(self._folder / name)
        self._report.pages.append(
            PageRecord(
                number=number,
                route=view.page.route,
                part=view.part.number,
                parts=view.part.count,
                lines=self._record.lines(),
                choices=tuple(target.label for target in drawing.targets),
                screenshot=name,
            )
        )

    def _write(self) -> None:
        receipts = self._folder / "receipts"
        for slip in self._new_slips():
            receipts.mkdir(exist_ok=True)
            sent = shutil.copy(slip.bytes_sent, receipts)
            printed = shutil.copy(slip.picture, receipts)
            self._report.receipts.append({"sent": Path(sent).name, "printed": Path(printed).name})
        if any(self._ground.sound.iterdir()):
            shutil.copytree(self._ground.sound, self._folder / "sound")
            for wav in self._ground.sound.iterdir():
                wav.unlink()
        write_transcript(self._folder, self._report.pages, self._record.heard)
        write_report(self._folder, self._report)


def _targets(drawing: Drawing | None, words: str) -> list[HitTarget]:
    """The targets that say these words: exactly, or else in their beginning."""
    if drawing is None:
        return []
    plain = [(re.sub(r"\s", "", target.label), target) for target in drawing.targets]
    wanted = re.sub(r"\s", "", words)
    exact = [target for label, target in plain if label == wanted]
    return exact or [target for label, target in plain if wanted in label]


def _leading(drawing: Drawing | None, target: Target) -> list[HitTarget]:
    return [] if drawing is None else [each for each in drawing.targets if each.target == target]


def _written(step: Step) -> str:
    defaults = {name: item.default for name, item in step.__dataclass_fields__.items()}
    values = {name: getattr(step, name) for name in defaults}
    told = {name: value for name, value in values.items() if value != defaults[name]}
    return ", ".join(f"{name.rstrip('_')} {value}" for name, value in told.items())
