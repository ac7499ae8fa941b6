"""What passing a check proves, and when numbers stand too close together."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.classify.chance import crowding, log_tail


def test_luck_is_exact_where_all_pass_and_certain_where_it_has_no_chance() -> None:
    assert log_tail(5, 5, 0.1) == pytest.approx(5 * log(0.1))
    assert log_tail(0, 0, 0.1) == 0.0
    assert log_tail(1, 9, 0.0) == -np.inf
    assert log_tail(9, 9, 1.0) == 0.0


@given(st.integers(10, 3_000), st.integers(0, 2**32))
def test_random_numbers_never_look_like_a_run(count: int, seed: int) -> None:
    cells = set(np.random.default_rng(seed).integers(0, 10_000, count))

    assert crowding(sum(1 << int(cell) for cell in cells), count) is None


@given(st.integers(30, 3_000), st.integers(0, 99_999_999 - 3_000))
def test_runs_of_numbers_always_look_like_one(count: int, first: int) -> None:
    cells = {number // 10_000 for number in range(first, first + count)}

    assert crowding(sum(1 << cell for cell in cells), count) is not None
