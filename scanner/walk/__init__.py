"""Roots -> entries: every file in scope once, in one order, without touching anything.

Links are listed and never followed; pipes, sockets and devices are listed and never
opened; what cannot be listed becomes a row.
"""

from scanner.walk.listing import Listing, walk
from scanner.walk.opening import may_read, open_quietly, size_now, unchanged

__all__ = ["Listing", "may_read", "open_quietly", "size_now", "unchanged", "walk"]
