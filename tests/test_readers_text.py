"""Running text: every piece owns what begins in it, escapes are resolved, nothing is lost."""

from __future__ import annotations

import io
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner import readers
from scanner.chunks import ROOM, Loss, TextChunk
from scanner.model import FileRef, Layout, Part
from scanner.readers import escapes, text
from scanner.readers.encodings import Encoding
from tests.tables_read import UTF8, plan
from tests.text_read import look, owned, parts_of

GB = Encoding("GB18030", "gb18030")
WORDS = st.sampled_from(
    (
        "张三",
        "13800138000",
        " ",
        "\n",
        "\r\n",
        "a",
        "，",
        ",",
        "é",
        "𠮷",
        "\\",
        "&",
        "手机号：",
        "x" * 50,
    )
)
TEXTS = st.lists(WORDS, max_size=60).map("".join)


def check_pieces(pieces: list[TextChunk], size: int, whole: str) -> None:
    """Check one part's pieces: bounded, valid, with margins and room, numbered by line."""
    data = whole.encode()
    place = 0
    for piece in pieces:
        before, after = piece.room
        held = piece.data[before : len(piece.data) - after]
        held.decode()
        begins = place + before - piece.start
        assert len(piece.data) <= size + 3 * text.MARGIN + 8 + 2 * ROOM
        assert min(before, after) >= ROOM
        assert data[begins : begins + len(held)] == held
        assert piece.start - before >= min(place, text.MARGIN)
        place += piece.stop - piece.start
        margin = len(piece.data) - after - piece.stop
        assert margin >= min(len(data) - place, text.MARGIN - 4)
        assert piece.first_line == 1 + data[:begins].count(b"\n")
    assert place == len(data)


@given(content=TEXTS, size=st.integers(1, 3000), repeat=st.integers(1, 40))
def test_pieces_own_every_byte_once_and_have_margins(content: str, size: int, repeat: int) -> None:
    whole = content * repeat
    data = whole.encode()
    blocks = [data[at : at + 997] for at in range(0, len(data), 997)]

    check_pieces(list(text.windows(blocks, size)), size + 997, whole)


@given(
    content=TEXTS, size=st.integers(1, 5000), codec=st.sampled_from(("utf-8", "gb18030", "utf-16"))
)
def test_reading_gives_back_the_text_whatever_the_encoding_and_the_size(
    content: str, size: int, codec: str
) -> None:
    whole = "<?xml version='1.0'?>会议纪要\n" + content * 20

    assert owned(whole.encode(codec), plan_=plan(size)) == whole


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    "line", ["张三 13800138000\n", "张三，手机号13800138000；", "张三李四王五"]
)
def test_parts_own_every_byte_once_and_read_the_margins_across_their_ends(
    codec: str, line: str
) -> None:
    whole = line * 20_000
    data = whole.encode(codec)
    parts = parts_of(data, "a.txt", plan(1 << 14, 1 << 16))
    texts = [
        "".join(piece.data[piece.start : piece.stop].decode() for piece in part) for part in parts
    ]

    assert "".join(texts) == whole
    assert len(parts) > 2 or (codec == "gb18030" and " " not in line)  # nowhere sure to cut
    for before, part, after in zip(parts, parts[1:], [*parts[2:], None], strict=False):
        room = part[0].room[0]
        assert part[0].start - room >= 256
        assert before[-1].data[before[-1].stop : -before[-1].room[1]]
        margin = part[0].data[room : part[0].start]
        assert before[-1].data[: before[-1].stop].endswith(margin)
        assert part[0].first_line == 1 - margin.count(b"\n")
        assert (after is None) == (part[-1].stop == len(part[-1].data) - part[-1].room[1])


def test_a_part_is_cut_after_a_line_if_there_is_one() -> None:
    data = b"0123456789\n" * 1000

    assert all(part.stop % 11 == 0 for part in look(data, plan_=plan(100, 1000)).parts)


def test_an_empty_text_has_no_parts() -> None:
    assert look(b"").parts == ()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.json", r'{"a": "\u624b\u673a", "b": "x\/y\"z"}', '{"a": "手机", "b": "x/y"z"}'),
        ("a.json", r'{"a": "\ud83d\ude00 \ud83d"}', '{"a": "😀 \ufffd"}'),
        ("a.json", r'{"a": "1\n2\t3\u000a4"}', '{"a": "1 2 3 4"}'),
        ("a.json", r'{"a": "C:\\users\\u624b"}', r'{"a": "C:\users\u624b"}'),
        ("a.jsonl", '{"a":"\\u624b"}\n{"a":"\\u673a"}\n', '{"a":"手"}\n{"a":"机"}\n'),
        (
            "a.xml",
            '<?xml version="1.0"?><a>&#25163;&#x673A;&amp;&#10;</a>',
            '<?xml version="1.0"?><a>手机& </a>',
        ),
        (
            "a.html",
            "<html><p>&#25163;&lt;</p><script>'\\u624b'</script>",
            "<html><p>手<</p><script>'手'</script>",
        ),
        ("a.properties", r"name=\u5f20\u4e09", "name=张三"),
        ("a.py", r"x = '\u5f20\n13800138000'", "x = '张 13800138000'"),
        (
            "a.log",
            "?q=%E5%BC%A0&to=li%40qq.com&tel=%2B8613800138000%0A",
            "?q=张&to=li@qq.com&tel=+8613800138000 ",
        ),
        ("a.log", "?q=%D5%C5&rate=50%&x=%zz%ff", "?q=张&rate=50%&x=%zz%ff"),
        ("a.txt", r"C:\new\u5f20 &#25163;", r"C:\new\u5f20 &#25163;"),
    ],
)
def test_escapes_are_resolved_where_the_format_has_them(
    name: str, content: str, expected: str
) -> None:
    assert owned(content.encode(), name) == expected


@given(content=st.text(alphabet='张a1 "\\/\n&#;', max_size=200), size=st.integers(1, 400))
def test_escapes_are_resolved_the_same_whatever_the_size_of_pieces(content: str, size: int) -> None:
    data = (json.dumps({"a": content}) + "\n" + "{}" + "\n").encode() * 5

    assert owned(data, "a.jsonl", plan(size)) == owned(data, "a.jsonl")


def test_a_long_line_of_escapes_is_cut_in_none_of_them() -> None:
    data = json.dumps(["手机号，13800138000"] * 20_000).encode()
    parts = parts_of(data, "a.json", plan(1 << 12, 1 << 17))

    assert len(parts) > 3
    assert owned(data, "a.json", plan(1 << 12, 1 << 17)).count('"手机号，13800138000"') == 20_000


@given(data=st.binary(max_size=60), genre=st.sampled_from(("json", "xml", "html", "log", "text")))
def test_resolving_adds_no_line_and_stays_valid(data: bytes, genre: str) -> None:
    valid = data.decode("utf-8", "ignore").encode()
    resolved = escapes.resolve(valid, genre)

    resolved.decode()
    assert resolved.count(b"\n") == valid.count(b"\n")


@pytest.mark.parametrize(
    ("name", "content", "genre"),
    [
        ("a.dat", '{"a": 1}', "json"),
        ("a.txt", '[{"a": 1}, {"a": 2}]', "json"),
        ("a.json", '{"a": 1}\n{"a": 2}\n', "json"),
        ("a.txt", '{"a": 1}\n{"a": 2}\n', "jsonl"),
        ("a.txt", '<?xml version="1.0"?><a/>', "xml"),
        ("a.txt", "<!DOCTYPE html><html></html>", "html"),
        ("x", "INSERT INTO t VALUES (1);", "sql"),
        ("x", "2024-01-01 10:00:00 INFO a\n2024-01-01 10:00:01 ERROR b\n", "log"),
        ("a.log", "started\n", "log"),
        ("a.md", "# 会议纪要\n", "markdown"),
        ("a.yaml", "a: 1\n", "yaml"),
        ("x", "[main]\nkey = 1\n", "ini"),
        ("a.java", "class A {}\n", "code"),
        ("a.txt", "合同\n甲方：张三\n", "text"),
    ],
)
def test_the_kind_of_a_text_is_told_by_content_then_name(
    name: str, content: str, genre: str
) -> None:
    assert look(content.encode(), name).format == genre


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.eml", b"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n5omL5py6\n"),
        ("a.uu", b"begin 644 a.zip\nM4$L#!`H``````+WH@U;>OO3*!@````8`````````96UP='D-\n`\nend\n"),
        ("a.b64", b"begin-base64 644 a.zip\nUEsDBAoAAAAAAL3og1be\n====\n"),
    ],
)
def test_encoded_parts_are_a_loss(name: str, content: bytes) -> None:
    (part,) = parts_of(content, name, plan())

    assert [piece.reason.key for piece in part if isinstance(piece, Loss)] == ["text.encoded_parts"]


@given(data=st.binary(max_size=300), size=st.integers(1, 100))
def test_lost_bytes_are_counted_and_never_more_than_there_are(data: bytes, size: int) -> None:
    file = FileRef(b"/", b"a", len(data))
    for encoding in (UTF8, GB, Encoding("Big5", "big5hkscs"), Encoding("UTF-16 LE", "utf-16-le")):
        layout = Layout("text", "text", details=pickle.dumps(text.Prose(encoding, "text")))
        part = Part(0, 0, len(data))
        found = list(readers.read(io.BytesIO(data), file, layout, part, plan(size)))
        losses = [piece.size for piece in found if isinstance(piece, Loss)]
        pieces = b"".join(p.data[p.start : p.stop] for p in found if isinstance(p, TextChunk))

        assert sum(losses) <= len(data) + 1
        assert bool(losses) == ("\ufffd" in pieces.decode()) or b"\xef\xbf\xbd" in data


def test_text_is_hidden_in_repr() -> None:
    ((piece,),) = parts_of("张三 13800138000\n".encode(), "a.txt", plan())

    assert "13800138000" not in repr(piece)
