"""Opening the database and bringing its tables up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects.postgresql import insert as insert_into_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_into_sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session

from backend import postgresql

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_MILLISECONDS = 5000
_POOL_SIZE = 8

ONE_AT_A_TIME: dict[str, Any] = {"key_share": True}
"""How a row is locked ``with_for_update`` to take turns: others may still refer to it. SQLite's
write lock does it there."""


class DatabaseUnusable(Exception):
    """It is neither SQLite nor PostgreSQL, does not answer, or may not be brought up to date."""


def open_database(url: str) -> Engine:
    """An engine on ``url`` whose tables are up to date; raises ``DatabaseUnusable``."""
    engine = connect(url)
    try:
        migrate(engine)
    except DBAPIError as reason:
        # The driver's own words alone: they hold neither statement nor password.
        raise DatabaseUnusable(f"the database cannot be used: {reason.orig}") from reason
    return engine


def connect(url: str) -> Engine:
    """An engine on ``url``; statements' parameters, which are personal, never enter its errors.

    Raises ``DatabaseUnusable`` where ``url`` names another kind of database, or none.
    """
    match _kind(url):
        case "sqlite":
            engine = _engine(url)
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        case "postgresql":
            engine = _engine(
                url,
                isolation_level=postgresql.ISOLATION,
                connect_args={"connect_timeout": postgresql.CONNECT_SECONDS},
            )
            postgresql.prepare(engine)
        case _:
            raise DatabaseUnusable("--database takes sqlite:///FILE or postgresql://...")
    return engine


def _kind(url: str) -> str | None:
    try:
        return make_url(url).get_backend_name()
    except ArgumentError:
        return None


def _engine(url: str, **options: Any) -> Engine:
    return create_engine(
        url, hide_parameters=True, pool_size=_POOL_SIZE, pool_pre_ping=True, **options
    )


def sqlite_url(path: Path) -> str:
    """The URL of an embedded database."""
    return make_url("sqlite://").set(database=str(path)).render_as_string()


def durable(engine: Engine) -> Engine:
    """The same database for what is acknowledged to a person: on disk before the answer.

    Audited reads do not wait for the disk; after a power cut their last rows may be missing.
    """
    return engine.execution_options(durable=True)


def insert_missing(session: Session, table: type[DeclarativeBase], **values: object) -> None:
    """Insert a row, unless somebody else has just done so."""
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = insert_into_postgresql if on_postgresql else insert_into_sqlite
    session.execute(insert(table).values(**values).on_conflict_do_nothing())


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with durable(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            postgresql.wait_for_migrations(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # Nearly every transaction writes, if only an audit row: taking the write lock at once means
    # waiting for it, where upgrading a read lock would fail.
    wait_for_disk = connection.get_execution_options().get("durable", False)
    connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if wait_for_disk else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
