"""A reader that types, as a device of the real kernel: grabbed, so that nobody else hears it.

Needs Linux ``uinput`` and the right to use it; the constants are those of ``linux/uinput.h``.
"""

from __future__ import annotations

import fcntl
import os
import select
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.cards.reader import CardSwiped
from devices.cards.reading import StripeNumber
from devices.stripes.stripe_reader import wedge_stripe_reader
from tests.devices.wedges.test_wedge import typed

UINPUT = Path("/dev/uinput")
SET_EVENT_BIT, SET_KEY_BIT, CREATE, DESTROY = 0x40045564, 0x40045565, 0x5501, 0x5502
GET_NAME = (2 << 30) | (64 << 16) | (ord("U") << 8) | 44
USER_DEVICE = struct.Struct("@80s4HI256i")
KEY_EVENTS, BUS_USB = 1, 3
SOON = 5.0

pytestmark = pytest.mark.skipif(
    not os.access(UINPUT, os.W_OK), reason="this machine has no uinput, or none for this user"
)


class VirtualKeyboard:
    """A keyboard of the kernel's own, at ``path``, which types what it is told."""

    def __init__(self) -> None:
        self._device = os.open(UINPUT, os.O_WRONLY)
        fcntl.ioctl(self._device, SET_EVENT_BIT, KEY_EVENTS)
        for code in range(1, 128):
            fcntl.ioctl(self._device, SET_KEY_BIT, code)
        named = USER_DEVICE.pack(b"yinling test", BUS_USB, 1, 1, 1, 0, *([0] * 256))
        os.write(self._device, named)
        fcntl.ioctl(self._device, CREATE)
        name = fcntl.ioctl(self._device, GET_NAME, bytes(64)).rstrip(b"\0").decode()
        (event,) = Path("/sys/devices/virtual/input", name).glob("event*")
        self.path = Path("/dev/input", event.name)

    def type(self, stream: bytes) -> None:
        os.write(self._device, stream)

    def close(self) -> None:
        fcntl.ioctl(self._device, DESTROY)
        os.close(self._device)


@pytest.fixture
def keyboard() -> Iterator[VirtualKeyboard]:
    made = VirtualKeyboard()
    yield made
    made.close()


def test_a_swipe_reaches_the_kiosk_and_nobody_else(keyboard: VirtualKeyboard) -> None:
    bystander = os.open(keyboard.path, os.O_RDONLY | os.O_NONBLOCK)
    reader = wedge_stripe_reader(str(keyboard.path))
    reader.open()
    try:
        keyboard.type(typed(";999999990001=0000?"))
        assert reader.wait_event(SOON) == CardSwiped("stripe", StripeNumber("999999990001"))
        assert select.select([bystander], [], [], 0)[0] == []
    finally:
        reader.close()
        os.close(bystander)
