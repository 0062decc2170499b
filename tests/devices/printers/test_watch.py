"""Watching a printer: changes only, silence while a job prints, and an end."""

import threading
from collections.abc import Callable
from queue import Queue

from devices.printers.escpos_printer import NetworkPrinter
from devices.printers.printer import PrinterStatus, PrintOutcome, Raster
from devices.printers.simulator import Fault, PrinterSimulator
from devices.printers.watch import PrinterWatch

LIMIT = 5.0


class ScriptedPrinter:
    """Says one status after the other, then the last one for ever."""

    has_back_channel = True

    def __init__(self, *script: PrinterStatus) -> None:
        self.script = list(script)
        self.questions = threading.Semaphore(0)

    def status(self) -> PrinterStatus:
        status = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        self.questions.release()
        return status

    def print_raster(self, raster: Raster, *, on_first_byte: Callable[[], None]) -> PrintOutcome:
        raise AssertionError("a watch prints nothing")


def test_only_changes_are_told() -> None:
    ready, low = PrinterStatus.READY, PrinterStatus.PAPER_LOW
    printer = ScriptedPrinter(ready, ready, low, low, low, ready, low)
    told: Queue[PrinterStatus] = Queue()
    watch = PrinterWatch(printer, told.put, seconds=0)
    assert [told.get(timeout=LIMIT) for _ in range(4)] == [ready, low, ready, low]
    for _ in range(20):
        assert printer.questions.acquire(timeout=LIMIT)
    watch.close()
    assert told.empty()


def test_no_question_is_asked_while_a_job_prints() -> None:
    printer = ScriptedPrinter(PrinterStatus.READY)
    watch = PrinterWatch(printer, lambda _: None, seconds=0)
    assert printer.questions.acquire(timeout=LIMIT)
    with watch.paused():
        while printer.questions.acquire(blocking=False):
            pass
        assert not printer.questions.acquire(timeout=0.05)
    assert printer.questions.acquire(timeout=LIMIT)
    watch.close()


def test_closing_ends_the_thread() -> None:
    before = threading.active_count()
    watch = PrinterWatch(ScriptedPrinter(PrinterStatus.READY), lambda _: None, seconds=3600)
    watch.close()
    assert threading.active_count() == before


def test_a_listener_may_close_its_watch() -> None:
    closed = threading.Event()

    def close(_: PrinterStatus) -> None:
        assert started.wait(LIMIT)
        watch.close()
        closed.set()

    started = threading.Event()
    watch = PrinterWatch(ScriptedPrinter(PrinterStatus.READY), close, seconds=3600)
    started.set()
    assert closed.wait(LIMIT)
    watch.close()


def test_a_real_fault_comes_and_clears(
    simulator: PrinterSimulator, printer: NetworkPrinter
) -> None:
    told: Queue[PrinterStatus] = Queue()
    watch = PrinterWatch(printer, told.put, seconds=0.01)
    assert told.get(timeout=LIMIT) is PrinterStatus.READY
    simulator.set_fault(Fault.COVER_OPEN)
    assert told.get(timeout=LIMIT) is PrinterStatus.COVER_OPEN
    simulator.set_fault(Fault.COVER_OPEN, on=False)
    assert told.get(timeout=LIMIT) is PrinterStatus.READY
    watch.close()
