"""Whether the left loudspeaker sounds, and only that one."""

from __future__ import annotations

from kiosk.maintenance.bench import Channel
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.checks.tones import tone
from pages.texts import say

CHECK = Check(
    name="speaker_left",
    icon="speaker",
    title=say("maintenance.check.speaker_left"),
    steps=say("maintenance.steps.speaker"),
    act=tone(Channel.LEFT),
    question=say("maintenance.question.speaker_left"),
)
