"""Night after night: what is kept, what is read again, and that nobody could tell."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from scanner import worker
from scanner.executors import Inline, Task
from scanner.model import FileRef, FileReport, Outcome, ScanPlan
from scanner.run import Manner, agenda, jobs, run_scan, twins
from scanner.store import SavedInventory, Store
from scanner.walk import listing, opening
from tests import acting_worker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAN = ScanPlan(policy="", today="2026-01-01", key=bytes(32), part_bytes=100, fingerprint="one")
FAKES = ("examine_files", "digest_files", "inspect_file", "examine_part", "conclude")


@pytest.fixture(autouse=True, scope="module")
def fakes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in FAKES:
            patch.setattr(worker, name, getattr(acting_worker, name))
        yield


@dataclass
class Watched(Inline):
    """Remembers which files were read, and dies after some tasks."""

    dies_after: int = 10**9
    read: list[bytes] = field(default_factory=list)

    def take(self) -> tuple[Task, object]:
        if self.dies_after == 0:
            raise KeyboardInterrupt
        self.dies_after -= 1
        task, answer = super().take()
        match task.tag:
            case jobs.Batch(files=files):
                self.read += [file.path for file in files]
            case jobs.Inspection(file=file):
                self.read.append(file.path)
        return task, answer


def night(
    share: Path, state: Path, pool: Watched | None = None, plan: ScanPlan = PLAN, **manner: Any
) -> dict[str, FileReport]:
    """Scan and return the inventory, run data aside."""
    with Store(state) as store:
        run_scan(plan, [bytes(share)], store, pool or Watched(), Manner(**manner))
        return {
            os.fsdecode(report.file.path): replace(report, seconds=0)
            for report in SavedInventory(store).files()
        }


@pytest.fixture
def share(tmp_path: Path) -> Path:
    share = tmp_path / "share"
    share.mkdir()
    return share


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite"


BIG = b"x" * 250


def test_a_moved_file_is_not_read_again(share: Path, state: Path) -> None:
    (share / "a.txt").write_bytes(b"some text")
    (share / "big.txt").write_bytes(BIG)
    before = night(share, state)
    (share / "deep").mkdir()
    (share / "a.txt").rename(share / "deep" / "b.txt")
    (share / "big.txt").rename(share / "deep" / "c.TXT")
    pool = Watched()
    after = night(share, state, pool)

    assert pool.read == []
    assert set(after) == {"deep/b.txt", "deep/c.TXT"}
    for old, new in (("a.txt", "deep/b.txt"), ("big.txt", "deep/c.TXT")):
        assert replace(after[new], file=before[old].file) == before[old]


@pytest.mark.parametrize("content", [b"small", BIG, b"y" * 5000])
def test_copies_are_read_once_and_name_each_other(share: Path, state: Path, content: bytes) -> None:
    for name in ("a.txt", "b.txt", "c/d.txt"):
        (share / name).parent.mkdir(exist_ok=True)
        (share / name).write_bytes(content)
    (share / "other.txt").write_bytes(content[1:] + b"z")
    pool = Watched()
    found = night(share, state, pool)

    assert sorted(pool.read) == [b"a.txt", b"other.txt"]
    assert {name: report.copies for name, report in found.items()} == {
        "a.txt": 3,
        "b.txt": 3,
        "c/d.txt": 3,
        "other.txt": 1,
    }
    assert found["a.txt"].twin == bytes(share / "c/d.txt")
    assert found["c/d.txt"].twin == bytes(share / "a.txt")
    assert found["other.txt"].twin == b""


def test_what_has_no_copy_under_its_extension_is_read(share: Path, state: Path) -> None:
    (share / "a.txt").write_bytes(b"1,2")
    (share / "a.csv").write_bytes(b"1,2")
    pool = Watched()
    found = night(share, state, pool)

    assert sorted(pool.read) == [b"a.csv", b"a.txt"]
    assert found["a.csv"].copies == 2


def test_a_changed_file_behind_an_old_time_is_found_when_asked_for(
    share: Path, state: Path
) -> None:
    path = share / "a.txt"
    path.write_bytes(b"one")
    (share / "b.txt").write_bytes(b"same")
    seen = path.stat()
    night(share, state)
    path.write_bytes(b"two")
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    trusting, verifying = Watched(), Watched()
    night(share, state, trusting)
    found = night(share, state, verifying, verify_content=True)

    assert trusting.read == []
    assert verifying.read == [b"a.txt"]
    assert found["a.txt"].content == acting_worker.digest(found["a.txt"].file)


def test_a_folder_that_cannot_be_listed_keeps_its_files_out_of_reach(
    share: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (share / "sub").mkdir()
    (share / "sub" / "a.txt").write_bytes(b"one")
    (share / "b.txt").write_bytes(b"two")
    night(share, state)
    real = opening.listed_quietly
    with monkeypatch.context() as patch:

        def lost(folder: FileRef) -> Any:
            if folder.path == b"sub":
                raise OSError(116, "Stale file handle")
            return real(folder)

        patch.setattr(listing, "listed_quietly", lost)
        during = night(share, state)
    pool = Watched()
    after = night(share, state, pool)

    assert {name: str(report.outcome) for name, report in during.items()} == {
        "b.txt": "scanned",
        "sub": "unreadable",
        "sub/a.txt": "unreachable",
    }
    assert pool.read == []
    assert {name: str(report.outcome) for name, report in after.items()} == {
        "b.txt": "scanned",
        "sub/a.txt": "scanned",
    }


def test_a_root_that_cannot_be_reached_loses_nothing(share: Path, state: Path) -> None:
    (share / "a.txt").write_bytes(b"one")
    night(share, state)
    share.rename(share.with_name("away"))
    during = night(share, state)
    share.with_name("away").rename(share)
    pool = Watched()
    after = night(share, state, pool)

    assert {name: str(report.outcome) for name, report in during.items()} == {
        ".": "unreadable",
        "a.txt": "unreachable",
    }
    assert (pool.read, list(after)) == ([], ["a.txt"])


def test_the_empty_folder_that_a_share_is_mounted_on_is_not_the_share(
    share: Path, state: Path
) -> None:
    (share / "a.txt").write_bytes(b"one")
    night(share, state)
    with Store(state) as store:  # as if it had been another disk
        store.connection.execute("UPDATE root SET device = device + 1")
    (share / "a.txt").unlink()

    assert [report.outcome for report in night(share, state).values()] == [Outcome.UNREACHABLE]


def test_a_file_that_is_gone_is_gone_and_may_come_back(share: Path, state: Path) -> None:
    (share / "a.txt").write_bytes(b"one")
    (share / "b.txt").write_bytes(b"two")
    night(share, state)
    (share / "a.txt").rename(share.with_name("kept"))
    assert list(night(share, state)) == ["b.txt"]
    share.with_name("kept").rename(share / "a.txt")
    pool = Watched()

    assert list(night(share, state, pool)) == ["a.txt", "b.txt"]
    assert pool.read == []


def test_a_file_that_comes_back_under_another_plan_is_read_again(share: Path, state: Path) -> None:
    (share / "a.txt").write_bytes(b"one")
    night(share, state)
    (share / "a.txt").rename(share.with_name("kept"))
    night(share, state)
    share.with_name("kept").rename(share / "a.txt")
    pool = Watched()
    found = night(share, state, pool, replace(PLAN, fingerprint="two"))

    assert pool.read == [b"a.txt"]
    assert found["a.txt"].encoding == "two"


def test_a_file_that_may_no_longer_be_read_is_not_scanned(
    share: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agenda, "may_read", acting_worker.may_read)
    (share / "a.txt").write_bytes(b"one")
    night(share, state)
    (share / "a.txt").chmod(0o200)
    during = night(share, state)
    (share / "a.txt").chmod(0o600)
    after = night(share, state)

    assert [report.outcome for report in during.values()] == [Outcome.UNREADABLE]
    assert [report.outcome for report in after.values()] == [Outcome.SCANNED]


def test_a_file_that_has_become_a_locked_folder_is_gone(
    share: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_folder: FileRef) -> Any:
        raise PermissionError(13, "")

    (share / "a").write_bytes(b"one")
    night(share, state)
    (share / "a").unlink()
    (share / "a").mkdir()
    real = opening.listed_quietly
    monkeypatch.setattr(
        listing, "listed_quietly", lambda it: (locked if it.path == b"a" else real)(it)
    )

    assert [report.outcome for report in night(share, state).values()] == [Outcome.UNREADABLE]


def test_what_is_gone_is_gone_though_another_plan_has_seen_a_part_of_the_share(
    tmp_path: Path, share: Path, state: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (share / "a.txt").write_bytes(b"one")

    def night_of(roots: list[Path], version: str) -> list[bytes]:
        plan = replace(PLAN, fingerprint=version)
        with Store(state) as store:
            run_scan(plan, list(map(bytes, roots)), store, Watched(), Manner())
            return [report.file.path for report in SavedInventory(store).files()]

    night_of([share, other], "one")
    night_of([share], "two")
    (share / "a.txt").unlink()

    assert night_of([share, other], "one") == []


def test_files_of_one_size_do_not_wait_for_each_other_without_end(
    share: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twins, "_ROOM", 3)
    for number in range(100):
        (share / f"{number:03}.txt").write_bytes(b"%03d" % (number // 2))
    waiting = twins.Twins()
    files = [FileRef(b"/", b"%d" % number, 3) for number in range(9)]

    assert [waiting.hold(file) for file in files] == [False, *[True] * 3, *[False] * 5]
    assert waiting.release(files[0]) == files[1:4]
    assert [waiting.hold(file) for file in files[5:7]] == [False, True]
    assert [report.copies for report in night(share, state).values()] == [2] * 100
