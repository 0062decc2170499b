"""What all tests share: none of the developer's own settings, no deadline on a busy machine."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

KIVY_HOME = Path(__file__).parent / "build" / "kivy"
KIVY_HOME.mkdir(parents=True, exist_ok=True)

# Kivy reads these when it is first imported. It would otherwise use the developer's own settings,
# parse pytest's command line, take over the log and want a display.
os.environ |= {
    "KIVY_HOME": str(KIVY_HOME),
    "KIVY_NO_ARGS": "1",
    "KIVY_NO_CONSOLELOG": "1",
    "KIVY_NO_FILELOG": "1",
}
os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")

settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--visits 10000`` for a night's worth of them."""
    parser.addoption("--visits", type=int, default=500, help="simulated visits with random faults")
