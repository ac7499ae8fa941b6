"""Delimited text: every cell is what ``csv`` reads, however the text comes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scanner.chunks import TableChunk
from scanner.readers.blocks import Transcriber
from scanner.readers.delimited import edges, splitter, splitting
from scanner.readers.delimited.reading import Table, _Reader
from scanner.readers.delimited.rows import tables_of
from scanner.readers.records import Records, record_end, records
from tests.tables_read import UTF8, Cell, look, pieces, plan, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


PIECES = (
    "a",
    "1",
    "张",
    '"',
    '""',
    ",",
    ";",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\0",
    "é",
    "=",
    "\ufeff",
    "NA",
)
NASTY = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
CLEAN = st.lists(
    st.lists(st.text('ab1张,;"\n\r \t', max_size=4), min_size=2, max_size=3),
    min_size=1,
    max_size=8,
)
SIZES = st.integers(1, 40)


def plain_table(width: int) -> Table:
    fields = tuple(map(str, range(width)))
    return Table(UTF8, ",", fields, has_header=False, title=(0, 0), body=0)


def by_csv(text: str) -> list[tuple[Cell, ...]]:
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    width = max(map(len, rows), default=0)
    return [(*row, *[None] * (width - len(row))) for row in rows]


def rows_read(pieces_: Iterable[Records], width: int = 1) -> list[tuple[Cell, ...]]:
    reader = _Reader(plain_table(width))
    found: list[tuple[Cell, ...]] = []
    for piece in pieces_:
        for chunk in reader.chunk(piece):
            if isinstance(chunk, TableChunk):
                assert chunk.first_row == len(found) + 1
                found += zip(*(column.to_pylist() for column in chunk.columns), strict=True)
    width = max(map(len, found), default=0)
    return [(*row, *[None] * (width - len(row))) for row in found]


def blocks_of(text: str, size: int) -> list[bytes]:
    return list(Transcriber(io.BytesIO(text.encode()), UTF8, size).blocks(0, len(text.encode())))


def is_closed(text: str) -> bool:
    """Tell whether csv ends outside quotes: an added line is a row of its own."""
    rows = list(csv.reader(io.StringIO(text + "\nend", newline="")))
    return rows[-1:] == [["end"]]


@given(text=NASTY, size=SIZES, width=st.integers(1, 4))
@example(text='a,"b\n\n', size=2, width=2)
@example(text='""\n', size=4, width=1)
@example(text='a"b,"x""\ny"\nz\n', size=1, width=2)
def test_any_text_reads_as_csv_reads_it_whatever_the_block_size(
    text: str, size: int, width: int
) -> None:
    if not is_closed(text):
        return
    read = rows_read(records(blocks_of(text, size), b","), width)
    expected = by_csv(text)
    least = [(*row, *[None] * (width - len(row))) for row in expected]

    assert read == least


@given(text=NASTY, size=SIZES)
def test_no_character_outside_quotes_is_swallowed(text: str, size: int) -> None:
    kept = b"".join(piece.data for piece in records(blocks_of(text, size), b","))

    assert kept.decode() == text


@given(text=NASTY, first=SIZES, second=SIZES)
def test_the_size_of_blocks_changes_no_cell_even_if_a_quote_never_closes(
    text: str, first: int, second: int
) -> None:
    one, other = (rows_read(records(blocks_of(text, size), b",")) for size in (first, second))

    assert one == other


@given(text=NASTY, longest=st.integers(4, 12), first=SIZES, second=SIZES)
def test_a_record_without_end_is_cut_at_the_same_place_whatever_the_block_size(
    text: str, longest: int, first: int, second: int
) -> None:
    one, other = (
        rows_read(records(blocks_of(text, size), b",", longest)) for size in (first, second)
    )

    assert one == other


@given(rows=CLEAN, size=SIZES)
def test_what_csv_writes_comes_back(rows: list[list[str]], size: int) -> None:
    target = io.StringIO()
    csv.writer(target, quoting=csv.QUOTE_ALL).writerows(rows)
    width = max(map(len, rows))
    expected = [(*row, *[None] * (width - len(row))) for row in rows]

    assert rows_read(records(blocks_of(target.getvalue(), size), b",")) == expected


@given(rows=CLEAN)
def test_the_fast_way_and_the_tolerant_way_agree(rows: list[list[str]]) -> None:
    target = io.StringIO()
    width = len(rows[0])
    csv.writer(target).writerows(row[:width] + [""] * (width - len(row)) for row in rows)
    piece = Records(target.getvalue().encode())
    reader = _Reader(plain_table(width))

    fast = rows_of_tables(reader._tables(piece.data))

    assert fast == rows_of_tables(tables_of(piece, ",", width))


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_last_line_without_an_end_makes_no_chunk_of_its_own(end: str) -> None:
    chunks = pieces(f"编号,姓名\n1,王伟\n2,李娜{end}".encode())

    assert [len(chunk.columns[0]) for chunk in chunks if isinstance(chunk, TableChunk)] == [2]


def rows_of_tables(tables: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Return the rows of some tables; those with more columns stay longer."""
    return [
        row
        for table in tables
        for row in zip(*(column.to_pylist() for column in table), strict=True)
    ]


@given(text=NASTY, width=st.integers(1, 4), rows=st.integers(1, 3))
@settings(max_examples=300)
def test_columns_are_what_csv_reads(text: str, width: int, rows: int) -> None:
    """Any text: quotes in odd places, ragged rows, all kinds of line ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitter, "_MOST_FIELDS", width * rows)
        found = rows_of_tables(_Reader(plain_table(width))._tables(text.encode()))
    lines = list(csv.reader(io.StringIO(text, newline="")))
    expected = [tuple(line) for line in lines if line]

    assert [tuple(cell for cell in row if cell is not None) for row in found] == expected


ODD = (
    *PIECES,
    '"x"',
    'a"b',
    '"a""b",',
    '"\r\n"',
    "\n\n",
    "\r\r\n",
    "\n\r",
    '\n"q",',
    ",,",
    "张" * 30,
)


def rows_cut(text: str, width: int, rows: int) -> list[tuple[Cell, ...]]:
    """Return the rows of a text that is cut in columns, so many at a time at the least."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitter, "_MOST_FIELDS", width * rows)
        found = rows_of_tables(_Reader(plain_table(width))._tables(text.encode()))
    return [tuple(cell for cell in row if cell is not None) for row in found]


@given(st.data(), st.sampled_from(["\n", "\r\n", "\r"]), st.integers(1, 12))
@settings(max_examples=400)
def test_even_rows_are_what_csv_reads_whatever_is_among_them(
    data: st.DataObject, end: str, width: int
) -> None:
    """Rows enough for many blocks of bytes, alike but for some oddities anywhere."""
    sizes = data.draw(st.lists(st.integers(0, 9), min_size=1, max_size=5))
    cells = (("ab张d"[at % 4] * size) for at, size in enumerate(sizes * 99))
    rows = [",".join(row) for row in zip(*[cells] * width, strict=False)]
    text = end.join(rows[: data.draw(st.integers(1, 60))]) + data.draw(st.sampled_from(["", end]))
    for odd in data.draw(st.lists(st.sampled_from(ODD), max_size=3)):
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + odd + text[place:]
    expected = [tuple(line) for line in csv.reader(io.StringIO(text, newline="")) if line]

    for most in (3, 20, 10_000):
        assert rows_cut(text, width, most) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_even_up_to_the_first_that_is_not(end: str) -> None:
    for size in range(1, 130):
        text = "\n\n" + "x" * size + f",b{end}" + f"c,d{end}" * 40
        for more in (" " * 64, f"c,d,e{end}" + " " * 64, " " * 64 + ',"d"', f"{end}c,d" * 20):
            view = np.frombuffer((text + more).encode(), np.uint8)
            places = np.empty(len(view) + 65, np.int32)

            assert edges.ends(view, 0, ord(","), places, (2, 1000))[2:] == (41, len(end))
            assert edges.ends(view, 0, ord(","), places, (1, 1000))[2] == 0


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_quote_is_seen_wherever_a_block_of_bytes_ends(end: str) -> None:
    for size in range(130):
        text = "x" * size + f',"a""b"{end}' + f"c,d{end}" * 40

        assert rows_cut(text, 2, 100) == [("x" * size, 'a"b'), *[("c", "d")] * 40]


def test_columns_stay_as_they_are_while_more_is_cut() -> None:
    pieces = [b"".join(b"%d,%d\n" % (turn, row) for row in range(50)) for turn in range(6)]
    cuts = [splitter.cut(piece, ord(","), 2, 0) for piece in pieces]

    for turn, cut in enumerate(cuts):
        assert cut.columns[0].to_pylist() == [str(turn)] * 50
    del cuts, cut
    again = splitter.cut(pieces[0], ord(","), 2, 0)  # into memory that nobody has any more
    assert again.columns[1].to_pylist() == [str(row) for row in range(50)]


def test_a_column_may_hold_nearly_all_of_a_table() -> None:
    text = "a,b\n" + "x" * 500 + ',"y ""z"""\n' + "c,d\n"

    found = splitter.cut(text.encode(), ord(","), 2, 0)

    assert not found.is_stuck
    assert [column.to_pylist() for column in found.columns] == [
        ["a", "x" * 500, "c"],
        ["b", 'y "z"', "d"],
    ]


@pytest.mark.parametrize("size", [1, 63, 64, 65, 200])
def test_a_table_may_end_with_a_delimiter(size: int) -> None:
    found = splitter.cut(b"a,b\n" * size + b"c,", ord(","), 3, 0)

    assert [column.to_pylist()[-1] for column in found.columns] == ["c", "", None]


def test_a_cell_of_more_lines_than_are_cut_at_a_time_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(splitter, "_MOST_FIELDS", 8)
    cell = "x\n" * 500
    text = f'a,b\n1,"{cell}"\nc,d\n'

    found = rows_of_tables(_Reader(plain_table(2))._tables(text.encode()))

    assert found == [("a", "b"), ("1", cell), ("c", "d")]


@given(text=NASTY, step=st.integers(1, 30))
@example(text='a,"b\nc"\nd,"e\nf"\ng\n' * 3, step=4)
@example(text='a,"b\nc\nd\ne\nf\ng\n', step=4)
@settings(max_examples=200)
def test_parts_end_where_records_end(text: str, step: int) -> None:
    data = text.encode()
    whole = plain_table(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "_BLOCK", 7)
        parts, _ = splitting.parts(io.BytesIO(data), len(data), whole, step, surely=True)
    apart = [
        row
        for part in parts
        for row in rows_read(
            records(Transcriber(io.BytesIO(data), UTF8, 8).blocks(part.start, part.stop), b",")
        )
    ]
    together = rows_read(records(blocks_of(text, 8), b","))

    assert b"".join(data[part.start : part.stop] for part in parts) == data
    assert [without_missing(row) for row in apart] == [without_missing(row) for row in together]


def without_missing(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell is not None]


@pytest.mark.parametrize("block", [50, 1 << 20])
def test_a_big_table_is_split_and_the_first_part_alone_knows_the_header(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splitting, "_BLOCK", block)
    data = "姓名,备注\n".encode() + b"".join(b'n%d,"x\ny%d"\n' % (i, i) for i in range(500))
    small = plan(chunk_bytes=100, part_bytes=1000)

    assert len(look(data, plan_=small).parts) > 5
    assert table(data, plan_=small) == table(data)
    assert [piece.first_row for piece in pieces(data, plan_=small)].count(1) == len(
        look(data, plan_=small).parts
    )


@pytest.mark.parametrize(("delimiter", "codec"), [("|", "gb18030"), ("，", "utf-8"), ("|", "big5")])
def test_a_delimiter_that_may_be_part_of_a_character_splits_only_without_quotes(
    delimiter: str, codec: str
) -> None:
    rows = [["姓名", "電話", "備註"], *(["育才", str(number), "功德"] for number in range(300))]
    plain = "".join(delimiter.join(row) + "\n" for row in rows).encode(codec)
    small = plan(part_bytes=500)

    assert len(look(plain, "a.csv", small).parts) > 5
    assert table(plain, plan_=small) == table(plain)
    assert len(look(plain + b'"x"\n', "a.csv", small).parts) == 1


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "\x01", "，"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_one_table_reads_the_same_however_it_is_written(
    codec: str, delimiter: str, line_end: str
) -> None:
    rows = [
        ("姓名", "手机号", "住址"),
        ("张三", "13800138000", "杭州"),
        ("李四", "13800138001", ""),
    ]
    rows += [("王五", "13800138002", "北京"), ("赵六", "13800138003", "上海")]
    data = "".join(delimiter.join(row) + line_end for row in rows).encode(codec)

    assert table(data) == {
        name: [row[index] for row in rows[1:]] for index, name in enumerate(rows[0])
    }


def test_record_end_ignores_quoted_line_ends() -> None:
    assert record_end(b'a,"b\nc"\nd,"e\n', b",") == len(b'a,"b\nc"\n')
