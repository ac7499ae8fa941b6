"""Night after night: what is kept, what is read again, and that nobody could tell."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from scanner import worker
from scanner.executors import Inline, Task
from scanner.model import FileReport, Outcome, ScanPlan
from scanner.run import Manner, jobs, run_scan
from scanner.store import SavedInventory, Store
from scanner.walk import listing, opening
from tests import acting_worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import FileRef

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


QUICK = Path("/dev/shm")  # noqa: S108 - memory: hundreds of nights wait for no disk


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


NAMES = st.sampled_from(["a.txt", "b.txt", "a.csv", "d/a.txt", "d/e/b.txt", "d", "d/e", "f"])
CONTENTS = (b"", b"one", b"two", b"three", BIG, b"y" * 250, b"locked" + BIG)


class Nights(RuleBasedStateMachine):
    """Whatever happens to a share between and during nights, the inventory is a cold scan's."""

    @initialize()
    def begin(self) -> None:
        self.place = Path(mkdtemp(prefix="nights-", dir=QUICK if QUICK.is_dir() else None))
        self.share = self.place / "share"
        self.share.mkdir()
        self.plan = PLAN

    def teardown(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)

    def _make_way(self, name: str) -> Path:
        path = self.share / name
        for parent in [*path.parents][: len(Path(name).parents) - 1]:
            if parent.is_symlink() or parent.is_file():
                parent.unlink()
        self._clear(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _clear(self, path: Path) -> None:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif os.path.lexists(path):
            path.unlink()

    @rule(name=NAMES, number=st.integers(0, len(CONTENTS) - 1))
    def write(self, name: str, number: int) -> None:
        """Write a content at its own time: what comes back comes back as it was."""
        path = self._make_way(name)
        path.write_bytes(CONTENTS[number])
        os.utime(path, (1_700_000_000 + number,) * 2)

    @rule(name=NAMES, new=NAMES)
    def move(self, name: str, new: str) -> None:
        source = self.share / name
        if source.is_file() and not source.is_symlink():
            content, times = source.read_bytes(), source.stat().st_mtime_ns
            source.unlink()
            target = self._make_way(new)
            target.write_bytes(content)
            os.utime(target, ns=(times, times))

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        self._clear(self.share / name)

    @rule(name=NAMES, mode=st.sampled_from([0o600, 0o644, 0o666]))
    def permit(self, name: str, mode: int) -> None:
        path = self.share / name
        if path.is_file() and not path.is_symlink():
            path.chmod(mode)

    @rule(name=NAMES)
    def link(self, name: str) -> None:
        self._make_way(name).symlink_to("a.txt")

    @rule(version=st.sampled_from(["one", "two"]), exclude=st.sampled_from([(), ("*.csv",)]))
    def upgrade(self, version: str, exclude: tuple[str, ...]) -> None:
        self.plan = replace(self.plan, fingerprint=version, exclude=exclude)

    @rule(dies_after=st.integers(0, 6))
    def broken_night(self, dies_after: int) -> None:
        with suppress(KeyboardInterrupt):
            night(self.share, self.place / "warm.sqlite", Watched(dies_after=dies_after), self.plan)

    @rule()
    def short_night(self) -> None:
        """Stop at the first occasion."""
        over = datetime(2020, 1, 1, tzinfo=UTC)
        night(self.share, self.place / "warm.sqlite", plan=self.plan, stop_at=over)

    @rule()
    def whole_night(self) -> None:
        warm = night(self.share, self.place / "warm.sqlite", plan=self.plan)
        cold = self.place / "cold.sqlite"
        expected = night(self.share, cold, plan=self.plan)
        cold.unlink()

        assert warm == expected


TestNights = Nights.TestCase
TestNights.settings = settings(max_examples=80, stateful_step_count=25, deadline=None)
