"""Arrays of keys: sorted, joined, counted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Keys = NDArray[np.uint64]

EXACT = b"E"  # stored before keys
_STEP = 1 << 15  # keys joined at a time: they stay in the processor's cache
_MANY = 1 << 16  # keys that a compiled loop is worth loading for
_COMPILER = "recognizers.compiled"  # who only collects has not loaded it: it takes 100 MB
_FEW = 8  # keys to one that shares its lower half with another, at least
_SLOTS = 1 << 18  # of lower halves


def counted(every: Sequence[Keys]) -> int:
    """Count distinct keys by their lower halves; only those that share one are compared."""
    if not every:
        return 0
    low = np.concatenate([keys.astype(np.uint32) for keys in every])
    low.sort()
    twice = low[1:][low[1:] == low[:-1]]
    if len(twice) > len(low) // _FEW:
        return len(distinct(np.concatenate(every)))
    may_share = np.zeros(_SLOTS, np.bool_)
    may_share[twice & np.uint32(_SLOTS - 1)] = True
    mask = np.uint64(_SLOTS - 1)
    some = np.concatenate([keys[may_share[keys & mask]] for keys in every])
    return len(low) - len(some) + len(distinct(some))


def as_one(runs: Sequence[Keys], most: int) -> Keys:
    """Join runs that hold so many keys, repeats counted."""
    held, whole = 1, np.empty(1 + most, np.uint64)
    whole[:1].view(np.uint8)[-1:] = ord(EXACT)
    for keys in joined(runs):
        whole[held : held + len(keys)] = keys
        held += len(keys)
    whole.resize(held, refcheck=False)  # nothing is copied
    return whole[1:]


def stored(keys: Keys) -> bytes | memoryview:
    """Return ``EXACT`` and the keys; of runs that were joined nothing is copied."""
    whole = keys.base
    if isinstance(whole, np.ndarray) and whole.dtype == keys.dtype:
        content = whole.view(np.uint8).data[-keys.nbytes - 1 :]
        if len(whole) == len(keys) + 1 and content[:1] == EXACT:
            return content
    return b"".join((EXACT, keys.data))


def count_stored(first: bytes, size: int) -> int | None:
    """Return how many keys lie in so many ``stored`` bytes, by the first; None of a sketch."""
    return (size - len(EXACT)) // np.dtype(np.uint64).itemsize if first == EXACT else None


def common(one: Keys, other: Keys) -> int:
    """Count the keys that two runs have in common."""
    few, many = sorted((one, other), key=len)
    if not len(few):
        return 0
    if len(few) * _FEW < len(many):
        places = np.searchsorted(many, few)
        inside = places < len(many)
        return int(np.count_nonzero(many[places[inside]] == few[inside]))
    return len(one) + len(other) - sum(map(len, joined((one, other))))


def joined(runs: Sequence[Keys]) -> Iterator[Keys]:
    """Yield the distinct keys of some runs in order, some at a time, without holding all."""
    longest = max(runs, key=len)
    step = max(1, _STEP * len(longest) // sum(map(len, runs)))
    edges = longest[step::step]
    cuts = [(0, *np.searchsorted(run, edges).tolist(), len(run)) for run in runs]
    by_loop = _is_worth_a_loop(runs)
    for piece in range(len(edges) + 1):
        yield _together(
            [run[cut[piece] : cut[piece + 1]] for run, cut in zip(runs, cuts, strict=True)],
            by_loop=by_loop,
        )


def _together(runs: Sequence[Keys], *, by_loop: bool) -> Keys:
    """Join pieces of runs: of two in half the time that sorting them takes."""
    match runs:
        case [one, other] if by_loop:
            from scanner.keyset.sums import merged

            whole = np.empty(len(one) + len(other), np.uint64)
            return whole[: merged(one, other, whole)]
        case [_, _]:
            return distinct(np.concatenate(runs), are_runs=True)
    return distinct(np.concatenate(runs))


def _is_worth_a_loop(every: Sequence[Keys]) -> bool:
    return sum(map(len, every)) >= _MANY and _COMPILER in sys.modules


def distinct(keys: Keys, *, are_runs: bool = False) -> Keys:
    """Sort keys in place and return each once: twenty times as fast as ``np.unique``.

    A stable sort merges where ``are_runs``, of a few: then it takes half the time.
    """
    keys.sort(kind="stable" if are_runs else None)
    if _is_worth_a_loop([keys]):
        from scanner.keyset.sums import squeezed

        keys.resize(squeezed(keys), refcheck=False)  # nothing is copied
        return keys
    first = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return keys if first.all() else keys[np.flatnonzero(first)]
