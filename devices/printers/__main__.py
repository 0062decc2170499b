"""`python -m devices.printers --status HOST[:PORT]`, `--test-page HOST[:PORT]`."""

import argparse
import sys

from devices.printers.escpos_printer import NetworkPrinter
from devices.printers.printer import PrintOutcome
from devices.printers.test_page import make_test_page


def main(arguments: list[str] | None = None) -> int:
    """Say how the printer is, or print a test page; 0 if it can print, or has printed."""
    parser = argparse.ArgumentParser(prog="python -m devices.printers", description=main.__doc__)
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--status", metavar="HOST[:PORT]", type=_printer, help="ask how it is")
    task.add_argument("--test-page", metavar="HOST[:PORT]", type=_printer, help="print and cut")
    parser.add_argument("--width", type=_width, default=576, help="dots of the test page's width")
    given = parser.parse_args(arguments)
    if given.status:
        return _show_status(given.status)
    return _print_test_page(given.test_page, given.width)


def _show_status(printer: NetworkPrinter) -> int:
    status = printer.status()
    sys.stdout.write(f"{status.name.lower()}\n")
    return 0 if status.can_print else 1


def _print_test_page(printer: NetworkPrinter, width: int) -> int:
    outcome = printer.print_raster(make_test_page(width), on_first_byte=lambda: None)
    sys.stdout.write(f"{outcome.name.lower()}\n")
    return 0 if outcome is PrintOutcome.PRINTED else 1


def _printer(address: str) -> NetworkPrinter:
    host, colon, port = address.rpartition(":")
    if not colon:
        return NetworkPrinter(address)
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(f"{address!r} is not HOST or HOST:PORT")
    return NetworkPrinter(host.strip("[]"), int(port))


def _width(text: str) -> int:
    if not text.isdecimal() or int(text) <= 0 or int(text) % 8:
        raise argparse.ArgumentTypeError("the width must be a positive multiple of 8")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
