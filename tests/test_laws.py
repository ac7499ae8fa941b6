"""The laws of sameness and of the ledger, on whole shares."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scanner
from recognizers.cn.mobile import CnMobileRecognizer
from scanner import executors, worker
from scanner.alarms import FalseAlarm, FalseAlarms
from scanner.classify import policy
from scanner.config import Request, load_plan
from scanner.keyset import sets
from scanner.model import FileRef, FileReport, Outcome, ScanPlan, Verdict
from scanner.parts import refutes
from scanner.pointing import Spot, point
from scanner.run import Manner, coordinator
from scanner.store import SavedInventory, Store
from tests.estates import HEADER, ROW, csv_bytes, leaky_share, parquet_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from pathlib import Path

GIST = [
    *("path", "part", "field", "entity", "matched", "count", "distinct", "non_null"),
    *("verdict", "why", "score", "level", "category", "rule", "sample", "first"),
]


def people(count: int) -> list[list[str]]:
    """Return rows of invented customers, some of them damaged."""
    dice = random.Random(20260101)
    rows = []
    for number in range(count):
        row = list(ROW)
        row[0] = dice.choice("王李张刘陈") + dice.choice("一二三四五") + dice.choice("东西南北")
        row[2] = f"13{dice.randrange(10**9):09d}"
        row[1] = row[1] if number % 9 else "11010519491231002"
        row[4] = "" if number % 5 == 0 else f"user{number}@example.com"
        rows.append(row)
    return rows


def plan_for(folder: Path, **changes: Any) -> ScanPlan:
    state = folder / "state" / "state.sqlite"
    request = Request(roots=(folder,), state=state)
    return replace(load_plan(request, policy.shipped("cn45574")), **changes)


def ref(path: Path) -> FileRef:
    seen = path.stat()
    return FileRef(os.fsencode(path.parent), os.fsencode(path.name), seen.st_size, seen.st_mtime_ns)


def examine(plan: ScanPlan, path: Path, *, surely: bool = False) -> FileReport:
    """Examine one file in all its parts, as the coordinator would."""
    layout = worker.inspect_file(plan, ref(path), surely=surely)
    if isinstance(layout, FileReport):
        return layout
    parts = [worker.examine_part(plan, ref(path), layout, part) for part in layout.parts]
    if any(refutes(layout, part) for part in parts):
        return examine(plan, path, surely=True)
    return worker.conclude(plan, ref(path), layout, parts)


def gist(report: FileReport) -> object:
    entities = [(name, replace(total)) for name, total in report.entities]
    found = report.level, report.hits, report.tallies, entities
    return report.outcome, report.reason, *found, report.notes, report.content


def table_gist(report: FileReport) -> object:
    """Return what must not depend on the format that a table is kept in."""
    return report.outcome, report.level, report.hits, report.tallies, report.entities


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    rows = people(300)
    kept = {
        "utf8.csv": csv_bytes([HEADER, *rows]),
        "bom.csv": b"\xef\xbb\xbf" + csv_bytes([HEADER, *rows]),
        "gbk.csv": csv_bytes([HEADER, *rows], encoding="gb18030"),
        "utf16.csv": csv_bytes([HEADER, *rows], encoding="utf-16"),
        "semicolon.csv": csv_bytes([HEADER, *rows], ";"),
        "tabs.tsv": csv_bytes([HEADER, *rows], "\t"),
        "pipes.txt": csv_bytes([HEADER, *rows], "|", "gbk"),
        "table.parquet": parquet_bytes(HEADER, rows),
        "notes.txt": "".join(
            f"第{n}位客户：{'，'.join(row)}。\n" for n, row in enumerate(rows)
        ).encode(),
    }
    for name, content in kept.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("chunk_bytes", [700, 4096, 33_333])
@pytest.mark.parametrize("name", ["utf8.csv", "gbk.csv", "utf16.csv", "table.parquet", "notes.txt"])
def test_the_size_of_chunks_changes_nothing(tables: Path, name: str, chunk_bytes: int) -> None:
    expected = gist(examine(plan_for(tables), tables / name))

    assert gist(examine(plan_for(tables, chunk_bytes=chunk_bytes), tables / name)) == expected


@pytest.mark.parametrize("part_bytes", [1500, 9000])
@pytest.mark.parametrize("name", ["utf8.csv", "gbk.csv", "table.parquet", "notes.txt"])
def test_parts_add_up_to_the_whole(tables: Path, name: str, part_bytes: int) -> None:
    plan = plan_for(tables, part_bytes=part_bytes)
    layout = worker.inspect_file(plan, ref(tables / name))

    assert not isinstance(layout, FileReport)
    assert len(layout.parts) > 3
    assert gist(examine(plan, tables / name)) == gist(examine(plan_for(tables), tables / name))


@pytest.mark.parametrize("groups", [(300,), (20, 220, 10, 50), (10, 10, 280)])
def test_a_row_group_that_is_read_column_by_column_changes_nothing(
    tables: Path, tmp_path: Path, groups: tuple[int, ...]
) -> None:
    path, table = tmp_path / "groups.parquet", pq.read_table(tables / "table.parquet")
    with pq.ParquetWriter(path, table.schema) as writer:
        first = 0
        for rows in groups:
            writer.write_table(table.slice(first, rows))
            first += rows
    plan = plan_for(tables, part_bytes=100)
    layout = worker.inspect_file(plan, ref(path))

    assert not isinstance(layout, FileReport)
    assert len(layout.parts) >= len(HEADER)
    assert gist(examine(plan, path)) == gist(examine(plan_for(tables), path))


@pytest.mark.parametrize("workers", [1, 2])
def test_keys_that_are_joined_together_change_nothing(
    tables: Path, tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, hands = plan_for(tables, part_bytes=1500), []

    def watched(works: Sequence[Callable[[], object]], number: int) -> None:
        hands.append((number, len(works) > number))
        executors.together(works, number)

    monkeypatch.setattr(sets, "_LARGE", 100)
    monkeypatch.setattr(coordinator, "together", watched)
    with Store(tmp_path / "state.sqlite") as store:
        pool = executors.Inline(workers)
        coordinator.run_scan(plan, [bytes(tables / "utf8.csv")], store, pool, Manner())
        (report,) = SavedInventory(store).files()

    assert hands == [(workers, True)]
    monkeypatch.undo()
    assert table_gist(report) == table_gist(examine(plan, tables / "utf8.csv"))


@pytest.mark.parametrize("part_bytes", [1500, 1 << 20])
@pytest.mark.parametrize("name", ["utf8.csv", "table.parquet", "notes.txt"])
def test_a_value_kept_apart_is_the_same_in_parts_and_none_of_another_file(
    tables: Path, name: str, part_bytes: int
) -> None:
    field = "" if name == "notes.txt" else HEADER[2]
    plan = plan_for(tables, part_bytes=part_bytes)
    file = ref(tables / name)
    plain = examine(plan, tables / name)
    sample = CnMobileRecognizer().mask(people(300)[199][2])
    (found,) = point(plan, file, [Spot("", field, "CN_MOBILE", 200, sample)]) or []
    (value,) = found
    alarm = FalseAlarm(
        "", field, "CN_MOBILE", Verdict.CONFIRMED, root=file.root, path=file.path, value=value
    )
    apart = examine(replace(plan, alarms=FalseAlarms([alarm])), tables / name)
    others = FalseAlarms([replace(alarm, path=b"another.csv")])

    assert dict(apart.entities)["CN_MOBILE"].count == dict(plain.entities)["CN_MOBILE"].count - 1
    assert [one.first.rpartition(" ")[2] for one in apart.tallies if one.value == value] == ["200"]
    assert gist(examine(replace(plan, alarms=others), tables / name)) == gist(plain)


@pytest.mark.parametrize(
    "name",
    ["bom.csv", "gbk.csv", "utf16.csv", "semicolon.csv", "tabs.tsv", "pipes.txt", "table.parquet"],
)
def test_the_format_of_a_table_changes_nothing(tables: Path, name: str) -> None:
    plan = plan_for(tables)

    assert table_gist(examine(plan, tables / name)) == table_gist(
        examine(plan, tables / "utf8.csv")
    )


def fields_of(share: Path, workers: int, **options: Any) -> list[dict[Hashable, Any]]:
    with scanner.scan(share, workers=workers, **options) as inventory:
        return inventory.fields[GIST].to_dict("records")


def test_the_number_of_workers_and_the_order_change_nothing(tables: Path, tmp_path: Path) -> None:
    backwards = tmp_path / "share"
    backwards.mkdir()
    for path in sorted(tables.glob("*.*"), reverse=True):
        (backwards / path.name).write_bytes(path.read_bytes())
    expected = fields_of(tables, workers=0, exclude=["state"])

    assert fields_of(tables, workers=2, exclude=["state"]) == expected
    assert fields_of(backwards, workers=0) == expected


# -- the ledger ---------------------------------------------------------------------------

contents = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.text("0123456789,;\t\n\"'张三", max_size=200).map(str.encode),
    st.sampled_from([b"PAR1", b"PAR1xxPAR1", b"PK\x03\x04", b"%PDF-1.7\n", b"\x1f\x8b\x08", b""]),
)
names = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=12
).filter(lambda name: name not in (".", ".."))
trees = st.dictionaries(st.lists(names, min_size=1, max_size=3).map("/".join), contents, max_size=6)


@settings(max_examples=40)
@given(tree=trees)
def test_every_file_has_one_row_and_every_byte_an_account(
    tree: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    share = tmp_path_factory.mktemp("share")
    for name, content in tree.items():
        path = share / name
        if not any(parent.is_file() for parent in path.parents) and not path.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    written = [path for path in share.rglob("*") if path.is_file()]
    with scanner.scan(share, workers=0) as inventory:
        files = inventory.files

    assert len(files) == len(written)
    assert files["path"].is_unique
    assert sum(files["size"]) == sum(path.stat().st_size for path in written)
    for _, row in files.iterrows():
        assert 0 <= row["bytes_read"] <= row["size"]
        if row["outcome"] == Outcome.SCANNED:
            assert row["bytes_read"] == row["size"]
        else:
            assert row["reason"]


def test_what_was_not_read_is_never_clean(tmp_path: Path) -> None:
    share = leaky_share(tmp_path / "share")
    with scanner.scan(share, workers=0) as inventory:
        unread = inventory.files[inventory.files["outcome"] != Outcome.SCANNED]

    assert {"truncated.parquet", "lying.parquet", "picture.png", "archive.zip"} <= set(
        unread["path"]
    )
    assert unread["reason"].str.len().min() > 0
