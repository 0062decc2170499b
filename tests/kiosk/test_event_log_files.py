"""The event log on the disk: a file a day, kept long enough, and never altered by the program."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.event_catalogue import the_catalogue
from kiosk.event_chain import read_entry
from kiosk.event_log import EventLog
from kiosk.log_file import KEPT_DAYS, LogFile, log_files
from kiosk.log_keeping import INTERVAL_S, LogKeeping
from kiosk.log_verification import Report, verify
from kiosk.loop import Loop
from tests.kiosk.driven_clock import DrivenClock
from tests.kiosk.parking_workers import ParkingWorkers

DAY_S = 86_400
CATALOGUE = the_catalogue()
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


class Terminal:
    """What of a terminal has to do with its log, from start to stop."""

    def __init__(self, folder: Path, clock: DrivenClock, *, size_limit: int = 10**9) -> None:
        self.folder = folder
        self.errors: list[BaseException] = []
        self.loop = Loop(clock, ParkingWorkers(), self.errors.append)
        self.file = LogFile(folder)
        self.log = EventLog(
            clock,
            self.file.write,
            after=self.file.head,
            sign=KEY.sign,
            strict=True,
            catalogue=CATALOGUE,
        )
        self.keeping = LogKeeping(
            self.loop, self.log, self.file, KEY.public_key(), size_limit=size_limit
        )
        self.keeping.start()
        self.log.record("kiosk.started")
        self.loop.run_due()

    def stop(self) -> None:
        self.log.record("kiosk.stopped", reason="signal")
        self.keeping.close()
        self.file.close()


def entries(folder: Path) -> list[dict[str, Any]]:
    lines = [line for path in log_files(folder) for line in path.read_bytes().split(b"\n")]
    return [entry for line in lines if (entry := read_entry(line)) is not None]


def codes(folder: Path) -> list[str]:
    return [entry["code"] for entry in entries(folder)]


def verified(folder: Path) -> Report:
    sources = [(path.name, path.read_bytes()) for path in log_files(folder)]
    return verify(sources, KEY.public_key())


class TestFiles:
    def test_numbers_and_chain_go_on_after_a_restart(self, tmp_path: Path) -> None:
        for _ in range(2):
            terminal = Terminal(tmp_path, DrivenClock())
            terminal.stop()

        numbers = [entry["number"] for entry in entries(tmp_path)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert verified(tmp_path) == Report([], [], 7, terminal.log.head, 7)

    def test_every_day_has_its_file_also_where_the_clock_is_set_back(self, tmp_path: Path) -> None:
        clock = DrivenClock()
        terminal = Terminal(tmp_path, clock)
        clock.advance(DAY_S)
        terminal.log.record("visit.began")
        clock.set_wall(datetime(2026, 3, 28, 9, tzinfo=UTC))
        terminal.log.record("visit.began")
        terminal.stop()

        assert [path.name for path in log_files(tmp_path)] == [
            "events-000000001-2026-03-28.jsonl",
            "events-000000002-2026-03-29.jsonl",
            "events-000000003-2026-03-28.jsonl",
        ]
        assert verified(tmp_path).findings == []

    def test_nobody_else_may_read_it(self, tmp_path: Path) -> None:
        Terminal(tmp_path, DrivenClock()).stop()
        assert [path.stat().st_mode & 0o077 for path in log_files(tmp_path)] == [0]

    @given(rubbish=st.binary(max_size=200))
    @example(rubbish=b"[" * 100_000)
    @example(rubbish=b'{"number": -1}\n{"number": true}\n["number"]\n')
    def test_rubbish_in_the_file_never_stops_the_log(
        self, rubbish: bytes, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        folder = tmp_path_factory.mktemp("log")
        (folder / "events-000000001-2026-03-28.jsonl").write_bytes(rubbish)
        terminal = Terminal(folder, DrivenClock())
        terminal.stop()
        assert terminal.errors == []
        assert codes(folder)[-2:] == ["kiosk.stopped", "log.signed"]

    def test_a_line_the_disk_has_no_room_for_leaves_nothing_behind(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        terminal = Terminal(tmp_path, DrivenClock())
        (path,) = log_files(tmp_path)
        with room_for(path.stat().st_size + 20):
            terminal.log.record("visit.began")
        terminal.log.record("visit.began")
        terminal.stop()

        report = verified(tmp_path)
        assert "was not written" in capsys.readouterr().err
        assert report.findings == []
        assert any("never written" in note for note in report.notes)


class TestPowerCut:
    def test_a_torn_last_line_stays_and_is_told(self, tmp_path: Path) -> None:
        Terminal(tmp_path, DrivenClock()).stop()
        (path,) = log_files(tmp_path)
        whole = path.read_bytes()
        path.write_bytes(whole + b'{"number":9,"at":"2026-0')
        assert verified(tmp_path).findings == []
        assert "tore 24 bytes" in verified(tmp_path).notes[0]

        Terminal(tmp_path, DrivenClock()).stop()

        torn = next(entry for entry in entries(tmp_path) if entry["code"] == "log.torn")
        assert path.read_bytes().startswith(whole + b'{"number":9,"at":"2026-0\n')
        assert torn["bytes"] == 24
        assert verified(tmp_path).findings == []
        assert "log.damaged" not in codes(tmp_path)

    @settings(max_examples=40)
    @given(data=st.data())
    def test_wherever_it_cuts_the_log_goes_on_sound(
        self, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        folder = tmp_path_factory.mktemp("log")
        clock = DrivenClock()
        for _ in range(data.draw(st.integers(1, 3), label="power cuts")):
            Terminal(folder, clock).stop()
            clock.advance(data.draw(st.sampled_from([60, DAY_S])))
            newest = log_files(folder)[-1]
            size = newest.stat().st_size
            kept = data.draw(st.integers(0, size), label="bytes on the disk")
            newest.write_bytes(newest.read_bytes()[:kept])
        Terminal(folder, clock).stop()

        assert verified(folder).findings == []
        assert "log.damaged" not in codes(folder)

    def test_bytes_of_zero_at_the_end_are_torn_too(self, tmp_path: Path) -> None:
        Terminal(tmp_path, DrivenClock()).stop()
        with log_files(tmp_path)[0].open("ab") as file:
            file.write(b"\0" * 512)
        Terminal(tmp_path, DrivenClock()).stop()
        assert verified(tmp_path).findings == []
        assert "tore 512 bytes" in verified(tmp_path).notes[0]


class TestKeeping:
    def test_it_signs_every_ten_minutes_where_something_happened_and_at_the_stop(
        self, tmp_path: Path
    ) -> None:
        clock = DrivenClock()
        terminal = Terminal(tmp_path, clock)
        for _ in range(3):
            clock.advance(INTERVAL_S)
            terminal.loop.run_due()
        terminal.log.record("visit.began")
        clock.advance(INTERVAL_S)
        terminal.loop.run_due()
        terminal.stop()

        assert codes(tmp_path) == [
            "kiosk.started",
            "log.signed",
            "visit.began",
            "log.signed",
            "kiosk.stopped",
            "log.signed",
        ]
        assert verified(tmp_path).signed_through == 6

    def test_what_is_younger_than_200_days_is_kept_and_older_days_go_with_a_word(
        self, tmp_path: Path
    ) -> None:
        clock = DrivenClock()
        terminal = Terminal(tmp_path, clock)
        for _ in range(KEPT_DAYS + 20):
            clock.advance(DAY_S)
            terminal.log.record("visit.began")
            terminal.loop.run_due()
        terminal.stop()

        first = log_files(tmp_path)[0].name[-16:-6]
        assert first == str(clock.now().date() - timedelta(days=KEPT_DAYS))
        assert verified(tmp_path).findings == []
        assert "dropped, the time over" in verified(tmp_path).notes[0]

    def test_a_clock_that_jumps_ahead_costs_nothing(self, tmp_path: Path) -> None:
        clock = DrivenClock()
        terminal = Terminal(tmp_path, clock)
        for _ in range(30):
            clock.advance(DAY_S)
            terminal.log.record("visit.began")
        clock.set_wall(datetime(2099, 1, 1, tzinfo=UTC))
        assert terminal.file.outlived(date(2099, 1, 1)) == []
        terminal.stop()

    def test_too_large_a_log_raises_an_alarm_once_a_day_and_loses_nothing(
        self, tmp_path: Path
    ) -> None:
        clock = DrivenClock()
        terminal = Terminal(tmp_path, clock, size_limit=100)
        for _ in range(3):
            clock.advance(INTERVAL_S)
            terminal.loop.run_due()
        assert codes(tmp_path).count("log.large") == 1
        clock.advance(DAY_S)
        terminal.loop.run_due()
        terminal.stop()

        assert codes(tmp_path).count("log.large") == 2
        assert entries(tmp_path)[0]["number"] == 1

    def test_a_log_that_was_altered_overnight_is_told_at_the_start(self, tmp_path: Path) -> None:
        Terminal(tmp_path, DrivenClock()).stop()
        (path,) = log_files(tmp_path)
        path.write_bytes(path.read_bytes().replace(b"kiosk.started", b"visit.began"))
        Terminal(tmp_path, DrivenClock()).stop()

        (told,) = [entry for entry in entries(tmp_path) if entry["code"] == "log.damaged"]
        assert told["findings"] == 1


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond ``size`` bytes, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
