-- One row a run; finished is NULL while it runs and after it was interrupted.
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    started TEXT NOT NULL,  -- ISO 8601 with zone
    finished TEXT
);

-- One row a file.  Paths are bytes.  modified_ns is text: a file system may hold times
-- that do not fit into 64 bits.  reason, notes and hits are JSON.
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    root BLOB NOT NULL,
    path BLOB NOT NULL,
    size INTEGER NOT NULL,
    modified_ns TEXT NOT NULL,
    owner TEXT NOT NULL,
    mode INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    notes TEXT NOT NULL,
    level INTEGER NOT NULL,
    hits TEXT NOT NULL,
    bytes_read INTEGER NOT NULL,
    seconds REAL NOT NULL,
    fingerprint TEXT NOT NULL,
    seen_run INTEGER NOT NULL,
    UNIQUE (root, path)
);
CREATE INDEX file_seen ON file (seen_run, root, path);

-- What each field says of each entity, in the order of the report.
CREATE TABLE tally (
    file INTEGER NOT NULL,
    position INTEGER NOT NULL,
    part TEXT NOT NULL,
    field TEXT NOT NULL,
    entity TEXT NOT NULL,
    matched INTEGER NOT NULL,
    count INTEGER NOT NULL,
    "distinct" INTEGER NOT NULL,
    non_null INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    why TEXT NOT NULL,
    score REAL NOT NULL,
    level INTEGER NOT NULL,
    category TEXT NOT NULL,
    rule TEXT NOT NULL,
    basis TEXT NOT NULL,
    sample TEXT NOT NULL,
    first TEXT NOT NULL,
    exact INTEGER NOT NULL,
    PRIMARY KEY (file, position)
) WITHOUT ROWID;

-- What counts, by file and entity; keys are the keyed hashes of its distinct values.
CREATE TABLE total (
    file INTEGER NOT NULL,
    entity TEXT NOT NULL,
    count INTEGER NOT NULL,
    "distinct" INTEGER NOT NULL,
    exact INTEGER NOT NULL,
    keys BLOB NOT NULL,
    PRIMARY KEY (file, entity)
);

-- What legal decided.  Kept by path, whatever becomes of the file.
CREATE TABLE decision (
    root BLOB NOT NULL,
    path BLOB NOT NULL,
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    decided TEXT NOT NULL,  -- ISO date
    PRIMARY KEY (root, path)
) WITHOUT ROWID;
