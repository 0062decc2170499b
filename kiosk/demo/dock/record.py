"""What the kiosk shows and says, as the dock tells it."""

from __future__ import annotations

import threading
from collections import deque
from itertools import count

import msgspec

from kiosk.screens.drawing import Drawing
from kiosk.screens.view import View
from kiosk.under_way import Heard
from pages.words import load_words
from pages.written import Writer

KEPT = 200
"""Utterances that are remembered."""


class Said(msgspec.Struct, frozen=True):
    """One utterance; ``number`` counts from 1, ``cut`` where it did not come to its end."""

    number: int
    text: str
    cut: bool


class DockRecord:
    """The kiosk thread writes, the dock's reads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._said: deque[Said] = deque(maxlen=KEPT)
        self._numbers = count(1)
        self.route = ""
        self.title = ""

    def on_shown(self, view: View, drawing: Drawing) -> None:
        """The kiosk laid out another drawing."""
        self.route = view.page.route
        self.title = Writer(load_words(view.presentation.language)).write(view.page.title)

    def on_heard(self, heard: Heard) -> None:
        """An utterance ended, by itself or cut; one that never began was not heard."""
        if heard.started is None:
            return
        with self._lock:
            said = Said(next(self._numbers), heard.utterance.shown, heard.cut)
            self._said.append(said)

    def said_after(self, number: int) -> tuple[Said, ...]:
        """What was said after the utterance with this number, oldest first."""
        with self._lock:
            return tuple(said for said in self._said if said.number > number)
