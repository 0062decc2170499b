"""A keypad's bytes become keys: whole or in pieces, held or bounced, lost and found again."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.keypads.evdev import Decoder
from devices.keypads.keypad import Key
from devices.keypads.simulator import CODES, DROPPED, REPORT, VirtualKeypad, event, press
from devices.keypads.watch import KeypadWatch

SOON = 5.0
MEANT = {
    "KEY_UP": Key.PREVIOUS,
    "KEY_LEFT": Key.PREVIOUS,
    "KEY_KP8": Key.PREVIOUS,
    "KEY_DOWN": Key.NEXT,
    "KEY_RIGHT": Key.NEXT,
    "KEY_KP2": Key.NEXT,
    "KEY_ENTER": Key.ENTER,
    "KEY_KPENTER": Key.ENTER,
    "KEY_ESC": Key.BACK,
    "KEY_KP0": Key.BACK,
    "KEY_HOME": Key.HOME,
    "KEY_KPSLASH": Key.REPEAT,
    "KEY_KP5": Key.WHERE,
    "KEY_KPASTERISK": Key.HELP,
    "KEY_VOLUMEUP": Key.LOUDER,
    "KEY_KPPLUS": Key.LOUDER,
    "KEY_VOLUMEDOWN": Key.SOFTER,
    "KEY_KPMINUS": Key.SOFTER,
    "KEY_PAGEUP": Key.FASTER,
    "KEY_KP3": Key.FASTER,
    "KEY_PAGEDOWN": Key.SLOWER,
    "KEY_KP1": Key.SLOWER,
    "KEY_SPACE": Key.PAUSE,
    "KEY_KPDOT": Key.PAUSE,
}


@pytest.mark.parametrize("name", MEANT)
def test_every_key_is_understood(name: str) -> None:
    assert Decoder().feed(press(name)) == (MEANT[name],)


def test_a_key_of_no_meaning_is_nothing() -> None:
    assert Decoder().feed(press("KEY_A")) == ()


def test_holding_a_key_is_one_press() -> None:
    assert Decoder().feed(press("KEY_ENTER", repeats=300)) == (Key.ENTER,)


def test_after_lost_events_everything_up_to_the_next_report_is_left_out() -> None:
    lost = DROPPED + event(1, CODES["KEY_ENTER"], 1) + REPORT
    assert Decoder().feed(lost + press("KEY_DOWN")) == (Key.NEXT,)


@given(
    names=st.lists(st.sampled_from(sorted(MEANT)), max_size=6),
    cuts=st.lists(st.integers(1, 60), min_size=1, max_size=40),
)
def test_pieces_of_any_length_give_the_same_keys(names: list[str], cuts: list[int]) -> None:
    data = b"".join(map(press, names))
    decoder = Decoder()
    keys: list[Key] = []
    for length in [*cuts, len(data)]:
        keys += decoder.feed(data[:length])
        data = data[length:]
    assert keys == [MEANT[name] for name in names]


@given(st.binary(max_size=400))
def test_no_bytes_do_harm(data: bytes) -> None:
    assert all(isinstance(key, Key) for key in Decoder().feed(data))


class Heard:
    """What a watch told, in order."""

    def __init__(self) -> None:
        self.keys: queue.Queue[Key] = queue.Queue()
        self.presences: queue.Queue[bool] = queue.Queue()


@pytest.fixture
def keypad(tmp_path: Path) -> VirtualKeypad:
    return VirtualKeypad(tmp_path / "event0")


@pytest.fixture
def heard(keypad: VirtualKeypad) -> Iterator[Heard]:
    heard = Heard()
    watch = KeypadWatch(str(keypad.path), heard.keys.put, heard.presences.put, again_s=0.02)
    yield heard
    watch.close()


def test_a_keypad_that_comes_late_goes_and_comes_again_is_read(
    keypad: VirtualKeypad, heard: Heard
) -> None:
    for _ in range(2):
        keypad.plug()
        assert heard.presences.get(timeout=SOON)
        keypad.write(press("KEY_DOWN") + press("KEY_ENTER"))
        assert heard.keys.get(timeout=SOON) is Key.NEXT
        assert heard.keys.get(timeout=SOON) is Key.ENTER
        keypad.unplug()
        assert not heard.presences.get(timeout=SOON)


def test_a_keypad_pulled_in_the_middle_of_an_event_leaves_nothing_behind(
    keypad: VirtualKeypad, heard: Heard
) -> None:
    keypad.plug()
    assert heard.presences.get(timeout=SOON)
    keypad.write(press("KEY_ENTER")[:30])
    keypad.unplug()
    assert not heard.presences.get(timeout=SOON)
    keypad.plug()
    assert heard.presences.get(timeout=SOON)
    keypad.write(press("KEY_DOWN"))
    assert heard.keys.get(timeout=SOON) is Key.NEXT
