"""The trouble of pyarrow, in our words."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyarrow as pa

from scanner.errors import Encrypted, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

TROUBLE = (pa.ArrowException, OSError, ValueError, TypeError, KeyError, OverflowError)


@contextmanager
def in_our_words() -> Iterator[None]:
    """Translate the trouble of pyarrow; the system's own is let through."""
    try:
        yield
    except TROUBLE as problem:
        if getattr(problem, "errno", None):
            raise
        if is_locked(problem):
            raise Encrypted("readers.encrypted", format="Parquet") from problem
        raise Unreadable("parquet.broken", format="parquet") from problem


def is_locked(problem: Exception) -> bool:
    """Tell whether a key is missing: the message is asked, never shown."""
    return "crypt" in str(problem)
