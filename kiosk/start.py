"""Puts a terminal together from its settings and runs it: window, devices, backend, kiosk.

The window's thread is the process's main thread; everything else is made on the kiosk's own, after
a first page is on the screen, so that slow imports and slow devices never show as a black screen.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import traceback
import uuid
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from applications.ask import TerminalFacts
from devices.headphones.watch import MACHINES_OWN, Jacks
from kiosk.clock import Clock, SystemClock
from kiosk.loop import Loop
from kiosk.screens.panel import Panel
from kiosk.screens.window import Screen
from kiosk.settings import Settings
from kiosk.version import VERSION

if TYPE_CHECKING:
    from devices.speakers.player import Player
    from kiosk.app import Kiosk
    from kiosk.event_log import EventLog
    from kiosk.screens.drawing import Drawing
    from kiosk.screens.view import View
    from kiosk.store import Store
    from kiosk.terminal_key import TerminalKey
    from kiosk.under_way import Heard

POOL_SIZE = 6
STORE = "kiosk.sqlite"
"""The terminal's one file, in its state directory."""
WINDOW_LIMIT_S = 30.0
SWITCH_INTERVAL_S = 0.001
"""Python lets the window's thread wait at most so long for another's turn to end: 5 ms is much of
what a person notices between a touch and its sign (D1)."""


@dataclass(frozen=True)
class Outfit:
    """How this start differs from an installed terminal's; the demo and scripted visits say so."""

    demo: bool = False
    headless: bool = False
    full_screen: bool = True
    clock: Clock = field(default_factory=SystemClock)
    player: Player | None = None
    headphones: Jacks = MACHINES_OWN
    log_to: Callable[[str], object] | None = None
    heard: Callable[[Heard], None] = lambda _heard: None
    shown: Callable[[View, Drawing], None] = lambda _view, _drawing: None
    shipped: Settings | None = None
    """The settings without what the service menu changed; None where nothing is changed."""
    started: Callable[[Running], None] = lambda _running: None
    """Called on the kiosk thread once the first page was asked for; must not block."""


@dataclass(frozen=True)
class Running:
    """A terminal that runs."""

    kiosk: Kiosk
    screen: Screen
    panel: Panel
    stop: Callable[[], None]


def run(settings: Settings, outfit: Outfit | None = None) -> int:
    """Run the terminal until somebody ends it; answers the process's exit status."""
    outfit = outfit or Outfit()
    panel = panel_of(settings)
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    screen = Screen(
        panel.width,
        panel.height,
        on_error=lambda error: _report(error),
        headless=outfit.headless,
        full_screen=outfit.full_screen,
    )
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: screen.stop())
    terminal = _Terminal(settings, outfit, panel, screen)
    thread = threading.Thread(target=terminal.run, name="kiosk")
    thread.start()
    screen.run()
    terminal.stop()
    thread.join()
    return terminal.status


def panel_of(settings: Settings) -> Panel:
    """The screen as configured."""
    screen = settings.screen
    return Panel(screen.width, screen.height, screen.diagonal_inches, screen.viewing_distance_mm)


def facts_of(settings: Settings, *, demo: bool) -> TerminalFacts:
    """What pages say about the place."""
    site = settings.site
    return TerminalFacts(
        organisation=site.organisation,
        terminal_id=site.terminal,
        terminal_name=site.terminal_name,
        counter=site.counter,
        counter_phone=site.counter_phone,
        counter_place=site.counter_place,
        counter_hours=site.counter_hours,
        picture_width=settings.screen.width,
        reader_place=site.reader_place,
        slip_place=site.slip_place,
        demo=demo,
        scanner_place=settings.scanner.place if settings.scanner.kind != "none" else "",
        phones_reach_service=settings.backend.phones,
    )


class _Terminal:
    """The kiosk thread's life. ``status`` is 0 where it ended because somebody wanted it to."""

    def __init__(self, settings: Settings, outfit: Outfit, panel: Panel, screen: Screen) -> None:
        self._settings = settings
        self._outfit = outfit
        self._panel = panel
        self._screen = screen
        self._loop: Loop | None = None
        self._asked_to_stop = threading.Event()
        self.status = 0

    def stop(self) -> None:
        """Have the kiosk thread come to its end. From any thread."""
        self._asked_to_stop.set()
        if self._loop is not None:
            self._loop.stop()

    def run(self) -> None:
        """Make everything, run the loop, take everything down again."""
        try:
            self._screen.wait_until_open(WINDOW_LIMIT_S)
            self._show_first_page()
            with contextlib.ExitStack() as stack:
                self._run(stack)
        except Exception as error:  # noqa: BLE001 - the process ends, and says why
            _report(error)
            self.status = 1
        finally:
            self._screen.stop()

    def _show_first_page(self) -> None:
        from kiosk.first_page import first_page
        from kiosk.screens.layout import lay_out

        facts = facts_of(self._settings, demo=self._outfit.demo)
        view = first_page(facts, self._outfit.clock.now())
        self._screen.present(lay_out(view, self._panel))

    def _run(self, stack: contextlib.ExitStack) -> None:
        workers = ThreadPoolExecutor(POOL_SIZE, thread_name_prefix="worker")
        stack.callback(workers.shutdown, wait=False, cancel_futures=True)
        kiosk: list[Kiosk] = []

        def unexpected(error: BaseException) -> None:
            _report(error)
            kiosk[0].failsafe.caught(error)

        loop = self._loop = Loop(self._outfit.clock, workers, unexpected)
        kiosk.append(self._build(stack, loop, workers))
        kiosk[0].start()
        self._outfit.started(Running(kiosk[0], self._screen, self._panel, self.stop))
        if not self._asked_to_stop.is_set():
            loop.run()
        kiosk[0].stop()

    def _build(self, stack: contextlib.ExitStack, loop: Loop, workers: Executor) -> Kiosk:
        from devices.headphones.watch import HeadphoneWatch
        from devices.keypads.watch import KeypadWatch
        from devices.printers.exclusive import ExclusivePrinter
        from devices.printers.watch import PrinterWatch
        from devices.supervisor import Supervisor
        from kiosk.app import Kiosk
        from kiosk.backend_client import BackendClient
        from kiosk.bulletin_file import BulletinFile
        from kiosk.call_book import CallBook
        from kiosk.configured_readers import configured_readers
        from kiosk.heartbeats import Upkeep, free_megabytes
        from kiosk.idle_watch import Limits
        from kiosk.maintenance.assembly import open_workshop
        from kiosk.maintenance.service_menu import ServiceMenu
        from kiosk.opening_hours import OpeningHours
        from kiosk.outbox import Outbox
        from kiosk.parts import Parts
        from kiosk.print_journal import PrintJournal
        from kiosk.printer_choice import open_printer
        from kiosk.receipts import receipt_layout, receipt_preview
        from kiosk.terminal_key import load_or_create
        from kiosk.voice import open_voice

        settings, outfit = self._settings, self._outfit
        key = load_or_create(settings.state_directory / "terminal.key")
        log = self._open_log(stack, loop, key)
        store = self._open_store(stack, log)
        journal = PrintJournal(store, outfit.clock)
        unfinished = journal.close_unfinished()
        for job in unfinished:
            log.record("print.outcome", job=job, outcome="unknown")
        printer = ExclusivePrinter(
            open_printer(settings.printer, unfinished_before=journal.left_something())
        )
        facts = facts_of(settings, demo=outfit.demo)
        workshop = open_workshop(
            settings,
            outfit.shipped or settings,
            clock=outfit.clock,
            panel=self._panel,
            terminal=facts,
            store=store,
            printer=printer,
            sign=key.private.sign,
            end_program=self.stop,
            player=outfit.player,
        )
        width = settings.printer.width_dots
        kiosk: list[Kiosk] = []
        speaker = open_voice(
            stack,
            settings,
            lambda status: loop.post(lambda: kiosk[0].devices.speaker_changed(status)),
            player=outfit.player,
        )
        readers = Supervisor(
            configured_readers(settings),
            lambda event: loop.post(lambda: kiosk[0].reader_event(event)),
        )
        kiosk.append(
            Kiosk(
                Parts(
                    loop=loop,
                    gateway=BackendClient(
                        settings.backend.url,
                        settings.site.terminal,
                        key,
                        outfit.clock,
                        demo=outfit.demo,
                    ),
                    readers=readers,
                    printer=printer,
                    speaker=speaker,
                    journal=journal,
                    lay_out_receipt=receipt_layout(facts, width),
                    preview_receipt=receipt_preview(facts, width),
                    surface=self._screen,
                    log=log,
                    outbox=Outbox(store),
                    call_book=CallBook(store),
                    upkeep=Upkeep(
                        VERSION,
                        key.private.sign,
                        lambda: free_megabytes(settings.state_directory),
                    ),
                    panel=self._panel,
                    terminal=facts,
                    limits=Limits(settings.session.idle_seconds, settings.session.warning_seconds),
                    new_key=lambda: str(uuid.uuid4()),
                    menu=ServiceMenu(loop, workshop),
                    same_target=settings.screen.same_key_ms / 1000,
                    figures=settings.speech.figures,
                    yao=settings.speech.yao,
                    hours=OpeningHours.of(settings.hours.opens, settings.hours.closes),
                    keeper=BulletinFile(settings.state_directory),
                    heard=outfit.heard,
                    shown=outfit.shown,
                )
            )
        )
        self._screen.on_touch(lambda touch: loop.post(lambda: kiosk[0].touching.touch(touch)))
        readers.start()
        stack.callback(readers.close)
        headphones = HeadphoneWatch(
            lambda plugged: loop.post(lambda: kiosk[0].headphones_changed(plugged)),
            outfit.headphones,
        )
        stack.callback(headphones.close)
        if settings.keypad.device:
            keypad = KeypadWatch(
                settings.keypad.device,
                lambda key: loop.post(lambda: kiosk[0].keypad.press(key)),
            )
            stack.callback(keypad.close)
        if printer.has_back_channel:
            watch = PrinterWatch(
                printer, lambda status: loop.post(lambda: kiosk[0].devices.printer_changed(status))
            )
            stack.callback(watch.close)
        return kiosk[0]

    def _open_log(self, stack: contextlib.ExitStack, loop: Loop, key: TerminalKey) -> EventLog:
        from kiosk.event_log import EventLog
        from kiosk.log_file import FOLDER, LogFile
        from kiosk.log_keeping import LogKeeping

        file = LogFile(self._settings.state_directory / FOLDER)
        stack.callback(file.close)
        sinks: list[Callable[[str], object]] = [file.write]
        if self._outfit.log_to is not None:
            sinks.append(self._outfit.log_to)
        clock = self._outfit.clock
        log = EventLog(clock, *sinks, after=file.head, sign=key.private.sign)
        keeping = LogKeeping(loop, log, file, key.private.public_key())
        stack.callback(keeping.close)
        keeping.start()
        return log

    def _open_store(self, stack: contextlib.ExitStack, log: EventLog) -> Store:
        from kiosk.store import Store

        store = Store.open(self._settings.state_directory / STORE, self._outfit.clock)
        stack.callback(store.close)
        if store.set_aside is not None:
            log.record("store.replaced", file="store")
        return store


def _report(error: BaseException) -> None:
    """Where and what kind of error, for the journal; never its text, which may be personal."""
    where = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in where]
    sys.stderr.write("\n".join([f"{type(error).__name__}:", *lines, ""]))
