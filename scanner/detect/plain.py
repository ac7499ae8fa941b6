"""Values written as one run of letters and digits, judged as arrays."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from scanner.detect.matches import Matches
from scanner.detect.tokens import LONGEST, isolated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.base import ProvenRecognizer
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.cells import Cells
    from scanner.detect.tokens import Tokens


def find_plain(
    recognizers: Sequence[ProvenRecognizer],
    cells: Cells,
    found: Tokens,
    regular: Mask,
    quiet: frozenset[ProvenRecognizer] = frozenset(),
) -> Iterator[Matches]:
    """Yield, per recognizer and length, the runs that have its plain shape.

    Args:
        recognizers: With ``LENGTHS``.
        cells: What is searched.
        found: All runs of ``cells``.
        regular: (len(cells),): which cells hold no other written form.
        quiet: Those that nothing announces.
    """
    chosen = found.chosen(cells, wanted(tuple(recognizers), quiet))
    cell = cells.cell_of(chosen.starts)
    keep = np.flatnonzero(isolated(cells, chosen, cell) & regular[cell])
    starts, lengths, cell = chosen.starts[keep], chosen.lengths[keep], cell[keep]
    for length in np.flatnonzero(np.bincount(lengths)).tolist():
        rows = np.flatnonzero(lengths == length)
        runs = _Runs(cell[rows], starts[rows], starts[rows] + length)
        signs = np.asfortranarray(sliding_window_view(cells.buffer, length)[runs.starts])
        heads = [(one, _heads(one, length, quiet)) for one in recognizers]
        fitting = [(one, some) for one, some in heads if some]
        yield from _judged(fitting, runs, alone(cells, *runs), signs)


@cache
def wanted(
    recognizers: tuple[ProvenRecognizer, ...], quiet: frozenset[ProvenRecognizer] = frozenset()
) -> Mask:
    """Return by length and first sign which runs any of the recognizers can use."""
    table = np.zeros((LONGEST + 1, 256), np.bool_)
    for one in recognizers:
        for length in one.LENGTHS:
            table[length, list(_heads(one, length, quiet).encode())] = True
    return table


def _heads(one: ProvenRecognizer, length: int, quiet: frozenset[ProvenRecognizer]) -> str:
    """Return the first signs of the runs of a length that a recognizer can use."""
    if length not in one.LENGTHS:
        return ""
    return one.quiet_heads(length) if one in quiet else one.HEADS


class _Runs(NamedTuple):
    """Where some runs of one length stand."""

    cell: Ints
    starts: Ints
    stops: Ints


def _judged(
    fitting: Sequence[tuple[ProvenRecognizer, str]], runs: _Runs, whole: Mask, signs: Bytes
) -> Iterator[Matches]:
    """Yield what holds for each, then what only has the shape where nothing holds.

    ``fitting`` are recognizers, each with the first signs it looks at.
    """
    taken = np.zeros(len(signs), np.bool_)
    rest = []
    for one, heads in fitting:
        rows = _rows(signs[:, 0], heads)
        able = rows[one.may_pass(_taken(signs, rows))]
        shaped, values = _shaped(one, signs, able)
        valid = one.passes(values)
        good, values = shaped[valid], _taken(values, np.flatnonzero(valid))
        taken[good[one.needs(values) == 0]] = True  # what needs a word may be anything
        rest.append(np.setdiff1d(rows, good, assume_unique=True) if len(good) else rows)
        if len(good):
            scores = np.minimum(one.PLAIN_SCORE + one.bonus(values), 1.0)
            yield Matches(one, *_at(runs, good), _all(good), whole[good], scores, values)
    for (one, _), rows in zip(fitting, rest, strict=True):
        shaped, values = _shaped(one, signs, rows)
        free = np.flatnonzero(~taken[shaped])
        elsewhere = int(np.count_nonzero(taken[shaped] & whole[shaped]))
        failed, values = shaped[free], _taken(values, free)
        if len(shaped):
            none = np.zeros(len(failed))
            at = _at(runs, failed)
            yield Matches(one, *at, ~_all(failed), whole[failed], none, values, elsewhere)


def _rows(heads: Bytes, allowed: str) -> Ints:
    """Return which runs begin with an allowed sign."""
    table = np.zeros(256, np.bool_)
    table[list(allowed.encode())] = True
    return np.flatnonzero(table[heads])


def _shaped(one: ProvenRecognizer, signs: Bytes, rows: Ints) -> tuple[Ints, Bytes]:
    """Return which of some rows have the plain shape, and their normalised values."""
    if not len(rows):
        return rows, signs[:0]
    shaped, values = one.plain(_taken(signs, rows))
    return rows[shaped], _taken(values, np.flatnonzero(shaped))


def _taken(values: Bytes, rows: Ints) -> Bytes:
    """Return some rows; all of them without a copy."""
    return values if len(rows) == len(values) else values[rows]


def _at(runs: _Runs, rows: Ints) -> tuple[Ints, Ints, Ints]:
    return runs.cell[rows], runs.starts[rows], runs.stops[rows]


def _all(rows: Ints) -> Mask:
    return np.ones(len(rows), np.bool_)


def alone(cells: Cells, cell: Ints, starts: Ints, stops: Ints) -> Mask:
    """Tell which spans are all that their cell says, but for quotes, signs and ".0"."""
    before, after = starts - cells.bounds[cell], cells.bounds[cell + 1] - stops
    whole: Mask = (before == 0) & (after == 0)
    rest = np.flatnonzero(~whole & (before <= _DECORATION) & (after <= _DECORATION))
    whole[rest] = True
    for n in range(1, _DECORATION + 1):
        whole[rest] &= (before[rest] < n) | _LEADS[cells.buffer[starts[rest] - n]]
        whole[rest] &= (after[rest] < n) | _TRAILS[cells.buffer[stops[rest] + n - 1]]
    return whole


LEADS = " '\"=+\t"
TRAILS = " '\"\t.0\r\n"
_DECORATION = 4  # bytes of it on either side
_LEADS, _TRAILS = np.zeros(256, np.bool_), np.zeros(256, np.bool_)
_LEADS[list(LEADS.encode())] = True
_TRAILS[list(TRAILS.encode())] = True
