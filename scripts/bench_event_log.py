"""How long recording, signing and verifying an event takes.

Run it as ``PYTHONPATH=. python scripts/bench_event_log.py``.

Twenty thousand events into a real file under ``build/``, every one timed by itself.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.clock import SystemClock
from kiosk.event_log import EventLog
from kiosk.log_file import LogFile, log_files
from kiosk.log_verification import verify

BUILD = Path(__file__).parent.parent / "build"
RECORDS, SIGNATURES, SYNCS = 20_000, 200, 50


def main() -> None:
    """Measure and print."""
    key = Ed25519PrivateKey.generate()
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        file = LogFile(Path(folder))
        log = EventLog(SystemClock(), file.write, sign=key.sign)

        def event() -> None:
            log.record("page.failed", route="reimbursements.latest", failure="12")

        _tell("record", [_timed(event) for _ in range(RECORDS)])
        _tell("sign", [_after(event, log.sign) for _ in range(SIGNATURES)])
        _tell("sync", [_after(event, file.sync) for _ in range(SYNCS)])
        sources = [(path.name, path.read_bytes()) for path in log_files(file.folder)]
    begun = time.perf_counter()
    report = verify(sources, key.public_key())
    sys.stdout.write(f"verify  {report.entries} in {time.perf_counter() - begun:.2f} s\n")


def _timed(work: Callable[[], None]) -> float:
    begun = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - begun) / 1000


def _after(event: Callable[[], None], work: Callable[[], None]) -> float:
    event()
    return _timed(work)


def _tell(name: str, took: list[float]) -> None:
    p95 = statistics.quantiles(took, n=20)[-1]
    sys.stdout.write(
        f"{name:7} p50 {statistics.median(took):.0f}, p95 {p95:.0f}, most {max(took):.0f} us\n"
    )


if __name__ == "__main__":
    main()
