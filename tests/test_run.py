"""A run: every file in scope gets its row, whatever happens on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from scanner import worker
from scanner.executors import Inline, Local, Pool, Task
from scanner.model import (
    EntityTotal,
    FileReport,
    Listed,
    Note,
    ScanPlan,
    Scope,
    Sight,
)
from scanner.run import Manner, jobs, run_scan
from scanner.store import SavedInventory, Store
from scanner.walk import Listing
from tests import acting_worker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Small enough that a file of a few bytes is a big one.
PLAN = ScanPlan(policy="", today="2026-01-01", key=bytes(32), part_bytes=100, fingerprint="one")


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("examine_files", "digest_files", "inspect_file", "examine_part", "conclude"):
        monkeypatch.setattr(worker, name, getattr(acting_worker, name))


@dataclass
class Share:
    """Files to scan, and the state beside them."""

    folder: Path
    state: Path
    told: Counter[str] = field(default_factory=Counter)

    def put(self, **contents: bytes) -> None:
        for name, content in contents.items():
            (self.folder / name).write_bytes(content)

    def scan(self, pool: Pool | None = None, plan: ScanPlan = PLAN) -> dict[bytes, FileReport]:
        self.told.clear()
        with Store(self.state) as store:
            run_scan(plan, [bytes(self.folder)], store, pool or Inline(), Manner(self._told))
            return {report.file.path: report for report in SavedInventory(store).files()}

    def _told(self, files: int, size: int) -> None:
        self.told.update(files=files, size=size)


@pytest.fixture
def share(tmp_path: Path) -> Share:
    folder = tmp_path / "share"
    folder.mkdir()
    return Share(folder, tmp_path / "state.sqlite")


def ends(reports: dict[bytes, FileReport]) -> dict[str, str]:
    return {path.decode(): str(report.outcome) for path, report in reports.items()}


def gist(reports: dict[bytes, FileReport]) -> list[FileReport]:
    return [replace(report, seconds=0) for report in reports.values()]


BIG = b"x" * 500


@pytest.fixture
def filled(share: Share) -> Share:
    share.put(**{f"f{at:02}": b"%d" % at for at in range(40)}, big=BIG, huge=BIG * 3)
    share.put(locked=b"locked".ljust(300), empty=b"empty".ljust(300))
    (share.folder / "link").symlink_to("f00")
    return share


def test_every_file_in_scope_has_one_row(filled: Share) -> None:
    reports = filled.scan()
    found = {path.name for path in filled.folder.iterdir()}

    assert {path.decode() for path in reports} == found
    assert ends(reports)["locked"] == "encrypted"
    assert ends(reports)["link"] == "excluded"
    assert Counter(ends(reports).values())["scanned"] == 43


def test_big_files_add_up_in_order(filled: Share) -> None:
    big = filled.scan()[b"big"]

    assert big.format == "10 parts from part 0"
    assert big.entities == (("X", EntityTotal(500, 0)),)
    assert big.bytes_read == 500


def test_a_pool_of_processes_gives_the_same_inventory(filled: Share) -> None:
    here = filled.scan()
    filled.state = filled.state.with_name("other.sqlite")

    assert gist(filled.scan(Local(2))) == gist(here)


def test_progress_tells_every_file_and_byte_once(filled: Share) -> None:
    reports = filled.scan()
    size = sum(report.file.size for report in reports.values())

    assert filled.told == {"files": len(reports), "size": size}
    filled.scan()
    assert filled.told == {"files": len(reports), "size": size}


@dataclass
class Counting(Inline):
    """Remembers the files that it was asked to examine, and stops after a while."""

    stop_after: int = 10**9
    asked: list[bytes] = field(default_factory=list)

    def take(self) -> tuple[Task, object]:
        if self.stop_after == 0:
            raise KeyboardInterrupt
        self.stop_after -= 1
        task, answer = super().take()
        job = task.tag
        if isinstance(job, jobs.Batch):
            self.asked += [file.path for file in job.files]
        return task, answer


def test_only_what_changed_is_done_again(filled: Share) -> None:
    filled.scan()
    pool = Counting()
    filled.put(f07=b"altered", new=b"new")
    (filled.folder / "f08").unlink()
    reports = filled.scan(pool)

    assert pool.asked == [b"f07", b"new"]
    assert b"f08" not in reports
    assert reports[b"f07"].bytes_read == 7


def test_another_plan_does_everything_again(filled: Share) -> None:
    filled.scan()
    pool = Counting()
    filled.scan(pool, replace(PLAN, fingerprint="two"))

    assert len(pool.asked) == 40


@pytest.mark.parametrize("stop_after", [0, 1, 13, 14, 20])
def test_interrupted_and_resumed_is_the_same_as_in_one_go(filled: Share, stop_after: int) -> None:
    state = filled.state
    whole = filled.scan()
    filled.state = state.with_name("resumed.sqlite")
    before, after = Counting(stop_after=stop_after), Counting()
    with pytest.raises(KeyboardInterrupt):
        filled.scan(before)
    resumed = filled.scan(after)

    assert gist(resumed) == gist(whole)
    assert Counter(before.asked + after.asked) == Counter(b"f%02d" % at for at in range(40))


def test_a_file_that_kills_its_worker_fails_alone(share: Share) -> None:
    share.put(**{f"f{at}": b"%d" % at for at in range(5)}, killer=b"die")
    reports = share.scan(Local(2))

    assert ends(reports) == {f"f{at}": "scanned" for at in range(5)} | {"killer": "failed"}
    assert reports[b"killer"].reason == Note.of("run.killed")
    assert share.told["files"] == 6


def test_a_hanging_file_fails_alone(share: Share, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_PATIENCE", 3.0)
    share.put(a=b"a", b=b"b", hanger=b"hang")
    reports = share.scan(Local(1))

    assert ends(reports) == {"a": "scanned", "b": "scanned", "hanger": "failed"}
    assert reports[b"hanger"].reason == Note.of("run.hung", minutes=0)


def test_a_part_that_kills_its_worker_fails_its_file_and_keeps_the_rest(share: Share) -> None:
    share.put(big=BIG + b"die" + BIG, first=b"die at first look".ljust(300), good=BIG)
    reports = share.scan(Local(2))

    assert ends(reports) == {"big": "failed", "first": "failed", "good": "scanned"}
    assert reports[b"big"].entities == (("X", EntityTotal(950 + 3, 0)),)
    assert reports[b"big"].reason == Note.of("run.killed")


def test_few_parts_of_a_big_file_are_in_the_air_at_a_time(share: Share) -> None:
    @dataclass
    class Wide(Inline):
        most: int = 0

        def room(self) -> bool:
            self.most = max(self.most, len(self._waiting))
            return True

    share.put(big=BIG * 20)
    pool = Wide()
    reports = share.scan(pool)

    assert reports[b"big"].format == "200 parts from part 0"
    assert pool.most <= 4


def test_the_walk_is_never_far_ahead_of_the_work(
    share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = examined = lead = 0

    class Counted(Listing):
        def below(self, scope: Scope) -> Iterator[list[Sight] | Listed]:
            nonlocal listed
            for found in super().below(scope):
                listed += 1 if isinstance(found, Listed) else len(found)
                yield found

    def watch(files: int, size: int) -> None:
        nonlocal examined, lead
        lead = max(lead, listed - examined)
        examined += files

    monkeypatch.setattr("scanner.run.coordinator.Listing", Counted)
    share.put(**{f"f{at:04}": b"" for at in range(2000)})
    with Store(share.state) as store:
        run_scan(PLAN, [bytes(share.folder)], store, Inline(), Manner(watch))

    assert (listed, examined) == (2000, 2000)
    assert lead <= 2 * 256
