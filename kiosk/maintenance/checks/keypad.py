"""Whether every key of the keypad is felt."""

from __future__ import annotations

from devices.keypads.keypad import Key
from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, absent, failed, ok
from kiosk.maintenance.watching import Signal
from pages.blocks import Block, State, Tone
from pages.texts import Phrase, say
from values import Count


def look(bench: Bench) -> Finding:
    """Whether the terminal is set up with one."""
    if not bench.settings.keypad.device:
        return absent(say("maintenance.evidence.not_set_up"))
    return ok(say("maintenance.evidence.keypad_set_up"))


class KeyWatch:
    """Waits until each key was pressed once."""

    whole_screen = False

    def __init__(self) -> None:
        self._pressed: set[Key] = set()

    def feed(self, signal: Signal) -> Finding | None:
        if isinstance(signal, Key):
            self._pressed.add(signal)
        return ok(self._count()) if len(self._pressed) == len(Key) else None

    def blocks(self) -> tuple[Block, ...]:
        return (State(Tone.WAITING, self._count()),)

    def given_up(self) -> Finding:
        return failed(self._count())

    def _count(self) -> Phrase:
        return say("maintenance.evidence.keys", n=Count(len(self._pressed)), of=Count(len(Key)))


CHECK = Check(
    name="keypad",
    icon="keyboard",
    title=say("maintenance.check.keypad"),
    look=look,
    steps=say("maintenance.steps.keypad"),
    watch=lambda _bench: KeyWatch(),
)
