"""One off-screen window for all tests that need one: Kivy has one to a process."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from kiosk.screens.touch import Touch
from kiosk.screens.window import Screen


class Witness:
    """Hears the window's touches and errors; a test waits for what it expects, not for time."""

    def __init__(self) -> None:
        self.touches: list[Touch] = []
        self.errors: list[BaseException] = []
        self.fail_next = False
        self._news = threading.Condition()

    def touched(self, touch: Touch) -> None:
        with self._news:
            self.touches.append(touch)
            self._news.notify_all()
        if self.fail_next:
            self.fail_next = False
            raise RuntimeError("a callback failed")

    def failed(self, error: BaseException) -> None:
        with self._news:
            self.errors.append(error)
            self._news.notify_all()

    def wait_for(self, touches: int = 0, errors: int = 0) -> None:
        with self._news:
            heard = self._news.wait_for(
                lambda: len(self.touches) >= touches and len(self.errors) >= errors, timeout=10
            )
        assert heard, (self.touches, self.errors)

    def clear(self) -> None:
        self.touches.clear()
        self.errors.clear()


@pytest.fixture(scope="session")
def open_window() -> Iterator[tuple[Screen, Witness]]:
    witness = Witness()
    screen = Screen(1080, 1920, on_error=witness.failed, headless=True)
    screen.on_touch(witness.touched)
    thread = threading.Thread(target=screen.run, name="window")
    thread.start()
    assert screen.wait_until_open(30)
    yield screen, witness
    screen.stop()
    thread.join(10)


@pytest.fixture
def screen(open_window: tuple[Screen, Witness]) -> Screen:
    return open_window[0]


@pytest.fixture
def witness(open_window: tuple[Screen, Witness]) -> Witness:
    open_window[1].clear()
    return open_window[1]
