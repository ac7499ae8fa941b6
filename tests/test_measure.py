"""What the bench measures with: one core is one core, also for threads that were there before."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from bench import measure, results

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity"), reason="this system keeps no process on a core"
)
def test_all_threads_are_kept_on_one_core_and_let_go_again() -> None:
    with ThreadPoolExecutor(1) as pool:
        before = pool.submit(os.sched_getaffinity, 0).result()
        with measure.on_one_core():
            there, new = pool.submit(os.sched_getaffinity, 0).result(), os.sched_getaffinity(0)
        after = pool.submit(os.sched_getaffinity, 0).result()

    assert len(there) == 1
    assert there == new
    assert before == after == os.sched_getaffinity(0)


def test_a_result_without_profiles_leaves_those_of_its_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    monkeypatch.setattr(results, "README", tmp_path / "README.md")
    (tmp_path / "README.md").write_text(f"a\n{results.BEGIN}\n{results.END}\nb\n", "utf-8")
    results.keep({"date": "2026-11-27 10:00Z", "processor": "x"}, ["where time goes"])
    results.keep({"date": "2026-11-27 11:00Z", "processor": "x", "worker_memory_mb": 7})

    assert (tmp_path / "2026-11-27-profiles.txt").read_text("utf-8") == "where time goes"
    assert "| 7 |" in (tmp_path / "README.md").read_text("utf-8")
