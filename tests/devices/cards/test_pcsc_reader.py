"""PC/SC readers through the real pcscd and vpcd."""

import dataclasses

import pytest
from smartcard import scard

from devices.cards.pcsc_reader import PcscReader
from devices.cards.reader import (
    CardLaid,
    CardLifted,
    ReaderEvent,
    ReaderLost,
    ReaderStatus,
    StatusChanged,
)
from devices.cards.reading import (
    CardKind,
    CardOnly,
    CardReading,
    Holder,
    Locked,
    NotReadable,
    NotThisKind,
    ReadFault,
)
from devices.cards.simulator.private_pcscd import PrivatePcscd
from devices.cards.simulator.profile import (
    CONTACTLESS_SECOND_GENERATION,
    FIRST_GENERATION,
    LONG_NAME,
    SECOND_GENERATION,
    THIRD_GENERATION,
    CardProfile,
)

pytestmark = pytest.mark.wire

CONTACT = "Virtual PCD 00 00"
CONTACTLESS = "Virtual PICC 00 00"


def holder(profile: CardProfile) -> Holder:
    return Holder(
        CardKind.SOCIAL_SECURITY,
        profile.id_number,
        profile.name,
        False,
        profile.card_number,
        profile.version,
    )


def inserted(reading: CardReading) -> CardLaid:
    return CardLaid(CONTACT, reading, inserted=True)


def next_event(reader: PcscReader) -> ReaderEvent | None:
    return reader.wait_event(5.0)


@pytest.mark.parametrize(
    ("profile", "reading"),
    [
        (FIRST_GENERATION, holder(FIRST_GENERATION)),
        (SECOND_GENERATION, holder(SECOND_GENERATION)),
        (THIRD_GENERATION, CardOnly("999906", "3.00", "A99990001")),
        (LONG_NAME, holder(LONG_NAME)),
    ],
)
def test_reads_every_generation(
    pcscd: PrivatePcscd, pcsc: PcscReader, profile: CardProfile, reading: CardReading
) -> None:
    card = pcscd.contact.lay(profile)
    assert next_event(pcsc) == inserted(reading)
    assert set(card.instructions) == {0xA4, 0xB2, 0xC0}, "no PIN, no authentication"


def test_a_pulled_card_is_lifted_once(pcscd: PrivatePcscd, pcsc: PcscReader) -> None:
    pcscd.contact.lay(SECOND_GENERATION)
    next_event(pcsc)
    pcscd.contact.lift()
    assert next_event(pcsc) == CardLifted(CONTACT)
    assert pcsc.wait_event(0.3) is None


def test_two_readers_at_once(pcscd: PrivatePcscd, pcsc: PcscReader) -> None:
    pcscd.contact.lay(SECOND_GENERATION)
    pcscd.contactless.lay(CONTACTLESS_SECOND_GENERATION)
    events = [next_event(pcsc), next_event(pcsc)]
    assert inserted(holder(SECOND_GENERATION)) in events
    assert CardLaid(CONTACTLESS, holder(CONTACTLESS_SECOND_GENERATION), inserted=False) in events


@pytest.mark.parametrize(
    ("fault", "reading"),
    [
        ("locked", Locked()),
        ("not_social_security", NotThisKind()),
        ("damaged_record", NotReadable(ReadFault.DAMAGED)),
        ("name_not_text", dataclasses.replace(holder(SECOND_GENERATION), name=None)),
        ("records_without_tags", holder(SECOND_GENERATION)),
    ],
)
def test_what_is_wrong_with_a_card(
    pcscd: PrivatePcscd, pcsc: PcscReader, fault: str, reading: CardReading
) -> None:
    pcscd.contact.fault(fault)
    pcscd.contact.lay(SECOND_GENERATION)
    assert next_event(pcsc) == inserted(reading)


@pytest.mark.parametrize("after", [0, 3, 8])
def test_a_card_pulled_half_way(pcscd: PrivatePcscd, pcsc: PcscReader, after: int) -> None:
    pcscd.contact.fault("pulled_out", after=after)
    pcscd.contact.lay(SECOND_GENERATION)
    assert next_event(pcsc) == inserted(NotReadable(ReadFault.PULLED_OUT))
    assert next_event(pcsc) == CardLifted(CONTACT)


def test_a_mute_card_is_given_up_and_the_next_one_read(
    pcscd: PrivatePcscd, pcsc: PcscReader
) -> None:
    pcscd.contact.fault("mute", after=3)
    pcscd.contact.lay(SECOND_GENERATION)
    assert next_event(pcsc) == inserted(NotReadable(ReadFault.MUTE))
    assert next_event(pcsc) == StatusChanged("pcsc", ReaderStatus.SILENT)
    pcscd.contact.fault("none")
    pcscd.contact.lift()
    freed = {next_event(pcsc), next_event(pcsc)}
    assert freed == {StatusChanged("pcsc", ReaderStatus.READY), CardLifted(CONTACT)}
    pcscd.contact.lay(SECOND_GENERATION)
    assert next_event(pcsc) == inserted(holder(SECOND_GENERATION))


def test_a_mute_card_does_not_hold_up_another_reader(pcscd: PrivatePcscd, pcsc: PcscReader) -> None:
    pcscd.contact.fault("mute")
    pcscd.contact.lay(SECOND_GENERATION)
    pcscd.contactless.lay(CONTACTLESS_SECOND_GENERATION)
    reading = holder(CONTACTLESS_SECOND_GENERATION)
    assert next_event(pcsc) == CardLaid(CONTACTLESS, reading, inserted=False)
    assert next_event(pcsc) == inserted(NotReadable(ReadFault.MUTE))


def test_survives_a_restart_of_pcscd_without_the_card_counting_as_pulled(
    pcscd: PrivatePcscd, pcsc: PcscReader
) -> None:
    pcscd.contact.lay(SECOND_GENERATION)
    next_event(pcsc)
    pcscd.stop()
    with pytest.raises(ReaderLost) as loss:
        next_event(pcsc)
    assert loss.value.status is ReaderStatus.MISSING
    with pytest.raises(ReaderLost):
        pcsc.open()
    pcscd.start()
    pcsc.open()
    assert next_event(pcsc) == inserted(holder(SECOND_GENERATION))
    pcscd.contact.lift()
    assert next_event(pcsc) == CardLifted(CONTACT)


def test_a_card_taken_while_pcscd_was_away_is_lifted(pcscd: PrivatePcscd, pcsc: PcscReader) -> None:
    pcscd.contact.lay(SECOND_GENERATION)
    next_event(pcsc)
    pcscd.stop()
    pcscd.contact.lift()
    with pytest.raises(ReaderLost):
        next_event(pcsc)
    pcscd.start()
    pcsc.open()
    assert next_event(pcsc) == CardLifted(CONTACT)


def test_an_unplugged_reader_is_no_pulled_card(
    pcscd: PrivatePcscd, pcsc: PcscReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    pcscd.contact.lay(SECOND_GENERATION)
    next_event(pcsc)
    with monkeypatch.context() as unplugged:
        unplugged.setattr(
            scard, "SCardListReaders", lambda *_: (scard.SCARD_E_NO_READERS_AVAILABLE, [])
        )
        assert next_event(pcsc) == StatusChanged("pcsc", ReaderStatus.MISSING)
        assert pcsc.wait_event(0.3) is None
    events = [next_event(pcsc), next_event(pcsc)]
    assert StatusChanged("pcsc", ReaderStatus.READY) in events
    assert inserted(holder(SECOND_GENERATION)) in events


def test_a_watch_that_dies_is_heard_of_and_can_be_opened_again(
    pcscd: PrivatePcscd, pcsc: PcscReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pyscard's own monitor threads end unheard, and no card is ever seen again."""
    with monkeypatch.context() as surprised:
        surprised.setattr(scard, "SCardGetStatusChange", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            next_event(pcsc)
    pcsc.open()
    pcscd.contact.lay(SECOND_GENERATION)
    assert next_event(pcsc) == inserted(holder(SECOND_GENERATION))


def test_a_closed_reader_bears_closing_and_waits_for_nothing(pcsc: PcscReader) -> None:
    pcsc.close()
    pcsc.close()
    with pytest.raises(ReaderLost):
        next_event(pcsc)
