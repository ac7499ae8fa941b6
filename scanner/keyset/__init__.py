"""Sets of keyed hashes: exact up to a limit, then a sketch with bounds.

``several``  sets counted together, or compared
``sets``     what is added, merged, stored and counted
``runs``     arrays of keys: sorted, joined, counted
``sums``     loops over many keys: what tells equal sets, and repeats
``theta``    the sketch that a large set becomes
"""

from scanner.keyset.runs import Keys, count_stored
from scanner.keyset.sets import EXACT_LIMIT, KeySet
from scanner.keyset.several import distinct_in, shared_by, total_of

__all__ = [
    "EXACT_LIMIT",
    "KeySet",
    "Keys",
    "count_stored",
    "distinct_in",
    "shared_by",
    "total_of",
]
