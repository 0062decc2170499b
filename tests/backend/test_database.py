"""The tables, and the migrations that make them."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Table as SqlTable
from sqlalchemy import UniqueConstraint, create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

import backend.migrations
from backend.database import durable, migrate, open_database, sqlite_url
from backend.tables import Table

KNOWN_BEFORE_THE_DISTRICT_IS = {"ix_terminals_key_id"}
OF_NO_DISTRICT = {"districts", "login_tries", "policy_changes"}
"""Whoever tries names at the staff's door need not be of any; the policy is the whole service's."""


def tenant_tables() -> list[SqlTable]:
    return [t for t in Table.metadata.tables.values() if t.name not in OF_NO_DISTRICT]


def test_the_migrations_make_exactly_the_tables(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path / "new.sqlite"))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
    migrate(engine)
    engine.dispose()


def test_the_district_leads_every_key() -> None:
    for table in tenant_tables():
        keys = [table.primary_key.columns]
        keys += [c.columns for c in table.constraints if isinstance(c, UniqueConstraint)]
        keys += [i.columns for i in table.indexes if i.name not in KNOWN_BEFORE_THE_DISTRICT_IS]
        for columns in keys:
            assert next(iter(columns)).name == "district_id", table.name


def test_every_table_can_be_made_on_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in Table.metadata.sorted_tables:
        statement = str(CreateTable(table).compile(dialect=dialect))
        assert "FLOAT" not in statement
        assert "TIMESTAMP WITHOUT" not in statement


def test_a_migration_can_be_taken_back(tmp_path: Path) -> None:
    engine = create_engine(sqlite_url(tmp_path / "new.sqlite"))
    migrate(engine)
    config = Config()
    config.set_main_option("script_location", str(Path(backend.migrations.__path__[0])))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_what_is_acknowledged_waits_for_the_disk(tmp_path: Path) -> None:
    engine = open_database(sqlite_url(tmp_path / "new.sqlite"))
    for chosen, level in ((engine, 1), (durable(engine), 2), (engine, 1)):
        with chosen.begin() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == level
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()
