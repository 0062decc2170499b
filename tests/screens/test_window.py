"""The real window, off screen: it shows what was laid out and lets nobody out of the kiosk."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from kiosk.screens.drawing import Drawing, Rect
from kiosk.screens.layout import lay_out
from kiosk.screens.panel import Panel
from kiosk.screens.raster import picture_of
from kiosk.screens.samples import CAPTION, KEYS, PAGES
from kiosk.screens.sdl import Sdl
from kiosk.screens.touch import TouchKind
from kiosk.screens.view import View
from kiosk.screens.window import Screen
from pages.model import Part
from pages.presentation import Presentation
from pages.texts import FreeText

if TYPE_CHECKING:
    from tests.screens.conftest import Witness

pytestmark = pytest.mark.window

PANEL = Panel(1080, 1920, 21.5)
SOON = 10.0
WOKEN_TO_THE_END = """
import os, signal, threading
from kiosk.screens.window import Screen

screen = Screen(270, 480, on_error=print, headless=True)
signal.signal(signal.SIGTERM, lambda *_: screen.stop())
ended = threading.Event()

def wake() -> None:
    screen.wait_until_open(30)
    os.kill(os.getpid(), signal.SIGTERM)
    while not ended.is_set():
        screen.call(int)

threads = [threading.Thread(target=wake) for _ in range(3)]
for thread in threads:
    thread.start()
screen.run()
ended.set()
"""
ESCAPE, F1 = (41, 27), (58, 0x4000003A)
"""Scan code and key code of SDL."""


def draw(name: str, pressed: int | None = None) -> Drawing:
    view = View(
        PAGES[name],
        Part(),
        Presentation(),
        organisation="通州区退休职工服务站",
        moment=datetime(2026, 11, 22, 9, 41, tzinfo=UTC),
        who=FreeText("曹师傅，您好"),
        counter=FreeText("人工办理：一号窗口"),
        caption=CAPTION,
        fixed_keys=KEYS,
        pressed=pressed,
    )
    return lay_out(view, PANEL)


def seen(screen: Screen, folder: Path) -> np.ndarray:
    path = screen.screenshot(folder / "seen.png").result(SOON)
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"), dtype=int)


def expected(drawing: Drawing) -> np.ndarray:
    return np.asarray(picture_of(drawing), dtype=int)


def push(kind: int, *words: int) -> None:
    """Put a raw event into SDL's queue: its type, then 32-bit words."""
    raw = (ctypes.c_uint32 * 16)(kind, *words)
    Sdl()._library.SDL_PushEvent(ctypes.byref(raw))


def middle(rect: Rect) -> tuple[int, int]:
    return rect.x + rect.width // 2, rect.y + rect.height // 2


@pytest.mark.parametrize("name", ["settlement", "lay-card", "home-6", "phone", "service"])
def test_the_window_shows_exactly_what_was_laid_out(
    screen: Screen, tmp_path: Path, name: str
) -> None:
    drawing = draw(name, pressed=2)
    screen.present(drawing)
    difference = np.abs(seen(screen, tmp_path) - expected(drawing))
    assert difference.max() <= 3


def test_what_changes_is_drawn_alone_and_nothing_else_is_lost(
    screen: Screen,
) -> None:
    """What stands on the display is read back, not drawn again."""
    calm = draw("settlement")
    for drawing in (calm, draw("settlement", pressed=3), calm, draw("settlement", pressed=6)):
        screen.present(drawing)
        shown = np.asarray(screen.pixels().result(SOON), dtype=int)
        assert np.abs(shown - expected(drawing)).max() <= 3


def test_of_a_held_key_only_its_own_rows_reach_the_window(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Handing on all of it would look the same, and be seen too late."""
    screen.present(draw("settlement"))
    screen.shown().result(SOON)
    taken: list[range] = []
    glass = screen._glass

    def take(rows: memoryview, first: int, show: Callable[..., None] = glass.take) -> None:
        taken.append(range(first, first + len(rows) // (4 * PANEL.width)))
        show(rows, first)

    monkeypatch.setattr(glass, "take", take)
    held = draw("settlement", pressed=3)
    screen.present(held)
    screen.shown().result(SOON)
    key = held.targets[3].visible.grown(2)
    assert taken == [range(key.y, key.bottom)]


def test_of_several_drawings_the_latest_shows(screen: Screen, tmp_path: Path) -> None:
    for name in ("home-6", "printed", "idle"):
        screen.present(draw(name))
    assert np.abs(seen(screen, tmp_path) - expected(draw("idle"))).max() <= 3


def test_a_touch_travels_from_the_panel_to_the_target(screen: Screen, witness: Witness) -> None:
    drawing = draw("settlement")
    screen.present(drawing)
    target = drawing.targets[-1]
    screen.tap(*middle(target.visible))
    witness.wait_for(touches=3)
    kinds = [touch.kind for touch in witness.touches]
    assert kinds == [TouchKind.DOWN, TouchKind.MOVE, TouchKind.UP]
    down, _, up = witness.touches
    assert drawing.target_at(down.x, down.y) == len(drawing.targets) - 1
    assert (round(up.x), round(up.y)) == middle(target.visible)
    assert down.id == up.id


def test_wheels_and_right_clicks_are_no_touches(screen: Screen, witness: Witness) -> None:
    right = (0, 0, 0, 3 | 1 << 8 | 1 << 16, 300, 300)
    push(0x401, *right)
    push(0x402, *right)
    push(0x403, 0, 0, 0, 0, 1)
    screen.tap(5, 5)
    witness.wait_for(touches=3)
    assert {(round(touch.x), round(touch.y)) for touch in witness.touches} == {(5, 5)}


@pytest.mark.parametrize("key", [ESCAPE, F1], ids=["escape", "f1"])
def test_no_key_leads_out_of_the_kiosk(
    screen: Screen, tmp_path: Path, key: tuple[int, int]
) -> None:
    drawing = draw("idle")
    screen.present(drawing)
    push(0x300, 0, 0, 1, *key)
    push(0x301, 0, 0, 0, *key)
    assert np.abs(seen(screen, tmp_path) - expected(drawing)).max() <= 3


def test_a_request_to_close_is_refused(screen: Screen, tmp_path: Path) -> None:
    push(0x100)
    screen.present(draw("printed"))
    assert np.abs(seen(screen, tmp_path) - expected(draw("printed"))).max() <= 3


def test_a_failing_callback_is_told_and_the_window_lives_on(
    screen: Screen, witness: Witness
) -> None:
    witness.fail_next = True
    screen.tap(5, 5)
    witness.wait_for(errors=1)
    assert str(witness.errors[0]) == "a callback failed"
    screen.present(draw("idle"))
    screen.shown().result(SOON)


def test_waking_the_window_calls_nobody_back(screen: Screen) -> None:
    """SDL calls filters and watches, Kivy's among them, under a lock that a closing window wants
    while it holds Python's: whoever wakes the window then must not be in one.
    """
    sdl = Sdl()
    called_by: set[int] = set()

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
    def watch(_userdata: int, _event: int) -> int:
        called_by.add(threading.get_ident())
        return 0

    sdl._library.SDL_AddEventWatch(watch, None)
    try:
        push(0x8000)
        assert threading.get_ident() in called_by, "the watch sees what is pushed the usual way"
        called_by.clear()
        sdl.wake()
        screen.tap(5, 5)
        screen.shown().result(SOON)
    finally:
        sdl._library.SDL_DelEventWatch(watch, None)
    assert threading.get_ident() not in called_by


def test_a_window_ends_while_other_threads_wake_it() -> None:
    """In a process of its own, for this one's window stays; ended by a signal, as systemd does."""
    ended = subprocess.run([sys.executable, "-c", WOKEN_TO_THE_END], timeout=60, check=False)
    assert ended.returncode == 0


def test_nothing_of_a_visit_is_kept_after_it(screen: Screen) -> None:
    screen.present(draw("settlement"))
    assert screen.kept_pictures().result(SOON) > 0
    screen.present(draw("welcome"))
    screen.forget()
    assert screen.kept_pictures().result(SOON) == 0


def test_a_screenshot_that_cannot_be_written_fails_for_its_caller_alone(
    screen: Screen, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="missing"):
        screen.screenshot(tmp_path / "missing" / "seen.png").result(SOON)
    screen.shown().result(SOON)


def test_a_process_has_one_window(screen: Screen) -> None:
    with pytest.raises(RuntimeError, match="one window"):
        Screen(100, 100, on_error=lambda _error: None)
