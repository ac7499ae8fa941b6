-- Findings that a person knows to be none, and where they lie.
CREATE TABLE alarm (
    id INTEGER PRIMARY KEY,
    root BLOB NOT NULL,
    path BLOB NOT NULL,
    content BLOB NOT NULL,  -- keyed hash, x'' where it is not known
    is_there INTEGER NOT NULL,  -- 0: the path holds something else now
    part TEXT NOT NULL,
    field TEXT NOT NULL,
    entity TEXT NOT NULL,
    verdict TEXT NOT NULL,
    sample TEXT NOT NULL,  -- masked; '' where the whole field is meant
    first TEXT NOT NULL,
    reason TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    until TEXT NOT NULL,  -- last ISO date on which it holds, '' for ever
    withdrawn INTEGER NOT NULL DEFAULT 0
);

-- Which of them a report was judged with.
ALTER TABLE report ADD COLUMN alarms TEXT NOT NULL DEFAULT '';
CREATE INDEX report_alarms ON report (alarms) WHERE alarms != '';
