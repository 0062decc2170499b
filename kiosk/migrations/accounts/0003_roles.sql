-- Whoever had an account before there were roles keeps every right.
ALTER TABLE accounts ADD COLUMN role TEXT NOT NULL DEFAULT 'technician'
