"""How the service works on PostgreSQL, so that it behaves as on SQLite whatever a server is set to.

Transactions are READ COMMITTED: what must not happen twice is locked, row by row, where it is done.
"""

from __future__ import annotations

from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, ExceptionContext, event, func, select

ISOLATION = "READ COMMITTED"
CONNECT_SECONDS = 5
_LONGEST_WAIT = "5s"
"""For a lock: as long as SQLite waits for its own."""
_MIGRATIONS_LOCK = 0x59494E4C
"""An advisory lock, by a number that nothing else in the database takes."""


def prepare(engine: Engine) -> None:
    """Let every transaction of an engine begin, and every failure end, as the service needs it."""
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _leave_out_values)


def wait_for_migrations(connection: Connection) -> None:
    """Let one process at a time look at the tables and change them, however long it takes."""
    connection.execute(select(func.set_config("lock_timeout", "0", True)))
    connection.execute(select(func.pg_advisory_xact_lock(_MIGRATIONS_LOCK)))


def _begin(connection: Connection) -> None:
    wait_for_disk = connection.get_execution_options().get("durable", False)
    # A transaction's own settings, so that they also hold behind a pooler.
    connection.execute(
        select(
            func.set_config("synchronous_commit", "on" if wait_for_disk else "off", True),
            func.set_config("lock_timeout", _LONGEST_WAIT, True),
        )
    )


def _leave_out_values(context: ExceptionContext) -> None:
    """The server's DETAIL repeats the row that failed, and with it a name: it stays out of logs."""
    failure: Any = context.original_exception
    if isinstance(failure, psycopg.Error) and failure.diag.message_primary is not None:
        said = failure.diag.message_primary
        failure.args = (said,)
        if context.sqlalchemy_exception is not None:
            context.sqlalchemy_exception.args = (f"({type(failure).__name__}) {said}",)
