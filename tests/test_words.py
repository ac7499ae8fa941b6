"""Eight and sixty-four bytes at a time: the same as one by one."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers import bits, words
from recognizers.siphash import siphash, siphashes
from scanner.detect.automaton.expressions import has_digit
from scanner.detect.rows import rows_of

# What stands for one instruction can only be called by compiled code.
_njit: Any = numba.njit


@_njit  # type: ignore[untyped-decorator]
def load(content: Any, place: Any) -> Any:
    return words.load(content, place)


@_njit  # type: ignore[untyped-decorator]
def marked(content: Any, place: Any, signs: Any) -> Any:
    return words.marked(content, place, signs)


@_njit  # type: ignore[untyped-decorator]
def lowest(marks: Any) -> Any:
    return words.lowest(marks)


@_njit  # type: ignore[untyped-decorator]
def move(content: Any, place: Any, target: Any, to: Any) -> None:
    words.move(content, place, target, to)


@_njit  # type: ignore[untyped-decorator]
def many(marks: Any) -> Any:
    return words.many(marks)


@_njit  # type: ignore[untyped-decorator]
def fetch(content: Any, place: Any) -> None:
    words.fetch(content, place)


@_njit  # type: ignore[untyped-decorator]
def differing(content: Any, one: Any, other: Any) -> Any:
    return bits.differing(content, one, other)


@_njit  # type: ignore[untyped-decorator]
def mixed(content: Any, place: Any, size: Any) -> Any:
    return bits.mixed(content, place, size)


WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1)
KEY = tuple(np.frombuffer(bytes(range(16)), np.uint64))


@given(st.text("0123456789", min_size=8, max_size=8))
def test_eight_digits_are_read_and_weighed_at_once(digits: str) -> None:
    word = load(np.frombuffer(digits.encode(), np.uint8), 0)

    assert words.number(word) == int(digits)
    assert words.weighted(word, words.weights(WEIGHTS)) == sum(
        int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)
    )


@given(st.binary(min_size=words.BLOCK, max_size=words.BLOCK))
def test_a_block_is_marked_where_one_of_three_signs_is(block: bytes) -> None:
    signs = (block[5], ord(","), 10)
    marks = int(marked(np.frombuffer(block, np.uint8), 0, signs))

    assert [marks >> place & 1 for place in range(words.BLOCK)] == [sign in signs for sign in block]
    assert lowest(np.uint64(marks)) == min(map(block.index, {*signs} & {*block}))


def test_a_stretch_is_copied_from_any_place_to_any_place() -> None:
    source, target = np.arange(100, dtype=np.uint8), np.zeros(100, np.uint8)
    move(source, 3, target, 11)

    assert target.tolist() == [*[0] * 11, *range(3, 35), *[0] * 57]


@given(st.integers(0, (1 << 64) - 1))
def test_bits_are_counted(marks: int) -> None:
    assert many(np.uint64(marks)) == marks.bit_count()


def test_what_is_fetched_need_not_be_there() -> None:
    content = np.arange(10, dtype=np.uint8)
    for place in (0, 9, 10, 1 << 40, -(1 << 40)):
        fetch(content, place)

    assert content.tolist() == list(range(10))


@pytest.mark.parametrize("in_capitals", [True, False])
def test_many_pieces_are_hashed_as_one_is(in_capitals: bool) -> None:  # noqa: FBT001 -- pytest's
    chance = np.random.default_rng(4)
    sizes = np.concatenate((chance.integers(0, 140, 500), np.full(130, 18), np.arange(140)))
    stops = np.cumsum(sizes)
    content = chance.integers(0, 256, stops[-1], np.uint8)  # nothing behind the last piece
    hashed = siphashes(content, stops - sizes, stops, KEY, in_capitals)

    assert hashed.tolist() == [
        siphash(content, start, stop, KEY, in_capitals)
        for start, stop in zip((stops - sizes).tolist(), stops.tolist(), strict=True)
    ]


def test_an_expression_tells_whether_it_can_do_without_digits() -> None:
    assert has_digit("[A-Z]{2}[0-9]{6}|[0-9A-F]*1")
    assert not has_digit("[A-Z]{2}[0-9]{0,6}")
    assert not has_digit("[0-9A-F]{8}")
    assert not has_digit(r"\d")  # not understood


def test_a_sign_is_found_where_it_is_first() -> None:
    for size in range(20):
        for at in range(size):
            text = b"a" * at + b"@" + b"@a" * (size - at)
            content = np.frombuffer(text, np.uint8)
            for start, stop in ((0, size), (at, size), (0, at), (0, at // 2), (at // 2, at + 1)):
                place = text.find(b"@", start, stop)
                found = words.found(content, start, stop, ord("@"))
                assert found == (place if place >= 0 else stop)


def test_pieces_of_any_size_are_laid_out_in_rows() -> None:
    content = np.frombuffer(bytes(range(1, 101)), np.uint8)
    places = np.array([(start, start + size) for start in (0, 3, 50) for size in range(40)])
    rows = rows_of(content, *places.T.copy())

    assert rows.shape == (len(places), 39)
    assert [row.tobytes() for row in rows] == [
        content[start:stop].tobytes().ljust(39, b"\0") for start, stop in places.tolist()
    ]


@given(st.text("ab\n\r", max_size=200), st.integers(0, 200))
def test_the_next_of_some_signs_is_found_in_blocks_as_one_by_one(text: str, start: int) -> None:
    content = np.frombuffer(text.encode(), np.uint8)
    expected = [place for place in range(start, len(text)) if text[place] in "\n\r"]

    found = words.next_of(content, start, (0x0A, 0x0D, 0x0A))

    assert found == (expected[0] if expected else max(start, len(text)))


@given(st.text(",;。x", max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_signs_are_counted_in_blocks_as_one_by_one(text: str, start: int, stop: int) -> None:
    data = text.encode()
    start, stop = sorted((min(start, len(data)), min(stop, len(data))))

    found = words.count_of(np.frombuffer(data + b",", np.uint8), start, stop, (ord(","), 0, 59))

    assert found == data[start:stop].count(b",") + data[start:stop].count(b";")


@_njit  # type: ignore[untyped-decorator]
def within(content: Any, place: Any, first: Any, count: Any) -> Any:
    return bits.within(content, place, first, count)


@given(st.binary(min_size=words.BLOCK, max_size=words.BLOCK), st.data())
def test_a_block_is_marked_where_signs_are_within_some(block: bytes, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, 255))
    count = data.draw(st.integers(1, min(255, 256 - first)))
    marks = int(within(np.frombuffer(block, np.uint8), 0, first, count))

    assert [bool(marks >> at & 1) for at in range(words.BLOCK)] == [
        first <= sign < first + count for sign in block
    ]


@given(st.integers(0, 2**64 - 1), st.integers(1, 32))
def test_bits_in_a_row_are_marked_where_they_begin(marks: int, count: int) -> None:
    row = (1 << count) - 1

    assert int(bits.in_a_row(np.uint64(marks), count)) == sum(
        1 << at for at in range(64) if marks >> at & row == row
    )


@given(st.binary(min_size=70, max_size=70), st.integers(0, 6), st.integers(0, 70))
def test_blocks_are_compared_and_mixed_as_far_as_they_are_asked(
    data: bytes, place: int, size: int
) -> None:
    content = np.frombuffer(data, np.uint8)
    block = data[place : place + words.BLOCK]
    said = np.frombuffer(block[:size].ljust(words.BLOCK, b"\0") + block, np.uint8)
    unlike = int(differing(content, 0, place))

    assert [unlike >> at & 1 for at in range(words.BLOCK)] == [
        one != other for one, other in zip(data[: words.BLOCK], block, strict=True)
    ]
    assert int(mixed(content, place, size)) == int(mixed(said, 0, words.BLOCK))
