"""`python -m devices.cards --watch`: what the readers say, with nothing personal in it.

`--record FILE` writes the traffic of one reader down, personal bytes masked; `--replay FILE` runs
the driver on it, where no such reader stands.
"""

import argparse
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from devices.cards.reader import (
    CardLaid,
    CardLifted,
    CardReader,
    CardSwiped,
    CodeScanned,
    ReaderEvent,
    StatusChanged,
)
from devices.cards.recorded import PCSC, make_reader, replay
from devices.recording import Diverged, Recorder
from devices.supervisor import Supervisor


def main(arguments: Sequence[str] | None = None, *, until: threading.Event | None = None) -> int:
    """Watch the readers named on the command line until interrupted, or until `until` is set."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.replay:
        return _replay(asked.replay)
    wanted = [("id-card", port) for port in dict.fromkeys(asked.sam_v)]
    wanted += [("scanner", port) for port in dict.fromkeys(asked.scanner)]
    wanted += [("stripe", port) for port in dict.fromkeys(asked.stripe)]
    if asked.pcsc or not wanted:
        wanted.append((PCSC, ""))
    if asked.record and len(wanted) != 1:
        parser.error("--record takes the traffic of one reader")
    with ExitStack() as stack:
        recorder = None
        if asked.record:
            file = stack.enter_context(asked.record.open("w", encoding="utf-8"))
            recorder = Recorder(file, wanted[0][0])
        _watch([make_reader(kind, port, recorder) for kind, port in wanted], until)
    return 0


def _watch(readers: list[CardReader], until: threading.Event | None) -> None:
    try:
        with Supervisor(readers, lambda event: _say(worded(event))):
            (until or threading.Event()).wait()
    except KeyboardInterrupt:
        pass


def _replay(path: Path) -> int:
    try:
        for event in replay(path):
            _say(worded(event))
    except (Diverged, OSError, ValueError) as difference:
        sys.stderr.write(f"{path}: {difference}\n")
        return 2
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
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--watch", action="store_true", help="print events")
    task.add_argument("--replay", metavar="FILE", type=Path, help="repeat what was recorded")
    parser.add_argument(
        "--record", metavar="FILE", type=Path, help="write the traffic of one reader down, masked"
    )
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
