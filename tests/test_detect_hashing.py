"""Keyed hashes are SipHash-2-4, whatever the length, and nothing without the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.siphash import siphash, siphashes, siphashes_of_rows
from scanner.detect.hashing import Hasher
from scanner.detect.values import Texts, Values

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEY = bytes(range(32))
# The authors' own: https://github.com/veorq/SipHash, vectors.h; the message is 00 01 02 ...
PUBLISHED_KEY = tuple(np.frombuffer(bytes(range(16)), np.uint64))
PUBLISHED = {
    0: "310e0edd47db6f72",
    1: "fd67dc93c539f874",
    7: "37d1018bf50002ab",
    8: "6224939a79f5f593",
    15: "e545be4961ca29a1",
    63: "724506eb4c328a95",
}
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)


def keys_of(hasher: Hasher, values: list[str]) -> NDArray[np.uint64]:
    """Return the keys of some texts, one after the other."""
    packed = [value.encode() for value in values]
    stops = np.cumsum([len(value) for value in packed])
    starts = stops - [len(value) for value in packed]
    return hasher.of_slices(np.frombuffer(b"".join(packed), np.uint8), starts, stops)


@pytest.mark.parametrize("length", PUBLISHED)
def test_the_published_vectors_hold(length: int) -> None:
    message = np.frombuffer(bytes(range(64)), np.uint8)
    tag = siphash(message, 0, length, PUBLISHED_KEY, in_capitals=False)

    assert int(tag).to_bytes(8, "little").hex() == PUBLISHED[length]


@given(st.lists(texts, min_size=1, max_size=20))
def test_a_value_has_one_key_however_it_is_laid_out(values: list[str]) -> None:
    packed = np.array([value.encode() for value in values], np.bytes_)
    matrix = packed.view(np.uint8).reshape(len(values), -1)
    hasher = Hasher(KEY)
    expected = keys_of(hasher, [value.encode().rstrip(b"\0").decode() for value in values])

    assert hasher.of_matrix(matrix).tolist() == expected.tolist()
    assert hasher.of_matrix(np.pad(matrix, ((0, 0), (0, 9)))).tolist() == expected.tolist()


@given(st.lists(texts, min_size=1, max_size=20))
def test_texts_have_the_keys_of_their_capitals(values: list[str]) -> None:
    packed = [value.encode() for value in values]
    stops = np.cumsum([len(value) for value in packed])
    starts = stops - [len(value) for value in packed]
    content = np.frombuffer(b"".join(packed) + bytes(300), np.uint8)
    made = Texts(content, starts=starts, stops=stops)
    capitals = keys_of(Hasher(KEY), [value.upper().decode() for value in packed])

    assert made.distinct_keys(np.arange(len(values)), Hasher(KEY)).tolist() == capitals.tolist()


def test_shared_values_are_hashed_once() -> None:
    matrix = np.arange(160, dtype=np.uint8).reshape(40, 4) + 48
    values, hasher, other = Values(matrix), Hasher(KEY), Hasher(bytes(32))
    first, then = hasher.of_matrix(matrix).tolist(), other.of_matrix(matrix).tolist()

    assert values.distinct_keys(np.array([3, 1, 3]), hasher).tolist() == [first[3], first[1]]
    known = [then[0], first[1], first[3], then[9]]  # under another key: those that are new
    assert values.distinct_keys(np.array([0, 1, 3, 9]), other).tolist() == known
    assert values.keys(np.array([9, 3, 9]), hasher).tolist() == [then[9], first[3], then[9]]


def test_where_much_is_asked_for_all_is_hashed_at_once() -> None:
    matrix = np.arange(160, dtype=np.uint8).reshape(40, 4) + 48
    values, hasher, other = Values(matrix), Hasher(KEY), Hasher(bytes(32))
    every = hasher.of_matrix(matrix).tolist()

    assert values.distinct_keys(np.arange(0, 40, 4), hasher).tolist() == every[::4]
    assert values.distinct_keys(np.arange(40), other).tolist() == every
    assert values.distinct_keys(np.array([7, 2, 7]), other).tolist() == [every[7], every[2]]


@given(st.binary(max_size=500), st.integers(1, 20), st.booleans())
def test_rows_are_hashed_as_pieces_are(
    content: bytes,
    width: int,
    in_capitals: bool,  # noqa: FBT001 -- hypothesis'
) -> None:
    flat = np.frombuffer(content[: len(content) // width * width], np.uint8)
    places, key = np.arange(0, len(flat), width), (np.uint64(1), np.uint64(2))

    alone = siphashes(flat, places, places + width, key, in_capitals)
    assert siphashes_of_rows(flat, width, key, in_capitals).tolist() == alone.tolist()


@given(st.lists(st.integers(0, 3), max_size=12), st.booleans())
def test_pieces_have_the_same_keys_side_by_side_and_apart(
    sizes: list[int],
    in_capitals: bool,  # noqa: FBT001 -- hypothesis'
) -> None:
    stops = np.cumsum(sizes, dtype=np.int64)
    content = np.frombuffer(b"aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789", np.uint8)
    hasher, starts = Hasher(KEY), stops - np.array(sizes, np.int64)
    alone = [
        hasher.of_slices(content, starts[[at]], stops[[at]], in_capitals=in_capitals)[0]
        for at in range(len(sizes))
    ]

    found = hasher.of_slices(content, starts, stops, in_capitals=in_capitals)
    assert found.tolist() == alone


def test_distinct_values_have_distinct_keys() -> None:
    values = [f"{number:011d}" for number in range(40_000)]

    assert len(np.unique(keys_of(Hasher(KEY), values))) == len(values)


def test_another_key_gives_other_hashes() -> None:
    values = ["13800138000", "11010519491231002X"]
    mine, other = keys_of(Hasher(KEY), values), keys_of(Hasher(bytes(32)), values)

    assert not set(mine.tolist()) & set(other.tolist())
