"""The value that a person points at: by its row and its masked form, in a file as it was scanned.

A row may hold several values that look alike when they are masked.  Then nobody can tell
which is meant, and all of them are returned.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from scanner import readers, walk
from scanner.chunks import Loss, Remark
from scanner.detect import Detector
from scanner.detect.hashing import Hasher
from scanner.errors import HandoverError
from scanner.evidence import FileEvidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.detect.arrays import Ints
    from scanner.detect.detector import Places
    from scanner.detect.matches import Matches
    from scanner.evidence import FieldEvidence
    from scanner.model import FileRef, ScanPlan


class Spot(NamedTuple):
    """Where a value stands, and what is shown of it."""

    part: str
    field: str
    entity: str
    row: int  # or line, 1-based, as reports show it
    sample: str  # masked


def point(plan: ScanPlan, file: FileRef, spots: Sequence[Spot]) -> list[frozenset[str]] | None:
    """Return the keyed hashes of the values at each spot; None: the file is another one now."""
    pointer, seen = _Pointer(plan, spots), FileEvidence()
    plan = replace(plan, part_bytes=sys.maxsize)  # read as one part: rows are the file's own
    try:
        with walk.open_quietly(file) as stream:
            layout = readers.inspect(stream, file, plan)
            for part in layout.parts:
                for chunk in readers.read(stream, file, layout, part, plan):
                    if not isinstance(chunk, (Loss, Remark)):
                        pointer.examine(chunk, seen)
                        pointer.look(seen)
            is_same = walk.unchanged(file, stream)
    except (OSError, HandoverError):
        return None
    return [frozenset(pointer.found[spot]) for spot in spots] if is_same else None


class _Pointer(Detector):
    """Finds as any detector does, and notes what stands at some spots."""

    def __init__(self, plan: ScanPlan, spots: Sequence[Spot]) -> None:
        super().__init__(plan)
        self._spots = spots
        self._hasher_of_values = Hasher(plan.key)
        self._noted: list[tuple[FieldEvidence, Matches, Ints]] = []
        self.found: defaultdict[Spot, set[str]] = defaultdict(set)

    def record(self, match: Matches, field: FieldEvidence, places: Places) -> None:
        super().record(match, field, places)
        held = match.take(match.valid)
        self._noted.append((field, held, places(held.cells)))

    def look(self, seen: FileEvidence) -> None:
        """Look for the spots in the chunk that was examined last."""
        for field, match, places in self._noted:
            for spot in self._spots:
                named = match.entity == spot.entity
                if named and seen.fields.get((spot.part, spot.field)) is field:
                    self._take(spot, match, np.flatnonzero(places == spot.row))
        self._noted.clear()

    def _take(self, spot: Spot, match: Matches, rows: Ints) -> None:
        for row in rows.tolist():
            if match.recognizer.mask(match.value(row)) == spot.sample:
                key = match.values.keys(match.rows[[row]], self._hasher_of_values)[0]
                self.found[spot].add(f"{int(key):016x}")
