"""Who did what, when, and from which file: lines of the audit log."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scanner.review import chain
from scanner.store.log import Log

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scanner.store import Store


def record(store: Store, what: str, **facts: Any) -> chain.Entry:
    """Add a line to the log; used inside the transaction of what it tells of."""
    log = Log(store.connection)
    number, before = log.head()
    said = {"what": what, "who": user(), "when": now(), **facts}
    entry = chain.entry(number + 1, before or chain.BEGINNING, said)
    log.append(entry.number, entry.body, entry.hash)
    return entry


def entries(store: Store) -> Iterator[chain.Entry]:
    """Yield the log, the oldest line first."""
    return (chain.Entry(*row) for row in Log(store.connection).entries())


def told(store: Store, what: str) -> Iterator[dict[str, Any]]:
    """Yield the facts of all lines of a kind, the oldest first."""
    return (json.loads(body) for body in Log(store.connection).bodies_of(what))


def user() -> str:
    """Return the account that runs the program."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # Windows has no list of accounts
        return str(os.getuid()) if hasattr(os, "getuid") else ""


def now() -> str:
    """Return the time in UTC, to the second."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
