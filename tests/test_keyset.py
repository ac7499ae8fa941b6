"""Key sets count exactly, merge, travel, and say when they only estimate."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.keyset import EXACT_LIMIT, KeySet, distinct_in, runs, sets, shared_by, total_of

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

LIMIT = 50_000
batches = st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=30), max_size=8)
# Of few different keys, on both sides of what the sample is taken of.
repeated = st.lists(
    st.lists(st.sampled_from([*range(40), *range(2**58, 2**58 + 40), 2**64 - 1]), max_size=60),
    max_size=12,
)


@pytest.fixture(scope="module", autouse=True)
def small_steps() -> Iterator[None]:
    """Let the sets of these tests go the ways of large ones."""
    with pytest.MonkeyPatch.context() as patch:
        steps = {"LOOK_AFTER": 20, "MOST_RUNS": 4, "LARGE": 50, "SMALL_ROOM": 25, "LARGE_ROOM": 45}
        for name, size in steps.items():
            patch.setattr(sets, f"_{name}", size)
        patch.setattr(runs, "_STEP", 16)
        patch.setattr(runs, "_MANY", 30)
        yield


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


@given(batches | repeated, st.randoms(use_true_random=False), st.sampled_from([LIMIT, 60, 10]))
def test_neither_order_nor_grouping_makes_a_difference(
    groups: list[list[int]], dice: random.Random, limit: int
) -> None:
    sets = [filled(group, limit=limit) for group in groups]
    while len(sets) > 1:
        one = sets.pop(dice.randrange(len(sets)))
        into = dice.choice(sets)
        into.merge(dice.choice([one, pickle.loads(pickle.dumps(one))]))  # noqa: S301 -- ours
    together = sets[0] if sets else KeySet(limit=limit)

    assert together.to_bytes() == filled(*groups, limit=limit).to_bytes()
    assert together.exact == (len({key for group in groups for key in group}) <= limit)


def test_merging_leaves_the_other_as_it_was() -> None:
    one, other = KeySet(spread(1000, 6)), KeySet(spread(1000, 7))
    before = other.to_bytes()
    for more in (other, other, one):
        one.merge(more)
    one.add(spread(1000, 8))

    assert (len(one), other.to_bytes()) == (3000, before)


def test_runs_travel_as_they_are() -> None:
    one, other = KeySet(spread(1000, 10)), KeySet(spread(1000, 11))
    one.merge(other)
    here = pickle.loads(pickle.dumps(one))  # noqa: S301 -- ours
    assert len(here._runs) > 1

    here.add(spread(1000, 10))
    assert here.to_bytes() == one.to_bytes()


def test_repeats_are_not_kept() -> None:
    keys, few = KeySet(), spread(1000, 9)
    for _ in range(100):
        keys.merge(KeySet(few))
        keys.add(few)

    assert keys._size < 4 * len(few)
    assert len(keys) == len(few)


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


def test_a_sketch_does_not_depend_on_order() -> None:
    parts = [spread(30_000, seed) for seed in range(4)]
    forth, back = KeySet(limit=LIMIT), KeySet(limit=LIMIT)
    for one, other in zip(parts, reversed(parts), strict=True):
        forth.add(one)
        back.merge(KeySet(other, limit=1000))

    assert forth.to_bytes() == back.to_bytes()
    assert not forth.exact


def test_what_is_surely_too_many_becomes_a_sketch_before_anybody_asks() -> None:
    keys, every = KeySet(limit=LIMIT), spread(2 * LIMIT, 18)
    for start in range(0, len(every), 1000):
        keys.merge(KeySet(every[start : start + 1000]))

    assert keys.held < LIMIT
    assert keys.to_bytes() == KeySet(every[::-1].copy(), limit=LIMIT).to_bytes()


@pytest.mark.parametrize("count", [LIMIT, LIMIT + 1])
def test_at_the_limit_only_a_count_tells(count: int) -> None:
    keys, every = KeySet(limit=LIMIT), spread(count, 19)
    for part in (every, every[: LIMIT // 5], every):
        keys.add(part)

    assert (keys.exact, abs(len(keys) - count) < LIMIT // 20) == (count == LIMIT, True)


@given(st.integers(0, 10**8))
def test_no_sample_that_chance_could_make_is_sure_of_more(limit: int) -> None:
    expected = limit / 64
    deviations = 12 * expected**0.5

    assert not sets._surely_more(int(expected + 0.9 * deviations), limit)
    assert sets._surely_more(int(expected + 1.2 * deviations) + 200, limit)


def test_a_sketch_goes_on_counting() -> None:
    keys = KeySet(spread(2 * LIMIT, 3), limit=LIMIT)
    keys.merge(KeySet(spread(2 * LIMIT, 4), limit=LIMIT))
    keys.add(spread(LIMIT, 5))
    low, high = pickle.loads(pickle.dumps(keys)).bounds()  # noqa: S301 -- ours

    assert low < 5 * LIMIT < high


@settings(max_examples=200)
@given(
    st.lists(st.lists(st.integers(0, 40), max_size=30), max_size=4),
    st.sampled_from([1, 1 << 20, (1 << 32) + 1, 1 << 33]),
    st.sampled_from([5, EXACT_LIMIT]),
)
def test_keys_are_counted_without_being_sorted(
    several: list[list[int]], apart: int, limit: int
) -> None:
    sets, every = [], KeySet(limit=limit)
    for keys in several:
        made = np.array(keys, np.uint64) * np.uint64(apart)
        sets.append(KeySet(made, limit))
        every.add(made)

    assert distinct_in(sets) == len(every)
    assert distinct_in([]) == 0
    assert total_of(iter(sets)) == (len(every), every.exact)
    assert [len(one) for one in sets] == [len({*keys}) for keys in several] or limit == 5
    assert distinct_in(sets) == len(every)  # they lie in order now


def test_many_sets_are_counted_when_all_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [KeySet(spread(40, seed), limit=100) for seed in range(30, 40)]
    counts: list[int] = []
    count = KeySet.__len__

    def noted(keys: KeySet) -> int:
        counts.append(count(keys))
        return counts[-1]

    monkeypatch.setattr(KeySet, "__len__", noted)

    assert total_of(every) == (400, False)
    assert counts == [400]


def test_keys_of_large_parts_are_counted_wherever_they_lie() -> None:
    for count in range(1, 120):  # below and above what has a room of its own
        keys = spread(count, 12)
        one = KeySet(keys[: count // 2])
        one.add(keys[count // 2 :])

        assert distinct_in([one]) == distinct_in([one, KeySet(keys)]) == len(one) == count


def test_many_keys_are_counted_by_their_halves() -> None:
    keys = np.random.default_rng(5).integers(0, 1 << 64, 300_000, np.uint64)
    alike = keys[:50] ^ np.uint64(1 << 63)  # the same lower half

    assert distinct_in([KeySet(keys), KeySet(keys[:9]), KeySet(alike)]) == 300_050
    assert distinct_in([KeySet(np.concatenate((keys, keys)))]) == 300_000


def test_sets_that_were_given_the_same_keys_share_one_run() -> None:
    parts = [spread(1000, seed) for seed in range(13, 16)]
    one, other = KeySet(parts[0]), KeySet(parts[0])
    for part in parts[1:]:
        one.add(part)
    for part in reversed(parts[1:]):
        other.merge(KeySet(part))

    assert one.keys() is other.keys()
    there, here = pickle.loads(pickle.dumps((one, other)))  # noqa: S301 -- ours
    assert there.keys() is here.keys()
    one.add(parts[0][:1])
    other.add(parts[1][:1])
    assert one.to_bytes() == other.to_bytes() == there.to_bytes()  # but given unlike keys


def test_what_is_shared_respects_the_limit_of_each() -> None:
    keys = spread(100, 17)
    one, other = KeySet(keys), KeySet(keys, limit=50)

    assert (len(one), one.exact, other.exact) == (100, True, False)


@given(batches | repeated, st.randoms(use_true_random=False))
def test_sets_that_look_alike_are_told_apart(groups: list[list[int]], dice: random.Random) -> None:
    alike = [[key ^ dice.choice((0, 1)) for key in group] for group in groups]
    every = [(filled(group), sorted({*group})) for group in (*groups, *alike)]

    assert [one.keys().tolist() for one, _ in every] == [keys for _, keys in every]


@pytest.mark.parametrize(("few", "many"), [(0, 0), (0, 900), (40, 9_000), (8_000, 9_000)])
def test_what_two_sets_share_is_counted(few: int, many: int) -> None:
    dice = np.random.default_rng(few + many)
    one, other = (np.unique(dice.integers(0, 3 * many + 1, size)) for size in (few, many))
    sets_ = [KeySet(keys.astype(np.uint64)) for keys in (one, other)]
    shared = len(np.intersect1d(one, other))

    assert shared_by(*sets_) == shared_by(*reversed(sets_)) == shared


def test_what_sketches_share_is_about_that() -> None:
    keys = np.arange(20_000, dtype=np.uint64) * np.uint64(1 << 40)
    one, other = KeySet(keys, limit=1000), KeySet(keys[5_000:])

    assert shared_by(one, other) == pytest.approx(15_000, rel=0.2)


few_or_any = st.sets(st.integers(0, 99) | st.integers(0, 2**64 - 1), min_size=1, max_size=90)


@given(few_or_any, few_or_any, few_or_any, st.integers(1, 3))
def test_runs_become_one(one: set[int], other: set[int], third: set[int], count: int) -> None:
    every = [np.array(sorted(keys), np.uint64) for keys in (one, other, third)[:count]]
    whole = np.concatenate(every)

    assert runs.as_one(every, len(whole)).tolist() == np.unique(whole).tolist()


def test_a_joined_run_is_stored_as_it_lies() -> None:
    keys = KeySet(np.arange(0, 5_000, 2, dtype=np.uint64))
    keys.keys()
    keys.merge(KeySet(np.arange(1, 5_000, 2, dtype=np.uint64)))
    packed = keys.to_bytes()

    assert isinstance(packed, memoryview)
    assert packed == b"E" + np.arange(5_000, dtype=np.uint64).tobytes()
    assert KeySet.from_bytes(bytes(packed)).to_bytes() == packed


def test_a_part_of_other_keys_is_stored_alone() -> None:
    whole = np.arange(70, 100, dtype=np.uint64)
    for keys in (whole, whole[1:], whole[:-1], whole[2:], whole[::2].copy(), whole[:0]):
        assert runs.stored(keys) == b"E" + keys.tobytes()
