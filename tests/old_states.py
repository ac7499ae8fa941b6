"""State files as earlier versions of the program left them: SQL to fill their tables.

One entry for each version of the schema but the present one.  Every sample tells the same
story, so that one test can ask for it whatever the version: ``/share/a.csv`` was read and
holds mobile numbers, ``/share/gone.txt`` has gone since, and legal decided on ``a.csv``.
"""

from __future__ import annotations

SAMPLES: dict[int, str] = {}
