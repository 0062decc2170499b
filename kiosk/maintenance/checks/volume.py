"""Whether the voice is as loud as it should be, by a sound meter: 60 to 65 dB(A) at the ear (E6).

A noise as loud as the usual voice sounds for half a minute; it is read off half a metre before the
screen. What is off is put right by the setting ``speech.gain_db``, a decibel for a decibel.
"""

from __future__ import annotations

from kiosk.maintenance.bench import Bench, Channel
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.checks.number import NumberWatch
from kiosk.maintenance.checks.tones import tone
from kiosk.maintenance.findings import Finding, within
from pages.texts import say
from values import Count

SOFTEST, LOUDEST = 60, 65


def judged(decibels: int) -> Finding:
    """What a reading means."""
    heard = say("maintenance.evidence.decibels", n=Count(decibels))
    return within(SOFTEST <= decibels <= LOUDEST, heard)


def _watch(_bench: Bench) -> NumberWatch:
    return NumberWatch(say("maintenance.reach.decibels"), judged)


CHECK = Check(
    name="volume",
    icon="tune",
    title=say("maintenance.check.volume"),
    steps=say("maintenance.steps.volume"),
    act=tone(Channel.NOISE),
    watch=_watch,
    limit_s=45.0,
    patience_s=120.0,
)
