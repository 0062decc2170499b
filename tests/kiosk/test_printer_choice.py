"""The configured printer takes the driver that fits its wire."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.printers.escpos_printer import NetworkPrinter, SerialPrinter, UsbPrinter
from devices.printers.exclusive import AbsentPrinter
from devices.printers.file_printer import FilePrinter
from devices.printers.unproven import UnprovenPrinter
from kiosk.printer_choice import open_printer
from kiosk.settings import ReceiptPrinter

CONFIGURED = ReceiptPrinter("none", "192.0.2.1", 9100, "/dev/null/lp0", 19200, True, 576)


@pytest.mark.parametrize(
    ("kind", "driver", "answers"),
    [
        ("network", NetworkPrinter, True),
        ("serial", SerialPrinter, True),
        ("usb", UsbPrinter, True),
        ("file", FilePrinter, False),
        ("none", AbsentPrinter, True),
    ],
)
def test_each_kind_has_its_driver(kind: str, driver: type, answers: bool) -> None:
    configured = replace(CONFIGURED, kind=kind)  # type: ignore[arg-type]
    printer = open_printer(configured, unfinished_before=False)
    assert isinstance(printer, driver)
    assert printer.has_back_channel is answers


def test_without_sensors_nothing_it_says_is_evidence() -> None:
    configured = replace(CONFIGURED, kind="network", sensors=False)
    printer = open_printer(configured, unfinished_before=False)
    assert isinstance(printer, UnprovenPrinter)
    assert not printer.has_back_channel
