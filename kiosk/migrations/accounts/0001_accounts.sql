-- Technicians. The number is never given twice, as the event log tells people by it.
CREATE TABLE accounts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT
