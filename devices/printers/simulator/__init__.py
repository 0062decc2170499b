"""Simulated receipt printers. They share no code with the drivers, only the wire."""

from devices.printers.simulator.faults import Fault, Moment
from devices.printers.simulator.pty_wire import PtyPrinterSimulator
from devices.printers.simulator.slips import Slip
from devices.printers.simulator.tcp import PrinterSimulator

__all__ = ["Fault", "Moment", "PrinterSimulator", "PtyPrinterSimulator", "Slip"]
