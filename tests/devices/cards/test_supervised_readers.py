"""Both kinds of reader under the supervisor, as in a terminal: events, restarts, and the end."""

import queue
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from devices.cards.pcsc_reader import PcscReader
from devices.cards.reader import CardLaid, CardLifted, ReaderEvent, ReaderStatus, StatusChanged
from devices.cards.reading import Holder, NotReadable
from devices.cards.sam_v_reader import SamVReader
from devices.cards.simulator.private_pcscd import PrivatePcscd
from devices.cards.simulator.profile import SECOND_GENERATION
from devices.cards.simulator.virtual_id_reader import VirtualIdReader
from devices.supervisor import Supervisor

pytestmark = pytest.mark.wire

Events = queue.SimpleQueue[ReaderEvent]


def wait_for(events: Events, wanted: Callable[[ReaderEvent], bool]) -> None:
    """Wait for an event of the wanted kind, past others; none in ten seconds is a failure."""
    while not wanted(events.get(timeout=10.0)):
        pass


def is_holder(event: ReaderEvent) -> bool:
    return isinstance(event, CardLaid) and isinstance(event.reading, Holder)


def is_unreadable(event: ReaderEvent) -> bool:
    return isinstance(event, CardLaid) and isinstance(event.reading, NotReadable)


def supervisor(events: Events, virtual: VirtualIdReader) -> Supervisor:
    return Supervisor(
        [PcscReader(card_limit_s=0.5), SamVReader(virtual.port, poll_s=0.05)],
        events.put,
        first_wait_s=0.05,
        longest_wait_s=0.2,
    )


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_survives_restarts_of_pcscd_while_the_other_reader_goes_on(
    pcscd: PrivatePcscd, virtual: VirtualIdReader
) -> None:
    events: Events = queue.SimpleQueue()
    with supervisor(events, virtual) as supervised:
        pcscd.contact.lay(SECOND_GENERATION)
        wait_for(events, is_holder)
        for _ in range(2):
            pcscd.stop()
            wait_for(events, lambda e: e == StatusChanged("pcsc", ReaderStatus.MISSING))
            virtual.lay(SECOND_GENERATION)
            wait_for(events, is_holder)
            virtual.lift()
            wait_for(events, lambda e: e == CardLifted("id-card"))
            pcscd.start()
            wait_for(events, is_holder)
        assert set(supervised.statuses().values()) == {ReaderStatus.READY}


def test_leaves_no_thread_and_no_descriptor_behind(
    pcscd: PrivatePcscd, virtual: VirtualIdReader
) -> None:
    threads, before = threading.active_count(), descriptors()
    events: Events = queue.SimpleQueue()
    with supervisor(events, virtual):
        pcscd.contact.fault("mute")
        pcscd.contact.lay(SECOND_GENERATION)
        wait_for(events, is_unreadable)
        pcscd.contact.lift()
        wait_for(events, lambda e: e == StatusChanged("pcsc", ReaderStatus.READY))
    assert threading.active_count() == threads
    assert descriptors() == before
