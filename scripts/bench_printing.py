"""Tap to paper, at a simulated printer: ``make bench-printing``.

A whole kiosk but for its window, its readers and its voice; the platform service in a process of
its own, over HTTP; the printer on a TCP port. Beside it python-escpos' own ``image()`` sends the
same picture to the same printer.
"""

from __future__ import annotations

import math
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from escpos.printer import Network
from PIL import Image

from devices.cards.reader import CardLaid, CardLifted
from devices.cards.reading import CardKind, Holder
from devices.printers.escpos_printer import AnsweringPrinter
from devices.printers.exclusive import ExclusivePrinter
from devices.printers.printer import Raster
from devices.printers.raster_commands import FEED_AND_CUT
from devices.printers.simulator import PrinterSimulator
from devices.printers.watch import PrinterWatch
from devices.printers.wires import NetworkWire
from kiosk.app import Kiosk
from kiosk.backend_client import BackendClient
from kiosk.clock import SystemClock
from kiosk.demo.backend_process import BackendProcess
from kiosk.demo.people import load_people
from kiosk.loop import Loop
from kiosk.print_journal import PrintJournal
from kiosk.receipts import receipt_layout, receipt_preview
from kiosk.screens.drawing import HitTarget
from kiosk.screens.touch import Touch, TouchKind
from kiosk.store import Store
from kiosk.terminal_key import load_or_create
from tests.kiosk.stage import PAD, PLACE, UNHURRIED, StagedKiosk

SLIPS = 40
WIDTH = 576
MM_PER_SECOND = 200.0
LIMIT_S = 20.0


class TimedWire(NetworkWire):
    """Notes when bytes of a slip leave, and how many."""

    first = last = 0.0
    sent = 0

    def send(self, commands: bytes) -> None:
        super().send(commands)
        kind = type(self)
        if commands.startswith(b"\x1dv0") and not kind.first:
            kind.first = time.monotonic()
        kind.sent += len(commands)
        if commands == FEED_AND_CUT:
            kind.last = time.monotonic()


class Bench:
    """The kiosk, and whoever stands before it and taps."""

    def __init__(self, stack: ExitStack, mm_per_second: float) -> None:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yinling-bench-")))
        clock = SystemClock()
        key = load_or_create(folder / "terminal.key")
        public = folder / "terminal.pem"
        public.write_bytes(key.public_pem)
        backend = stack.enter_context(BackendProcess(folder, "T01", public))
        self.simulator = stack.enter_context(
            PrinterSimulator(folder / "slips", width=WIDTH, mm_per_second=mm_per_second)
        )
        store = Store.open(folder / "kiosk.sqlite", clock)
        stack.callback(store.close)
        workers = ThreadPoolExecutor(6)
        stack.callback(workers.shutdown, wait=False)
        self.loop = Loop(clock, workers, self._broken)
        self.staged = StagedKiosk()
        url = f"http://127.0.0.1:{backend.port}"
        self.slips: list[Raster] = []
        lay_out = receipt_layout(PLACE, WIDTH)

        def laid_out(*asked: object) -> Raster:
            self.slips.append(lay_out(*asked))  # type: ignore[arg-type]
            return self.slips[-1]

        printer = ExclusivePrinter(
            AnsweringPrinter(lambda: TimedWire("127.0.0.1", self.simulator.port, 0.5))
        )
        parts = replace(
            self.staged.kiosk.parts,
            loop=self.loop,
            gateway=BackendClient(url, "T01", key, clock, demo=True),
            printer=printer,
            journal=PrintJournal(store, clock),
            lay_out_receipt=laid_out,
            preview_receipt=receipt_preview(PLACE, WIDTH),
        )
        self.kiosk = Kiosk(parts)
        person = next(iter(load_people().values()))
        self.card = Holder(CardKind.RESIDENT_ID, person.id_number, person.name, authenticated=True)
        self.loop.post(self.kiosk.start)
        thread = threading.Thread(target=self.loop.run, daemon=True)
        thread.start()
        stack.callback(thread.join, 5)
        stack.callback(self.loop.stop)
        watch = PrinterWatch(
            printer,
            lambda status: self.loop.post(lambda: self.kiosk.devices.printer_changed(status)),
        )
        stack.callback(watch.close)

    def print_one(self) -> tuple[float, float, int]:
        """One visit with one slip: seconds from the tap to its first and last byte, and bytes."""
        self.loop.post(lambda: self.kiosk.reader_event(CardLaid(PAD, self.card, False)))
        self._await(lambda: self._shows("standard.home"))
        for label, route in (
            ("看病报销", "reimbursements."),
            ("", "reimbursements.settlement"),
            ("打印凭条", "standard.confirm_print"),
        ):
            self._tap(label)
            self._await(lambda route=route: self._shows(route))  # type: ignore[misc]
        self._await(lambda: any(each.label == "打印" for each in self._targets()))
        TimedWire.first = TimedWire.last = 0.0
        TimedWire.sent = 0
        tapped = self._tap("打印")
        self._await(lambda: "凭条打好了" in self.staged.surface.text)
        self.loop.post(lambda: self.kiosk.reader_event(CardLifted(PAD)))
        self._tap("办完了")
        self._await(lambda: self._shows("standard.welcome") or self._shows("standard.goodbye"))
        return TimedWire.first - tapped, TimedWire.last - tapped, TimedWire.sent

    def _tap(self, label: str) -> float:
        time.sleep(UNHURRIED)
        found = next(each for each in self._targets() if _is_meant(each.label, label))
        x = found.visible.x + found.visible.width / 2
        y = found.visible.y + found.visible.height / 2
        for kind in (TouchKind.DOWN, TouchKind.UP):
            touch = Touch(kind, x, y, 1, time.monotonic())
            self.loop.post(lambda touch=touch: self.kiosk.touching.touch(touch))  # type: ignore[misc]
        return time.monotonic()

    def _targets(self) -> tuple[HitTarget, ...]:
        drawing = self.staged.surface.drawing
        return () if drawing is None else drawing.targets

    def _shows(self, route: str) -> bool:
        drawing = self.staged.surface.drawing
        return drawing is not None and drawing.page_route.startswith(route)

    def _await(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + LIMIT_S
        while not holds():
            if time.monotonic() > deadline:
                shown = self.staged.surface.drawing
                raise TimeoutError(f"still at {shown and shown.page_route}")
            time.sleep(0.002)

    def _broken(self, error: BaseException) -> None:
        raise error


def _is_meant(label: str, wanted: str) -> bool:
    return label.startswith(wanted) if wanted else "元" in label or "报销" in label


def _escpos_alone(port: int, raster: Raster) -> tuple[float, int]:
    """The seconds and bytes that ``image()`` and ``cut()`` take for the same picture."""
    picture = Image.frombytes("1", (raster.width, raster.height), raster.rows, "raw", "1;I")
    sent = 0
    begun = time.monotonic()
    printer = Network("127.0.0.1", port)
    printer.profile.profile_data["media"]["width"]["pixels"] = WIDTH
    raw = printer._raw

    def counted(commands: bytes) -> None:
        nonlocal sent
        sent += len(commands)
        raw(commands)

    printer._raw = counted
    printer.open()
    printer.image(picture, impl="bitImageRaster", fragment_height=64)
    printer.cut()
    printer.close()
    return time.monotonic() - begun, sent


def _told(name: str, seconds: list[float]) -> str:
    ranked = sorted(seconds)
    p95 = ranked[max(0, math.ceil(0.95 * len(ranked)) - 1)]
    return f"{name:34} p50 {statistics.median(ranked) * 1000:6.0f} ms   p95 {p95 * 1000:6.0f} ms"


def main() -> None:
    """Print the slips and say what it took."""
    for name, speed in (("as fast as can be", math.inf), ("at 200 mm/s", MM_PER_SECOND)):
        with ExitStack() as stack:
            bench = Bench(stack, speed)
            count = SLIPS if speed == math.inf else SLIPS // 4
            taken = [bench.print_one() for _ in range(count)]
            raster = bench.slips[-1]
            print(f"printer {name}: {count} slips")
            print(_told("  tap to first byte", [first for first, _, _ in taken]))
            print(_told("  tap to last byte", [last for _, last, _ in taken]))
            sizes = statistics.mean(sent for _, _, sent in taken)
            plain = len(raster.rows)
            print(f"  bytes a slip {sizes:.0f}, plain raster {plain}: {sizes / plain:.3f} times")
            alone = [_escpos_alone(bench.simulator.port, raster) for _ in range(10)]
            print(_told("  python-escpos image(), all bytes", [each for each, _ in alone]))
            print(f"  its bytes {alone[0][1]}: {alone[0][1] / plain:.3f} times; no status asked")


if __name__ == "__main__":
    main()
