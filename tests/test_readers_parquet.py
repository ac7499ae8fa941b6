"""Parquet: every leaf as text, and what a file may lie about."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scanner.chunks import Loss
from scanner.readers.parquet import leaves
from tests.parquet_read import SHARES, columns, fields_by_part, grouped, look, pieces, stored
from tests.tables_read import plan

UTC = dt.UTC
NOON = dt.datetime(2024, 3, 1, 12, 0, 0, tzinfo=UTC)
VALUES: list[tuple[pa.DataType, list[Any], list[str | None], str]] = [
    (pa.string(), ["张三", None, ""], ["张三", None, ""], "text"),
    (pa.large_string(), ["a"], ["a"], "text"),
    (pa.string_view(), ["a", None], ["a", None], "text"),
    (pa.int64(), [13800138000, None], ["13800138000", None], "int"),
    (pa.uint64(), [2**64 - 1], ["18446744073709551615"], "int"),
    (pa.int8(), [-1], ["-1"], "int"),
    (pa.float64(), [13800138000.0, 1.5, None], ["13800138000", "1.5", None], "float"),
    (pa.float64(), [110105194912310027.0, -0.0], ["110105194912310032", "0"], "float"),
    (pa.float64(), [9.5e18, -12.0, 2e19], ["9500000000000000000", "-12", "2e+19"], "float"),
    (pa.float64(), [float("nan"), float("inf")], [None, "inf"], "float"),
    (pa.float32(), [0.1, 3.0], ["0.1", "3"], "float"),
    (
        pa.decimal128(20, 2),
        [Decimal("13800138000.00"), Decimal("1.50"), Decimal("100.00")],
        ["13800138000", "1.5", "100"],
        "decimal",
    ),
    (pa.decimal128(20, 0), [Decimal(100)], ["100"], "decimal"),
    (pa.decimal256(50, 3), [Decimal("11010519491231002.000")], ["11010519491231002"], "decimal"),
    (pa.bool_(), [True, False, None], ["true", "false", None], "bool"),
    (pa.date32(), [dt.date(1949, 12, 31)], ["1949-12-31"], "date"),
    (
        pa.timestamp("ms"),
        [NOON.replace(hour=0, tzinfo=None), NOON.replace(hour=9, minute=5, tzinfo=None)],
        ["2024-03-01", "2024-03-01 09:05:00"],
        "date",
    ),
    (pa.timestamp("us", "Asia/Shanghai"), [NOON], ["2024-03-01 12:00:00"], "date"),
    (pa.time32("s"), [dt.time(9, 5)], ["09:05:00"], "date"),
    (pa.duration("s"), [dt.timedelta(seconds=5)], ["5"], "int"),
    (pa.null(), [None, None], [None, None], "text"),
    (pa.binary(), ["张三".encode(), None], ["张三", None], "binary"),
    (pa.binary(), ["张三".encode("gbk"), "李四".encode()], ["张三", "李四"], "binary"),
    (pa.binary(3), [b"abc"], ["abc"], "binary"),
    (pa.dictionary(pa.int8(), pa.string()), ["x", "y", "x", None], ["x", "y", "x", None], "text"),
    (pa.dictionary(pa.int8(), pa.int64()), [1, 1], ["1", "1"], "int"),
]


@pytest.mark.parametrize(("kind", "values", "expected", "origin"), VALUES, ids=str)
def test_a_value_reads_like_a_person_would_type_it(
    kind: pa.DataType, values: list[Any], expected: list[str | None], origin: str
) -> None:
    (leaf,) = leaves.leaves("a", pa.array(values, kind))
    words = leaves.words(leaf.array)

    assert words.array.to_pylist() == expected
    assert (words.origin, words.opaque) == (origin, 0)
    assert words.array.type in (pa.string(), pa.large_string())


@pytest.mark.parametrize(("kind", "values", "expected", "origin"), VALUES, ids=str)
def test_and_does_so_in_a_file(
    kind: pa.DataType, values: list[Any], expected: list[str | None], origin: str
) -> None:
    data = stored(pa.table({"手机号": pa.array(values, kind)}))

    assert columns(data) == {"手机号": expected}
    assert pieces(data)[0].origins == (origin,)


@given(st.lists(st.floats(width=64) | st.none(), min_size=1))
@example([-9.5e18, 9.5e18, -(2.0**63), 2.0**63, 1e19, -1e19])
def test_a_float_is_never_changed_by_how_it_is_written(values: list[float | None]) -> None:
    shown = leaves.words(pa.array(values, pa.float64())).array.to_pylist()

    for value, text in zip(values, shown, strict=True):
        if value is None or np.isnan(value):
            assert text is None
        else:
            assert text is not None
            assert float(text) == value
            assert text.isdigit() or not value.is_integer() or not 0 <= value < 1e19


def test_nested_leaves_have_names_of_their_own() -> None:
    table = pa.table(
        {
            "customer": [
                {"name": "张三", "phones": ["1", "2"]},
                None,
                {"name": "李四", "phones": None},
            ],
            "attrs": pa.array(
                [[("qq", 1)], [], [("wx", 2), ("tel", None)]], pa.map_(pa.string(), pa.int64())
            ),
            "deep": [[[{"a": 1}], []], None, [[{"a": 2}, {"a": 3}]]],
        }
    )

    assert columns(stored(table)) == {
        "customer.name": ["张三", None, "李四"],
        "customer.phones[]": ["1", "2"],
        "attrs.key": ["qq", "wx", "tel"],
        "attrs.value": ["1", "2", None],
        "deep[][].a": ["1", "2", "3"],
    }


def test_a_sliced_map_gives_its_own_entries() -> None:
    maps = pa.array([[("a", 1)], [("b", 2), ("c", 3)], [("d", 4)]], pa.map_(pa.string(), pa.int8()))
    keys, items = leaves.leaves("m", maps.slice(1, 1))

    assert (keys.array.to_pylist(), items.array.to_pylist()) == (["b", "c"], [2, 3])


@pytest.mark.parametrize("chunk_bytes", [1, 500, 1 << 20])
@pytest.mark.parametrize("part_bytes", [1, 3000, 1 << 30])
def test_neither_chunks_nor_parts_change_what_is_read(chunk_bytes: int, part_bytes: int) -> None:
    table = pa.table({"a": range(2000), "b": [[str(i)] * (i % 3) for i in range(2000)]})
    data = stored(table, row_group_size=300)

    assert columns(data, plan(chunk_bytes, part_bytes)) == columns(data)


def test_rows_and_elements_are_numbered_from_one_in_each_part() -> None:
    table = pa.table({"a": range(10), "b": [["x", "y"]] * 10})
    data = stored(table, row_group_size=5)
    numbers = [(chunk.fields[0], chunk.first_row) for chunk in pieces(data, plan(1, 1 << 20))]
    apart = {chunk.first_row for chunk in pieces(data, plan(1 << 20, 1))}

    assert numbers[:4] == [("a", 1), ("b[]", 1), ("a", 2), ("b[]", 3)]
    assert apart == {1}


def test_small_row_groups_share_a_part_and_one_part_is_enough_for_a_small_file() -> None:
    data = stored(pa.table({"a": range(10_000)}), row_group_size=100, compression="none")

    assert len(look(data).parts) == 1
    assert 2 < len(look(data, plan(part_bytes=10_000)).parts) < 30
    bounds = [(part.start, part.stop) for part in look(data, plan(part_bytes=10_000)).parts]
    assert [stop for _, stop in bounds[:-1]] == [start for start, _ in bounds[1:]]
    assert bounds[-1][1] == 100


def test_of_a_very_large_row_group_each_part_reads_some_columns() -> None:
    data = grouped(30, 1000, 10, 10, 700)
    every, shares = ("a", "b", "c", "d", "e"), [("a",), ("b", "c"), ("d", "e")]

    assert [fields[0] for fields in fields_by_part(data, SHARES)] == [
        every,
        *shares,
        every,
        *shares,
    ]
    assert columns(data, SHARES) == columns(data)


def test_columns_that_are_no_plain_ones_stay_together() -> None:
    texts = [f"value {number}" for number in range(2000)]
    nested = pa.table({"a": texts, "b": [[one] for one in texts]})
    twice = pa.Table.from_arrays([pa.array(texts)] * 2, ["a", "a"])
    dotted = pa.table({"a": texts, "a.b": texts})

    for table in (nested, twice, dotted):
        assert len(look(stored(table), plan(part_bytes=100)).parts) == 1
    assert len(look(stored(nested.select(["a"])), plan(part_bytes=100)).parts) == 1
    assert len(look(stored(dotted.rename_columns(["a", "b"])), plan(part_bytes=100)).parts) == 2


def test_bytes_that_are_no_text_are_told_with_their_field() -> None:
    data = stored(pa.table({"照片": [b"\xff\xd8\xff\xe0", b"\x00\x01"], "b": ["x", "y"]}))
    *chunks, loss = pieces(data)

    assert isinstance(loss, Loss)
    assert (loss.reason.key, dict(loss.reason.args), loss.size) == (
        "parquet.binary",
        {"field": "照片", "count": 2},
        0,
    )
    assert chunks[0].columns[1].to_pylist() == ["x", "y"]


def test_a_value_reads_the_same_whatever_stands_beside_it() -> None:
    values = [b"a\x01b", "张三".encode(), "李四".encode("gbk"), b"\xff\xfe", None]
    together = leaves.words(pa.array(values, pa.binary()))
    alone = [leaves.words(pa.array([value], pa.binary())) for value in values]

    assert together.array.to_pylist() == [words.array[0].as_py() for words in alone]
    assert together.opaque == sum(words.opaque for words in alone) == 2


@pytest.mark.parametrize("table", [pa.table({"a": pa.array([], pa.int64())}), pa.table({})])
def test_a_table_without_rows_tells_its_fields(table: pa.Table) -> None:
    fields = [chunk.fields for chunk in pieces(stored(table))]

    assert fields == [tuple(table.column_names)] * bool(table.column_names)


def test_duplicate_and_awkward_names_are_made_presentable() -> None:
    names = ["a", "a", "", "客户13800138000", "2024-05-01", "138 0013 8000", "li.lei@example.com"]
    data = stored(pa.Table.from_arrays([pa.array(["x"])] * len(names), names))

    hidden = ("客户***********", "2024-05-01", "*************", "***@***")
    assert pieces(data)[0].fields == ("a", "a (2)", "column 3", *hidden)


def test_a_repeated_value_is_not_written_out_beyond_bounds() -> None:
    table = pa.table({"a": pa.array(["长" * 300_000] * 200).dictionary_encode()})
    chunks = pieces(stored(table))

    assert sum(len(chunk.columns[0]) for chunk in chunks) == 200
    assert max(chunk.columns[0].nbytes for chunk in chunks) < 80 << 20


def test_a_text_may_begin_with_the_magic_of_parquet() -> None:
    assert look(b"PAR1 is the magic of Parquet files\n").reader == "text"
