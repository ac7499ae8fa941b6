-- Files and what reading them showed become two things, so that copies share a report, a
-- moved file keeps its own, and a night in which nothing changed writes nothing.

-- What decides results, by its fingerprint.
CREATE TABLE plan (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE
);
INSERT INTO plan (fingerprint) SELECT DISTINCT fingerprint FROM run;
INSERT OR IGNORE INTO plan (fingerprint) SELECT DISTINCT fingerprint FROM file;

-- A scanned root.  device tells a share from the empty folder that it is mounted on.
CREATE TABLE root (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,
    device INTEGER
);
INSERT INTO root (path) SELECT DISTINCT root FROM file ORDER BY root;

-- One row a run; finished is NULL while it runs and after it was interrupted.
ALTER TABLE run RENAME TO old_run;
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL REFERENCES plan,
    started TEXT NOT NULL,  -- ISO 8601 with zone
    finished TEXT,
    scope TEXT NOT NULL,  -- what it looked at: equal texts are nights of the same share
    totals TEXT NOT NULL  -- JSON: what there was at its end; '' until then
);
INSERT INTO run
SELECT old_run.id, plan.id, started, finished, '', ''
FROM old_run JOIN plan USING (fingerprint);

-- Where the latest run looked: all below a root, or only one file of it.
CREATE TABLE scope (
    root INTEGER NOT NULL REFERENCES root,
    only BLOB
);
INSERT INTO scope (root)
SELECT DISTINCT root.id FROM file JOIN root ON root.path = file.root
WHERE seen_run = (SELECT max(seen_run) FROM file);

-- What reading one content showed.  content is a keyed hash of all bytes, NULL where they
-- were not all read.  judged is the day that ages were counted from, '' where no age counts.
-- reason, notes and hits are JSON.
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    content BLOB,
    size INTEGER NOT NULL,
    extension BLOB NOT NULL,
    plan INTEGER NOT NULL REFERENCES plan,
    judged TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    notes TEXT NOT NULL,
    level INTEGER NOT NULL,
    hits TEXT NOT NULL,
    bytes_read INTEGER NOT NULL,
    seconds REAL NOT NULL
);
CREATE INDEX report_content ON report (size, content) WHERE content IS NOT NULL;
CREATE INDEX report_judged ON report (judged) WHERE judged != '';
INSERT INTO report
SELECT file.id, NULL, size, x'', plan.id, '', outcome, reason, format, encoding, notes, level,
    hits, bytes_read, seconds
FROM file JOIN plan USING (fingerprint);

-- One row a file, in the order of the inventory.  Paths are bytes.  modified_ns is a number,
-- or text where a file system holds a time that does not fit into 64 bits.
-- settled is the plan under which no other look is needed; 0: look again.
-- absence: 0 it is there, 1 out of reach, 2 gone.
ALTER TABLE file RENAME TO old_file;
DROP INDEX file_seen;
CREATE TABLE file (
    root INTEGER NOT NULL REFERENCES root,
    path BLOB NOT NULL,
    size INTEGER NOT NULL,
    modified_ns NOT NULL,
    owner TEXT NOT NULL,
    mode INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    absence INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report,
    first_run INTEGER NOT NULL,  -- that knew it; 0: before this was noted
    last_run INTEGER NOT NULL,  -- that changed this row
    PRIMARY KEY (root, path)
) WITHOUT ROWID;
INSERT INTO file
SELECT root.id, old.path, size,
    CASE WHEN CAST(CAST(modified_ns AS INTEGER) AS TEXT) = modified_ns
        THEN CAST(modified_ns AS INTEGER) ELSE modified_ns END,
    owner, mode,
    CASE WHEN outcome IN ('scanned', 'encrypted', 'unsupported') THEN plan.id ELSE 0 END,
    CASE WHEN seen_run = (SELECT max(seen_run) FROM old_file WHERE root = old.root)
        THEN 0 ELSE 2 END,
    old.id, 0, seen_run
FROM old_file AS old
JOIN root ON root.path = old.root
JOIN plan USING (fingerprint)
ORDER BY root.id, old.path;
CREATE INDEX file_unsettled ON file (root) WHERE settled = 0 OR absence = 1;
DROP TABLE old_file;
DROP TABLE old_run;

ALTER TABLE tally RENAME COLUMN file TO report;
ALTER TABLE total RENAME COLUMN file TO report;
ALTER TABLE keyset RENAME COLUMN file TO report;

-- What other files of the share make of a report's level.
CREATE TABLE raised (
    report INTEGER PRIMARY KEY,
    level INTEGER NOT NULL
);

-- What a file was before a run changed it; one row a file and run.  was is JSON.
CREATE TABLE change (
    run INTEGER NOT NULL REFERENCES run,
    root INTEGER NOT NULL,
    path BLOB NOT NULL,
    was TEXT NOT NULL,
    PRIMARY KEY (root, path, run)
) WITHOUT ROWID;
CREATE INDEX change_run ON change (run);

-- The inventory of the latest run, as every reader of the state should see it: each file in
-- its scope once, whether it is there or out of reach.
CREATE VIEW inventory AS
SELECT file.root AS root_id, root.path AS root, file.path, file.size, modified_ns, owner, mode,
    absence, CASE absence WHEN 0 THEN outcome ELSE 'unreachable' END AS outcome, reason, format,
    encoding, notes,
    max(report.level, coalesce((SELECT raised.level FROM raised WHERE report = file.report), 0))
        AS level,
    hits, CASE absence WHEN 0 THEN bytes_read ELSE 0 END AS bytes_read,
    seconds, content, report, first_run, last_run
FROM scope
JOIN file ON file.root = scope.root AND (scope.only IS NULL OR scope.only = file.path)
JOIN root ON root.id = file.root
JOIN report ON report.id = file.report
WHERE absence < 2;
