"""The terminal's one file: what it keeps through kills and damage, and what is in the journal."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.print_journal import JobKnown, PrintJournal, WrongStep
from kiosk.printing import JobState
from kiosk.store import Store, StoreFault, StoreTooNew
from tests.kiosk.driven_clock import DrivenClock

ROOT = Path(__file__).parent.parent.parent
JOB = "4b1f3a52-7c07-4a9e-8d0f-53c5b2c1d7aa"
OTHER_JOB = "a3d1e0a4-9f7f-4a31-8a52-0d9a4f3b6c11"


class Stumble(Exception):
    pass


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "kiosk.sqlite"


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock()


@pytest.fixture
def store(path: Path, clock: DrivenClock) -> Iterator[Store]:
    store = Store.open(path, clock)
    yield store
    store.close()


@pytest.fixture
def journal(store: Store, clock: DrivenClock) -> PrintJournal:
    return PrintJournal(store, clock)


class TestFile:
    def test_is_made_where_there_is_none_for_this_user_alone(
        self, store: Store, path: Path
    ) -> None:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert store.set_aside is None

    def test_writes_reach_the_disk_before_they_are_acknowledged(self, store: Store) -> None:
        with store.transaction() as transaction:
            assert transaction.row("PRAGMA journal_mode") == {"journal_mode": "wal"}
            full = 2
            assert transaction.row("PRAGMA synchronous") == {"synchronous": full}

    def test_what_raises_half_way_leaves_nothing(self, store: Store, journal: PrintJournal) -> None:
        journal.agree(JOB, reprint=False)
        with pytest.raises(Stumble):
            _delete_all_and_stumble(store)

        assert journal.find(JOB) is not None

    def test_threads_take_their_turns(self, store: Store) -> None:
        with store.transaction() as transaction:
            transaction.run("CREATE TABLE tally (n INTEGER)")
            transaction.run("INSERT INTO tally VALUES (0)")

        def count() -> None:
            for _ in range(20):
                with store.transaction() as transaction:
                    row = transaction.row("SELECT n FROM tally")
                    assert row is not None
                    transaction.run("UPDATE tally SET n = :n", n=row["n"] + 1)

        threads = [threading.Thread(target=count) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=10)
        with store.transaction() as transaction:
            assert transaction.row("SELECT n FROM tally") == {"n": 80}

    def test_an_error_of_the_database_is_a_store_fault_without_the_values(
        self, store: Store
    ) -> None:
        with pytest.raises(StoreFault) as fault, store.transaction() as transaction:
            transaction.run("INSERT INTO nowhere VALUES (:name)", name="曹桂英")
        assert str(fault.value) == "no such table: nowhere"
        assert "曹桂英" not in str(fault.value.__cause__)

    def test_a_place_that_cannot_be_written_is_a_store_fault(
        self, tmp_path: Path, clock: DrivenClock
    ) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(StoreFault, match="file"):
            Store.open(tmp_path / "file" / "kiosk.sqlite", clock)

    def test_a_file_that_somebody_holds_is_not_taken_for_damaged(
        self, path: Path, clock: DrivenClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Store.open(path, clock).close()
        monkeypatch.setattr("kiosk.store.BUSY_LIMIT_S", 0.01)
        holder = sqlite3.connect(path)
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        try:
            with pytest.raises(StoreFault, match="locked"):
                Store.open(path, clock)
        finally:
            holder.close()
        assert [each.name for each in path.parent.iterdir()] == [path.name]

    def test_importing_its_users_does_not_import_sqlalchemy(self) -> None:
        code = (
            "import sys, kiosk.print_journal, kiosk.maintenance.accounts;"
            "sys.exit('sqlalchemy' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


class TestMigrations:
    def test_are_applied_once_in_order_and_noted_per_owner(
        self, tmp_path: Path, path: Path, clock: DrivenClock
    ) -> None:
        _migration(tmp_path / "m/outbox/0001_outbox.sql", "CREATE TABLE outbox (id TEXT)")
        Store.open(path, clock, tmp_path / "m").close()
        _migration(tmp_path / "m/outbox/0002_sent.sql", "ALTER TABLE outbox ADD sent INTEGER")
        _migration(tmp_path / "m/cache/0001_cache.sql", "CREATE TABLE cache (id TEXT)")

        store = Store.open(path, clock, tmp_path / "m")
        with store.transaction() as transaction:
            rows = transaction.rows("SELECT owner, number FROM migrations ORDER BY rowid")
            transaction.run("INSERT INTO outbox VALUES ('a', 1)")
        store.close()

        assert [tuple(row.values()) for row in rows] == [
            ("outbox", 1),
            ("cache", 1),
            ("outbox", 2),
        ]

    def test_one_that_fails_leaves_the_file_as_it_was(
        self, tmp_path: Path, path: Path, clock: DrivenClock
    ) -> None:
        _migration(tmp_path / "m/a/0001_good.sql", "CREATE TABLE good (id TEXT)")
        _migration(tmp_path / "m/a/0002_bad.sql", "ALTER TABLE nowhere ADD x")
        with pytest.raises(StoreFault, match="nowhere"):
            Store.open(path, clock, tmp_path / "m")

        (tmp_path / "m/a/0002_bad.sql").unlink()
        Store.open(path, clock, tmp_path / "m").close()

    def test_a_file_of_a_newer_program_is_left_alone(
        self, tmp_path: Path, path: Path, clock: DrivenClock
    ) -> None:
        _migration(tmp_path / "m/a/0001_one.sql", "CREATE TABLE one (id TEXT)")
        Store.open(path, clock, tmp_path / "m").close()

        with pytest.raises(StoreTooNew):
            Store.open(path, clock)

    def test_one_under_a_wrong_name_is_an_error_of_the_program(
        self, tmp_path: Path, path: Path, clock: DrivenClock
    ) -> None:
        _migration(tmp_path / "m/a/first.sql", "CREATE TABLE one (id TEXT)")
        with pytest.raises(ValueError, match=r"first\.sql"):
            Store.open(path, clock, tmp_path / "m")


class TestDamage:
    def test_a_damaged_file_is_kept_beside_a_fresh_one(
        self, path: Path, clock: DrivenClock
    ) -> None:
        _with_one_job(path, clock)
        _scribble(path)
        damaged = path.read_bytes()

        store = Store.open(path, clock)
        assert store.set_aside == path.with_name("kiosk.sqlite.damaged-20260328T013000Z")
        assert store.set_aside.read_bytes() == damaged
        assert PrintJournal(store, clock).find(JOB) is None
        PrintJournal(store, clock).agree(JOB, reprint=False)
        store.close()

        reopened = Store.open(path, clock)
        assert reopened.set_aside is None
        reopened.close()

    def test_a_single_wrong_byte_in_an_index_is_damage_too(
        self, path: Path, clock: DrivenClock
    ) -> None:
        _with_one_job(path, clock)
        content = path.read_bytes()
        in_index = content.rindex(JOB.encode())
        assert content.index(JOB.encode()) != in_index
        path.write_bytes(content[:in_index] + b"5" + content[in_index + 1 :])

        store = Store.open(path, clock)
        assert store.set_aside is not None
        store.close()

    def test_two_damaged_files_of_one_second_are_both_kept(
        self, path: Path, clock: DrivenClock
    ) -> None:
        path.parent.mkdir()
        for content in (b"first" * 300, b"second" * 300):
            path.write_bytes(content)
            Store.open(path, clock).close()

        kept = [each.read_bytes() for each in path.parent.glob("*.damaged-*")]
        assert sorted(kept) == [b"first" * 300, b"second" * 300]

    def test_what_sqlite_keeps_beside_a_damaged_file_goes_with_it(
        self, path: Path, clock: DrivenClock
    ) -> None:
        _with_one_job(path, clock)
        with closing(sqlite3.connect(path)) as another:
            another.execute("UPDATE jobs SET reprint = 1").connection.commit()
            _scribble(path, from_page=3)
            log = path.with_name("kiosk.sqlite-wal").read_bytes()

            store = Store.open(path, clock)
            assert store.set_aside is not None
            kept = store.set_aside.with_name(store.set_aside.name + "-wal")
            assert kept.read_bytes() == log
            assert PrintJournal(store, clock).unfinished() == ()
            store.close()

    @given(rubbish=st.binary(min_size=1, max_size=300))
    @example(rubbish=b"SQLite format 3\x00" + bytes(84))
    @example(rubbish=b"SQLite format 3\x00" + b"\xff" * 4096)
    def test_no_file_keeps_the_kiosk_from_opening_its_store(
        self, rubbish: bytes, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        path = tmp_path_factory.mktemp("state") / "kiosk.sqlite"
        path.write_bytes(rubbish)

        store = Store.open(path, DrivenClock())
        PrintJournal(store, DrivenClock()).agree(JOB, reprint=False)
        store.close()


class TestJournal:
    def test_follows_a_job_from_agreement_to_outcome(
        self, journal: PrintJournal, clock: DrivenClock
    ) -> None:
        agreed_at = clock.now()
        journal.agree(JOB, reprint=True)
        assert [entry.job for entry in journal.unfinished()] == [JOB]
        clock.advance(2)
        journal.advance(JOB, JobState.SENT)
        clock.advance(3)
        journal.advance(JOB, JobState.PRINTED)

        entry = journal.find(JOB)
        assert entry is not None
        assert (entry.reprint, entry.state) == (True, JobState.PRINTED)
        assert (entry.agreed_at, entry.changed_at) == (agreed_at, clock.now())
        assert journal.unfinished() == ()

    def test_a_job_is_agreed_once(self, journal: PrintJournal) -> None:
        journal.agree(JOB, reprint=False)
        with pytest.raises(JobKnown):
            journal.agree(JOB, reprint=False)

    @pytest.mark.parametrize("outcome", [state for state in JobState if state.done])
    @pytest.mark.parametrize("later", list(JobState))
    def test_an_outcome_is_final(
        self, journal: PrintJournal, outcome: JobState, later: JobState
    ) -> None:
        journal.agree(JOB, reprint=False)
        if outcome is not JobState.NO_NUMBER:
            journal.advance(JOB, JobState.SENT)
        journal.advance(JOB, outcome)
        with pytest.raises(WrongStep):
            journal.advance(JOB, later)

    @pytest.mark.parametrize("claim", [JobState.PRINTED, JobState.HANDED_OVER])
    def test_nothing_is_printed_before_its_first_byte(
        self, journal: PrintJournal, claim: JobState
    ) -> None:
        journal.agree(JOB, reprint=False)
        with pytest.raises(WrongStep):
            journal.advance(JOB, claim)

    def test_a_job_nobody_agreed_to_cannot_advance(self, journal: PrintJournal) -> None:
        with pytest.raises(WrongStep):
            journal.advance(JOB, JobState.SENT)

    def test_at_a_start_everything_unfinished_becomes_unknown_and_nothing_else(
        self, journal: PrintJournal
    ) -> None:
        journal.agree(JOB, reprint=False)
        journal.advance(JOB, JobState.NOT_PRINTED)
        journal.agree(OTHER_JOB, reprint=False)

        assert journal.close_unfinished() == (OTHER_JOB,)
        assert _state(journal, JOB) is JobState.NOT_PRINTED
        assert _state(journal, OTHER_JOB) is JobState.UNKNOWN
        assert journal.close_unfinished() == ()


_KILLED_AFTER = """
import sys, time
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.print_journal import PrintJournal
from kiosk.printing import JobState
from kiosk.store import Store

path, job, *states = sys.argv[1:]
journal = PrintJournal(Store.open(Path(path), SystemClock()), SystemClock())
journal.agree(job, reprint=False)
for state in states:
    journal.advance(job, JobState(state))
print("done", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize(
    ("states", "found", "after_start"),
    [
        ([], JobState.AGREED, JobState.UNKNOWN),
        (["sent"], JobState.SENT, JobState.UNKNOWN),
        (["sent", "printed"], JobState.PRINTED, JobState.PRINTED),
    ],
)
def test_a_kill_loses_nothing_that_was_noted(
    path: Path,
    clock: DrivenClock,
    states: list[str],
    found: JobState,
    after_start: JobState,
) -> None:
    arguments = [sys.executable, "-c", _KILLED_AFTER, str(path), JOB, *states]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"done\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL

    store = Store.open(path, clock)
    journal = PrintJournal(store, clock)
    assert store.set_aside is None
    assert _state(journal, JOB) is found
    journal.close_unfinished()
    assert _state(journal, JOB) is after_start
    store.close()


def _state(journal: PrintJournal, job: str) -> JobState:
    entry = journal.find(job)
    assert entry is not None
    return entry.state


def _delete_all_and_stumble(store: Store) -> None:
    with store.transaction() as transaction:
        transaction.run("DELETE FROM jobs")
        raise Stumble


def _migration(file: Path, sql: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(sql)


def _with_one_job(path: Path, clock: DrivenClock) -> None:
    store = Store.open(path, clock)
    PrintJournal(store, clock).agree(JOB, reprint=False)
    store.close()


def _scribble(path: Path, from_page: int = 1) -> None:
    start = (from_page - 1) * 4096 + 100
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * (path.stat().st_size - start))
