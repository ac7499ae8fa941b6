"""The state: one SQLite file that knows every file, what was found, and what was decided.

The coordinator is its only reader and writer.  It survives a kill at any moment, and
nothing in it could give a value back: notes, numbers, masked samples and keyed hashes.
"""

from scanner.store.saved import SavedInventory
from scanner.store.state import Store

__all__ = ["SavedInventory", "Store"]
