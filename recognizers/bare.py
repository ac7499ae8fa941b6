"""A value without what spreadsheets and exports put around it.

They keep a number as text by an apostrophe before it, as ``="..."``, or by a tab after it, and most
do so with every column; people leave blanks and signs that cannot be seen.
"""

from __future__ import annotations

from recognizers.fold import ANY_BLANK

INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f"
AFTER = f"{ANY_BLANK}\t\r\n'\"{INVISIBLE}"
BEFORE = f"{AFTER}="


def bare(text: str) -> str:
    """Return ``text`` without decoration at its ends."""
    return text.lstrip(BEFORE).rstrip(AFTER)
