"""The battery behind the power supply, where the kernel knows one (``/sys/class/power_supply``)."""

from __future__ import annotations

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, absent, failed, within
from pages.texts import say
from values import Count

LEAST_PERCENT = 50
_KINDS = frozenset({"UPS", "Battery"})


def look(bench: Bench) -> Finding:
    """How full the battery is, and whether the mains are there; of several, the emptiest one."""
    levels = [level for name in _supplies(bench) if (level := _level(bench, name)) is not None]
    if not levels:
        return absent(say("maintenance.evidence.no_battery"))
    percent, on_battery = min(levels)
    if on_battery:
        return failed(say("maintenance.evidence.on_battery", percent=Count(percent)))
    return within(
        percent >= LEAST_PERCENT, say("maintenance.evidence.charged", percent=Count(percent))
    )


def _supplies(bench: Bench) -> list[str]:
    return sorted(path.name for path in (bench.root / "sys/class/power_supply").glob("*"))


def _level(bench: Bench, name: str) -> tuple[int, bool] | None:
    """Percent, and whether it is being emptied; None for what does not feed the machine."""
    folder = f"sys/class/power_supply/{name}"
    of_a_device = bench.read(f"{folder}/scope") == "Device"  # of a mouse, for example
    capacity = bench.read(f"{folder}/capacity") or ""
    if bench.read(f"{folder}/type") not in _KINDS or of_a_device:
        return None
    if not (capacity.isascii() and capacity.isdigit()):
        return None
    return min(int(capacity), 100), bench.read(f"{folder}/status") == "Discharging"


CHECK = Check(
    name="power", icon="battery_charging_full", title=say("maintenance.check.power"), look=look
)
