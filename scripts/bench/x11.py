"""The few calls of Xlib and XTest a measurement needs: a finger, and pixels read back."""

from __future__ import annotations

import ctypes
import os
import subprocess
import time
from types import TracebackType
from typing import Self

_ALL_PLANES, _Z_PIXMAP = 0xFFFFFFFF, 2


class _Image(ctypes.Structure):
    """The beginning of ``XImage`` of Xlib.h."""

    _fields_ = (
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.POINTER(ctypes.c_char)),
        ("byte_order", ctypes.c_int),
        ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int),
        ("bitmap_pad", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
    )


class Xvfb:
    """A display without a screen, of a size in pixels, while the context lasts."""

    def __init__(self, width: int, height: int) -> None:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24"]
        self._process = subprocess.Popen(
            command, pass_fds=(write,), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        os.close(write)
        with os.fdopen(read) as number:
            self.name = f":{number.readline().strip()}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait()


class Display:
    """A connection that touches and looks. Lengths in pixels, times in seconds."""

    def __init__(self, name: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(name.encode()))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def move(self, x: int, y: int) -> None:
        """Put the pointer somewhere."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def button(self, *, down: bool) -> float:
        """Press or let go; answers when."""
        self._test.XTestFakeButtonEvent(self._display, 1, int(down), ctypes.c_ulong(0))
        self._x.XFlush(self._display)
        return time.perf_counter()

    def pixels(self, x: int, y: int, width: int, height: int) -> bytes:
        """What stands in a rectangle now."""
        image = self._x.XGetImage(
            self._display,
            self._root,
            x,
            y,
            width,
            height,
            ctypes.c_ulong(_ALL_PLANES),
            _Z_PIXMAP,
        )
        size = image.contents.bytes_per_line * image.contents.height
        taken = ctypes.string_at(image.contents.data, size)
        self._x.XDestroyImage(image)
        return taken
