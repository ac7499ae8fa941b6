"""Reading once what is there several times.

A file that may be the copy of one that is in the air waits for it; one that may be the copy
of a file already read is compared by its content first, which costs a fraction of a scan.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from scanner.model import FileRef

# Of a million small files most have the size of another one: they must neither fill the memory
# nor be put off until everything else is done.  Who finds no room is read, copy or not.
_ROOM = 4096


@dataclass(slots=True)
class Twins:
    """The files in the air, by what a copy of them would share, and who waits for them."""

    _waiting: dict[Hashable, list[FileRef]] = field(default_factory=dict)
    _keys: dict[FileRef, Hashable] = field(default_factory=dict)  # of the files in the air
    _count: int = 0  # that wait

    def hold(self, file: FileRef, content: bytes = b"") -> bool:
        """Let a file wait if one like it is in the air; else it is in the air from now on.

        Like it: the same size and extension, or the same content where that is known.
        """
        key = content or (file.size, file.extension)
        if key in self._waiting:
            if self._count == _ROOM:
                return False
            self._waiting[key].append(file)
            self._count += 1
            return True
        self._waiting[key] = []
        self._keys[file] = key
        return False

    def release(self, file: FileRef) -> list[FileRef]:
        """Return those that waited for a file that is done with."""
        key = self._keys.pop(file, None)
        waiting = self._waiting.pop(key, [])
        self._count -= len(waiting)
        return waiting
