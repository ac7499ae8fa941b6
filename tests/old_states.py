"""State files as earlier versions of the program left them: SQL to fill their tables.

One entry for each version of the schema but the present one.  Every sample tells the same
story, so that one test can ask for it whatever the version: ``/share/a.csv`` was read and
holds mobile numbers, ``/share/gone.txt`` has gone since, and legal decided on ``a.csv``.
"""

from __future__ import annotations

_FILES = """
INSERT INTO run VALUES (1, 'plan', '2026-01-01T00:00:00+00:00', '2026-01-01T00:01:00+00:00');
INSERT INTO run VALUES (2, 'plan', '2026-01-02T00:00:00+00:00', '2026-01-02T00:01:00+00:00');
INSERT INTO file VALUES (1, X'2f7368617265', X'612e637376', 100, '1700000000000000000', 'root',
    33188, 'scanned', '[]', 'csv', 'UTF-8', '[]', 3, '[]', 100, 0.25, 'plan', 2);
INSERT INTO file VALUES (2, X'2f7368617265', X'676f6e652e747874', 7, '1700000000000000000',
    'root', 33188, 'scanned', '[]', 'text', 'UTF-8', '[]', 1, '[]', 7, 0.25, 'plan', 1);
INSERT INTO tally VALUES (1, 0, '', '手机', 'CN_MOBILE', 2, 2, 2, 2, 'confirmed', '[]', 0.95, 3,
    'P01', 'base', 'GB/T 43697', '138****8000', 'row 1', 1);
INSERT INTO total VALUES (1, 'CN_MOBILE', 2, 2, 1, X'4501000000000000000200000000000000');
INSERT INTO decision VALUES (X'2f7368617265', X'612e637376', 'mask', 'why', 'Li', '2026-01-03');
"""

_COLUMNS = """
INSERT INTO run VALUES (1, 'plan', '2026-01-01T02:30:00+00:00', '2026-01-01T02:31:00+00:00');
INSERT INTO run VALUES (2, 'plan', '2026-01-02T02:30:00+00:00', '2026-01-02T02:31:00+00:00');
INSERT INTO file VALUES (7, X'2f7368617265', X'612e637376', 100, '1700000000000000000', 'root',
    33188, 'scanned', '[]', 'csv', 'UTF-8', '[]', 3, '[]', 100, 0.5, 'plan', 2);
INSERT INTO file VALUES (8, X'2f7368617265', X'676f6e652e747874', 5, '-1', 'root',
    33188, 'failed', '[["memory",[]]]', 'text', '', '[]', 1, '[]', 0, 0.5, 'plan', 1);
INSERT INTO tally VALUES (7, 0, '', '手机', 'CN_MOBILE', 2, 2, 2, 2, 'confirmed', '[]', 0.95, 3,
    'P01', 'base', 'GB/T 43697', '138****8000', 'row 1', 1, 2, '{}');
INSERT INTO total VALUES (7, 'CN_MOBILE', 2, 2, 1);
INSERT INTO keyset VALUES (7, '', '手机', 'CN_MOBILE', X'4501000000000000000200000000000000');
INSERT INTO decision VALUES (X'2f7368617265', X'612e637376', 'mask', 'why', 'Li', '2026-01-03');
"""

_REPORTS = """
INSERT INTO plan VALUES (1, 'plan');
INSERT INTO root VALUES (1, X'2f7368617265', 7);
INSERT INTO run VALUES (1, 1, '2026-01-01T02:30:00+00:00', '2026-01-01T02:31:00+00:00',
    '[[1,null]]', '{"files":2,"size":105,"bytes_read":100,"outcomes":{},"levels":{}}');
INSERT INTO run VALUES (2, 1, '2026-01-02T02:30:00+00:00', '2026-01-02T02:31:00+00:00',
    '[[1,null]]', '{"files":1,"size":100,"bytes_read":100,"outcomes":{},"levels":{}}');
INSERT INTO scope VALUES (1, NULL);
INSERT INTO report VALUES (7, X'00ff', 100, X'2e637376', 1, '', 'scanned', '[]', 'csv', 'UTF-8',
    '[]', 3, '[]', 100, 0.5);
INSERT INTO report VALUES (8, NULL, 5, X'2e747874', 1, '', 'failed', '[["memory",[]]]', 'text',
    '', '[]', 1, '[]', 0, 0.5);
INSERT INTO file VALUES (1, X'612e637376', 100, 1700000000000000000, 'root', 33188, 1, 0, 7, 1, 2);
INSERT INTO file VALUES (1, X'676f6e652e747874', 5, -1, 'root', 33188, 0, 2, 8, 1, 2);
INSERT INTO tally VALUES (7, 0, '', '手机', 'CN_MOBILE', 2, 2, 2, 2, 'confirmed', '[]', 0.95, 3,
    'P01', 'base', 'GB/T 43697', '138****8000', 'row 1', 1, 2, '{}');
INSERT INTO total VALUES (7, 'CN_MOBILE', 2, 2, 1);
INSERT INTO keyset VALUES (7, '', '手机', 'CN_MOBILE', X'4501000000000000000200000000000000');
INSERT INTO decision VALUES (X'2f7368617265', X'612e637376', 'mask', 'why', 'Li', '2026-01-03');
"""

_REVIEW = """
-- As in the version before, apart from what legal decided.
INSERT INTO decision VALUES (1, 'mask', 'why', 'Li', '2026-01-03', 'scanned|L3|2||CN_MOBILE');
INSERT INTO placement VALUES (1, X'2f7368617265', X'612e637376', '', '');
"""

_REVIEWED = _REPORTS.partition("INSERT INTO decision")[0] + _REVIEW

# A report says which false alarms it was judged with.
_ALARMS = (
    _REVIEWED.replace(" 0.5);", " 0.5, '');")
    + """
INSERT INTO alarm VALUES (1, X'2f7368617265', X'612e637376', X'00ff', 1, '', '身份证号',
    'CN_RESIDENT_ID', 'confirmed', '', '', 'why', 'Li', '', 0);
"""
)

# Findings and false alarms may speak of one value.
_VALUES = _ALARMS.replace("1, 2, '{}');", "1, 2, '{}', '');").replace(
    "'Li', '', 0);", "'Li', '', 0, '');"
)

SAMPLES: dict[int, str] = {
    1: _FILES,
    2: _COLUMNS,
    3: _REPORTS,
    4: _REVIEWED,
    5: _ALARMS,
    6: _ALARMS,
    7: _VALUES,
}
