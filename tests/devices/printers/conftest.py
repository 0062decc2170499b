"""A simulated printer on TCP, a driver that talks to it, and a second hand on the same wire."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.printers.escpos_printer import NetworkPrinter
from devices.printers.printer import Raster
from devices.printers.simulator import PrinterSimulator
from devices.printers.slip import Patience

PATIENCE = Patience(answer=0.5, look=0.05, silence=0.1, pace=40000.0, stall=20.0)


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[PrinterSimulator]:
    with PrinterSimulator(tmp_path / "slips") as simulator:
        yield simulator


@pytest.fixture
def printer(simulator: PrinterSimulator) -> NetworkPrinter:
    return NetworkPrinter("127.0.0.1", simulator.port, patience=PATIENCE)


@pytest.fixture
def raster() -> Raster:
    """Two hundred rows, each different, 25 mm of paper: eight bands."""
    return Raster(576, b"".join(bytes((row, 255 - row)) * 36 for row in range(200)))


@pytest.fixture
def wire(simulator: PrinterSimulator) -> Iterator[socket.socket]:
    """A bare connection to the simulated printer, for tests that speak for themselves."""
    with socket.create_connection(("127.0.0.1", simulator.port), 5.0) as connection:
        yield connection
