"""What labels announce: told of each distinct one, and of long numbers in them as of any."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recognizers import headers, labels, tables
from scanner.detect import called as module
from scanner.detect.called import LONG_NUMBER, called

WORDS = [row["word"] for row in tables.rows("header_words")]
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        "张伟 王 user of s no NO ſ K （必填） (1) １２ ） _ - ' 440305202406124898".split(" ")
    ),
    st.sampled_from([" ", "\u3000", "", "\x00", "1", "12", "2024"]),
    st.text("0123456789", min_size=LONG_NUMBER - 1, max_size=22),
    st.text(max_size=3),
)
LABELS = st.lists(PIECES, max_size=4).map("".join).filter(lambda label: len(label) < 90)


@given(st.lists(LABELS, max_size=6))
def test_a_label_announces_what_it_announces_alone(names: list[str]) -> None:
    written = [name.encode("utf-8", "replace") for name in names]
    buffer = np.frombuffer(bytes(8) + b"".join(written) + bytes(8), np.uint8)
    bounds = np.cumsum([8, *map(len, written)])
    found = called(buffer, bounds[:-1], bounds[1:])

    for name, which in zip(written, found.which.tolist(), strict=True):
        label = name.decode()
        known = found.means[which].hits if which >= 0 else {}
        assert known == labels.meaning(label).hits
        if which >= 0:
            assert headers.is_unnamed(found.names[which]) == headers.is_unnamed(label)


def test_known_words_hold_no_long_number_and_begin_with_few_digits() -> None:
    numbers = [number for word in WORDS for number in re.findall("[0-9]+", word)]
    leading = [found[0] for word in WORDS if (found := re.match("[0-9]+", word))]

    assert max(map(len, numbers)) < LONG_NUMBER
    assert max(map(len, leading)) <= module._TOLD


def test_equal_labels_are_asked_once_whatever_long_number_is_before_them() -> None:
    texts = [b"440305202406124898 user", b"5101072024 user", b"user", b"user", b"SKU"]
    buffer = np.frombuffer(bytes(8) + b"".join(texts) + bytes(8), np.uint8)
    bounds = np.cumsum([8, *map(len, texts)])
    found = called(buffer, bounds[:-1], bounds[1:])

    assert found.names == ["0000898 user", "0000024 user", "user"]
    assert found.which.tolist() == [0, 1, 2, 2, -1]
