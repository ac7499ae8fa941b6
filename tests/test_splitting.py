"""A big table is cut where records seem to end; what a part refutes is read again, surely."""

from __future__ import annotations

import io
import pickle
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scanner import parts, worker
from scanner.executors import Inline, Local, Lost
from scanner.model import FileReport, Layout, Note, Outcome, Part
from scanner.readers.delimited import guessing, splitting
from scanner.run import Manner, run_scan
from scanner.store import SavedInventory, Store
from tests.estates import HEADER, csv_bytes
from tests.tables_read import look, plan, table
from tests.test_laws import examine, gist, people, plan_for, ref

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from scanner.executors import Pool, Task
    from scanner.model import FileRef, ScanPlan
    from scanner.readers.delimited.reading import Table

ROWS = b"name,phone,mail\n" + b"".join(
    b"n%d,1380013%04d,a%d@example.com\n" % (i, i, i) for i in range(9)
)
PIECES = (
    *(b"13800138000", b"a@example.com", "张三".encode(), "张三".encode("gb18030"), b"\xff", b"x"),
    *(b'"', b'"', b'""', b'"""', b',"', b'",', b'"\n', b'\n"', b","),
    *(b"\n", b"\n", b"\r\n", b"\r", b"\n\n", b"13800138001,b@example.com\n", b'5" x'),
)
BODIES = st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join)


def line_ends(data: bytes) -> list[int]:
    """Return every place where a line ends, those within quotes too."""
    stops = [at for at in range(1, len(data)) if data[at - 1] in b"\r\n"]
    return [
        at for at in stops if data[at - 2 : at + 1] != b"\r\n" and data[at - 1 : at + 1] != b"\r\n"
    ]


def all_told(report: FileReport) -> object:
    return gist(report), report.bytes_read, report.format, report.encoding


@given(body=BODIES, chosen=st.sets(st.integers(0, 80)), codec=st.sampled_from(["utf-8", "gb18030"]))
@example(body=b'x,"\n' * 4 + b'x\n"\n' * 4, chosen={1, 2, 3, 4, 5, 6}, codec="utf-8")
@example(body=b"x,1\n" * 4 + b'"x\n' * 4, chosen={1, 2, 3}, codec="utf-8")
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wherever_a_table_is_cut_the_report_is_that_of_one_part(
    body: bytes, chosen: set[int], codec: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(ROWS.replace(b"name", "姓名".encode(codec)) + body)
    cuts = [end for at, end in enumerate(line_ends(path.read_bytes())) if at in chosen]

    def guess(stream: BinaryIO, size: int, table: Table, first: int, step: int) -> list[int]:
        return [cut for cut in cuts if cut >= first]

    small, file = plan_for(tmp_path, part_bytes=1), ref(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "likely_ends", guess)
        apart, (alone,) = examine(small, path), worker.examine_files(small, [file])
        patch.setattr(splitting, "parts", lambda *_, surely: ((Part(0, 0, file.size),), False))
        whole = examine(small, path)

    assert all_told(apart) == all_told(whole)
    assert all_told(alone) == all_told(whole)


class Watched(io.BytesIO):
    """Counts what is read of it."""

    count = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.count += len(data)
        return data


def parts_of(data: bytes, step: int) -> tuple[tuple[Part, ...], bool, int]:
    """Return the parts of a table, whether they are a guess, and how much was read for them."""
    table: Table = pickle.loads(look(data).details)  # noqa: S301 -- our own
    stream = Watched(data)
    return *splitting.parts(stream, len(data), table, step, surely=False), stream.count


def test_a_guess_reads_little_and_each_part_begins_with_a_record() -> None:
    data = csv_bytes([HEADER, *people(3000)])
    parts, is_guess, count = parts_of(data, 20_000)

    assert is_guess
    assert len(parts) > 10
    assert count < len(data) + 2 * 20_000  # a look is no longer than a step
    assert {data[part.start - 1 : part.start] for part in parts[1:]} == {b"\n"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guessing, "_LOOK", 1000)
        assert parts_of(data, 20_000)[2] < len(data) // 10


@pytest.mark.parametrize("at", [0, 1500])
def test_where_quotes_are_seen_to_hold_line_ends_nothing_is_guessed(at: int) -> None:
    rows = [*people(1500), *people(1500)]
    rows[at][3] = '"one\ntwo"'
    parts, is_guess, count = parts_of(csv_bytes([HEADER, *rows]), 20_000)

    assert not is_guess
    assert len(parts) > 10
    assert count > 20_000 * 10


def test_a_table_with_quotes_amid_its_cells_is_cut_too() -> None:
    data = b"name,size\n" + b'pipe,5" or 6"x\n' * 3000

    assert len(parts_of(data, 10_000)[0]) > 3
    assert table(data, plan_=plan(part_bytes=10_000)) == table(data)


def test_lines_that_end_with_a_carriage_return_alone_are_cut_too() -> None:
    data = b"name,size\r" + b"pipe,5\r" * 3000

    assert len(parts_of(data, 7_000)[0]) > 2
    assert table(data, plan_=plan(part_bytes=7_000)) == table(data)


def misleading() -> bytes:
    """Return a table with a cell amid it that holds what seem to be records."""
    quoted = "\n".join(f"n{row},1390013{row:04},x" for row in range(9000))
    plain = b"".join(b"n%d,1380013%04d,x\n" % (row, row) for row in range(9000))
    return b"name,phone,remark\n" + plain + f'a,b,"{quoted}"\n'.encode() + plain


@dataclass
class Tried(Inline):
    """Remembers how files were looked at."""

    layouts: list[Layout] = field(default_factory=list)

    def take(self) -> tuple[Task, object]:
        task, answer = super().take()
        if isinstance(answer, Layout):
            self.layouts.append(answer)
        return task, answer


def scan(folder: Path, plan_: ScanPlan, pool: Pool) -> tuple[FileReport, Counter[str]]:
    """Scan a folder of one file; return its report, and what was told meanwhile."""
    told: Counter[str] = Counter()

    def tell(files: int, size: int) -> None:
        told.update(files=files, size=size)

    with Store(folder / f"{type(pool).__name__}.sqlite") as store:
        run_scan(plan_, [bytes(folder / "share")], store, pool, Manner(tell))
        (report,) = SavedInventory(store).files()
        return report, told


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "a.csv").write_bytes(misleading())
    return tmp_path


def test_what_a_part_refutes_is_read_again_and_counted_once(share: Path) -> None:
    file = ref(share / "share" / "a.csv")
    small, pool = plan_for(share, part_bytes=110_000), Tried()
    (whole,) = worker.examine_files(plan_for(share), [file])
    report, told = scan(share, small, pool)
    spread, spread_told = scan(share, small, Local(2))

    assert [layout.is_guess for layout in pool.layouts] == [True, False]
    assert len(pool.layouts[1].parts) > 2
    assert dict(report.entities)["CN_MOBILE"].count == 2 * 9000
    assert all_told(report) == all_told(spread) == all_told(whole)
    assert told == spread_told == {"files": 1, "size": file.size}


def test_a_part_that_nobody_could_read_proves_nothing(
    share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bad part is lost, and those behind it are read from where records surely begin."""
    small, pool = plan_for(share, part_bytes=5000), Tried()
    examine_part = worker.examine_part

    def hang(plan_: ScanPlan, file: FileRef, layout: Layout, part: Part) -> object:
        if part.index == 2:
            return Lost.HUNG
        return examine_part(plan_, file, layout, part)

    (share / "share" / "a.csv").write_bytes(csv_bytes([HEADER, *people(1000)]))
    monkeypatch.setattr(worker, "examine_part", hang)
    report, told = scan(share, small, pool)
    lost = pool.layouts[1].parts[2]

    assert [layout.is_guess for layout in pool.layouts] == [True, False]
    assert report.outcome is Outcome.FAILED
    assert report.file.size - report.bytes_read == lost.stop - lost.start
    assert told == {"files": 1, "size": report.file.size}


@pytest.mark.parametrize(("field", "count"), [("photo", 55), ("scan", 4)])
def test_what_the_same_loss_counts_in_two_parts_adds_up(field: str, count: int) -> None:
    one = Note.of("parquet.binary", field="photo", count=4)
    other = Note.of("parquet.binary", field=field, count=51)
    joint = parts._joint_reason(one, other)
    assert joint
    assert dict(joint.args) == {"field": "photo", "count": count}
