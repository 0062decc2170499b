"""Kivy, shut in: what must be set before its window is imported, so that a kiosk is no desktop.

Kivy by default reads ``~/.kivy`` and the command line, logs to files, closes on Escape, opens
settings on F1, shows a cursor, lets the screen blank and takes a touch from two providers at once.
"""

from __future__ import annotations

import logging
import os
import tempfile
from types import MappingProxyType

ENVIRONMENT = MappingProxyType(
    {
        "KIVY_NO_ARGS": "1",
        "KIVY_NO_CONFIG": "1",
        "KIVY_NO_FILELOG": "1",
        "KIVY_NO_ENV_CONFIG": "1",
        "KIVY_LOG_MODE": "PYTHON",
        "KIVY_WINDOW": "sdl2",
        "KIVY_TEXT": "sdl2",
        "KIVY_AUDIO": "none",
        "KIVY_VIDEO": "none",
        "KIVY_SPELLING": "none",
        "KIVY_CAMERA": "none",
        "KIVY_CLIPBOARD": "dummy",
        "SDL_TOUCH_MOUSE_EVENTS": "1",
        "SDL_VIDEO_ALLOW_SCREENSAVER": "0",
    }
)

_SETTINGS = {
    "kivy": {
        "exit_on_escape": "0",
        "pause_on_minimize": "0",
        "desktop": "1",
        "keyboard_mode": "",
        "window_icon": "",
    },
    "graphics": {
        "resizable": "0",
        "show_cursor": "0",
        "allow_screensaver": "0",
        "multisamples": "0",
        "maxfps": "0",  # the loop waits for events itself
        "vsync": "0",
        "window_state": "visible",
    },
}


def prepare(width: int, height: int, *, headless: bool, full_screen: bool) -> None:
    """Set environment and configuration. Must run before anything imports Kivy's window."""
    os.environ.update(ENVIRONMENT)
    os.environ.setdefault("KIVY_HOME", tempfile.mkdtemp(prefix="kivy-"))
    if headless:
        os.environ["SDL_VIDEODRIVER"] = "offscreen"
        os.environ.setdefault("LIBGL_ALWAYS_SOFTWARE", "1")
    logging.getLogger("kivy").addHandler(logging.NullHandler())
    from kivy.config import Config

    for section, settings in _SETTINGS.items():
        for name, value in settings.items():
            Config.set(section, name, value)
    Config.set("graphics", "width", str(width))
    Config.set("graphics", "height", str(height))
    Config.set("graphics", "borderless", "1" if full_screen else "0")
    Config.set("graphics", "fullscreen", "auto" if full_screen and not headless else "0")
    _only_one_touch_provider(Config)


def _only_one_touch_provider(config: object) -> None:
    """SDL turns the first finger into a mouse; every other provider would say it twice."""
    for section in ("input", "modules"):
        config.remove_section(section)  # type: ignore[attr-defined]
        config.add_section(section)  # type: ignore[attr-defined]
    config.set("input", "mouse", "mouse,disable_multitouch")  # type: ignore[attr-defined]
