"""Whether the terminal can speak at all: engine and sound device."""

from __future__ import annotations

from devices.speakers.speaker import SpeakerStatus
from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, within
from kiosk.maintenance.wording import SPEAKER_STATES
from pages.texts import say


def look(bench: Bench) -> Finding:
    """How the speaker has been since it last spoke."""
    status = bench.states().speaker
    return within(status is SpeakerStatus.READY, SPEAKER_STATES[status])


CHECK = Check(name="sound", icon="volume_up", title=say("maintenance.check.sound"), look=look)
