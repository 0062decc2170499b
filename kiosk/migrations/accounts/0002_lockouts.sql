-- Wrong tries in a row at one door (the service menu's password), and until when it stays shut.
CREATE TABLE lockouts (
    door TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    locked_until TEXT
) STRICT
