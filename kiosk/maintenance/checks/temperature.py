"""How hot the machine is (``/sys/class/thermal``)."""

from __future__ import annotations

import re

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, absent, within
from pages.texts import say
from values import Count

HOT = 85
"""Degrees Celsius."""
_MILLIDEGREES = re.compile(r"-?\d{1,7}")


def look(bench: Bench) -> Finding:
    """The hottest of all sensors; one that gives no sensible number is left out."""
    zones = sorted((bench.root / "sys/class/thermal").glob("thermal_zone*"))
    read = (bench.read(f"sys/class/thermal/{zone.name}/temp") or "" for zone in zones)
    degrees = [int(each) // 1000 for each in read if _MILLIDEGREES.fullmatch(each)]
    sensible = [each for each in degrees if 0 < each < 150]
    if not sensible:
        return absent(say("maintenance.evidence.no_sensor"))
    hottest = max(sensible)
    return within(hottest < HOT, say("maintenance.evidence.degrees", degrees=Count(hottest)))


CHECK = Check(
    name="temperature", icon="thermostat", title=say("maintenance.check.temperature"), look=look
)
