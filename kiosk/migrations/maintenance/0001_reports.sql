-- Rounds of checks; findings are JSON without anything personal.
CREATE TABLE reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    made_at TEXT NOT NULL,
    account INTEGER,
    findings TEXT NOT NULL
) STRICT
