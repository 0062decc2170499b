"""Every status a SAM_V module can give, and what it means for the card; on a driven clock."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards import sam_v_module as sam
from devices.cards.reading import (
    CardReading,
    Holder,
    NotReadable,
    NotThisKind,
    ReadFault,
)
from devices.cards.sam_v_card import read_card, still_lies
from devices.cards.simulator.profile import SECOND_GENERATION
from devices.cards.simulator.sam_module import SamModule

FIND, SELECT, READ, ADDRESS = b"\x20\x01", b"\x20\x02", b"\x30\x01", b"\x30\x03"
LAY_AGAIN = NotReadable(ReadFault.LAY_AGAIN)
READER = NotReadable(ReadFault.READER)
REFUSED = NotReadable(ReadFault.REFUSED)


def status(code: int, data: bytes = b"") -> bytes:
    """An answer frame."""
    body = (len(data) + 4).to_bytes(2, "big") + bytes((0, 0, code)) + data
    check = 0
    for byte in body:
        check ^= byte
    return bytes.fromhex("AAAAAA9669") + body + bytes((check,))


class ScriptedWire:
    """Answers commands as `answers` says, else as a module with a good card on it. A read without
    anything to read takes a tenth of a second of the clock, which stands still otherwise.
    """

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self.now = 0.0
        self._answers = answers
        self._module = SamModule()
        self._module.lay(SECOND_GENERATION)
        self._incoming = b""

    @property
    def in_waiting(self) -> int:
        return len(self._incoming)

    def read(self, size: int) -> bytes:
        if not self._incoming:
            self.now += 0.1
        taken, self._incoming = self._incoming[:size], self._incoming[size:]
        return taken

    def write(self, data: bytes) -> int:
        answer = self._module.answer(data)
        self._incoming += self._answers.get(data[7:9], answer)
        return len(data)

    def reset_input_buffer(self) -> None:
        self._incoming = b""

    def close(self) -> None:
        self._incoming = b""


def module(answers: dict[bytes, bytes], *, found: bool = True) -> sam.SamVModule:
    wire = ScriptedWire(answers)
    asked = sam.SamVModule(wire, lambda: wire.now)
    if found:
        asked.ask(sam.FIND)
    return asked


def test_a_good_card() -> None:
    reading = read_card(module({}))
    assert isinstance(reading, Holder)
    assert reading.id_number == SECOND_GENERATION.id_number


@pytest.mark.parametrize("step", [SELECT, READ])
@pytest.mark.parametrize(
    ("code", "reading"),
    [
        (0x10, READER),
        (0x11, READER),
        (0x21, READER),
        (0x23, READER),
        (0x24, READER),
        (0x31, REFUSED),
        (0x32, REFUSED),
        (0x33, REFUSED),
        (0x40, NotThisKind()),
        (0x41, LAY_AGAIN),
        (0x47, READER),
        (0x60, READER),
        (0x66, READER),
    ],
)
def test_what_a_status_means(step: bytes, code: int, reading: CardReading) -> None:
    assert read_card(module({step: status(code)})) == reading


def test_a_card_that_cannot_be_selected_is_to_be_laid_again() -> None:
    assert read_card(module({SELECT: status(0x81)})) == LAY_AGAIN


def test_a_garbled_card_is_to_be_laid_again() -> None:
    garbled = status(0x90)[:-1] + b"\x00"
    assert read_card(module({READ: garbled})) == LAY_AGAIN
    assert read_card(module({READ: garbled, FIND: garbled}, found=False)) == LAY_AGAIN


@pytest.mark.parametrize("data", [b"", b"\x01\x00\x04\x00", b"\x00\x80\x04\x00" + bytes(128)])
def test_a_card_without_a_whole_text_is_damaged(data: bytes) -> None:
    assert read_card(module({READ: status(0x90, data)})) == NotReadable(ReadFault.DAMAGED)


def test_a_card_with_nothing_stored_is_damaged() -> None:
    assert read_card(module({READ: status(0x91)})) == NotReadable(ReadFault.DAMAGED)


@pytest.mark.parametrize("step", [SELECT, READ])
def test_a_module_that_falls_silent_is_told_apart_from_the_card(step: bytes) -> None:
    with pytest.raises(sam.ModuleSilent):
        read_card(module({step: b""}))


class FloodingWire(ScriptedWire):
    """A line that never stops sending, half preambles among it."""

    in_waiting = 512

    def read(self, size: int) -> bytes:
        self.now += 0.01
        return (b"\xaa\xaa\xaa\x96\x69\xff\xff" * 80)[:size]


def test_a_line_that_floods_is_given_up_in_time() -> None:
    wire = FloodingWire({})
    with pytest.raises(sam.ModuleSilent):
        sam.SamVModule(wire, lambda: wire.now).ask(sam.FIND)
    assert wire.now < sam.FIND.limit_s + 0.1


def test_an_answer_to_an_earlier_question_is_passed_over() -> None:
    assert isinstance(read_card(module({SELECT: status(0x9F) + status(0x90)})), Holder)


@pytest.mark.parametrize(
    ("address", "found", "read", "unread"),
    [
        (0x90, 0x80, True, True),
        (0x91, 0x80, True, True),
        (0x41, 0x80, False, False),
        (0x41, 0x9F, False, True),  # laid down anew, or another card
        (0x21, 0x9F, True, True),  # a module without this command
        (0x21, 0x80, False, False),
    ],
)
def test_whether_a_card_still_lies(address: int, found: int, read: bool, unread: bool) -> None:
    asked = module({ADDRESS: status(address), FIND: status(found)}, found=False)
    assert still_lies(asked, was_read=True) is read
    assert still_lies(asked, was_read=False) is unread


@given(
    st.dictionaries(
        st.sampled_from([FIND, SELECT, READ]),
        st.binary(max_size=60)
        | st.builds(status, st.integers(0, 255), st.binary(max_size=300))
        | st.integers(0, 1295).map(lambda kept: status(0x90, bytes(1284))[:kept]),
    )
)
def test_any_answers_give_a_reading_or_silence(answers: dict[bytes, bytes]) -> None:
    try:
        reading = read_card(module(answers, found=False))
    except sam.ModuleSilent:
        return
    assert isinstance(reading, get_args(CardReading))
    assert not isinstance(reading, Holder) or reading.id_number == SECOND_GENERATION.id_number
