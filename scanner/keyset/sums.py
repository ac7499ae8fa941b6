"""Loops over many keys: what tells sets apart without sorting them, and who comes twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import inner

if TYPE_CHECKING:
    from scanner.keyset.runs import Keys

# Of SplitMix64: afterwards no bit of a key tells of another.
_MIXERS = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SHIFTS = np.uint64(30), np.uint64(27), np.uint64(31)


def noted(keys: Keys, bound: np.uint64) -> tuple[int, Keys]:
    """Return the sum of keys, each mixed well, and the keys below a bound."""
    sample = np.empty(len(keys), np.uint64)
    count = _below(keys, bound, sample)
    return int(_sum(keys)), sample[:count].copy()


@inner
def squeezed(keys: Keys) -> int:
    """Put each of some sorted keys once to the beginning, and return how many these are."""
    repeats = False
    for at in range(1, len(keys)):
        repeats |= keys[at] == keys[at - 1]
    if not repeats:
        return len(keys)
    before, done = keys[0], 1
    for at in range(1, len(keys)):
        key = keys[at]
        keys[done] = key
        done += key != before
        before = key
    return done


@inner
def merged(one: Keys, other: Keys, whole: Keys) -> int:
    """Write the keys of two runs in order, each once, and return how many these are.

    Which run has the lesser key nobody can guess: so it is no question, but a sum.
    """
    here, there, done = 0, 0, 0
    while here < len(one) and there < len(other):
        first, second = one[here], other[there]
        whole[done] = min(first, second)
        here += first <= second
        there += second <= first
        done += 1
    for at in range(here, len(one)):
        whole[done] = one[at]
        done += 1
    for at in range(there, len(other)):
        whole[done] = other[at]
        done += 1
    return done


@inner
def _sum(keys: Keys) -> np.uint64:
    total = np.uint64(0)
    for at in range(len(keys)):
        mixed = (keys[at] ^ (keys[at] >> _SHIFTS[0])) * _MIXERS[0]
        mixed = (mixed ^ (mixed >> _SHIFTS[1])) * _MIXERS[1]
        total += mixed ^ (mixed >> _SHIFTS[2])
    return total


@inner
def _below(keys: Keys, bound: np.uint64, found: Keys) -> int:
    count = 0
    for at in range(len(keys)):
        if keys[at] < bound:
            found[count] = keys[at]
            count += 1
    return count
