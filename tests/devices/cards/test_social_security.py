"""What is asked of a social-security card, and what its answers mean, byte by byte."""

import pytest

from devices.cards.apdu import CardGone, CardMute
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
from devices.cards.social_security import read
from tests.devices.cards.script import (
    AID,
    CARD_NUMBER,
    NAME,
    NUMBER,
    ScriptedCard,
    changed,
    record,
    second_generation,
)

SELECT = f"00A404000F{AID}"
HOLDER = Holder(CardKind.SOCIAL_SECURITY, NUMBER, NAME, False, CARD_NUMBER, "2.00")
DAMAGED = NotReadable(ReadFault.DAMAGED)


def named(reading: CardReading) -> str | None:
    assert isinstance(reading, Holder)
    return reading.name


def test_reads_a_second_generation_card() -> None:
    assert read(ScriptedCard(second_generation()).transmit) == HOLDER


def test_sends_only_selects_and_reads() -> None:
    """No PIN, no authentication: a kiosk must not burn a retry counter."""
    card = ScriptedCard(second_generation())
    read(card.transmit)
    assert {command[1] for command in card.sent} == {0xA4, 0xB2}


def test_reads_the_photo_never() -> None:
    card = ScriptedCard(second_generation())
    read(card.transmit)
    assert not any(b"\xef\x08" in command for command in card.sent)


def test_fetches_announced_answers_and_repeats_with_the_right_length() -> None:
    answers = second_generation()
    answers[SELECT] = "610B"
    answers["00C000000B"] = "6F09840788011E00000000" + "9000"
    answers["00B2090020"] = "6C08"
    answers["00B2090008"] = record(0x09, NAME.encode("gb18030"))
    assert read(ScriptedCard(answers).transmit) == HOLDER


def test_a_card_that_never_comes_to_an_end_is_damaged() -> None:
    card = ScriptedCard({}, otherwise="00" * 8 + "6108")
    assert read(card.transmit) == DAMAGED
    assert len(card.sent) < 20


def test_a_third_generation_card_tells_only_about_itself() -> None:
    def guard(answers: dict[str, str]) -> None:
        answers["00B2030006"] = record(0x03, b"3.00")
        answers["00B2080014"] = "6982"

    assert read(changed(guard).transmit) == CardOnly("999906", "3.00", CARD_NUMBER)


def test_a_guarded_card_file_leaves_nothing_to_go_by() -> None:
    def guard(answers: dict[str, str]) -> None:
        for command in ("00B2010012", "00B2030006", "00B207000B", "00B2080014"):
            answers[command] = "6982"

    assert read(changed(guard).transmit) == DAMAGED


def test_a_first_generation_card_has_no_name_extension() -> None:
    assert read(changed(lambda answers: answers.pop("00B24E0016")).transmit) == HOLDER


def test_a_name_goes_on_in_its_extension_in_the_middle_of_a_character() -> None:
    name = "阿依古丽·买买提艾力·吐尔逊𠮷"
    written = name.encode("gb18030")
    assert len(written) > 30
    assert written[28:32].decode("gb18030") == "𠮷"

    def extend(answers: dict[str, str]) -> None:
        answers["00B2090020"] = record(0x09, written[:30])
        answers["00B24E0016"] = record(0x4E, written[30:].ljust(20, b"\0"))

    assert named(read(changed(extend).transmit)) == name


@pytest.mark.parametrize(
    "written", [b"\xb3\xc2\xff\xff", b"\xb3", b"\x1b[2J", bytes(30), b" " * 30, b"\x81\x30"]
)
def test_a_holder_whose_name_is_no_text_still_gets_in(written: bytes) -> None:
    def spoil(answers: dict[str, str]) -> None:
        answers["00B2090020"] = record(0x09, written.ljust(30, b"\0"))

    assert named(read(changed(spoil).transmit)) is None


@pytest.mark.parametrize("padding", [b"\0", b" "])
def test_strips_both_paddings(padding: bytes) -> None:
    def pad(answers: dict[str, str]) -> None:
        answers["00B2090020"] = record(0x09, NAME.encode("gb18030").ljust(30, padding))

    assert named(read(changed(pad).transmit)) == NAME


def test_takes_nine_characters_of_a_longer_card_number() -> None:
    def lengthen(answers: dict[str, str]) -> None:
        answers["00B207000B"] = record(0x07, b"A99990001\0\0\0")

    assert read(changed(lengthen).transmit) == HOLDER


class TestACardThatDoesNotGoByTag:
    """Some cards take the number in a read for the record's place."""

    def listed(self, *records: tuple[int, bytes]) -> ScriptedCard:
        answers = second_generation()
        for command in ("00B2080014", "00B2090020", "00B24E0016"):
            answers[command] = "6A86"
        for place, (tag, value) in enumerate(records, start=1):
            answers[f"00B2{place:02X}0400"] = record(tag, value)
        return ScriptedCard(answers)

    def test_its_records_are_listed_and_known_by_their_tags(self) -> None:
        card = self.listed((0x0A, b"2"), (0x09, NAME.encode("gb18030")), (0x08, NUMBER.encode()))
        assert read(card.transmit) == HOLDER

    def test_of_two_different_numbers_neither_is_believed(self) -> None:
        card = self.listed((0x08, NUMBER.encode()), (0x08, b"999906194002290017"))
        assert read(card.transmit) == DAMAGED

    def test_a_record_with_another_tag_than_asked_is_not_taken(self) -> None:
        def swap(answers: dict[str, str]) -> None:
            answers["00B2080014"] = record(0x09, NUMBER.encode())

        assert read(changed(swap).transmit) == DAMAGED


@pytest.mark.parametrize(
    ("status", "reading"),
    [
        ("6A82", NotThisKind()),
        ("6A81", NotThisKind()),
        ("6D00", NotThisKind()),
        ("6E00", NotThisKind()),
        ("6283", Locked()),
        ("6983", Locked()),
        ("9303", Locked()),
        ("6F00", DAMAGED),
        ("6700", DAMAGED),
        ("6982", DAMAGED),
    ],
)
def test_what_a_refused_application_means(status: str, reading: CardReading) -> None:
    assert read(ScriptedCard({SELECT: status}).transmit) == reading


@pytest.mark.parametrize(
    ("status", "reading"),
    [
        ("6283", Locked()),
        ("6983", Locked()),
        ("9303", Locked()),
        ("6281", DAMAGED),
        ("6A83", DAMAGED),
        ("6A82", DAMAGED),
        ("6986", DAMAGED),
    ],
)
def test_what_a_refused_number_means(status: str, reading: CardReading) -> None:
    def refuse(answers: dict[str, str]) -> None:
        answers["00B2080014"] = status

    assert read(changed(refuse).transmit) == reading


@pytest.mark.parametrize("after", range(9))
@pytest.mark.parametrize(
    ("failure", "cause"), [(CardGone, ReadFault.PULLED_OUT), (CardMute, ReadFault.MUTE)]
)
def test_a_card_may_go_or_fall_mute_at_every_step(
    after: int, failure: type[Exception], cause: ReadFault
) -> None:
    card = ScriptedCard(second_generation())

    def transmit(command: bytes) -> tuple[bytes, int]:
        if len(card.sent) == after:
            raise failure
        return card.transmit(command)

    assert read(transmit) == NotReadable(cause)
