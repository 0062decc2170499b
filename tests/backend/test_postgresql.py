"""On a real PostgreSQL server: the tables, what is kept, who may do what, and a back-up."""

from __future__ import annotations

import subprocess
import traceback
from pathlib import Path

import pytest
import requests
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

import backend.migrations
from backend import commands
from backend.database import connect, durable, open_database
from backend.demo.people import CAO
from backend.gateway import LocalGateway
from backend.tables import FeeItemRow, RetireeRow, Table
from kiosk.terminal_key import TerminalKey
from tests.backend.demo_service import HERE, holder, service_on
from tests.backend.postgresql_server import Server
from tests.backend.test_commands import serving
from tests.kiosk.driven_clock import DrivenClock


def test_the_migrations_make_exactly_the_tables_and_can_be_taken_back(server: Server) -> None:
    engine = open_database(server.url(server.new_database()))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
    config = Config()
    config.set_main_option("script_location", str(Path(backend.migrations.__path__[0])))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_what_is_acknowledged_waits_for_the_disk_whatever_the_server_says(
    postgresql_url: str,
) -> None:
    engine = connect(postgresql_url)
    for chosen, waits in ((engine, "off"), (durable(engine), "on"), (engine, "off")):
        with chosen.begin() as connection:
            assert connection.execute(text("SHOW synchronous_commit")).scalar() == waits
            assert connection.execute(text("SHOW transaction_isolation")).scalar() == (
                "read committed"
            )
            assert connection.execute(text("SHOW lock_timeout")).scalar() == "5s"
    engine.dispose()


def test_no_failure_repeats_what_was_to_be_written(postgresql_url: str) -> None:
    engine = connect(postgresql_url)
    with pytest.raises(DBAPIError) as failed, Session(engine) as session, session.begin():
        session.execute(update(RetireeRow).where(RetireeRow.name == CAO.name).values(state="x"))
    said = "".join(traceback.format_exception(failed.value))
    assert "ck_retirees_state" in said
    assert CAO.name not in said
    engine.dispose()


def test_years_are_whole_numbers(postgresql_url: str, clock: DrivenClock, key: TerminalKey) -> None:
    service = service_on(postgresql_url, clock, key)
    visit = LocalGateway(service, HERE).open_visit(holder(CAO))
    pension = visit.pension()
    assert pension is not None
    assert {type(year) for year in (*visit.reimbursement_years(), *pension.years)} == {int}
    service.engine.dispose()


def test_a_role_that_only_serves_cannot_change_the_audit_or_the_tables(
    server: Server, postgresql_url: str, clock: DrivenClock, key: TerminalKey
) -> None:
    owner = connect(postgresql_url)
    with owner.begin() as connection:
        for statement in (
            "CREATE ROLE serves LOGIN",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO serves",
            "REVOKE UPDATE, DELETE ON audit, policy_changes, alembic_version FROM serves",
        ):
            connection.execute(text(statement))
    name = owner.url.database
    assert name is not None
    service = service_on(server.url(name, "serves"), clock, key)
    assert LocalGateway(service, HERE).open_visit(holder(CAO)).coming
    for forbidden in ("DELETE FROM audit", "UPDATE audit SET record = ''", "DROP TABLE audit"):
        with pytest.raises(DBAPIError), service.engine.begin() as connection:
            connection.execute(text(forbidden))
    service.engine.dispose()
    owner.dispose()


def test_a_back_up_brings_everything_back(
    server: Server, postgresql_url: str, tmp_path: Path, clock: DrivenClock, key: TerminalKey
) -> None:
    copy = server.url(server.new_database())
    dump = tmp_path / "yinling.dump"
    run(server, "pg_dump", "--format=custom", f"--file={dump}", f"--dbname={postgresql_url}")
    run(server, "pg_restore", "--exit-on-error", f"--dbname={copy}", str(dump))
    counts = []
    for url in (postgresql_url, copy):
        engine = open_database(url)
        with Session(engine) as session:
            counts.append(session.scalar(select(func.count()).select_from(FeeItemRow)))
        engine.dispose()
    assert counts[0]
    assert counts[0] == counts[1]
    restored = service_on(copy, clock, key)
    assert LocalGateway(restored, HERE).open_visit(holder(CAO)).retiree.name == CAO.name
    restored.engine.dispose()


def test_is_served_by_its_url(server: Server, tmp_path: Path) -> None:
    url = server.url(server.new_database())
    named = ["--database", url]
    assert commands.main(["migrate", *named]) == 0
    assert commands.main(["add-district", *named, "--id", "320612", "--name", "通州区"]) == 0
    with serving(tmp_path, *named) as (_, line):
        health = requests.get(f"{line.split()[-1]}/v1/health", timeout=30).json()
        assert health == {"demo": False, "status": "ok"}
    assert not (tmp_path / "data" / "backend.sqlite").exists()


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("mysql://somewhere/yinling", "sqlite:///FILE or postgresql://"),
        ("yinling", "sqlite:///FILE or postgresql://"),
        ("postgresql://yinling:geheim@/yinling?host=/nowhere", "the database cannot be used"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_in_one_line(
    url: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["migrate", "--database", url]) == 1
    said = capsys.readouterr().err
    assert complaint in said
    assert "geheim" not in said


def run(server: Server, program: str, *options: str) -> None:
    subprocess.run([str(server.programs / program), *options], check=True, timeout=60)
