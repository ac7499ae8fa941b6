"""Matches of one recognizer among many cells, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from recognizers.base import ProvenRecognizer
    from recognizers.by_header import HeaderRecognizer
    from scanner.detect.arrays import Bytes, Ints, Mask, Scores


@dataclass(frozen=True, slots=True)
class Matches:
    """What has the shape of an entity, and whether it holds.  All arrays are (n,) long."""

    recognizer: ProvenRecognizer | HeaderRecognizer
    cells: Ints  # which cell
    starts: Ints  # bytes into the buffer
    stops: Ints
    valid: Mask  # check digits and tables pass
    whole: Mask  # the cell is this value, but for decoration
    scores: Scores  # after context; of the valid ones
    values: Bytes = field(repr=False)  # (n, width), normalised, zero-padded on the right
    elsewhere: int = 0  # further whole cells of the shape, where another entity is proved

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def entity(self) -> str:
        """Return the entity type all of them have."""
        return str(self.recognizer.supported_entities[0])

    def take(self, which: Mask | Ints) -> Matches:
        """Return some of the matches."""
        if which.dtype == np.bool_ and which.all():
            return self
        return Matches(
            self.recognizer,
            self.cells[which],
            self.starts[which],
            self.stops[which],
            self.valid[which],
            self.whole[which],
            self.scores[which],
            self.values[which],
        )

    def value(self, index: int) -> str:
        """Return one normalised value."""
        row: bytes = self.values[index].tobytes()
        return row.rstrip(b"\0").decode("utf-8", "ignore")
