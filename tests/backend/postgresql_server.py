"""A PostgreSQL server for tests: new, unprivileged, on a socket of its own, gone afterwards.

The machine's own clusters are neither started nor touched.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from signal import SIGINT
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import IO

import psycopg
from sqlalchemy import URL

OWNER = "yinling_tests"
STARTS_WITHIN = 60
_INSTALLED = Path("/usr/lib/postgresql")
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    # Nobody misses what a test wrote.
    "fsync": "off",
    "full_page_writes": "off",
    # As little as possible like SQLite, so that nothing leans on a server's habits.
    "timezone": "Asia/Shanghai",
    "default_transaction_isolation": "serializable",
    "synchronous_commit": "off",
}


def programs() -> Path | None:
    """Where the newest installed server's programs are; None where there is no server."""
    found = [each.parent for each in _INSTALLED.glob("*/bin/postgres")]
    return max(found, key=lambda each: int(each.parent.name), default=None)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    folder: Path
    programs: Path
    _numbers: Iterator[int]

    def url(self, database: str, role: str = OWNER) -> str:
        """How the service names one of its databases."""
        where = URL.create("postgresql", role, database=database, query={"host": str(self.folder)})
        return where.render_as_string()

    def new_database(self, template: str = "template0") -> str:
        """The name of a new database, a copy of ``template``."""
        name = f"district_{next(self._numbers)}"
        # A plain copy of files: with so small a template half the time of writing it to the log.
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever still has it open."""
        self.execute(f"DROP DATABASE {database} WITH (FORCE)")

    def execute(self, statement: str) -> None:
        """Do something as the server's owner."""
        where = f"host={self.folder} user={OWNER} dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_server() -> Iterator[Server]:
    """A new server, stopped at the end."""
    found = programs()
    assert found is not None
    with TemporaryDirectory(prefix="yinling-postgresql-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, _unprivileged().pw_name)
        _make_cluster(found, folder)
        process = subprocess.Popen(
            [*_as_unprivileged(), str(found / "postgres"), "-D", str(folder / "data")],
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            _wait_until_ready(process)
            yield Server(folder, found, count(1))
        finally:
            process.send_signal(SIGINT)
            process.wait(timeout=STARTS_WITHIN)


def _make_cluster(found: Path, folder: Path) -> None:
    subprocess.run(
        [
            *(*_as_unprivileged(), str(found / "initdb"), "--pgdata", str(folder / "data")),
            *("--username", OWNER, "--auth", "trust", "--no-sync", "--encoding", "UTF8"),
            # Sorts Chinese by sound and small letters before capitals, unlike SQLite.
            *("--locale-provider", "icu", "--icu-locale", "zh", "--locale", "C.UTF-8"),
        ],
        check=True,
        capture_output=True,
    )
    settings = {"unix_socket_directories": str(folder), **_SETTINGS}
    lines = "".join(f"{name} = '{value}'\n" for name, value in settings.items())
    with (folder / "data" / "postgresql.conf").open("a") as conf:
        conf.write(lines)


def _as_unprivileged() -> list[str]:
    """The server refuses root. Whatever ends us ends it: SIGINT shuts it down in order."""
    setpriv = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        owner = _unprivileged()
        setpriv += [f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
    return [*setpriv, "--"]


def _unprivileged() -> pwd.struct_passwd:
    return pwd.getpwnam("postgres")


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    """Until it says so; what it says later is read too, so that it never waits for us."""
    assert process.stderr is not None
    ready = Event()
    said: list[str] = []
    Thread(target=_listen, args=(process.stderr, said, ready), daemon=True).start()
    assert ready.wait(STARTS_WITHIN), "".join(said)
    assert process.poll() is None, "".join(said)


def _listen(stream: IO[str], said: list[str], ready: Event) -> None:
    with stream:
        for line in stream:
            said.append(line)
            if "ready to accept connections" in line:
                ready.set()
    ready.set()
