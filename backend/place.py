"""Where a service keeps its things: the database and the secret."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from backend.database import open_database, sqlite_url
from backend.service_secret import ServiceSecret, load_or_create


@dataclass(frozen=True, slots=True)
class Place:
    """A directory, and a database's URL where it is not the embedded one in that directory."""

    data: Path
    database: str | None = field(default=None, repr=False)

    def open(self) -> Engine:
        """The database, its tables up to date."""
        self._make()
        return open_database(self.database or sqlite_url(self.data / "backend.sqlite"))

    def secret(self) -> ServiceSecret:
        """The service's secret, made at the first call."""
        self._make()
        return load_or_create(self.data / "service.secret")

    def _make(self) -> None:
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
