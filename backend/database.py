"""Opening the database and bringing its tables up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_MILLISECONDS = 5000
_POOL_SIZE = 8


def open_database(url: str) -> Engine:
    """An engine on ``url`` whose tables are up to date."""
    engine = connect(url)
    migrate(engine)
    return engine


def connect(url: str) -> Engine:
    """An engine on ``url``; statements' parameters, which are personal, never enter its errors."""
    engine = create_engine(url, hide_parameters=True, pool_size=_POOL_SIZE, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def sqlite_url(path: Path) -> str:
    """The URL of an embedded database."""
    return make_url("sqlite://").set(database=str(path)).render_as_string()


def durable(engine: Engine) -> Engine:
    """The same database for what is acknowledged to a person: on disk before the answer.

    Audited reads do not wait for the disk; after a power cut their last rows may be missing.
    """
    return engine.execution_options(durable=True)


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
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
