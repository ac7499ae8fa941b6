"""Everything that happens to one file.

``examine_files``  small files, each whole
``inspect_file``, ``examine_part`` (any worker, any order), ``conclude``
                   a big file in ``parts``, which add up to the same report

``examining``  opens, looks, examines, closes
``judging``    what the parts of a file come to
``course``     the catch-all

Nothing here raises: trouble becomes the outcome of its file.
"""

from scanner.worker.examining import digest_files, examine_files, examine_part, inspect_file, load
from scanner.worker.judging import conclude
from scanner.worker.judging import load as load_judging

__all__ = [
    "conclude",
    "digest_files",
    "examine_files",
    "examine_part",
    "inspect_file",
    "load",
    "load_judging",
]
