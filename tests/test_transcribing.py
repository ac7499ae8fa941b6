"""Text of any encoding as UTF-8, in blocks of any size."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scanner.chunks import Loss
from scanner.readers.blocks import Transcriber
from scanner.readers.encodings import Encoding
from tests.tables_read import UTF8, pieces, plan, table


def test_big5_is_read_and_a_pipe_in_its_second_bytes_separates_nothing() -> None:
    rows = [
        ("姓名", "電話", "備註"),
        ("陳大文", "0912345678", "育才路"),
        ("林小姐", "0922333444", "功德"),
    ]
    rows += [("許功蓋", "0933222111", "臺北市信義區")]
    data = "".join("|".join(row) + "\n" for row in rows).encode("big5")

    assert b"|" in "育".encode("big5") or b"\\" in "許功蓋".encode("big5")
    assert list(table(data).values()) == [list(column) for column in zip(*rows[1:], strict=True)]


def test_bytes_of_another_encoding_far_behind_an_ascii_head_are_read_right() -> None:
    head = b"name,phone\n" + b"abc,13800138000\n" * 30_000
    tail = "张三,13800138001\n李四,13800138002\n".encode("gbk")
    found = table(head + tail + b"zoe,13800138003\n" * 10_000, plan_=plan(1 << 16))

    assert found["name"][30_000:30_003] == ["张三", "李四", "zoe"]


def test_bytes_that_fit_nothing_are_replaced_and_counted() -> None:
    data = (
        "姓名,电话\n张三,13800138000\n".encode() + b"\xff\xfe,13800138001\n" + "李四,1\n".encode()
    )
    *chunks, loss = pieces(data)

    assert loss.size == 2
    assert isinstance(loss, Loss)
    assert chunks[0].columns[0].to_pylist() == ["张三", "\ufffd", "李四"]


@given(
    words=st.lists(
        st.sampled_from(
            (
                b"a",
                b"\n",
                b" ",
                b",",
                b"\xff",
                b"\xe4\xbd",
                b"\xc4\xa3",
                "张三李四".encode(),
                "王五".encode("gbk"),
            )
        ),
        max_size=40,
    ),
    codec=st.sampled_from(("utf-8", "gb18030", "big5hkscs", "cp1252")),
    size=st.integers(1, 40),
)
@example(words=[b"\xff", b"\n", "张三李四".encode()], codec="gb18030", size=1)
def test_what_is_repaired_does_not_depend_on_the_size_of_blocks(
    words: list[bytes], codec: str, size: int
) -> None:
    data = b"".join(words)
    some, all_ = (
        Transcriber(io.BytesIO(data), Encoding("", codec), each) for each in (size, 1 << 20)
    )

    assert b"".join(some.blocks(0, len(data))) == b"".join(all_.blocks(0, len(data)))
    assert some.lost == all_.lost <= len(data)


def test_lines_in_utf_8_are_read_right_among_many_that_fit_the_files_encoding() -> None:
    both = "张三李四来了"  # its UTF-8 is valid GB18030, if of rare characters
    looks = "陆路陆路陆路".encode("gb18030")  # is valid UTF-8, if of no language
    data = b"\n".join(["王五".encode("gbk"), both.encode(), looks, b""])
    source = Transcriber(io.BytesIO(data), Encoding("", "gb18030"), 1 << 20)
    read = b"".join(source.blocks(0, len(data)))

    assert both.encode().decode("gb18030")
    assert looks.decode()
    assert read.decode() == f"王五\n{both}\n陆路陆路陆路\n"


@pytest.mark.parametrize("size", [1 << 10, 70_000, 1 << 22])
def test_neither_does_what_is_repaired_in_a_very_long_line(size: int) -> None:
    data = (b"\xc4\xa3 " + "王五 ".encode("gbk")) * 20_000 + b"\n" + "王五 ".encode("gbk")
    read = b"".join(Transcriber(io.BytesIO(data), UTF8, size).blocks(0, len(data)))

    assert read.decode() == "ģ 王五 " * 20_000 + "\n王五 "


@pytest.mark.parametrize("size", [1 << 10, 70_000, 1 << 22])
def test_lines_may_end_as_on_an_old_macintosh(size: int) -> None:
    line = b"\xc4\xa3 " + "王五".encode("gbk") + b"\r"
    data = line * 20_000
    read = b"".join(Transcriber(io.BytesIO(data), UTF8, size).blocks(0, len(data)))

    assert read.decode() == "模 王五\r" * 20_000
