-- Calls for staff that nobody has acknowledged or withdrawn yet: they outlive a restart.
CREATE TABLE calls (
    id TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    since TEXT NOT NULL
) STRICT
