"""Matches of one recognizer among many cells, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.base import HeaderRecognizer, ProvenRecognizer
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
        arrays = (self.cells, self.starts, self.stops, self.valid, self.whole, self.scores)
        return Matches(self.recognizer, *(array[which] for array in arrays), self.values[which])

    def value(self, index: int) -> str:
        """Return one normalised value."""
        return self.values[index].tobytes().rstrip(b"\0").decode("utf-8", "ignore")


def together(pieces: Sequence[Matches]) -> Matches:
    """Join matches of the same recognizer, in order of place."""
    if len(pieces) == 1:
        return pieces[0]
    width = max(piece.values.shape[1] for piece in pieces)
    values = np.concatenate([_widened(piece.values, width) for piece in pieces])
    names = ("cells", "starts", "stops", "valid", "whole", "scores")
    joined = [np.concatenate([getattr(piece, name) for piece in pieces]) for name in names]
    order = np.lexsort((joined[2], joined[1]))
    return Matches(pieces[0].recognizer, *joined, values).take(order)


def _widened(values: Bytes, width: int) -> Bytes:
    return np.pad(values, ((0, 0), (0, width - values.shape[1])))
