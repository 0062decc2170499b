"""The window: shows drawings, sends touches on. The only place that knows of Kivy's loop.

Kivy's thread only draws and listens. It sleeps until SDL has an event for it, so that nothing runs
while nothing happens and a touch is seen at once, not at the next of so many frames a second.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PIL import Image

from kiosk.screens import environment
from kiosk.screens.drawing import Drawing, Rect
from kiosk.screens.touch import Touch, TouchKind

WAIT = 1000
"""The longest sleep of the loop in ms. Whatever matters wakes it; Kivy's own clock, on which
nothing here relies, and a signal that came in just before the sleep are looked after that often."""

ON_A_DESK = 0.92
"""How much of a display a window takes that is not full screen."""

_opened = threading.Event()


class Screen:
    """One full-screen window. Kivy has one window to a process, and so has this.

    ``width`` and ``height`` are the drawing's pixels; the window shows it as large as it can.
    ``headless`` draws off screen. ``on_error`` is told of exceptions in callbacks, on Kivy's
    thread; the window lives on.
    """

    def __init__(
        self,
        width: int,
        height: int,
        *,
        on_error: Callable[[BaseException], None],
        headless: bool = False,
        full_screen: bool = True,
    ) -> None:
        if _opened.is_set():
            raise RuntimeError("a process has one window")
        _opened.set()
        self._size = (width, height)
        self._on_error = on_error
        self._headless = headless
        self._full_screen = full_screen
        self._touched: Callable[[Touch], None] = lambda _touch: None
        # A signal's handler may stop the window on the main thread while that holds the lock.
        self._lock = threading.RLock()
        self._next: Drawing | None = None
        self._ahead: Drawing | None = None
        self._waiting: list[tuple[Callable[[], Any], Future[Any]]] = []
        self._forget = False
        self._stopping = False
        self._ready = threading.Event()

    def on_touch(self, callback: Callable[[Touch], None]) -> None:
        """Have every touch sent to a callback. It is called on Kivy's thread: post it on."""
        self._touched = callback

    def present(self, drawing: Drawing) -> None:
        """Show a drawing as soon as possible; of several the latest. From any thread."""
        with self._lock:
            self._next = drawing
        self._wake()

    def prepare(self, drawing: Drawing) -> None:
        """Be ready for a drawing that may be shown next. From any thread."""
        with self._lock:
            self._ahead = drawing
        self._wake()

    def forget(self) -> None:
        """The visit is over: drop all pictures of text but those on the screen now (D4).

        Presenting the next visit's first drawing drops these too.
        """
        with self._lock:
            self._forget = True
            self._ahead = None
        self._wake()

    def shown(self) -> Future[None]:
        """Done when what was presented before this call is on the screen."""
        return self._after_drawing(lambda: None)

    def screenshot(self, path: Path) -> Future[Path]:
        """Write what is on the screen, after what was presented before, to a PNG file."""
        return self._after_drawing(lambda: self._write(path))

    def pixels(self) -> Future[Image.Image]:
        """What is on the screen, after what was presented before, without drawing it anew."""
        return self._after_drawing(self._read)

    def kept_pictures(self) -> Future[int]:
        """How many pictures of text and icons are kept for drawings to come."""
        return self._after_drawing(lambda: self._painter.kept)

    def call(self, work: Callable[[], Any]) -> Future[Any]:
        """Do something on Kivy's thread, after what was presented before."""
        return self._after_drawing(work)

    def press(self, x: int, y: int) -> None:
        """Put a finger down at a pixel of the drawing, through SDL's own queue."""
        self._sdl.press(*self._to_window(x, y))

    def slide(self, x: int, y: int) -> None:
        """Move the finger that is down there."""
        self._sdl.slide(*self._to_window(x, y))

    def release(self, x: int, y: int) -> None:
        """Lift the finger there."""
        self._sdl.release(*self._to_window(x, y))

    def tap(self, x: int, y: int) -> None:
        """Press and release at once."""
        self.press(x, y)
        self.release(x, y)

    def wait_until_open(self, seconds: float) -> bool:
        """Whether the window is there, waiting at most so long."""
        return self._ready.wait(seconds)

    def stop(self) -> None:
        """Have ``run`` return. From any thread, and from a signal's handler."""
        self._stopping = True
        self._wake()

    def run(self) -> None:
        """Open the window and serve it until ``stop``. Blocks; the process's main thread calls."""
        self._open()
        try:
            while not self._stopping:
                self._sdl.wait(WAIT)
                self._guarded(self._turn)
        finally:
            self._close()

    def _open(self) -> None:
        environment.prepare(*self._size, headless=self._headless, full_screen=self._full_screen)
        from kivy.base import EventLoop, runTouchApp
        from kivy.core.window import Window

        from kiosk.screens.glass import WindowGlass
        from kiosk.screens.painter import Painter
        from kiosk.screens.sdl import Sdl

        self._loop, self._window = EventLoop, Window
        self._sdl = Sdl()
        self._glass = WindowGlass(*self._size, self._sdl)
        self._painter = Painter(*self._size, self._glass)
        if not (self._headless or self._full_screen):
            self._shrink_to_display()
        self._fit()
        Window.bind(
            size=lambda *_args: self._fit(),
            on_draw=lambda _window: self._show(),
            on_touch_down=lambda _window, touch: self._send(TouchKind.DOWN, touch),
            on_touch_move=lambda _window, touch: self._send(TouchKind.MOVE, touch),
            on_touch_up=lambda _window, touch: self._send(TouchKind.UP, touch),
            on_request_close=lambda *_args, **_named: True,
            on_keyboard=lambda *_args: True,
            on_key_down=lambda *_args: True,
        )
        runTouchApp(embedded=True)
        self._ready.set()
        self._wake()

    def _fit(self) -> None:
        """The window may be smaller than the drawing, or differ from it in shape."""
        width, height = self._size
        self._scale = min(self._window.width / width, self._window.height / height)
        shown_width, shown_height = round(width * self._scale), round(height * self._scale)
        self._left = (self._window.width - shown_width) // 2
        self._below = (self._window.height - shown_height) // 2
        self._glass.place = Rect(self._left, self._below, shown_width, shown_height)
        self._window.canvas.ask_update()

    def _shrink_to_display(self) -> None:
        """A demonstration on somebody's desk: a window that its display can hold."""
        width, height = self._size
        most_width, most_height = self._sdl.usable_size()
        scale = min(1.0, ON_A_DESK * most_width / width, ON_A_DESK * most_height / height)
        self._window.size = (round(width * scale), round(height * scale))
        # It opened in the middle at full size, which put its top above the display's.
        self._window.left = max(0, round((most_width - width * scale) / 2))
        self._window.top = max(0, round((most_height - height * scale) / 2))

    def _turn(self) -> None:
        """Take SDL's events, paint what is new, then do what can wait for that."""
        self._window.mainloop()
        with self._lock:
            drawing, self._next = self._next, None
            ahead, self._ahead = self._ahead, None
            waiting, self._waiting = self._waiting, []
            forget, self._forget = self._forget, False
        if drawing is not None and self._painter.paint(drawing):
            self._window.canvas.ask_update()
        if forget:
            self._painter.forget()
        self._loop.idle()
        if ahead is not None:
            self._painter.prepare(ahead)
        for work, future in waiting:
            _settle(work, future)

    def _show(self) -> bool:
        """Copy the sheet onto the window. Kivy's own way, which clears it first, is left out."""
        self._glass.show((self._window.width, self._window.height))
        self._window.render_context.draw()
        return True

    def _send(self, kind: TouchKind, touch: Any) -> bool:
        """Fingers and the first button count: no wheel, no right click."""
        if getattr(touch, "button", None) in (None, "left"):
            x = (touch.x - self._left) / self._scale
            y = self._size[1] - 1 - (touch.y - self._below) / self._scale
            self._guarded(lambda: self._touched(Touch(kind, x, y, touch.uid, time.monotonic())))
        return True

    def _guarded(self, work: Callable[[], object]) -> None:
        """An exception on Kivy's thread is told, and the window stays."""
        try:
            work()
        except Exception as error:  # noqa: BLE001  whatever it is, it is told
            self._on_error(error)

    def _after_drawing(self, work: Callable[[], Any]) -> Future[Any]:
        future: Future[Any] = Future()
        with self._lock:
            self._waiting.append((work, future))
        self._wake()
        return future

    def _write(self, path: Path) -> Path:
        self._window.dispatch("on_draw")
        self._read().save(path)
        return path

    def _read(self) -> Image.Image:
        from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glReadPixels

        width, height = self._window.size
        pixels = glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE)
        picture = Image.frombytes("RGB", (width, height), bytes(pixels))
        return picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM)

    def _to_window(self, x: int, y: int) -> tuple[int, int]:
        top = self._window.height - self._below - self._size[1] * self._scale
        return round(self._left + x * self._scale), round(top + y * self._scale)

    def _wake(self) -> None:
        """Under the lock: SDL must not be closed between looking and pushing."""
        with self._lock:
            if self._ready.is_set():
                self._sdl.wake()

    def _close(self) -> None:
        with self._lock:
            self._ready.clear()
            waiting, self._waiting = self._waiting, []
        for _work, future in waiting:
            future.cancel()
        self._loop.close()
        self._window.close()


def _settle(work: Callable[[], Any], future: Future[Any]) -> None:
    try:
        future.set_result(work())
    except Exception as error:  # noqa: BLE001  it is raised where the future is waited for
        future.set_exception(error)
