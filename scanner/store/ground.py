"""What lies where, as far as the state knows: also outside the scope of the latest run."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from scanner.decision import Place, content_name
from scanner.model import FileRef

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scanner.store.rows import Row

# What is out of reach, or was not looked at, lies where it lay.
_ALL = (
    "SELECT root.path, file.path, content, file.size, modified_ns FROM file "
    "JOIN root ON root.id = file.root JOIN report ON report.id = file.report WHERE absence < 2"
)
_SORTED = f"{_ALL} ORDER BY 1, 2"
_FRESH = f"{_ALL} AND last_run > ? ORDER BY 1, 2"
_AT = f"{_ALL} AND root.path = ? AND file.path = ?"


class Ground:
    """Files by place, and by those contents that are asked for."""

    def __init__(
        self, connection: sqlite3.Connection, contents: Iterable[str] = (), since: int = 0
    ) -> None:
        """Look for ``contents`` in what runs after ``since`` have changed."""
        self._connection = connection
        self._wanted = frozenset(contents) - {""}
        self._since = since

    def at(self, root: bytes, path: bytes) -> Place | None:
        """Return what lies at a path, or lay there when its share was last in reach."""
        row = self._connection.execute(_AT, (root, path)).fetchone()
        return _place(row) if row else None

    def holding(self, content: str) -> Sequence[Place]:
        """Return where one of the contents has come to lie, sorted."""
        return self._held.get(content, ())

    def places(self) -> Iterator[Place]:
        """Yield every place, sorted."""
        return (_place(row) for row in self._connection.execute(_SORTED))

    @cached_property
    def _held(self) -> Mapping[str, list[Place]]:
        """Look through the files once, for all contents together."""
        held: defaultdict[str, list[Place]] = defaultdict(list)
        rows = self._connection.execute(_FRESH, (self._since,)) if self._wanted else ()
        for place in map(_place, rows):
            if place.content in self._wanted:
                held[place.content].append(place)
        return held


def _place(row: Row) -> Place:
    root, path, content, size, modified_ns = row
    file = FileRef(root, path, size, int(modified_ns))
    return Place(root, path, content_name(content or b"", file))
