"""Headphones plugged in and pulled out, as the kernel's byte stream tells it, over pipes."""

from __future__ import annotations

import os
import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.headphones.jack import Jack, jack_devices
from devices.headphones.jack_events import (
    EV_SW,
    EV_SYN,
    EVENT,
    SW_HEADPHONE_INSERT,
    SYN_DROPPED,
    JackEvents,
    JackNews,
)
from devices.headphones.watch import HeadphoneWatch, Jacks

pytestmark = pytest.mark.timeout(20)

SOON = 5.0
HEADPHONES_IN = EVENT.pack(1, 2, EV_SW, SW_HEADPHONE_INSERT, 1)
HEADPHONES_OUT = EVENT.pack(3, 4, EV_SW, SW_HEADPHONE_INSERT, 0)
MICROPHONE_IN = EVENT.pack(1, 2, EV_SW, 4, 1)
REPORT = EVENT.pack(1, 2, EV_SYN, 0, 0)
LOST = EVENT.pack(1, 2, EV_SYN, SYN_DROPPED, 0)


def test_an_event_is_as_long_as_the_kernels() -> None:
    assert EVENT.size == 24


def test_only_the_headphones_count() -> None:
    stream = MICROPHONE_IN + REPORT + HEADPHONES_IN + REPORT + HEADPHONES_OUT + REPORT
    assert JackEvents().feed(stream) == [JackNews.PLUGGED, JackNews.UNPLUGGED]


@given(st.lists(st.integers(1, 30), max_size=20))
def test_the_stream_may_come_in_any_pieces(sizes: list[int]) -> None:
    stream, events, news = HEADPHONES_IN + REPORT + HEADPHONES_OUT + LOST, JackEvents(), []
    for size in (*sizes, len(stream)):
        news += events.feed(stream[:size])
        stream = stream[size:]
    assert news == [JackNews.PLUGGED, JackNews.UNPLUGGED, JackNews.ASK]


@given(st.binary(max_size=400))
def test_no_bytes_are_too_strange(stream: bytes) -> None:
    assert len(JackEvents().feed(stream)) <= len(stream) // EVENT.size


def test_the_right_input_devices_are_found(tmp_path: Path) -> None:
    for name, switches in (("event0", "0"), ("event1", "14"), ("event2", "1 0"), ("event3", "x")):
        place = tmp_path / name / "device" / "capabilities"
        place.mkdir(parents=True)
        (place / "sw").write_text(f"{switches}\n", encoding="ascii")
    assert list(jack_devices(tmp_path)) == [Path("/dev/input/event1")]


class Panel:
    """A sound card's front panel: pipes in place of device files."""

    def __init__(self) -> None:
        self.heard: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self.plugged = False
        self.forbidden = False
        self._ends: list[int] = []
        self.watch: HeadphoneWatch | None = None

    def open(self, _device: Path) -> Jack:
        if self.forbidden:
            raise PermissionError
        reading, writing = os.pipe()
        self._ends.append(writing)
        return Jack(reading, lambda _descriptor: self.plugged)

    def watched(self, devices: Callable[[], list[Path]]) -> HeadphoneWatch:
        self.watch = HeadphoneWatch(self.heard.put, Jacks(devices, self.open))
        return self.watch

    def send(self, stream: bytes) -> None:
        os.write(self._ends[0], stream)

    def pull_the_card(self) -> None:
        os.close(self._ends.pop())

    def told(self) -> bool:
        return self.heard.get(timeout=SOON)

    def close(self) -> None:
        if self.watch is not None:
            self.watch.close()
        for end in self._ends:
            os.close(end)


@pytest.fixture
def panel() -> Iterator[Panel]:
    panel = Panel()
    yield panel
    panel.close()


def one_jack() -> list[Path]:
    return [Path("/dev/input/event1")]


def test_plugging_in_and_pulling_out_is_told(panel: Panel) -> None:
    panel.plugged = True
    panel.watched(one_jack)
    assert panel.told(), "headphones that were in before the start count"
    panel.send(HEADPHONES_OUT)
    assert not panel.told()
    panel.send(HEADPHONES_IN[:10])
    panel.send(HEADPHONES_IN[10:])
    assert panel.told()


def test_after_lost_events_the_device_is_asked(panel: Panel) -> None:
    panel.plugged = True
    panel.watched(one_jack)
    assert panel.told()
    panel.plugged = False
    panel.send(LOST)
    assert not panel.told()


def test_a_sound_card_that_goes_away_takes_its_headphones_along(panel: Panel) -> None:
    panel.plugged = True
    panel.watched(one_jack)
    assert panel.told()
    panel.forbidden = True
    panel.pull_the_card()
    assert not panel.told()


def test_a_machine_without_jacks_has_no_headphones(panel: Panel) -> None:
    panel.forbidden = True
    panel.watched(one_jack).close()
    panel.watch = None
    assert panel.heard.empty()
