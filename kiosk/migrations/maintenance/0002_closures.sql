-- Until when the terminal is closed, and why; at most one row.
CREATE TABLE closures (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    reason TEXT NOT NULL,
    until TEXT NOT NULL
) STRICT
