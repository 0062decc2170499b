-- The print journal. Nothing in it says for whom or what was printed.
CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    reprint INTEGER NOT NULL CHECK (reprint IN (0, 1)),
    state TEXT NOT NULL,
    agreed_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT
