-- What people decide, apart from where it lies.

-- Decisions on single files, with the evidence each was made on.  Never changed.
ALTER TABLE decision RENAME TO old_decision;
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    choice TEXT NOT NULL,
    reason TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    date TEXT NOT NULL,  -- ISO, of the review
    seen TEXT NOT NULL  -- outcome|level|people|content|entities
);
INSERT INTO decision
SELECT row_number() OVER (ORDER BY old.root, old.path), decision, old.reason, reviewer, decided,
    coalesce(outcome, 'unreadable') || '|L' || coalesce(level, 1) || '|'
    || coalesce((SELECT max("distinct") FROM total WHERE report = file.report), 0) || '|'
    || coalesce(lower(hex(content)), '') || '|'
    || coalesce((SELECT group_concat(entity) FROM
        (SELECT entity FROM total WHERE report = file.report ORDER BY entity)), '')
FROM old_decision AS old
LEFT JOIN root ON root.path = old.root
LEFT JOIN file ON file.root = root.id AND file.path = old.path
LEFT JOIN report ON report.id = file.report;
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decision_remains BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;

-- Where decisions lie now.  A withdrawn one lies nowhere.
CREATE TABLE placement (
    decision INTEGER NOT NULL REFERENCES decision,
    root BLOB NOT NULL,
    path BLOB NOT NULL,
    content TEXT NOT NULL,
    doubt TEXT NOT NULL,
    PRIMARY KEY (root, path, decision)
) WITHOUT ROWID;
INSERT INTO placement
SELECT row_number() OVER (ORDER BY root, path), root, path, '', '' FROM old_decision;
DROP TABLE old_decision;

-- Decisions for whatever lies in a folder or falls under a rule.
CREATE TABLE standing (
    id INTEGER PRIMARY KEY,
    scope TEXT NOT NULL,
    text TEXT NOT NULL,
    choice TEXT NOT NULL,
    reason TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    date TEXT NOT NULL,
    until TEXT NOT NULL,  -- last ISO date on which it holds, '' for ever
    seen TEXT NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0
);

-- Spot checks that were drawn, and what people said of each file.
CREATE TABLE draw (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    seed TEXT NOT NULL,
    size INTEGER NOT NULL,
    strata TEXT NOT NULL  -- JSON: how many files each stratum had
);
CREATE TABLE drawn (
    draw INTEGER NOT NULL REFERENCES draw,
    key TEXT NOT NULL,  -- of the file
    stratum TEXT NOT NULL,
    tick TEXT NOT NULL,  -- '' until someone has looked
    PRIMARY KEY (draw, key)
) WITHOUT ROWID;

-- The audit log: each entry holds the hash of the one before.
CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE TRIGGER log_stays BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER log_remains BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is never deleted'); END;
CREATE TRIGGER log_follows BEFORE INSERT ON log
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'the log only grows at its end'); END;

-- How the latest run was asked for: what was judged by which policy.
CREATE TABLE asked (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    policy TEXT NOT NULL,
    policy_text TEXT NOT NULL,
    deal TEXT NOT NULL,
    include TEXT NOT NULL,  -- JSON
    exclude TEXT NOT NULL
);
