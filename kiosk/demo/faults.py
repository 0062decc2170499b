"""The one registry of everything that can go wrong: for scripted visits, the demo and the tests.

A fault is named ``device.what``. Flaws of a single card are not here: a card is laid down with
them (``Rig.lay``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from devices.printers.simulator import Fault as PrinterFault
from kiosk.demo.faulty_network import NetworkFault
from kiosk.demo.rig import Rig


class UnknownFault(ValueError):
    """No fault has this name."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that can go wrong and be mended."""

    name: str
    set_on: Callable[[Rig, bool], None]


def _printer(fault: PrinterFault, rig: Rig, on: bool) -> None:
    rig.printer.set_fault(fault, on)


def _network(fault: NetworkFault, rig: Rig, on: bool) -> None:
    rig.network.fault = fault if on else None


def _pcscd(rig: Rig, on: bool) -> None:
    if rig.pcscd is not None:
        rig.pcscd.stop() if on else rig.pcscd.start()


def _id_reader(rig: Rig, on: bool) -> None:
    rig.id_reader.fault("silent" if on else "none")


FAULTS: dict[str, Fault] = {
    fault.name: fault
    for fault in (
        *(Fault(f"printer.{fault}", partial(_printer, fault)) for fault in PrinterFault),
        *(Fault(f"network.{fault}", partial(_network, fault)) for fault in NetworkFault),
        Fault("pcsc.stopped", _pcscd),
        Fault("sam_v.silent", _id_reader),
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
