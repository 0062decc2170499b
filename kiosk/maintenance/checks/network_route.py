"""Whether there is a way out: a cable or radio that carries, and a route (``/proc/net``)."""

from __future__ import annotations

import ipaddress

from kiosk.maintenance.bench import Bench
from kiosk.maintenance.checks.check import Check
from kiosk.maintenance.findings import Finding, failed, ok
from pages.texts import say
from values import Count

_UP, _GATEWAY = 0x1, 0x2


def look(bench: Bench) -> Finding:
    """A default route; none is needed where the backend runs on this very machine."""
    if _is_here(bench.backend.host):
        return ok(say("maintenance.evidence.same_machine"))
    carrying = _carrying(bench)
    if not carrying:
        return failed(say("maintenance.evidence.no_cable"))
    if not _default_routes(bench):
        return failed(say("maintenance.evidence.no_route"))
    return ok(say("maintenance.evidence.route", n=Count(carrying)))


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _carrying(bench: Bench) -> int:
    """How many network devices have a carrier, the machine's own loop left out."""
    devices = (path.name for path in (bench.root / "sys/class/net").glob("*"))
    return sum(
        bench.read(f"sys/class/net/{name}/carrier") == "1" for name in devices if name != "lo"
    )


def _default_routes(bench: Bench) -> int:
    return len(_routes_4(bench)) + len(_routes_6(bench))


def _routes_4(bench: Bench) -> list[str]:
    """Lines of ``/proc/net/route``: device, destination, gateway, flags (hexadecimal) ..."""
    lines = [line.split() for line in (bench.read("proc/net/route") or "").splitlines()[1:]]
    wanted = _UP | _GATEWAY
    return [
        line[0]
        for line in lines
        if len(line) > 3 and line[1] == "00000000" and _hex(line[3]) & wanted == wanted
    ]


def _routes_6(bench: Bench) -> list[str]:
    """Lines of ``/proc/net/ipv6_route``; flags are the ninth field, the device the tenth."""
    lines = [line.split() for line in (bench.read("proc/net/ipv6_route") or "").splitlines()]
    wanted = _UP | _GATEWAY
    return [
        line[9]
        for line in lines
        if len(line) > 9
        and line[0] == "0" * 32
        and line[1] == "00"
        and _hex(line[8]) & wanted == wanted
    ]


def _hex(word: str) -> int:
    try:
        return int(word, 16)
    except ValueError:
        return 0


CHECK = Check(
    name="network_route", icon="route", title=say("maintenance.check.network_route"), look=look
)
