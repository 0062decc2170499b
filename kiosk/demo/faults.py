"""The one registry of everything that can go wrong: for scripted visits, the demo and the tests.

A fault is named ``device.what``. Flaws of a single card are not here: a card is laid down with
them (``Rig.lay``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from devices.printers.simulator import Fault as PrinterFault
from devices.scanners.simulator import ScannerFault
from devices.stripes.simulator import SwipeFault
from devices.virtual_port import VirtualPort
from kiosk.demo.faulty_network import NetworkFault
from kiosk.demo.rig import Rig


class UnknownFault(ValueError):
    """No fault has this name."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that can go wrong and be mended."""

    name: str
    set_on: Callable[[Rig, bool], None]
    is_on: Callable[[Rig], bool]


def _printer(fault: PrinterFault) -> Fault:
    return Fault(
        f"printer.{fault}",
        lambda rig, on: rig.printer.set_fault(fault, on),
        lambda rig: fault in rig.printer.faults,
    )


def _network(fault: NetworkFault) -> Fault:
    def set_on(rig: Rig, on: bool) -> None:
        rig.network.fault = fault if on else None

    return Fault(f"network.{fault}", set_on, lambda rig: rig.network.fault is fault)


def _scanner(fault: ScannerFault) -> Fault:
    return Fault(
        f"scanner.{fault}",
        lambda rig, on: rig.disturb_scanner(fault, on),
        lambda rig: rig.scanner.fault is fault,
    )


def _stripe_reader(fault: SwipeFault) -> Fault:
    return Fault(
        f"stripe_reader.{fault}",
        lambda rig, on: rig.disturb_stripe_reader(fault, on),
        lambda rig: rig.stripe_reader.fault is fault,
    )


def _unplugged(device: str, line: Callable[[Rig], VirtualPort]) -> Fault:
    def set_on(rig: Rig, on: bool) -> None:
        line(rig).unplug() if on else line(rig).plug()

    return Fault(f"{device}.unplugged", set_on, lambda rig: not line(rig).plugged)


FAULTS: dict[str, Fault] = {
    fault.name: fault
    for fault in (
        *map(_printer, PrinterFault),
        *map(_network, NetworkFault),
        Fault("pcsc.stopped", Rig.stop_pcscd, lambda rig: rig.pcscd_stopped),
        Fault("id_reader.silent", Rig.silence_id_reader, lambda rig: rig.id_reader_silent),
        *map(_scanner, ScannerFault),
        _unplugged("scanner", lambda rig: rig.scanner.line),
        *map(_stripe_reader, SwipeFault),
        _unplugged("stripe_reader", lambda rig: rig.stripe_reader.line),
    )
}
"""Every fault by its name."""


def switch(rig: Rig, name: str, *, on: bool) -> None:
    """Have a fault happen, or mend it; raises ``UnknownFault`` naming the ones there are."""
    try:
        fault = FAULTS[name]
    except KeyError:
        raise UnknownFault(f"no fault is called {name}; there are {', '.join(FAULTS)}") from None
    fault.set_on(rig, on)
