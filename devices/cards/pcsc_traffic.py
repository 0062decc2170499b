"""PC/SC's traffic, recorded with personal bytes masked, and played back.

Steps of the watch: `o` it began, `x` it could not begin or was lost, `readers [...]` these there
are, `states {...}` they changed to these, `-` it ended. Steps of a card lead with its number:
`1 o NAME` it was connected to in this reader, `1 > 00a4...` a command, `1 < ...9000` its answer,
`1 x gone` (or `mute`, `failed`) it answered no more, `1 -` it was let go of.
"""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

from devices.cards.apdu import CardGone, CardMute, Transmit
from devices.cards.pcsc_mask import AnswerMask
from devices.cards.pcsc_service import PcscService, ServiceFailed, States
from devices.cards.reader import ReaderLost, ReaderStatus
from devices.recording import Diverged, Playback, Recorder, RecordingEnded, Step

_LONGEST_S = 10.0
_GRACE_S = 0.2
"""For the card that was read last: its thread may be a moment behind the watch."""
_FAILURES: dict[str, type[Exception]] = {
    "gone": CardGone,
    "mute": CardMute,
    "failed": ServiceFailed,
}


class RecordedPcsc:
    """The same service, writing down what passes."""

    def __init__(self, service: PcscService, recorder: Recorder) -> None:
        self._service = service
        self._recorder = recorder
        self._numbers = itertools.count(1)

    def watch(self) -> States:
        try:
            states = self._service.watch()
        except ReaderLost:
            self._recorder.note("x")
            raise
        self._recorder.note("o")
        return _RecordedStates(states, self._recorder)

    @contextmanager
    def card(self, reader: str) -> Iterator[Transmit]:
        number, mask = next(self._numbers), AnswerMask()

        def note(step: str) -> None:
            self._recorder.note(f"{number} {step}")

        def transmit_and_note(command: bytes) -> tuple[bytes, int]:
            note(f"> {command.hex()}")
            with _failure_noted(note):
                data, status = transmit(command)
            note(f"< {mask.masked(command, data).hex()}{status:04x}")
            return data, status

        note(f"o {reader}")
        with ExitStack() as stack:
            stack.callback(note, "-")
            with _failure_noted(note):
                transmit = stack.enter_context(self._service.card(reader))
            yield transmit_and_note


@contextmanager
def _failure_noted(note: Callable[[str], None]) -> Iterator[None]:
    try:
        yield
    except (CardGone, CardMute, ServiceFailed) as failure:
        name = next(name for name, kind in _FAILURES.items() if isinstance(failure, kind))
        note(f"x {name}")
        raise


class _RecordedStates:
    def __init__(self, states: States, recorder: Recorder) -> None:
        self._states = states
        self._recorder = recorder
        self._names: list[str] | None = None

    def readers(self) -> list[str]:
        with self._loss_noted():
            names = self._states.readers()
        if names != self._names:
            self._names = names
            self._recorder.note(f"readers {json.dumps(names)}")
        return names

    def wait(self, known: Mapping[str, int], limit_ms: int) -> dict[str, int]:
        with self._loss_noted():
            states = self._states.wait(known, limit_ms)
        if states:
            self._recorder.note(f"states {json.dumps(states)}")
        return states

    def cancel(self) -> None:
        self._states.cancel()

    def close(self) -> None:
        self._recorder.note("-")
        self._states.close()

    @contextmanager
    def _loss_noted(self) -> Iterator[None]:
        try:
            yield
        except ReaderLost:
            self._recorder.note("x")
            raise


class ReplayedPcsc:
    """A service that does as the recorded one did; raises `Diverged` where the driver does not."""

    def __init__(self, steps: Iterable[Step]) -> None:
        watch: list[Step] = []
        cards: dict[str, list[Step]] = {}
        for step in steps:
            number, _, what = step.what.partition(" ")
            if number.isdecimal():
                cards.setdefault(number, []).append(Step(step.at_ms, what))
            else:
                watch.append(step)
        self._watch = Playback(watch)
        self._cards = deque((each[0].what, Playback(each)) for each in cards.values())
        self._ended = threading.Event()

    def watch(self) -> States:
        if self._watch.coming() == "x":
            self._watch.take()
            raise ReaderLost(ReaderStatus.MISSING)
        self._watch.expect("o")
        return _ReplayedStates(self._watch, self._ended)

    @contextmanager
    def card(self, reader: str) -> Iterator[Transmit]:
        playback = self._next_card(f"o {reader}")
        playback.expect(f"o {reader}")
        self._fail_where_it_did(playback)

        def transmit(command: bytes) -> tuple[bytes, int]:
            playback.expect(f"> {command.hex()}")
            self._fail_where_it_did(playback)
            answer = bytes.fromhex(playback.take()[1:])
            return answer[:-2], int.from_bytes(answer[-2:], "big")

        yield transmit
        playback.expect("-")

    def _next_card(self, opening: str) -> Playback:
        for card in self._cards:
            if card[0] == opening:
                self._cards.remove(card)
                return card[1]
        raise Diverged(f"no card was read where one is now: {opening!r}")

    def _fail_where_it_did(self, playback: Playback) -> None:
        """A card that had not answered when the recording ended is mute until its end."""
        try:
            kind, _, failure = playback.coming().partition(" ")
        except RecordingEnded:
            self._ended.wait()
            raise CardMute from None
        if kind == "x":
            playback.take()
            raise _FAILURES[failure]


class _ReplayedStates:
    def __init__(self, playback: Playback, ended: threading.Event) -> None:
        self._playback = playback
        self._ended = ended
        self._names: list[str] | None = None

    def readers(self) -> list[str]:
        if self._is_due("readers", 0.0 if self._names is not None else _LONGEST_S):
            self._names = json.loads(self._playback.take().partition(" ")[2])
        return self._names or []

    def wait(self, known: Mapping[str, int], limit_ms: int) -> dict[str, int]:
        if not self._is_due("states", limit_ms / 1000):
            return {}
        states: dict[str, int] = json.loads(self._playback.take().partition(" ")[2])
        return {name: state for name, state in states.items() if name in known}

    def cancel(self) -> None:
        """Waits are short."""

    def close(self) -> None:
        if self._playback.is_last:
            self._ended.set()
        elif self._playback.coming() == "-":
            self._playback.take()

    def _is_due(self, wanted: str, limit_s: float) -> bool:
        if not self._playback.wait_until_due(limit_s):
            return False
        coming = self._playback.coming()
        if coming == "x":
            self._playback.take()
            raise ReaderLost(ReaderStatus.MISSING)
        if coming == "-" and self._playback.is_last:
            time.sleep(_GRACE_S)
            raise RecordingEnded
        if not coming.startswith(wanted):
            time.sleep(limit_s)
        return coming.startswith(wanted)
