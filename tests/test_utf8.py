"""UTF-8 told by neighbours: the same as decoding."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers import utf8
from scanner.readers.mixed import is_utf8

TAILS = (b"", b"\x80", b"\xbf\x80", b"\x80\xbf\x80", b"a", b"\xe4")
# First bytes and those that may or may not follow them, at the edges of what is allowed.
TELLING = bytes.fromhex(
    "00 41 7f 80 8f 90 9f a0 bf c0 c1 c2 df e0 e1 ec ed ee ef f0 f1 f3 f4 f5 ff"
)
SIGNS = ["a", "\x7f", "\x80", "é", "\u07ff", "\u0800", "王", "\ud7ff", "\ue000", "\uffff", "😀"]
PIECES = st.one_of(
    st.sampled_from([sign.encode() for sign in [*SIGNS, "\U00010000", "\U0010ffff"]]),
    st.sampled_from(TELLING).map(lambda sign: bytes([sign])),
    st.binary(max_size=4),
)


def decodes(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def told(data: bytes) -> bool:
    assert len(data) >= utf8.SHORTEST
    return utf8.is_valid(data)


@pytest.mark.parametrize("around", [b"a", "王".encode()], ids=["ASCII", "Chinese"])
def test_every_two_bytes_are_told_whatever_follows(around: bytes) -> None:
    pairs = (
        product(range(256), range(0x80), TAILS[:1]),
        product(range(256), range(0x80, 256), TAILS),
    )
    for some in pairs:
        for number, (first, second, tail) in enumerate(some):
            word = bytes([first, second]) + tail
            data = around * (50 + number % 71) + word + around * 30  # at every place of a block

            assert told(data) == decodes(word), word


def test_every_telling_sequence_is_told_at_the_ends_of_the_data() -> None:
    for word in map(bytes, product(TELLING, repeat=3)):
        assert told(word + b"a" * 80) == decodes(word)
        assert told(b"a" * 80 + word) == decodes(word)
        assert told(b"a" * 80 + word + b"\x80") == decodes(word + b"\x80")


def test_the_ends_of_the_data_do_not_complete_each_other() -> None:
    for sign in ("é", "王", "😀"):
        for at in range(1, len(sign.encode())):
            assert not told(sign.encode()[at:] + b"a" * 80 + sign.encode()[:at])


@pytest.mark.parametrize("around", [b"a", "é".encode()], ids=["ASCII", "not"])
def test_every_place_is_looked_at(around: bytes) -> None:
    for size in (*range(utf8.SHORTEST + 1, 300), 4095, 4098, 4161, 4163, 8192, 8261):
        data = around * (size // len(around))
        assert told(data)
        step = 1 if size < 300 else 61
        for place in {*range(0, len(data), step), *range(4090, min(4240, len(data)))}:
            assert not told(data[:place] + b"\xff" + data[place + 1 :]), (size, place)


@given(st.lists(PIECES, max_size=60).map(b"".join), st.integers(70, 140), st.integers(0, 140))
def test_what_decodes_is_valid_and_nothing_else(some: bytes, before: int, after: int) -> None:
    data = b"a" * before + some + b"a" * after

    assert told(data.ljust(utf8.SHORTEST)) == decodes(data)
    assert told(some + b"a" * before) == decodes(some)
    assert told(b"a" * (4000 + before) + some) == decodes(some)
    assert is_utf8(b"a" * (4000 + before) + some) == decodes(some)


@given(st.lists(PIECES, min_size=1, max_size=60).map(b"".join), st.integers(0, 1000))
def test_a_good_text_is_told_from_one_with_a_byte_too_few(some: bytes, at: int) -> None:
    text = some.decode(errors="ignore").encode() + "王".encode() * 30
    without = text[: at % len(text)] + text[at % len(text) + 1 :]

    assert told(text)
    assert told(without) == decodes(without)
