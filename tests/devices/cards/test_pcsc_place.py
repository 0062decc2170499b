"""One PC/SC reader's states, on a clock that is driven: what is reported, and what is dropped."""

from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smartcard import scard

from devices.cards.pcsc_place import Place, Work
from devices.cards.reader import CardLaid, CardLifted, ReaderEvent
from devices.cards.reading import Locked, NotReadable, NotThisKind, ReadFault

EMPTY = scard.SCARD_STATE_EMPTY
PRESENT = scard.SCARD_STATE_PRESENT
LATER = 100.0


def card(count: int) -> int:
    """The state of a present card after `count` insertions and removals."""
    state: int = PRESENT | count << 16
    return state


class Stage:
    """A place, the threads it was told to begin, and what it reported."""

    def __init__(self, laid: set[str] | None = None) -> None:
        self.reported: list[ReaderEvent] = []
        self.begun: list[Thread] = []
        self.place = Place(
            "reader",
            inserted=True,
            laid=set() if laid is None else laid,
            begin=self._begin,
            report=self.reported.append,
        )

    def _begin(self, _place: Place) -> Work:
        self.begun.append(Thread())
        return Work(self.begun[-1], deadline=5.0)


@pytest.fixture
def stage() -> Stage:
    return Stage()


def laid(cause: ReadFault) -> CardLaid:
    return CardLaid("reader", NotReadable(cause), inserted=True)


LIFTED = CardLifted("reader")


def test_a_card_swapped_between_two_looks_is_another_card(stage: Stage) -> None:
    stage.place.see(EMPTY, 0.0)
    stage.place.see(card(1), 0.0)
    stage.place.finished(stage.begun[0], Locked())
    stage.place.see(card(3), 1.0)
    stage.place.finished(stage.begun[1], NotThisKind())
    assert stage.reported == [
        CardLaid("reader", Locked(), inserted=True),
        LIFTED,
        CardLaid("reader", NotThisKind(), inserted=True),
    ]


def test_the_answer_of_a_card_that_was_swapped_meanwhile_is_dropped(stage: Stage) -> None:
    stage.place.see(card(1), 0.0)
    stage.place.see(card(3), 1.0)
    stage.place.finished(stage.begun[0], Locked())
    assert stage.reported == [laid(ReadFault.PULLED_OUT), LIFTED]


def test_a_late_answer_is_dropped(stage: Stage) -> None:
    stage.place.see(card(1), 0.0)
    stage.place.note_time(5.1)
    stage.place.finished(stage.begun[0], Locked())
    assert stage.reported == [laid(ReadFault.MUTE)]


def test_a_reader_is_silent_until_the_abandoned_thread_returns() -> None:
    mute = Event()
    thread = Thread(target=mute.wait)
    thread.start()
    place = Place(
        "reader",
        inserted=True,
        laid=set(),
        begin=lambda _: Work(thread, deadline=5.0),
        report=lambda _: None,
    )
    place.see(card(1), 0.0)
    place.note_time(5.1)
    assert place.silent
    mute.set()
    thread.join()
    assert not place.silent


def test_a_card_that_gives_no_answer_to_reset_is_mute(stage: Stage) -> None:
    stage.place.see(card(1) | scard.SCARD_STATE_MUTE, 0.0)
    assert stage.reported == [laid(ReadFault.MUTE)]
    assert not stage.begun


def test_a_reader_in_use_by_others_is_no_other_card(stage: Stage) -> None:
    stage.place.see(card(1), 0.0)
    stage.place.finished(stage.begun[0], Locked())
    stage.place.see(card(1) | scard.SCARD_STATE_INUSE, 1.0)
    assert len(stage.begun) == 1
    assert len(stage.reported) == 1


def test_a_reader_that_comes_back_is_given_time_to_find_its_card() -> None:
    stage = Stage(laid={"reader"})
    stage.place.see(EMPTY, 0.0)
    stage.place.note_time(1.0)
    stage.place.see(card(1), 1.5)
    stage.place.note_time(LATER)
    assert LIFTED not in stage.reported


def test_a_reader_that_comes_back_empty_has_lost_its_card() -> None:
    stage = Stage(laid={"reader"})
    stage.place.see(EMPTY, 0.0)
    stage.place.note_time(1.0)
    assert stage.reported == []
    stage.place.note_time(LATER)
    stage.place.note_time(LATER + 1)
    assert stage.reported == [LIFTED]


def test_only_a_reading_or_a_doubt_is_worth_another_look_soon() -> None:
    stage = Stage(laid={"reader"})
    place, soon = stage.place, []
    soon.append(place.under_way)
    place.see(EMPTY, 0.0)
    soon.append(place.under_way)
    place.note_time(LATER)
    soon.append(place.under_way)
    place.see(card(1), LATER)
    soon.append(place.under_way)
    place.finished(stage.begun[0], Locked())
    soon.append(place.under_way)
    assert soon == [False, True, False, True, False]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([EMPTY, PRESENT, scard.SCARD_STATE_UNAVAILABLE, 0]),
            st.integers(0, 3),
            st.booleans(),
        )
    )
)
def test_every_lift_follows_a_card(looks: list[tuple[int, int, bool]]) -> None:
    stage = Stage()
    for now, (state, count, answers) in enumerate(looks):
        stage.place.see(state | count << 16, float(now))
        if answers and stage.begun:
            stage.place.finished(stage.begun[-1], Locked())
        stage.place.note_time(float(now))
    for before, event in zip([LIFTED, *stage.reported], stage.reported, strict=False):
        assert not (isinstance(event, CardLifted) and isinstance(before, CardLifted))
