"""`python -m devices.printers --status PRINTER`, `--test-page PRINTER`, `--replay FILE`.

PRINTER is HOST, HOST:PORT, a serial port (`/dev/ttyUSB0`) or another device file (`/dev/usb/lp0`).
"""

import argparse
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from devices.printers.escpos_printer import DEFAULT_BAUD_RATE, DEFAULT_PORT, AnsweringPrinter
from devices.printers.printer import PrintOutcome
from devices.printers.slip import Patience
from devices.printers.test_page import make_test_page
from devices.printers.traffic import Diverged, read_recording, recording, replaying
from devices.printers.wires import DeviceFileWire, NetworkWire, OpenWire, SerialWire


def main(arguments: list[str] | None = None) -> int:
    """Say how the printer is, or print a test page; 0 if it can print, or has printed."""
    given = _parser().parse_args(arguments)
    if given.replay:
        return _replay(given.replay)
    address = given.status or given.test_page
    task = "status" if given.status else f"test-page {given.width}"
    with ExitStack() as stack:
        open_wire = _wire(address, given.baud)
        if given.record:
            file = stack.enter_context(given.record.open("w", encoding="ascii"))
            file.write(f"{task}\n")
            open_wire = recording(open_wire, file)
        return _carry_out(task, AnsweringPrinter(open_wire))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m devices.printers", description=main.__doc__)
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--status", metavar="PRINTER", type=_address, help="ask how it is")
    task.add_argument("--test-page", metavar="PRINTER", type=_address, help="print and cut")
    task.add_argument("--replay", metavar="FILE", type=Path, help="repeat what was recorded")
    parser.add_argument("--width", type=_width, default=576, help="dots of the test page's width")
    parser.add_argument("--baud", type=int, default=DEFAULT_BAUD_RATE, help="of a serial port")
    parser.add_argument("--record", metavar="FILE", type=Path, help="write the traffic down")
    return parser


def _replay(path: Path) -> int:
    task, steps = read_recording(path)
    try:
        return _carry_out(task, AnsweringPrinter(replaying(steps)))
    except Diverged as difference:
        sys.stderr.write(f"{path}: {difference}\n")
        return 2


def _carry_out(task: str, printer: AnsweringPrinter) -> int:
    if task == "status":
        status = printer.status()
        sys.stdout.write(f"{status.name.lower()}\n")
        return 0 if status.can_print else 1
    raster = make_test_page(int(task.split()[-1]))
    outcome = printer.print_raster(raster, on_first_byte=lambda: None)
    sys.stdout.write(f"{outcome.name.lower()}\n")
    return 0 if outcome is PrintOutcome.PRINTED else 1


def _address(text: str) -> str | tuple[str, int]:
    """A path as it is, else host and port."""
    if text.startswith("/"):
        return text
    host, colon, port = text.rpartition(":")
    if not colon:
        return text, DEFAULT_PORT
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST, HOST:PORT or /dev/...")
    return host.strip("[]"), int(port)


def _wire(address: str | tuple[str, int], baud_rate: int) -> OpenWire:
    if isinstance(address, tuple):
        return partial(NetworkWire, *address, Patience().answer)
    if "/tty" in address or "/pts/" in address:
        return partial(SerialWire, Path(address), baud_rate)
    return partial(DeviceFileWire, Path(address))


def _width(text: str) -> int:
    if not text.isdecimal() or int(text) <= 0 or int(text) % 8:
        raise argparse.ArgumentTypeError("the width must be a positive multiple of 8")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
