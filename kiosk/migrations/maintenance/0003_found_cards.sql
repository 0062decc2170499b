-- Cards left behind: when, which kind, what became of them. Never whose.
CREATE TABLE found_cards (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    found_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    found_by INTEGER NOT NULL,
    fate TEXT NOT NULL DEFAULT 'kept',
    settled_at TEXT,
    settled_by INTEGER
) STRICT
