"""What a hand does at the demo's devices: one vocabulary for scripts, the command and the dock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from devices.cards.simulator.private_pcscd import PrivatePcscdUnavailable
from kiosk.demo import faults
from kiosk.demo.rig import Rig
from kiosk.demo.visit_script import ScriptFault, read_step
from kiosk.demo.visit_steps import Fault, Headphones, Lay, Lift, Mend, Pass, Scan, Staff, Swipe

Deed = Lay | Lift | Scan | Swipe | Fault | Mend | Pass | Headphones | Staff


class NotDone(ValueError):
    """What was asked for cannot be done; the message says why."""


@dataclass(frozen=True)
class Hand:
    """Does things at a rig. ``pass_time`` pushes the kiosk's clock forward by seconds."""

    rig: Rig
    pass_time: Callable[[float], None]

    def do(self, deed: Deed) -> None:
        """Do it at once; raises ``NotDone``."""
        try:
            self._do(deed)
        except (ValueError, PrivatePcscdUnavailable) as trouble:
            raise NotDone(str(trouble)) from trouble

    def do_as_written(self, request: object) -> None:
        """Do what a step of a scripted visit says, as ``{"lay": "cao"}``; raises ``NotDone``."""
        try:
            step = read_step(request, "request")
        except ScriptFault as fault:
            raise NotDone(str(fault)) from fault
        if not isinstance(step, Deed):
            raise NotDone("a hand does no such thing")
        self.do(step)

    def _do(self, deed: Deed) -> None:
        match deed:
            case Lay(person, card, inserted, flaw, after):
                self.rig.lay(person, card, inserted=inserted, flaw=flaw, after=after)
            case Lift():
                self.rig.lift()
            case Scan(person, code):
                self.rig.scan(person, code)
            case Swipe(person, card, flaw):
                self.rig.swipe(person, card, flaw=flaw)
            case Fault(name):
                faults.switch(self.rig, name, on=True)
            case Mend(name):
                faults.switch(self.rig, name, on=False)
            case Pass(seconds):
                self.pass_time(seconds)
            case Headphones(plugged):
                self.rig.jack.plug(plugged)
            case Staff():
                self.rig.staff.see_calls()
            case _ as unreachable:
                assert_never(unreachable)
