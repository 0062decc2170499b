"""Whatever a card answers, one of the known readings comes out, soon, and of nobody else."""

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from devices.cards.reading import CardReading, Holder
from devices.cards.social_security import read
from tests.devices.cards.script import NUMBER, ScriptedCard, second_generation

READINGS = get_args(CardReading)
MOST_COMMANDS = 500

status_words = st.integers(0, 0xFFFF) | st.sampled_from(
    [0x9000, 0x6108, 0x6C00, 0x6C20, 0x6982, 0x6A83, 0x6A86, 0x6283]
)


@given(st.data())
def test_any_answers_at_all(data: st.DataObject) -> None:
    sent = 0

    def transmit(_command: bytes) -> tuple[bytes, int]:
        nonlocal sent
        sent += 1
        return data.draw(st.binary(max_size=40)), data.draw(status_words)

    assert isinstance(read(transmit), READINGS)
    assert sent < MOST_COMMANDS


@given(st.sampled_from(sorted(second_generation())), st.binary(max_size=300), status_words)
def test_one_step_answered_with_anything(command: str, answer: bytes, status: int) -> None:
    answers = second_generation() | {command: answer.hex() + f"{status:04X}"}
    reading = read(ScriptedCard(answers).transmit)
    assert isinstance(reading, READINGS)
    assert not isinstance(reading, Holder) or reading.id_number == NUMBER


@given(st.sampled_from(sorted(second_generation())), st.data())
def test_one_record_cut_stretched_or_lying_about_its_length(
    command: str, data: st.DataObject
) -> None:
    sound = bytes.fromhex(second_generation()[command])[:-2]
    kept = sound[: data.draw(st.integers(0, len(sound)))] + data.draw(st.binary(max_size=4))
    declared = data.draw(st.integers(0, 255))
    answers = second_generation() | {
        command: (kept[:1] + bytes((declared,)) + kept[2:]).hex() + "9000"
    }
    reading = read(ScriptedCard(answers).transmit)
    assert isinstance(reading, READINGS)
    assert not isinstance(reading, Holder) or reading.id_number == NUMBER


@given(st.binary(max_size=50))
def test_any_name_is_text_that_can_be_shown_or_none(written: bytes) -> None:
    answers = second_generation()
    answers["00B2090020"] = (b"\x09" + bytes((len(written[:30]),)) + written[:30]).hex() + "9000"
    answers["00B24E0016"] = (b"\x4e" + bytes((len(written[30:]),)) + written[30:]).hex() + "9000"
    reading = read(ScriptedCard(answers).transmit)
    assert isinstance(reading, Holder)
    assert reading.name is None or (reading.name.isprintable() and reading.name.strip())
