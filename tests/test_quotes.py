"""Line ends outside quotes, found by counting quotes: the same as field by field."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.readers.quotes import last_end
from scanner.readers.records import is_well_formed

FIELDS = [
    "",
    "a",
    "张伟",
    "1" * 40,
    '""',
    '"a"',
    '"a,b"',
    '"a\nb"',
    '"\r\n"',
    '"a""b"',
    '""""',
    '"x ""y"""',
]
ODD = ['a"b', '"', '"a"b', '""a', 'a""', '"a" ', '"a\n']
ENDS = [",", ",", ",", "\n", "\r\n", "\r", "\n\n"]


def rows_of(fields: list[str]) -> st.SearchStrategy[bytes]:
    pieces = st.tuples(st.sampled_from(fields), st.sampled_from(ENDS)).map("".join)
    return st.lists(pieces, max_size=80).map("".join).map(str.encode)


def ends_outside(data: bytes) -> list[int]:
    """Return where lines end outside quotes, going through fields as ``csv`` does."""
    found, is_open, is_begin, place = list[int](), False, True, 0
    while place < len(data):
        sign = data[place : place + 1]
        if is_open:
            if sign == b'"' and data[place + 1 : place + 2] == b'"':
                place += 1
            elif sign == b'"':
                is_open = False
        else:
            is_open = sign == b'"' and is_begin
            is_begin = sign in b",\r\n"
            found += [place + 1] * (sign in b"\r\n")
        place += 1
    return found


@given(rows_of(FIELDS), st.integers(0, 70), st.integers(0, 300))
@settings(max_examples=300)
def test_quotes_at_edges_and_in_pairs_are_counted(data: bytes, before: int, stop: int) -> None:
    data = b"a" * before + b"," + data
    cut = data[:stop]  # anywhere, in quotes too: but not between two, or before a delimiter

    assert last_end(data, ord(",")) == max(ends_outside(data), default=0)
    if last_end(cut, ord(",")) is not None:
        assert last_end(cut, ord(",")) == max(ends_outside(cut), default=0)


@given(rows_of([*FIELDS, *ODD]), st.integers(0, 70))
@settings(max_examples=300)
def test_counting_is_given_up_where_it_tells_nothing(data: bytes, before: int) -> None:
    data = b"a" * before + b"," + data
    quotes = np.flatnonzero(np.frombuffer(data, np.uint8) == ord('"'))
    found = last_end(data, ord(","))

    assert (found is None) == (not is_well_formed(data, quotes, b","))
    if found is not None:
        assert found == max(ends_outside(data), default=0)


@pytest.mark.parametrize("odd", ODD[:1] + ODD[2:6])
def test_a_quote_in_an_odd_place_is_seen_wherever_it_stands(odd: str) -> None:
    for size in range(150):
        data = f'{"x" * size},{odd},y\n"a\n'.encode()

        assert last_end(data, ord(",")) is None


@pytest.mark.parametrize("text", ['"a\n"\n', '"a\n"\r', "\n", '\n"', "x", ""])
def test_the_last_line_end_is_found_wherever_it_stands(text: str) -> None:
    for size in range(1, 150):
        data = b"x" * size + b"," + text.encode()
        expected = len(data) - text.endswith('\n"') if text.endswith(("\n", "\r", '\n"')) else 0

        assert last_end(data, ord(",")) == expected
        assert last_end(b"\n" + data, ord(",")) == expected + 1
        assert last_end(b'"\n",' + data, ord(",")) == (expected + 4 if expected else 0)
