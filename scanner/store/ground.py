"""What lies where: the paths and contents of the latest inventory."""

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

_ALL = "SELECT root, path, content, size, modified_ns FROM inventory ORDER BY root, path"
_AT = "SELECT root, path, content, size, modified_ns FROM inventory WHERE root = ? AND path = ?"


class Ground:
    """The inventory by place, and by those contents that are asked for."""

    def __init__(self, connection: sqlite3.Connection, contents: Iterable[str] = ()) -> None:
        self._connection = connection
        self._wanted = frozenset(contents) - {""}

    def at(self, root: bytes, path: bytes) -> Place | None:
        """Return what lies at a path, or lay there when its share was last in reach."""
        row = self._connection.execute(_AT, (root, path)).fetchone()
        return _place(row) if row else None

    def holding(self, content: str) -> Sequence[Place]:
        """Return where one of the contents lies, sorted."""
        return self._held.get(content, ())

    def places(self) -> Iterator[Place]:
        """Yield every place of the inventory, sorted."""
        return (_place(row) for row in self._connection.execute(_ALL))

    @cached_property
    def _held(self) -> Mapping[str, list[Place]]:
        """Look through the inventory once, for all contents together."""
        held: defaultdict[str, list[Place]] = defaultdict(list)
        for place in self.places() if self._wanted else ():
            if place.content in self._wanted:
                held[place.content].append(place)
        return held


def _place(row: Row) -> Place:
    root, path, content, size, modified_ns = row
    file = FileRef(root, path, size, int(modified_ns))
    return Place(root, path, content_name(content or b"", file))
