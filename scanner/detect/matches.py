"""Matches of one recognizer among many cells, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def together(pieces: Sequence[Matches]) -> Matches:
    """Join matches of the same recognizer, in order of place."""
    if len(pieces) == 1:
        return pieces[0]
    width = max(piece.values.shape[1] for piece in pieces)
    joined = Matches(
        pieces[0].recognizer,
        np.concatenate([piece.cells for piece in pieces]),
        np.concatenate([piece.starts for piece in pieces]),
        np.concatenate([piece.stops for piece in pieces]),
        np.concatenate([piece.valid for piece in pieces]),
        np.concatenate([piece.whole for piece in pieces]),
        np.concatenate([piece.scores for piece in pieces]),
        np.concatenate([_widened(piece.values, width) for piece in pieces]),
    )
    return joined.take(np.lexsort((joined.stops, joined.starts)))


def _widened(values: Bytes, width: int) -> Bytes:
    return np.pad(values, ((0, 0), (0, width - values.shape[1])))
