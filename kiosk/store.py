"""The one SQLite file of the terminal. Only this module knows SQLAlchemy.

Each owner (print journal, accounts ...) has a folder of numbered migrations under
``kiosk/migrations`` and a file of its own with its SQL, run through ``Store.transaction``. A
migration is one SQL statement; it and the note that it was applied are committed together.

What a transaction wrote is on the disk when its block ends (write-ahead log, full
synchronisation): neither a kill nor a power cut takes it back.

Importing SQLAlchemy and opening the file take a noticeable moment: never before the first page is
drawn, and never on the thread of the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from kiosk.clock import Clock

MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_LIMIT_S = 5.0

_MIGRATION_NAME = re.compile(r"(\d{4})_\w+\.sql")
_APPLIED = """
    CREATE TABLE IF NOT EXISTS migrations (
        owner TEXT NOT NULL, number INTEGER NOT NULL, applied_at TEXT NOT NULL,
        PRIMARY KEY (owner, number)
    ) STRICT
"""

Value = str | int | None
Row = dict[str, Any]


class StoreFault(Exception):
    """The file cannot be opened, read or written: disk full, no permission, locked for long."""


class StoreTooNew(StoreFault):
    """The file was made by a newer version of the program, which this one must not touch."""


class _Damaged(Exception):
    """SQLite says that the file is none of its own, or one with holes."""


class Transaction:
    """Statements that take effect together, once the block ends; all values are bound by name."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def run(self, sql: str, **values: Value) -> int:
        """Run a statement; answers how many rows it changed."""
        return int(self._connection.execute(text(sql), values).rowcount)

    def rows(self, sql: str, **values: Value) -> list[Row]:
        """All rows a query answers, by column name."""
        return [dict(row) for row in self._connection.execute(text(sql), values).mappings()]

    def row(self, sql: str, **values: Value) -> Row | None:
        """The first row a query answers."""
        first = self._connection.execute(text(sql), values).mappings().first()
        return None if first is None else dict(first)


class Store:
    """The open file. May be used from any thread; writers wait for one another.

    ``set_aside`` is where a damaged file was moved to by ``open``, None if nothing was wrong. It
    is the caller's to record that.
    """

    def __init__(self, engine: Engine, set_aside: Path | None) -> None:
        self._engine = engine
        self.set_aside = set_aside

    @classmethod
    def open(cls, path: Path, clock: Clock, migrations: Path = MIGRATIONS) -> Store:
        """Check the file, or make it, and bring it up to date.

        A damaged file is kept beside a fresh one, as ``NAME.damaged-TIME``. Raises ``StoreFault``.
        """
        set_aside = None
        try:
            try:
                engine = _open_sound(path)
            except _Damaged:
                set_aside = _move_aside(path, clock)
                engine = _open_sound(path)
        except OSError as error:
            raise StoreFault(f"{path}: {error.strerror}") from error
        store = cls(engine, set_aside)
        try:
            store._migrate(clock, migrations)
        except BaseException:
            store.close()
            raise
        return store

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A transaction: kept if the block ends, undone if it raises. Raises ``StoreFault``."""
        try:
            with self._engine.begin() as connection:
                yield Transaction(connection)
        except SQLAlchemyError as error:
            raise StoreFault(_reason(error)) from error

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _migrate(self, clock: Clock, folder: Path) -> None:
        with self.transaction() as transaction:
            transaction.run(_APPLIED)
            done = {
                (row["owner"], row["number"])
                for row in transaction.rows("SELECT owner, number FROM migrations")
            }
            known = _known_migrations(folder)
            if not done <= known.keys():
                raise StoreTooNew("made by a newer version of this program")
            for owner, number in sorted(known.keys() - done):
                transaction.run(known[owner, number])
                transaction.run(
                    "INSERT INTO migrations VALUES (:owner, :number, :now)",
                    owner=owner,
                    number=number,
                    now=clock.now().isoformat(),
                )


def _known_migrations(folder: Path) -> dict[tuple[str, int], str]:
    known = {}
    for file in folder.glob("*/*.sql"):
        name = _MIGRATION_NAME.fullmatch(file.name)
        if name is None:
            raise ValueError(f"{file} is not called NNNN_name.sql")
        known[file.parent.name, int(name[1])] = file.read_text(encoding="utf-8")
    return known


def _open_sound(path: Path) -> Engine:
    """Open the file, made where it is missing; raises ``_Damaged`` and ``StoreFault``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    engine = _engine(path)
    try:
        with engine.connect() as connection:
            verdict = connection.execute(text("PRAGMA integrity_check")).scalar()
    except OperationalError as error:
        engine.dispose()
        raise StoreFault(f"{path}: {_reason(error)}") from error
    except DatabaseError as error:
        engine.dispose()
        raise _Damaged from error
    if verdict != "ok":
        engine.dispose()
        raise _Damaged
    return engine


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_LIMIT_S, "isolation_level": None},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    # Python's driver begins by itself only before some statements, and a transaction that turns
    # from reading to writing half-way can fail as busy; so each takes its turn from its start.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _move_aside(path: Path, clock: Clock) -> Path:
    """Move the file and what SQLite keeps beside it, to a name no other file has."""
    aside = path.with_name(f"{path.name}.damaged-{clock.now():%Y%m%dT%H%M%SZ}")
    while aside.exists():
        aside = aside.with_name(aside.name + "x")
    for suffix in ("-wal", "-shm"):
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.replace(aside.with_name(aside.name + suffix))
    return path.replace(aside)


def _reason(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or type(error).__name__)
