"""Sketches of arrays are those that the library makes key by key."""

from __future__ import annotations

from typing import Any

import datasketches
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.keyset import theta

EDGES = [0, 1, 2**53 + 1, 2**63 - 1, 2**63, 2**63 + 1, 2**63 + 1025, 2**64 - 1]


def key_by_key(*arrays: np.ndarray) -> Any:
    """Return the sketch of some keys as the library makes it."""
    sketch = datasketches.update_theta_sketch(theta.LG_K)
    for array in arrays:
        for key in array.tolist():
            sketch.update(key)
    union = datasketches.theta_union(theta.LG_K)
    union.update(sketch)
    return union.get_result()


def spread(count: int, seed: int) -> np.ndarray:
    """Return keys spread as hashes are."""
    return np.random.default_rng(seed).integers(0, 2**64, count, np.uint64)


@given(st.lists(st.integers(0, 2**64 - 1) | st.sampled_from(EDGES), max_size=50))
def test_every_key_is_hashed_as_the_library_does(keys: list[int]) -> None:
    array = np.array(keys, np.uint64)

    assert set(theta._hashes(array).tolist()) == set(key_by_key(array))


@pytest.mark.parametrize("count", [0, 1, 1 << theta.LG_K, 100_000])
def test_a_sketch_is_the_library_s_own(count: int) -> None:
    keys = spread(count, 1)

    assert theta.sketch([keys]).serialize() == key_by_key(keys).serialize()


def test_sketches_add_up_in_any_order() -> None:
    first, second, third = (spread(60_000, seed) for seed in (2, 3, 4))
    whole = key_by_key(first, second, third).serialize()

    assert theta.sketch([third], theta.sketch([second], theta.sketch([first]))).serialize() == whole
    assert theta.sketch([], key_by_key(second, third), theta.sketch([first])).serialize() == whole
    assert theta.sketch([second, first, third, first]).serialize() == whole


def test_a_sketch_is_read_back() -> None:
    sketch = theta.sketch([spread(50_000, 5)])

    assert theta.read(sketch.serialize()).serialize() == sketch.serialize()
