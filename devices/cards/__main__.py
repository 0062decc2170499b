"""`python -m devices.cards --watch`: what the card readers say, with nothing personal in it."""

import argparse
import sys
import threading
from collections.abc import Sequence

from devices.cards.pcsc_reader import PcscReader
from devices.cards.reader import (
    CardLaid,
    CardLifted,
    CardReader,
    CardSwiped,
    CodeScanned,
    ReaderEvent,
    StatusChanged,
)
from devices.cards.sam_v_reader import SamVReader
from devices.scanners.scanner import SerialScanner
from devices.stripes.stripe_reader import SerialStripeReader
from devices.supervisor import Supervisor


def main(arguments: Sequence[str] | None = None, *, until: threading.Event | None = None) -> int:
    """Watch the readers named on the command line until interrupted, or until `until` is set."""
    asked = _parser().parse_args(arguments)
    readers: list[CardReader] = [
        SamVReader(port, f"id-card {port}") for port in dict.fromkeys(asked.sam_v)
    ]
    readers += [SerialScanner(port, f"scanner {port}") for port in dict.fromkeys(asked.scanner)]
    readers += [SerialStripeReader(port, f"stripe {port}") for port in dict.fromkeys(asked.stripe)]
    if asked.pcsc or not readers:
        readers.append(PcscReader())
    try:
        with Supervisor(readers, lambda event: _say(worded(event))):
            (until or threading.Event()).wait()
    except KeyboardInterrupt:
        pass
    return 0


def worded(event: ReaderEvent) -> str:
    """One line about an event; a reading is shown by its masked representation."""
    match event:
        case CardLaid(reader, reading, inserted):
            return f"{reader}: card {'inserted' if inserted else 'laid'}: {reading!r}"
        case CardSwiped(reader, reading):
            return f"{reader}: card swiped: {reading!r}"
        case CodeScanned(reader, text):
            return f"{reader}: code scanned: {len(text)} characters"
        case CardLifted(reader):
            return f"{reader}: card gone"
        case StatusChanged(reader, status):
            return f"{reader}: {status.name.lower()}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m devices.cards", description=__doc__)
    parser.add_argument("--watch", action="store_true", required=True, help="print events")
    parser.add_argument("--pcsc", action="store_true", help="watch all PC/SC readers (default)")
    parser.add_argument(
        "--sam-v", action="append", default=[], metavar="PORT", help="watch an ID-card reader"
    )
    parser.add_argument(
        "--scanner", action="append", default=[], metavar="PORT", help="watch a code scanner"
    )
    parser.add_argument(
        "--stripe", action="append", default=[], metavar="PORT", help="watch a stripe reader"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
