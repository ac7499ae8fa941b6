"""Key sets count exactly, merge, travel, and say when they only estimate."""

from __future__ import annotations

import pickle

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scanner.keyset import KeySet

LIMIT = 50_000
batches = st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=30), max_size=8)


def filled(*groups: list[int], limit: int = LIMIT) -> KeySet:
    """Return a set of some keys."""
    keys = KeySet(limit=limit)
    for group in groups:
        keys.add(np.array(group, np.uint64))
    return keys


def spread(count: int, seed: int) -> np.ndarray:
    """Return keys spread as hashes are: distinct but for a chance of 1 in 10^9."""
    return np.random.default_rng(seed).integers(0, 2**64, count, np.uint64)


@given(batches)
def test_a_set_counts_what_is_distinct(groups: list[list[int]]) -> None:
    assert len(filled(*groups)) == len({key for group in groups for key in group})


@given(batches, batches)
def test_merging_equals_adding_all(left: list[list[int]], right: list[list[int]]) -> None:
    merged = filled(*left)
    merged.merge(filled(*right))

    assert merged.to_bytes() == filled(*left, *right).to_bytes()


@given(batches)
def test_a_set_survives_the_journey(groups: list[list[int]]) -> None:
    keys = filled(*groups)

    assert pickle.loads(pickle.dumps(keys)).to_bytes() == keys.to_bytes()  # noqa: S301 -- ours


def test_up_to_the_limit_it_is_exact() -> None:
    keys = KeySet(spread(LIMIT, 1), limit=LIMIT)

    assert (keys.exact, len(keys), keys.bounds()) == (True, LIMIT, (LIMIT, LIMIT))


def test_beyond_the_limit_it_says_so_and_stays_within_bounds() -> None:
    keys = KeySet(spread(4 * LIMIT, 2), limit=LIMIT)
    low, high = keys.bounds()

    assert not keys.exact
    assert low < 4 * LIMIT < high
    assert high - low < 0.1 * 4 * LIMIT


def test_a_sketch_goes_on_counting() -> None:
    keys = KeySet(spread(2 * LIMIT, 3), limit=LIMIT)
    keys.merge(KeySet(spread(2 * LIMIT, 4), limit=LIMIT))
    keys.add(spread(LIMIT, 5))
    low, high = pickle.loads(pickle.dumps(keys)).bounds()  # noqa: S301 -- ours

    assert low < 5 * LIMIT < high
