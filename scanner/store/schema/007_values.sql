-- False alarms that speak of one value, known by its keyed hash.
ALTER TABLE alarm ADD COLUMN value TEXT NOT NULL DEFAULT '';
ALTER TABLE tally ADD COLUMN value TEXT NOT NULL DEFAULT '';
