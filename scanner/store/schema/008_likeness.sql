-- "Was a file of this size, named alike, read under this plan?" is asked for every new file:
-- the index answers it alone, however many files of that size were judged under other plans.
DROP INDEX report_content;
CREATE INDEX report_likeness ON report (size, extension, plan, content) WHERE content IS NOT NULL;
