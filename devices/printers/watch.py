"""Watches a printer and tells of changes only."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from devices.printers.printer import Printer, PrinterStatus

_CLOSE_LIMIT = 5.0


class PrinterWatch:
    """Asks for the status every `seconds` in a thread of its own, from construction to `close`.

    `on_change` is called from that thread with the first status and then with each different one;
    it MUST return quickly and MUST NOT raise.
    """

    def __init__(
        self,
        printer: Printer,
        on_change: Callable[[PrinterStatus], None],
        *,
        seconds: float = 2.0,
    ) -> None:
        self._printer = printer
        self._on_change = on_change
        self._seconds = seconds
        self._last: PrinterStatus | None = None
        self._closing = threading.Event()
        self._asking = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="printer-watch", daemon=True)
        self._thread.start()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Leave the printer to a job: no question is under way inside the block."""
        with self._asking:
            yield

    def close(self) -> None:
        """Stop asking. Returns when the last question has ended, or after five seconds."""
        self._closing.set()
        if threading.current_thread() is not self._thread:
            self._thread.join(_CLOSE_LIMIT)

    def _run(self) -> None:
        while not self._closing.is_set():
            with self._asking:
                status = self._printer.status()
            if status is not self._last and not self._closing.is_set():
                self._last = status
                self._on_change(status)
            self._closing.wait(self._seconds)
