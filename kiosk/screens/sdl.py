"""The few calls of SDL 2 that Kivy does not offer, on the very library that Kivy loaded.

Waiting for an event instead of spinning at a frame rate; waking that wait from another thread; and
pushing mouse events, so that a scripted touch travels the whole way of a finger's.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

_USER_EVENT = 0x8000
_MOTION, _BUTTON_DOWN, _BUTTON_UP = 0x400, 0x401, 0x402
_LEFT = 1
_PRESSED, _RELEASED = 1, 0
_ADD_EVENT = 0


class _MouseMotionEvent(ctypes.Structure):
    """``SDL_MouseMotionEvent`` of SDL_events.h, padded to the size of ``SDL_Event``."""

    _fields_ = (
        ("type", ctypes.c_uint32),
        ("timestamp", ctypes.c_uint32),
        ("window", ctypes.c_uint32),
        ("which", ctypes.c_uint32),
        ("buttons", ctypes.c_uint32),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
        ("dx", ctypes.c_int32),
        ("dy", ctypes.c_int32),
        ("rest", ctypes.c_uint8 * 20),
    )


class _MouseButtonEvent(ctypes.Structure):
    """``SDL_MouseButtonEvent`` of SDL_events.h, padded to the size of ``SDL_Event``."""

    _fields_ = (
        ("type", ctypes.c_uint32),
        ("timestamp", ctypes.c_uint32),
        ("window", ctypes.c_uint32),
        ("which", ctypes.c_uint32),
        ("button", ctypes.c_uint8),
        ("state", ctypes.c_uint8),
        ("clicks", ctypes.c_uint8),
        ("padding", ctypes.c_uint8),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
        ("rest", ctypes.c_uint8 * 28),
    )


class Sdl:
    """SDL's event queue. Waking and touching may be done from any thread."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(_loaded_library())

    def wait(self, milliseconds: int) -> None:
        """Sleep until an event is queued, at most so long; the event stays in the queue."""
        self._library.SDL_WaitEventTimeout(None, ctypes.c_int(milliseconds))

    def wake(self) -> None:
        """End a ``wait`` early."""
        self._push(_MouseButtonEvent(type=_USER_EVENT))

    def press(self, x: int, y: int) -> None:
        """Put a finger down, in window pixels from the top left."""
        self._mouse(_BUTTON_DOWN, _PRESSED, x, y)

    def slide(self, x: int, y: int) -> None:
        """Move the finger that is down."""
        self._push(_MouseMotionEvent(type=_MOTION, buttons=1, x=x, y=y))

    def release(self, x: int, y: int) -> None:
        """Lift it there."""
        self.slide(x, y)
        self._mouse(_BUTTON_UP, _RELEASED, x, y)

    def usable_size(self) -> tuple[int, int]:
        """Width and height in pixels of what the first display offers to windows."""
        bounds = (ctypes.c_int * 4)()
        self._library.SDL_GetDisplayUsableBounds(0, ctypes.byref(bounds))
        return bounds[2], bounds[3]

    def gl_function(self, name: str) -> int:
        """The address of a function of OpenGL; raises ``RuntimeError`` where it has none such."""
        find = self._library.SDL_GL_GetProcAddress
        find.restype = ctypes.c_void_p
        address: int | None = find(name.encode())
        if address is None:
            raise RuntimeError(f"this machine's OpenGL has no {name}")
        return address

    def _mouse(self, kind: int, state: int, x: int, y: int) -> None:
        self._push(_MouseButtonEvent(type=kind, button=_LEFT, state=state, clicks=1, x=x, y=y))

    def _push(self, event: _MouseButtonEvent | _MouseMotionEvent) -> None:
        """Put an event into the queue past SDL's filters, one of which is Kivy's.

        ``SDL_PushEvent`` calls it under a lock of SDL's, and it wants Python's: while Kivy, which
        holds Python's, opens, resizes or closes its window, SDL wants that same lock, and both
        threads wait for ever. Nothing is called back under the lock of the queue alone.
        """
        self._library.SDL_PeepEvents(ctypes.byref(event), 1, _ADD_EVENT, 0, 0)


def _loaded_library() -> str:
    """The SDL 2 this process already uses: a second copy would have a queue of its own."""
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        path = line.rpartition(" ")[2]
        if Path(path).name.startswith("libSDL2-2"):
            return path
    raise RuntimeError("Kivy has not loaded SDL 2 yet")
