"""Text of two bytes a character as UTF-8: the same as by Python's decoder."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.readers import pairs
from scanner.readers.blocks import Transcriber
from scanner.readers.encodings import Encoding

SIGNS = {
    "gb18030": ["a", "\x7f", "王", "·", "Ω", "\ue5e5", "䶮", "é", "😀", "\u0e01", "1234567", "，"],
    "big5hkscs": ["a", "\x7f", "王", "·", "Ω", "Ê̄", "ê̌", "\u5159", "𠀋", "1234567", "，"],
}
ODD = [
    b"\x80",
    b"\xff",
    b"\xfe",
    b"\x81",
    b"\x81\x30",
    b"\x84\x31\xa4",
    b"\xc0\x20",
    b"\xe3\x32\x9a\x36",
]


def encoded(sign: str, codec: str) -> bytes:
    return sign.encode(codec, "ignore")


def by_decoding(data: bytes, codec: str) -> bytes | None:
    try:
        return data.decode(codec).encode()
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize("codec", pairs.CODECS)
def test_every_pair_of_bytes_is_what_it_decodes_to(codec: str) -> None:
    good = bytearray()
    for pair in range(0x80 << 8, 1 << 16):
        word = pair.to_bytes(2, "big")
        if by_decoding(word, codec) is None:
            data = b"a" * (pair % 23) + word + b"1" * 40
            assert pairs.as_utf8(data, codec) == by_decoding(data, codec)
        else:
            good += word + b"x" * (pair % 5 % 2)

    assert len(good) > 2 * 13_000
    assert pairs.as_utf8(bytes(good), codec) == good.decode(codec).encode()


@pytest.mark.parametrize("codec", pairs.CODECS)
@given(st.data(), st.integers(1, 60))
@settings(max_examples=150)
def test_text_becomes_what_decoding_makes_of_it(
    codec: str, data: st.DataObject, piece: int
) -> None:
    signs = [encoded(sign, codec) for sign in SIGNS[codec]]
    text = b"".join(data.draw(st.lists(st.sampled_from(signs), max_size=200)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "_PIECE", piece)
        found = pairs.as_utf8(text, codec)

    if found is None:  # many characters of four bytes
        assert text.decode(codec).count("😀") + text.decode(codec).count("\u0e01") > 5
    else:
        assert found == by_decoding(text, codec)


@pytest.mark.parametrize("codec", pairs.CODECS)
@given(st.data())
def test_what_does_not_decode_is_nothing(codec: str, data: st.DataObject) -> None:
    signs = [*[encoded(sign, codec) for sign in SIGNS[codec]], *ODD]
    text = b"".join(data.draw(st.lists(st.sampled_from(signs), max_size=60)))
    found = pairs.as_utf8(text, codec)

    assert found in (None, by_decoding(text, codec))


@pytest.mark.parametrize("codec", pairs.CODECS)
@pytest.mark.parametrize(
    "wrong", [b"", b"\xff", b"\x81", "好人".encode(), "王😀".encode("gb18030")]
)
def test_blocks_are_the_same_as_by_decoding_alone(codec: str, wrong: bytes) -> None:
    lines = [f"{at},王偉,地址{at}號".encode(codec, "ignore") for at in range(400)]
    lines[200] += wrong
    data = b"\n".join(lines) + wrong

    def blocks() -> tuple[list[bytes], int]:
        source = Transcriber(io.BytesIO(data), Encoding("", codec), 3000)
        return list(source.blocks(0, len(data))), source.lost

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "SHORTEST", 1 << 30)
        expected = blocks()

    assert blocks() == expected


def test_a_few_characters_of_four_bytes_are_taken_and_many_are_left() -> None:
    text = ("王" * 200 + "😀") * 40

    assert pairs.as_utf8(text.encode("gb18030"), "gb18030") == text.encode()
    assert pairs.as_utf8(("王😀" * 40).encode("gb18030"), "gb18030") is None
