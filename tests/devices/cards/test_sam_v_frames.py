"""Frames of the SAM_V module: the published examples, and streams of every kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.sam_v_frames import KEPT, Answer, FrameDecoder, Garbled, command_frame

FOUND = bytes.fromhex("AAAAAA96690008 00009F 00000000 97")
NO_CARD = bytes.fromhex("AAAAAA96690004 000080 84")
SELECTED = bytes.fromhex("AAAAAA9669000C 000090 0000000000000000 9C")
READ_FAILED = bytes.fromhex("AAAAAA96690004 000041 45")


def frame(status: int, data: bytes) -> bytes:
    body = (len(data) + 4).to_bytes(2, "big") + bytes((0, 0, status)) + data
    check = 0
    for byte in body:
        check ^= byte
    return bytes.fromhex("AAAAAA9669") + body + bytes((check,))


@pytest.mark.parametrize(
    ("command", "sent"),
    [
        ((0x11, 0xFF), "AAAAAA9669000311FFED"),
        ((0x20, 0x01), "AAAAAA966900032001 22"),
        ((0x20, 0x02), "AAAAAA966900032002 21"),
        ((0x30, 0x01), "AAAAAA966900033001 32"),
        ((0x30, 0x03), "AAAAAA966900033003 30"),
    ],
)
def test_commands_as_published(command: tuple[int, int], sent: str) -> None:
    assert command_frame(*command) == bytes.fromhex(sent)


def test_answers_as_published() -> None:
    assert FrameDecoder().feed(FOUND + NO_CARD + SELECTED + READ_FAILED) == [
        Answer(0x9F, bytes(4)),
        Answer(0x80, b""),
        Answer(0x90, bytes(8)),
        Answer(0x41, b""),
    ]


def test_keeps_the_text_and_drops_the_photo() -> None:
    text, photo = bytes(range(256)), b"\xd8" * 1024
    read = frame(0x90, bytes.fromhex("01000400") + text + photo)
    assert len(read) == 1295
    decoder = FrameDecoder()
    (answer,) = decoder.feed(read)
    assert answer == Answer(0x90, bytes.fromhex("01000400") + text)
    assert b"\xd8" not in repr(vars(decoder)).encode()


def test_an_answer_does_not_show_its_data() -> None:
    assert repr(Answer(0x90, b"personal")) == "Answer(status=144)"


@pytest.mark.parametrize("at", range(7, len(SELECTED)))
def test_a_wrong_byte_is_garbled_and_the_next_frame_is_found(at: int) -> None:
    wrong = SELECTED[:at] + bytes((SELECTED[at] ^ 0x40,)) + SELECTED[at + 1 :]
    assert FrameDecoder().feed(wrong + NO_CARD) == [Garbled(), Answer(0x80, b"")]


@pytest.mark.parametrize("length", ["0000", "0003", "1001", "FFFF"])
def test_an_impossible_length_is_noise(length: str) -> None:
    lie = bytes.fromhex("AAAAAA9669" + length)
    assert FrameDecoder().feed(lie + NO_CARD) == [Answer(0x80, b"")]


def test_forgets_half_a_frame() -> None:
    decoder = FrameDecoder()
    decoder.feed(SELECTED[:9])
    decoder.forget()
    assert decoder.feed(NO_CARD) == [Answer(0x80, b"")]


frames = st.builds(frame, st.integers(0, 255), st.binary(max_size=300))
noise = st.binary(max_size=20).filter(lambda noise: b"\x96" not in noise)


@given(st.lists(st.tuples(noise, frames), max_size=4), st.data())
def test_finds_every_frame_in_noise_and_in_any_pieces(
    stream: list[tuple[bytes, bytes]], data: st.DataObject
) -> None:
    received = b"".join(before + sent for before, sent in stream)
    decoder, found = FrameDecoder(), []
    while received:
        size = data.draw(st.integers(1, len(received)))
        found += decoder.feed(received[:size])
        received = received[size:]
    assert found == [Answer(sent[9], sent[10:-1][:KEPT]) for _, sent in stream]


@given(st.lists(st.binary(max_size=200)))
def test_never_fails_and_never_hoards(pieces: list[bytes]) -> None:
    decoder = FrameDecoder()
    for piece in pieces:
        for answer in decoder.feed(piece):
            assert isinstance(answer, Garbled) or len(answer.data) <= KEPT
    assert len(vars(decoder)["_stream"]) <= 7 + 4096
