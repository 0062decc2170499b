"""The ID-card reader against a simulated module, over a pseudo-terminal."""

import dataclasses

import pytest

from devices.cards.reader import CardLaid, CardLifted, ReaderEvent, ReaderLost, ReaderStatus
from devices.cards.reading import (
    CardKind,
    CardReading,
    Holder,
    NotReadable,
    NotThisKind,
    ReadFault,
)
from devices.cards.sam_v_reader import SamVReader
from devices.cards.simulator.profile import SECOND_GENERATION
from devices.cards.simulator.virtual_id_reader import VirtualIdReader

pytestmark = pytest.mark.wire

HOLDER = Holder(
    CardKind.RESIDENT_ID, SECOND_GENERATION.id_number, SECOND_GENERATION.name, authenticated=True
)
NEIGHBOUR = dataclasses.replace(SECOND_GENERATION, name="王建国", id_number="999906194002290017")
LIFTED = CardLifted("id-card")


def laid(reading: CardReading) -> CardLaid:
    return CardLaid("id-card", reading, inserted=False)


def next_event(reader: SamVReader) -> ReaderEvent | None:
    return reader.wait_event(5.0)


def lost(reader: SamVReader) -> ReaderStatus:
    """Wait for the loss, past events that come before it."""
    try:
        while next_event(reader) is not None:
            pass
    except ReaderLost as loss:
        return loss.status
    pytest.fail("the reader was not lost")


def test_reads_a_card_and_sees_it_lifted(virtual: VirtualIdReader, id_reader: SamVReader) -> None:
    virtual.lay(SECOND_GENERATION)
    assert next_event(id_reader) == laid(HOLDER)
    virtual.lift()
    assert next_event(id_reader) == LIFTED


def test_says_nothing_more_while_a_card_lies(
    virtual: VirtualIdReader, id_reader: SamVReader
) -> None:
    virtual.lay(SECOND_GENERATION)
    next_event(id_reader)
    assert id_reader.wait_event(0.2) is None


def test_another_card_in_its_place_is_a_lift_and_a_card(
    virtual: VirtualIdReader, id_reader: SamVReader
) -> None:
    virtual.lay(SECOND_GENERATION)
    next_event(id_reader)
    virtual.lay(NEIGHBOUR)
    assert next_event(id_reader) == LIFTED
    event = next_event(id_reader)
    assert isinstance(event, CardLaid)
    assert isinstance(event.reading, Holder)
    assert event.reading.id_number == NEIGHBOUR.id_number


def test_asks_for_neither_fingerprints_nor_anything_else_unneeded(
    virtual: VirtualIdReader, id_reader: SamVReader
) -> None:
    virtual.lay(SECOND_GENERATION)
    next_event(id_reader)
    id_reader.wait_event(0.1)
    assert set(virtual.module.asked) == {0x11FF, 0x2001, 0x2002, 0x3001, 0x3003}


@pytest.mark.parametrize(
    ("fault", "reading"),
    [
        ("select_failed", NotReadable(ReadFault.LAY_AGAIN)),
        ("read_failed", NotReadable(ReadFault.LAY_AGAIN)),
        ("read_failed_once", HOLDER),
        ("refused", NotReadable(ReadFault.REFUSED)),
        ("wrong_card_type", NotThisKind()),
        ("foreigners_card", NotThisKind()),
        ("name_not_text", dataclasses.replace(HOLDER, name=None)),
        ("wrong_number", NotReadable(ReadFault.DAMAGED)),
        ("noise", HOLDER),
        ("byte_by_byte", HOLDER),
        ("slow", HOLDER),
    ],
)
def test_what_a_fault_makes_of_a_card(
    virtual: VirtualIdReader, id_reader: SamVReader, fault: str, reading: CardReading
) -> None:
    virtual.fault(fault)
    virtual.lay(SECOND_GENERATION)
    assert next_event(id_reader) == laid(reading)


def test_a_card_laid_again_after_a_failure_is_read(
    virtual: VirtualIdReader, id_reader: SamVReader
) -> None:
    virtual.fault("read_failed")
    virtual.lay(SECOND_GENERATION)
    assert next_event(id_reader) == laid(NotReadable(ReadFault.LAY_AGAIN))
    virtual.fault("none")
    virtual.lift()
    assert next_event(id_reader) == LIFTED
    virtual.lay(SECOND_GENERATION)
    assert next_event(id_reader) == laid(HOLDER)


def test_short_waits_add_up_to_a_poll(virtual: VirtualIdReader) -> None:
    reader = SamVReader(virtual.port, poll_s=0.05)
    reader.open()
    virtual.lay(SECOND_GENERATION)
    events = [reader.wait_event(0.01) for _ in range(50)]
    reader.close()
    assert laid(HOLDER) in events


def test_a_card_that_is_not_found_is_no_event(
    virtual: VirtualIdReader, id_reader: SamVReader
) -> None:
    virtual.fault("no_card")
    virtual.lay(SECOND_GENERATION)
    assert id_reader.wait_event(0.2) is None


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("wrong_checksum", ReaderStatus.SILENT),
        ("silent", ReaderStatus.SILENT),
        ("not_authorised", ReaderStatus.FAULT),
    ],
)
def test_a_module_that_fails_for_good_is_lost_and_comes_back(
    virtual: VirtualIdReader, id_reader: SamVReader, fault: str, status: ReaderStatus
) -> None:
    virtual.fault(fault)
    assert lost(id_reader) is status
    with pytest.raises(ReaderLost):
        id_reader.open()
    virtual.fault("none")
    id_reader.open()
    virtual.lay(SECOND_GENERATION)
    assert next_event(id_reader) == laid(HOLDER)


def test_a_lost_module_does_not_report_its_card_as_lifted(
    virtual: VirtualIdReader, id_reader: SamVReader
) -> None:
    virtual.lay(SECOND_GENERATION)
    next_event(id_reader)
    virtual.fault("wrong_checksum")
    assert lost(id_reader) is ReaderStatus.SILENT
    virtual.fault("none")
    id_reader.open()
    assert id_reader.wait_event(0.1) is None
    virtual.lift()
    assert next_event(id_reader) == LIFTED


def test_a_line_that_is_pulled_is_missing() -> None:
    with VirtualIdReader() as virtual:
        reader = SamVReader(virtual.port, poll_s=0.02)
        reader.open()
    assert lost(reader) is ReaderStatus.MISSING
    reader.close()


def test_a_port_that_is_not_there_is_missing() -> None:
    with pytest.raises(ReaderLost) as loss:
        SamVReader("/dev/no-such-port").open()
    assert loss.value.status is ReaderStatus.MISSING


def test_a_closed_reader_bears_closing_and_waits_for_nothing(id_reader: SamVReader) -> None:
    id_reader.close()
    id_reader.close()
    with pytest.raises(ReaderLost):
        next_event(id_reader)
