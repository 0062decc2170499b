"""The supervisor keeps readers open, says how they are on change only, and ends when told."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from devices.cards.reader import (
    CardLaid,
    CardLifted,
    ReaderEvent,
    ReaderLost,
    ReaderStatus,
    StatusChanged,
)
from devices.cards.reading import Locked
from devices.supervisor import Supervisor

LAID = CardLaid("reader", Locked(), inserted=True)
LIFTED = CardLifted("reader")

Step = ReaderEvent | Exception


def status(status: ReaderStatus, reader: str = "reader") -> StatusChanged:
    return StatusChanged(reader, status)


READY, MISSING = status(ReaderStatus.READY), status(ReaderStatus.MISSING)


class PlannedReader:
    """A reader to which what is put into `plan` happens, in order; opening fails as planned."""

    def __init__(self, name: str = "reader", openings: tuple[Exception | None, ...] = ()) -> None:
        self.name = name
        self.plan: queue.SimpleQueue[Step] = queue.SimpleQueue()
        self.closings = 0
        self.closed = threading.Event()
        self._openings = iter(openings)

    def open(self) -> None:
        failure = next(self._openings, None)
        if failure is not None:
            raise failure

    def close(self) -> None:
        self.closings += 1
        self.closed.set()

    def wait_event(self, timeout_s: float) -> ReaderEvent | None:
        try:
            step = self.plan.get(timeout=timeout_s)
        except queue.Empty:
            return None
        if isinstance(step, Exception):
            raise step
        return step


class Report:
    def __init__(self) -> None:
        self._events: queue.SimpleQueue[ReaderEvent] = queue.SimpleQueue()

    def __call__(self, event: ReaderEvent) -> None:
        self._events.put(event)

    def next(self) -> ReaderEvent:
        return self._events.get(timeout=5.0)

    def empty(self) -> bool:
        return self._events.empty()


@pytest.fixture
def report() -> Report:
    return Report()


Supervise = Callable[..., Supervisor]


@pytest.fixture
def supervise(report: Report) -> Iterator[Supervise]:
    started: list[Supervisor] = []

    def start(*readers: PlannedReader) -> Supervisor:
        supervisor = Supervisor(readers, report, first_wait_s=0.001, longest_wait_s=0.01)
        supervisor.start()
        started.append(supervisor)
        return supervisor

    yield start
    for supervisor in started:
        supervisor.close()


def test_passes_events_on_in_order(supervise: Supervise, report: Report) -> None:
    reader = PlannedReader()
    reader.plan.put(LAID)
    reader.plan.put(LIFTED)
    supervise(reader)
    assert [report.next() for _ in range(3)] == [READY, LAID, LIFTED]


def test_opens_again_what_was_lost(supervise: Supervise, report: Report) -> None:
    reader = PlannedReader()
    reader.plan.put(ReaderLost(ReaderStatus.MISSING))
    reader.plan.put(LAID)
    supervisor = supervise(reader)
    assert [report.next() for _ in range(4)] == [READY, MISSING, READY, LAID]
    assert supervisor.statuses() == {"reader": ReaderStatus.READY}
    assert reader.closings == 1


def test_a_status_is_reported_only_when_it_changes(supervise: Supervise, report: Report) -> None:
    missing = ReaderLost(ReaderStatus.MISSING)
    reader = PlannedReader(openings=(missing, missing, missing, missing))
    reader.plan.put(LAID)
    supervise(reader)
    assert [report.next() for _ in range(3)] == [MISSING, READY, LAID]


def test_a_mistake_in_a_driver_costs_no_reader(
    supervise: Supervise, report: Report, caplog: pytest.LogCaptureFixture
) -> None:
    reader = PlannedReader()
    reader.plan.put(ZeroDivisionError())
    reader.plan.put(LAID)
    with caplog.at_level(logging.ERROR):
        supervise(reader)
        events = [report.next() for _ in range(4)]
    assert events == [READY, status(ReaderStatus.FAULT), READY, LAID]
    assert "reader reader failed unexpectedly" in caplog.text


def test_one_lost_reader_does_not_disturb_another(supervise: Supervise, report: Report) -> None:
    gone = PlannedReader("gone", openings=tuple([ReaderLost(ReaderStatus.MISSING)] * 1000))
    sound = PlannedReader("sound")
    supervise(gone, sound)
    assert {report.next(), report.next()} == {
        status(ReaderStatus.MISSING, "gone"),
        status(ReaderStatus.READY, "sound"),
    }
    sound.plan.put(LAID)
    assert report.next() == LAID


def test_a_paused_supervisor_lets_go_of_its_readers_until_it_resumes(
    supervise: Supervise, report: Report
) -> None:
    reader = PlannedReader()
    supervisor = supervise(reader)
    assert report.next() == READY
    supervisor.pause()
    assert reader.closed.wait(5.0)
    reader.plan.put(LAID)
    assert report.empty()
    supervisor.resume()
    assert report.next() == LAID


def test_a_paused_supervisor_can_be_closed(supervise: Supervise, report: Report) -> None:
    before = threading.active_count()
    reader = PlannedReader()
    supervisor = supervise(reader)
    report.next()
    supervisor.pause()
    assert reader.closed.wait(5.0)
    supervisor.close()
    assert threading.active_count() == before


def test_closing_ends_its_threads_and_closes_its_readers(
    supervise: Supervise, report: Report
) -> None:
    before = threading.active_count()
    readers = [PlannedReader("one"), PlannedReader("two")]
    supervisor = supervise(*readers)
    report.next(), report.next()
    supervisor.close()
    assert threading.active_count() == before
    assert [reader.closings for reader in readers] == [1, 1]


def test_closing_waits_for_no_reader_beyond_its_limit(report: Report) -> None:
    release = threading.Event()

    class Stuck(PlannedReader):
        def wait_event(self, timeout_s: float) -> ReaderEvent | None:
            release.wait()
            return LAID

    supervisor = Supervisor([Stuck()], report)
    supervisor.start()
    assert report.next() == READY
    began = time.monotonic()
    supervisor.close(limit_s=0.1)
    assert time.monotonic() - began < 1.0
    release.set()
    supervisor.close()
    assert report.empty(), "nothing is reported after closing"


def test_two_readers_of_one_name_are_refused(report: Report) -> None:
    with pytest.raises(ValueError, match="name of its own"):
        Supervisor([PlannedReader(), PlannedReader()], report)
