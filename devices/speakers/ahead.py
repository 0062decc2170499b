"""Renders words that never change before anybody waits for them (F9)."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable
from typing import Protocol

from devices.speakers.pyttsx3_renderer import RenderFailed
from devices.speakers.speaker import SpeechRequest


class Keeper(Protocol):
    """Keeps the sounds of fixed words; see ``CachingRenderer``."""

    def keep(self, request: SpeechRequest) -> None: ...

    def close(self) -> None: ...


class RenderingAhead:
    """A thread that has every request kept, then ends; it has an engine process of its own.

    ``requests`` is asked for in that thread, ``wait_s`` seconds from the beginning, when a start
    has nothing more urgent to do. An engine that fails is left alone: the speaker's own says so.
    """

    def __init__(
        self,
        keeper: Keeper,
        requests: Callable[[], Iterable[SpeechRequest]],
        *,
        wait_s: float = 0.0,
    ) -> None:
        self._keeper = keeper
        self._requests = requests
        self._wait_s = wait_s
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="speech-ahead", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop where it is; what was kept stays."""
        self._stopped.set()
        self._keeper.close()
        self._thread.join()

    def _run(self) -> None:
        if self._stopped.wait(self._wait_s):
            return
        with contextlib.suppress(RenderFailed):
            for request in self._requests():
                if self._stopped.is_set():
                    return
                self._keeper.keep(request)
        self._keeper.close()
