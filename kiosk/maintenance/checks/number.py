"""Takes a number that a person read off something: a tape measure, a sound meter."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.maintenance.findings import Finding, failed
from kiosk.maintenance.watching import Signal, Typed
from pages.blocks import Block, Entry
from pages.texts import Phrase, say

_KEYS = (("1", "2", "3", "4", "5"), ("6", "7", "8", "9", "0"), ("backspace", "enter"))
_LONGEST = 3


class NumberWatch:
    """Waits for up to three digits and the enter key; ``judge`` says what the number means."""

    whole_screen = False

    def __init__(self, label: Phrase, judge: Callable[[int], Finding]) -> None:
        self._label = label
        self._judge = judge
        self._typed = ""

    def feed(self, signal: Signal) -> Finding | None:
        if not isinstance(signal, Typed):
            return None
        if signal.key == "backspace":
            self._typed = self._typed[:-1]
        elif signal.key == "enter" and self._typed:
            return self._judge(int(self._typed))
        elif signal.key in "0123456789" and len(self._typed) < _LONGEST:
            self._typed += signal.key
        return None

    def blocks(self) -> tuple[Block, ...]:
        return (Entry(self._label, len(self._typed), self._typed, _KEYS),)

    def given_up(self) -> Finding:
        return failed(say("maintenance.evidence.not_measured"))
