"""The sheet on Kivy's window: a texture whose rows are the sheet's, copied onto the window.

A copy (``glBlitFramebuffer``, OpenGL 3.0) and no textured rectangle, for a software renderer then
moves memory instead of running a shader for each pixel. The texture keeps the sheet's order, top
row first, which is that of a window in memory: the copy need not turn it over.
"""

from __future__ import annotations

import ctypes

from kivy.graphics.opengl import (
    GL_COLOR_ATTACHMENT0,
    GL_COLOR_BUFFER_BIT,
    GL_LINEAR,
    GL_NEAREST,
    glBindFramebuffer,
    glClear,
    glClearColor,
    glFramebufferTexture2D,
    glGenFramebuffers,
)
from kivy.graphics.texture import Texture

from kiosk.screens.drawing import Rect
from kiosk.screens.sdl import Sdl

_READ_FRAMEBUFFER = 0x8CA8
_THE_WINDOW = 0
_BLIT = ctypes.CFUNCTYPE(None, *[ctypes.c_int] * 8, ctypes.c_uint, ctypes.c_uint)


class WindowGlass:
    """``place`` is where the sheet stands in the window, in its pixels from the lower left."""

    def __init__(self, width: int, height: int, sdl: Sdl) -> None:
        self._size = (width, height)
        self.place = Rect(0, 0, width, height)
        self._texture = Texture.create(size=self._size, colorfmt="bgra")
        self.take(memoryview(bytearray(4 * width * height)), 0)  # only now it has memory to attach
        self._blit = _BLIT(sdl.gl_function("glBlitFramebuffer"))
        (self._buffer,) = glGenFramebuffers(1)
        glBindFramebuffer(_READ_FRAMEBUFFER, self._buffer)
        texture = self._texture.target, self._texture.id
        glFramebufferTexture2D(_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, *texture, 0)
        glBindFramebuffer(_READ_FRAMEBUFFER, _THE_WINDOW)

    def take(self, rows: memoryview, first: int) -> None:
        """Take over whole rows of the sheet, from this one on."""
        width = self._size[0]
        self._texture.blit_buffer(
            rows,
            size=(width, len(rows) // (4 * width)),
            pos=(0, first),
            colorfmt="bgra",
            bufferfmt="ubyte",
        )

    def show(self, window: tuple[int, int]) -> None:
        """Copy all of it onto the window; black where the window has another shape."""
        width, height = self._size
        place = self.place
        if window != (place.width, place.height):
            glClearColor(0, 0, 0, 1)
            glClear(GL_COLOR_BUFFER_BIT)
        as_it_is = (place.width, place.height) == self._size
        glBindFramebuffer(_READ_FRAMEBUFFER, self._buffer)
        self._blit(
            *(0, 0, width, height),
            *(place.x, place.bottom, place.right, place.y),
            GL_COLOR_BUFFER_BIT,
            GL_NEAREST if as_it_is else GL_LINEAR,
        )
        glBindFramebuffer(_READ_FRAMEBUFFER, _THE_WINDOW)
