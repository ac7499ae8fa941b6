"""Columns that come as few texts and their numbers are found in like any others."""

from __future__ import annotations

import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.chunks import ROOM, TableChunk
from scanner.classify import policy
from scanner.detect.cells import of_array
from scanner.detect.detector import Detector
from scanner.detect.repeated import Repeated, laid_out
from scanner.evidence import FieldEvidence, FileEvidence
from scanner.model import ScanPlan
from scanner.readers.parquet import leaves
from tests.tables_read import pieces

PLAN = ScanPlan(policy=policy.shipped("cn45574"), today="2024-03-01", key=bytes(32))
TEXTS = st.sampled_from(
    [
        *("", " ", "张伟", "王芳 ", "无", "11010519491231002X", "110105194912310021"),
        *("13800138000", "打给13800138000、13900139000", "138 0013 8000", "a@example.com"),
        *("北京市朝阳区建国路1号1幢101室" * 3, "x" * 40, "6217000000000000003", "已发货"),
    ]
)
NAMES = st.sampled_from(["姓名", "地址", "证件", "电话", "状态", "column 1"])


@st.composite
def columns(draw: st.DrawFn) -> Any:
    """Return numbers of texts; not all are used, some are said twice, and some cells are null."""
    texts = draw(st.lists(TEXTS | st.none(), min_size=1, max_size=6))
    numbers = draw(st.lists(st.integers(0, len(texts) - 1) | st.none(), max_size=60))
    kinds = (
        st.sampled_from([pa.int8(), pa.int32()]),
        st.sampled_from([pa.string(), pa.large_string()]),
    )
    made: Any = pa.array(numbers, draw(kinds[0])), pa.array(texts, draw(kinds[1]))
    return pa.DictionaryArray.from_arrays(*made)[draw(st.integers(0, 3)) :]


def written_out(column: Any) -> Any:
    """Return the same column as strings."""
    return column.dictionary_decode()


@given(columns())
def test_cells_are_laid_out_alike(column: Any) -> None:
    cells, plain = laid_out(column), of_array(written_out(column))
    which = plain.numbers[::2]

    assert isinstance(cells, Repeated)
    assert (len(cells), cells.size, cells.filled) == (len(plain), plain.size, plain.filled)
    assert [cells.take(which).text(one) for one in range(len(which))] == [
        plain.text(one) for one in which.tolist()
    ]
    first, of_cell = cells.groups.all
    texts = [plain.text(one) for one in first.tolist()]
    assert [texts[one] for one in of_cell.tolist()] == [
        plain.text(one) for one in range(len(plain))
    ]
    assert bytes(cells.content) == bytes(plain.content)
    assert bytes(cells.buffer[-ROOM:]) == bytes(ROOM)
    assert cells.bounds.tolist() == plain.bounds.tolist()


@given(columns(), NAMES)
def test_the_same_is_found_in_them(column: Any, name: str) -> None:
    assert gist(found(column, name)) == gist(found(written_out(column), name))


def found(column: Any, name: str) -> FieldEvidence:
    """Return what a column shows."""
    evidence = FileEvidence()
    Detector(PLAN).examine(TableChunk("", (name,), (column,), 1), evidence)
    return evidence.fields["", name]


def gist(field: FieldEvidence) -> Any:
    """Return all that was seen, in a form that can be compared."""
    return (field.rows, field.non_null), {
        name: (
            (one.counts, one.facts, one.score, one.first, one.sample, one.spread),
            {bucket: keys.to_bytes() for bucket, keys in one.keys.items()},
        )
        for name, one in field.entities.items()
    }


@pytest.mark.parametrize("row_group_size", [1000, 200])
def test_parquet_keeps_the_dictionaries_of_what_repeats_itself(row_group_size: int) -> None:
    rows = 1000
    table = pa.table(
        {
            "状态": [("已发货", "退款中", None)[row % 3] for row in range(rows)],
            "a.b": ["x"] * rows,
            "号": [str(row * 7919) for row in range(rows)],
            "多": [["x", "y"]] * rows,
            "类": pa.array(["甲", "乙"] * (rows // 2)).dictionary_encode(),
        }
    )
    data = io.BytesIO()
    pq.write_table(table, data, row_group_size=row_group_size)
    chunks = pieces(data.getvalue(), "a.parquet")
    kinds = {
        name: pa.types.is_dictionary(column.type)
        for chunk in chunks
        for name, column in zip(chunk.fields, chunk.columns, strict=True)
    }

    assert kinds == {"状态": True, "a.b": False, "号": False, "多[]": False, "类": True}
    read: dict[str, list[str]] = {name: [] for name in kinds}
    for chunk in chunks:
        for name, column in zip(chunk.fields, chunk.columns, strict=True):
            read[name] += column.to_pylist()
    assert read.pop("多[]") == ["x", "y"] * rows
    assert read == {name: table[name].to_pylist() for name in read}


def test_numbers_that_name_no_text_are_not_believed() -> None:
    for number in (4, -1):
        numbers = pa.array([0] * 20 + [number], pa.int32())
        lying: Any = pa.DictionaryArray.from_arrays(numbers, pa.array(["a", "b"]), safe=False)
        with pytest.raises(pa.ArrowException):
            list(leaves.leaves("a", lying))
