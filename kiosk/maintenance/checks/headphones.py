"""Whether the headphone jack is noticed, sounds, and keeps the loudspeaker silent (E9)."""

from __future__ import annotations

from kiosk.maintenance.bench import Channel
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.checks.tones import tone
from kiosk.maintenance.findings import Finding, failed, ok
from kiosk.maintenance.watching import Plugged, Signal
from pages.blocks import Block
from pages.texts import say


class PlugWatch:
    """Waits for headphones to be plugged in."""

    whole_screen = False

    def feed(self, signal: Signal) -> Finding | None:
        if isinstance(signal, Plugged) and signal.plugged:
            return ok(say("maintenance.evidence.plugged"))
        return None

    def blocks(self) -> tuple[Block, ...]:
        return ()

    def given_up(self) -> Finding:
        return failed(say("maintenance.evidence.not_plugged"))


CHECK = Check(
    name="headphones",
    icon="headphones",
    title=say("maintenance.check.headphones"),
    steps=say("maintenance.steps.headphones"),
    watch=lambda _bench: PlugWatch(),
    act=tone(Channel.BOTH),
    act_last=True,
    question=say("maintenance.question.headphones"),
)
