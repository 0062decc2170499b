"""Plays test tones for the checks that ask what was heard."""

from __future__ import annotations

from kiosk.maintenance.bench import Bench, Channel
from kiosk.maintenance.checks.check import Look
from kiosk.maintenance.findings import Finding, within
from pages.texts import say


def tone(channel: Channel) -> Look:
    """Play a tone to its end; the evidence is only that a device took it."""

    def act(bench: Bench) -> Finding:
        sounded = bench.sound(channel)
        heard = say("maintenance.evidence.tone_played")
        return within(sounded, heard if sounded else say("maintenance.status.no_sound_device"))

    return act
