"""The sieve over a text, in blocks of bits: what the one over cells finds, byte by byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import recognizers
from recognizers.base import ProvenRecognizer
from recognizers.fold import FOLDS
from scanner.detect.cells import Cells
from scanner.detect.lines import of_lines
from scanner.detect.plain import wanted
from scanner.detect.sieve.sift import sift
from scanner.detect.sieved import Sieve
from scanner.detect.signs import signs

if TYPE_CHECKING:
    from scanner.detect.sieve.runs import Sifted

PROVEN = [one for one in recognizers.load() if isinstance(one, ProvenRecognizer)]
WANTED = wanted(tuple(one for one in PROVEN if one.LENGTHS))
SIGNS = signs(Sieve(PROVEN).marks)
PLAIN = (
    *("a. B, 3: thread-21] c.s 信 京 中文 中文字符。 ， @ _ 𠮷 ·".split(" ")),
    *("x" * 60, "34.0", "abcdef ", "1234567, ", "A1234567. ", "13800138000/", "b" * 130),
)
ODD = (
    *(
        "886 912",
        "886 91",
        "12 34567",
        "2024-061",
        "DE89 NWBK",
        "D189-NWBK",
        "DE8 NWBK",
        "A1B2) (1234",
    ),
    *(
        "A1B2) (1234",
        "+1",
        "+a1",
        "+",
        "1234567é",
        "123456é",
        "1\u00a02",
        "１",
        "12－34",
        "a－b",
        "×",
        "{" * 4200,
    ),
)
LINES = st.builds(
    lambda plain, odd, place: "".join([*plain[:place], *odd, *plain[place:]]),
    st.lists(st.sampled_from(PLAIN), max_size=12),
    st.lists(st.sampled_from(ODD), max_size=1),
    st.integers(0, 12),
)
_AMOUNT = re.compile(r"[0-9]+\.[0-9]+")
TEXTS = st.lists(LINES, max_size=12).map("\n".join)


def same(cells: Cells, table: np.ndarray) -> bool:
    blocks, bytes_ = sift(cells, table, SIGNS, one_text=True), sift(cells, table, SIGNS)
    return all(
        np.array_equal(one, other)
        for one, other in zip(_shown(blocks, cells), _shown(bytes_, cells), strict=True)
    )


def _shown(found: Sifted, cells: Cells) -> list[np.ndarray]:
    """Return what is said of lines; the marks of odd ones, and of amounts, do not count."""
    others = [not _AMOUNT.fullmatch(cells.text(one)) for one in range(len(cells))]
    return [*found.runs, found.odd, (found.marked & np.array(others, np.bool_)) | found.odd]


@settings(max_examples=400)
@given(TEXTS, st.integers(0, 70))
def test_blocks_say_what_bytes_say(text: str, before: int) -> None:
    assert same(of_lines((" " * before + text).encode()), WANTED)


@given(TEXTS, st.integers(1, 64))
def test_blocks_say_what_bytes_say_whatever_length_is_wanted(text: str, length: int) -> None:
    table = np.zeros_like(WANTED)
    table[length] = 3

    assert same(of_lines(text.encode()), table)


@given(st.lists(TEXTS, min_size=3, max_size=3))
def test_some_lines_say_what_they_say_amid_others(texts: list[str]) -> None:
    lines = of_lines("\n".join(texts).encode())

    assert same(Cells(lines.buffer, lines.bounds[1:-1]), WANTED) or len(lines) < 3


def test_common_ideographs_are_not_folded() -> None:
    assert not [chr(code) for code in FOLDS if 0xE4 <= chr(code).encode()[0] <= 0xE9]
