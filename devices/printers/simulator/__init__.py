"""A simulated receipt printer on TCP. It shares no code with the driver, only the wire."""

from devices.printers.simulator.faults import Fault, Moment
from devices.printers.simulator.printer import PrinterSimulator
from devices.printers.simulator.slips import Slip

__all__ = ["Fault", "Moment", "PrinterSimulator", "Slip"]
