"""Text from elsewhere becomes fit for a cell."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.model import FileRef
from scanner.report.cells import CELL_CHARS, CUT, file_key, fitted, inert, printable, shown

anything = st.text(st.characters(codec=None), max_size=80)


@given(st.binary(max_size=60))
def test_every_path_can_be_shown(path: bytes) -> None:
    text = shown(path)

    text.encode("utf-8")
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("合同/附件 1.pdf".encode(), "合同/附件 1.pdf"),
        (b"\xb5\xb5.xls", r"\xb5\xb5.xls"),
        (b"a\nb\tc\rd\x00", r"a\nb\tc\rd\x00"),
        ("a\u202egpj.exe".encode(), r"a\u202egpj.exe"),
        (b"\xed\xa0\x80", r"\xed\xa0\x80"),
        ("👩‍👩‍👧".encode(), "👩‍👩‍👧"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_its_escape(path: bytes, text: str) -> None:
    assert shown(path) == text


@given(anything)
def test_printable_text_is_left_alone_and_stays_printable(text: str) -> None:
    once = printable(text)

    assert printable(once) == once


@given(anything.map(printable), st.integers(0, 400))
def test_no_cell_is_longer_than_a_spreadsheet_holds(text: str, times: int) -> None:
    long = "𠮷" * times + text * times

    assert len(fitted(long).encode("utf-16-le")) // 2 <= CELL_CHARS


@pytest.mark.parametrize("char", ["a", "中", "𠮷"])
def test_a_cut_is_marked_and_only_made_where_needed(char: str) -> None:
    units = len(char.encode("utf-16-le")) // 2
    most = CELL_CHARS // units

    assert fitted(char * most) == char * most
    assert fitted(char * (most + 1)).endswith(char + CUT)


@given(anything)
def test_inert_text_starts_no_formula(text: str) -> None:
    assert not inert(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert inert(text).removeprefix("'") == text.removeprefix("'")


def test_a_file_keeps_its_key_whatever_happens_to_its_content() -> None:
    before = FileRef(b"/share", b"a/b.csv", size=1, modified_ns=1)
    after = FileRef(b"/share", b"a/b.csv", size=2, modified_ns=2, owner="x")

    assert file_key(before) == file_key(after)
    assert file_key(before) != file_key(FileRef(b"/share/a", b"b.csv"))
