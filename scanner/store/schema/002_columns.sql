-- Distinct values are kept by column, so that tables can be found that share a key.  What
-- an earlier version had counted is gone, and every file is examined anew in any case.
DROP TABLE total;
CREATE TABLE total (
    file INTEGER NOT NULL,
    entity TEXT NOT NULL,
    count INTEGER NOT NULL,
    "distinct" INTEGER NOT NULL,
    exact INTEGER NOT NULL,
    PRIMARY KEY (file, entity)
) WITHOUT ROWID;

-- The keyed hashes of an entity's distinct values in one column, or in all running text of
-- a file, whose part and field are empty.
CREATE TABLE keyset (
    file INTEGER NOT NULL,
    part TEXT NOT NULL,
    field TEXT NOT NULL,
    entity TEXT NOT NULL,
    keys BLOB NOT NULL,
    PRIMARY KEY (file, part, field, entity)
);
CREATE INDEX keyset_entity ON keyset (entity);

-- facts is JSON.
ALTER TABLE tally ADD COLUMN rows INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tally ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
