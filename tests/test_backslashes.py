r"""Escapes with a backslash: the loop does what an expression would."""

from __future__ import annotations

import io
import re

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scanner.readers.backslashes import resolve
from scanner.readers.escapes import in_cells
from tests.tables_read import pieces

ESCAPE = re.compile(rb"\\\\|(?:\\u[0-9a-fA-F]{4})+|\\[\"'/bfnrt]")
CONTROL = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]")
PIECES = st.one_of(
    st.sampled_from(
        ["\\u", r"\\", "\\", r"\"", r"\n", r"\/", r"\b", r"\x", "张", "u", '"', "a" * 70]
    ),
    st.sampled_from(["\\ud83d", "\\udE00", "\\ud83d\\ude00", "\\u0000", "\\u2028", "\\u0085"]),
    st.integers(0, 0xFFFF).map("\\u{:04x}".format),
    st.integers(0, 0xFFFF).map("\\u{:04X}".format),
    st.text("0123456789abcdefABCDEFg", max_size=5),
)
TEXTS = st.lists(PIECES).map("".join).map(str.encode)


def meant(match: re.Match[bytes]) -> bytes:
    found = match[0]
    if found[1:2] == b"u":
        text = bytes.fromhex(found.replace(rb"\u", b"").decode()).decode("utf-16-be", "replace")
        return CONTROL.sub(" ", text).encode("utf-8", "replace")
    return b" " if found[1] in b"bfnrt" else found[1:]


@settings(max_examples=1000, deadline=None)
@given(TEXTS | st.binary())
@example(rb"\ud83d\ud83d\ude00\ude00\ud83d")
@example(rb"\ud83d\u0041")
@example(b"\\")
def test_escapes_say_what_they_stand_for(data: bytes) -> None:
    assert resolve(data) == ESCAPE.sub(meant, data)


CELLS = st.none() | st.lists(PIECES, max_size=5).map("".join).map(
    lambda text: text.encode("utf-8", "replace").decode()
)


@settings(deadline=None)
@given(st.lists(CELLS), st.integers(0, 3))
@example([r'{"name": "\u5f20\u4f1f"}', r"C:\users\n", None], 0)
@example([r"C:\users"], 0)
def test_cells_with_an_escape_are_resolved(cells: list[str | None], start: int) -> None:
    is_escaped = re.compile(r"\\u[0-9a-fA-F]{4}").search
    meant = [
        resolve(cell.encode()).decode() if cell and is_escaped(cell) else cell
        for cell in cells[start:]
    ]
    column = pa.array(cells, pa.string())[start:]
    assert in_cells(column).to_pylist() == meant
    assert in_cells(column.dictionary_encode()).to_pylist() == meant


def test_readers_of_tables_resolve_the_escapes_of_cells() -> None:
    written = io.BytesIO()
    pq.write_table(pa.table({"note": [r"\u5f20\u4f1f", r"C:\users"]}), written)
    for data, name in (
        (b"note,id\n\\u5f20\\u4f1f,1\nC:\\users,2\n", "a.csv"),
        (written.getvalue(), "a.parquet"),
    ):
        (chunk,) = pieces(data, name)
        assert chunk.columns[0].to_pylist() == ["张伟", r"C:\users"]
