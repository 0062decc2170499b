"""What waits to be said: nothing is lost, nothing is said twice, and the urgent comes first."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech_queue import Priority, SpeechQueue

WAITING = st.lists(st.tuples(st.integers(), st.sampled_from(Priority)))
Numbered = list[tuple[int, Priority]]


def filled(waiting: Numbered) -> SpeechQueue[tuple[int, int]]:
    """Each item with its place, so that equal ones can be told apart."""
    queue: SpeechQueue[tuple[int, int]] = SpeechQueue()
    for place, (item, priority) in enumerate(waiting):
        queue.put([(place, item)], priority)
    return queue


def emptied(queue: SpeechQueue[tuple[int, int]]) -> Iterator[tuple[int, Priority]]:
    while (taken := queue.take()) is not None:
        (place, _item), priority = taken
        yield place, priority


def in_turn(waiting: Numbered) -> list[tuple[int, Priority]]:
    places = [(place, priority) for place, (_, priority) in enumerate(waiting)]
    return sorted(places, key=lambda each: -each[1])


@given(WAITING)
def test_all_is_said_once_the_urgent_first_and_else_in_its_order(waiting: Numbered) -> None:
    assert list(emptied(filled(waiting))) == in_turn(waiting)


@given(WAITING)
def test_what_comes_next_can_be_seen_without_taking_it(waiting: Numbered) -> None:
    queue = filled(waiting)
    seen = queue.peek()
    taken = queue.take()
    assert seen == (None if taken is None else taken[0])
    assert bool(waiting) is (taken is not None)


@given(WAITING, st.integers(), st.sampled_from(Priority))
def test_what_was_cut_is_the_first_of_its_priority(
    waiting: Numbered, item: int, priority: Priority
) -> None:
    queue = filled(waiting)
    queue.put_back((-1, item), priority)
    said = list(emptied(queue))
    assert next(each for each in said if each[1] is priority) == (-1, priority)
    assert [each for each in said if each[0] >= 0] == in_turn(waiting)


@given(WAITING)
def test_what_is_not_wanted_is_dropped_and_nothing_else(waiting: Numbered) -> None:
    queue = filled(waiting)
    queue.keep(lambda each: each[1] % 2 == 0)
    kept = [each for each in in_turn(waiting) if waiting[each[0]][0] % 2 == 0]
    assert list(emptied(queue)) == kept


@given(WAITING, st.sampled_from(Priority))
def test_one_priority_can_be_dropped(waiting: Numbered, dropped: Priority) -> None:
    queue = filled(waiting)
    queue.drop(dropped)
    assert list(emptied(queue)) == [each for each in in_turn(waiting) if each[1] is not dropped]


@given(WAITING)
def test_nothing_is_left_of_a_cleared_queue(waiting: Numbered) -> None:
    queue = filled(waiting)
    queue.clear()
    assert not queue
    assert queue.take() is None
