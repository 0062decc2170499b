"""The kiosk thread's loop."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import SystemClock
from kiosk.loop import Loop
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.parking_workers import ParkingWorkers


def a_loop() -> tuple[Loop, DrivenClock, list[BaseException]]:
    clock, errors = DrivenClock(), []  # type: DrivenClock, list[BaseException]
    return Loop(clock, ParkingWorkers(), errors.append), clock, errors


def test_tasks_run_in_the_order_they_were_posted() -> None:
    loop, _, _ = a_loop()
    ran: list[int] = []
    for number in range(5):
        loop.post(lambda number=number: ran.append(number))  # type: ignore[misc]
    loop.run_due()
    assert ran == [0, 1, 2, 3, 4]


@given(delays=st.lists(st.integers(0, 50), max_size=20), cancelled=st.sets(st.integers(0, 19)))
def test_timers_run_in_the_order_they_fall_due_unless_cancelled(
    delays: list[int], cancelled: set[int]
) -> None:
    loop, clock, _ = a_loop()
    ran: list[int] = []
    for number, delay in enumerate(delays):
        timer = loop.call_later(delay, lambda number=number: ran.append(number))  # type: ignore[misc]
        if number in cancelled:
            timer.cancel()
            timer.cancel()
    clock.advance(50)
    loop.run_due()
    left = [number for number in range(len(delays)) if number not in cancelled]
    assert ran == sorted(left, key=lambda number: (delays[number], number))


def test_an_error_is_told_and_the_rest_still_runs() -> None:
    loop, _, errors = a_loop()
    ran: list[str] = []
    loop.post(lambda: ran.append("before"))
    loop.post(lambda: [][0])
    loop.post(lambda: ran.append("after"))
    loop.run_due()
    assert ran == ["before", "after"]
    assert [type(error) for error in errors] == [IndexError]


def test_what_a_job_found_or_raised_comes_back_to_the_kiosk_thread() -> None:
    loop, _, _ = a_loop()
    threads: list[threading.Thread] = []
    answers: list[object] = []
    failure = ValueError()

    def fail() -> None:
        threads.append(threading.current_thread())
        raise failure

    loop.work(lambda: 7, answers.append)
    loop.work(fail, answers.append)
    assert answers == []
    loop.run_due()
    assert answers == [7, failure]
    assert threads[0] is not threading.current_thread()


def test_runs_until_it_is_stopped_from_elsewhere() -> None:
    errors: list[BaseException] = []
    loop = Loop(SystemClock(), ParkingWorkers(), errors.append)
    ran = threading.Event()

    def begin() -> None:
        loop.call_later(0.01, ran.set)

    thread = threading.Thread(target=loop.run)
    thread.start()
    loop.post(begin)
    assert ran.wait(10)
    loop.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert errors == []
