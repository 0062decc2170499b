"""Where a service keeps its things: the database and the secret."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from backend.database import durable, open_database, sqlite_url
from backend.service_secret import ServiceSecret, load_or_create


@dataclass(frozen=True, slots=True)
class Place:
    """A directory, and a database's URL where it is not the embedded one in that directory."""

    data: Path
    database: str | None = field(default=None, repr=False)

    def open(self) -> Engine:
        """The database, its tables up to date; raises ``DatabaseUnusable``."""
        if self.database is not None:
            return open_database(self.database)
        self._make()
        return open_database(sqlite_url(self.data / "backend.sqlite"))

    @contextmanager
    def session(self) -> Iterator[Session]:
        """The database for one command: what it commits is on disk when the command ends."""
        engine = self.open()
        try:
            with Session(durable(engine)) as session:
                yield session
        finally:
            engine.dispose()

    def secret(self) -> ServiceSecret:
        """The service's secret, made at the first call."""
        self._make()
        return load_or_create(self.data / "service.secret")

    def _make(self) -> None:
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
