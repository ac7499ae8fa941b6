"""Compiling once: what is kept, and that it is all that work needs."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numba.core.caching import Cache

from recognizers import machine_code, utf8
from scanner import executors, readers, warm
from scanner.classify.policy import shipped
from scanner.detect.automaton import Matcher, matching
from scanner.executors import forking
from scanner.keyset import KeySet
from scanner.model import FileRef, ScanPlan
from scanner.readers import mixed, pairs, records

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "cache"
    monkeypatch.setattr(machine_code, "user_cache_dir", lambda _: str(folder))
    machine_code.folder.cache_clear()
    yield folder
    machine_code.folder.cache_clear()


def test_it_is_cold_until_all_is_compiled_and_learned(cache: Path) -> None:
    assert warm.is_cold()
    assert cache.is_dir()

    warm.compile_all()
    learned = [(one, one._machine) for one in matching._all if one._machine]
    kept = [Matcher(one._patterns, searches=one._searches)._machine for one, _ in learned]

    assert not warm.is_cold()
    for here, (_, there) in zip(kept, learned, strict=True):
        assert here
        assert [repr(table) for table in here.tables] == [repr(table) for table in there.tables]
        assert (here._sets, here._numbers) == (there._sets, there._numbers)
    assert sum(len(machine._sets) for _, machine in learned) > 1000


def test_other_encodings_and_quotes_are_compiled_for_too(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    watched = [(records, "last_end"), (pairs, "as_utf8"), (utf8, "is_valid"), (mixed, "lines")]
    for module, name in watched:
        work = getattr(module, name)

        def note(*args: object, name: str = name, work: Any = work, **more: object) -> Any:
            found = work(*args, **more)
            done.extend([name] * (found is not None))
            return found

        monkeypatch.setattr(module, name, note)

    warm.compile_all()

    assert cache.is_dir()
    assert {*done} == {name for _, name in watched}


def test_where_nothing_can_be_kept_nobody_waits_for_it(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write_bytes(b"no folder")
    monkeypatch.setattr(machine_code, "user_cache_dir", lambda _: str(cache / "below"))

    assert not warm.is_cold()
    machine_code.complete("scanner")  # and nothing breaks
    assert machine_code.folder("scanner") == ""


def test_code_is_kept_by_our_own_sources_alone(cache: Path) -> None:
    assert machine_code.folder("scanner").startswith(str(cache))
    assert machine_code.folder("scanner") != machine_code.folder("recognizers")


def test_code_is_as_old_as_its_sources(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "loops", ModuleType("loops"))
    sys.modules["loops"].__file__ = str(tmp_path / "loops.py")
    (source := tmp_path / "loops.py").write_text("compiled")
    (other := tmp_path / "other.py").write_text("")

    def folder() -> str:
        machine_code.folder.cache_clear()
        return machine_code.folder("loops")

    first = folder()
    os.utime(other, (1, 1))
    assert folder() == first
    os.utime(source, (1, 1))  # installed again: Numba would take nothing of what is kept
    second = folder()
    source.write_text("compiled anew")

    assert len({first, second, folder()}) == 3
    assert cache.is_dir()


def test_what_nobody_uses_any_more_is_forgotten(cache: Path) -> None:
    here = Path(machine_code.folder("scanner"))
    (old := here.with_name("old")).mkdir()
    (new := here.with_name("new")).mkdir()
    for place, days in ((old, 91), (new, 89)):
        (place / "code").touch()
        os.utime(place, (time.time() - days * 86400,) * 2)

    machine_code.complete("scanner")

    assert sorted(here.parent.iterdir()) == sorted([here, new])
    assert cache in here.parents


@pytest.mark.parametrize("module", ["scanner.run", "scanner.cli", "scanner.warm"])
def test_the_coordinator_loads_nothing_that_only_workers_need(module: str) -> None:
    heavy = "numba", "presidio_analyzer", "spacy", "pandas", "pyarrow"
    program = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"

    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        text=True,
    )

    assert done.stdout.strip() == "[]"


def test_who_only_collects_keys_loads_no_compiler() -> None:
    program = """
import pickle, sys
whole, other = pickle.load(sys.stdin.buffer)
whole.merge(other)
print(len(whole), "numba" in sys.modules)
"""
    sets = [KeySet(np.arange(start, 400_000, dtype=np.uint64)) for start in (0, 1)]
    command = [sys.executable, "-c", program]
    told = subprocess.check_output(command, input=pickle.dumps(sets))

    assert told.split() == [b"400000", b"False"]


@pytest.mark.parametrize("content", [b"name,id\nLi,1\nWu,2\n", b"one line of text\n" * 9])
def test_how_a_file_is_read_is_passed_on_without_loading_what_reads(content: bytes) -> None:
    file = FileRef(b"", b"a.txt", len(content))
    plan = ScanPlan(policy="", today="2000-01-01", key=bytes(32))
    layout = pickle.dumps(readers.inspect(io.BytesIO(content), file, plan))
    program = (
        "import pickle, sys; layout = pickle.loads(sys.stdin.buffer.read());"
        "print(layout.reader, 'scanner.readers' in sys.modules, 'pyarrow' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], input=layout, capture_output=True, check=True
    )

    assert done.stdout.split()[1:] == [b"False", b"False"]


def test_a_first_scan_begins_with_a_worker_and_a_later_one_when_there_is_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    monkeypatch.setattr(executors.Local, "begin", lambda pool: begun.append(pool.workers))
    state = tmp_path / "state.sqlite"
    warm.workers(2, (), state)
    state.touch()
    warm.workers(1, (), state)

    assert begun == [2]


def test_a_worker_has_loaded_what_its_first_file_needs() -> None:
    program = """
import sys
from scanner import warm, worker
from bench import measure
warm.load(("cn",))
before = set(sys.modules)
worker.examining._detector(measure.plan())
print([name for name in set(sys.modules) - before if name.startswith("scanner")])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )

    assert done.stdout.strip() == "[]"


def examine_the_usual(_: int) -> tuple[int, int]:
    """Return who started this worker, and how much code it loads for a table that is usual."""
    load: Any = Cache._load_overload
    loaded: list[object] = []

    def noted(*args: object) -> object:
        loaded.append(args)
        return load(*args)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Cache, "_load_overload", noted)
        header, *rows = warm._usual()
        more = [[cell[::-1] if cell.isdigit() else cell for cell in row] for row in rows]
        warm._examine(b"table.csv", ",", [header, *rows, *more])
    return os.getppid(), len(loaded)


@pytest.mark.skipif(not forking.IS_POSSIBLE, reason="forks on Linux only")
def test_several_workers_come_from_one_that_has_rehearsed(tmp_path: Path) -> None:
    told: dict[int, Any] = {}
    for count in (1, 2):
        with warm.workers(count, (), tmp_path) as pool:
            pool.submit(executors.Task(examine_the_usual, (0,), 300))
            told[count] = pool.take()[1]

    (parent, alone), (template, rehearsed) = told[1], told[2]
    assert (parent, template == parent) == (os.getpid(), False)
    assert rehearsed < alone / 4


def test_who_waits_has_loaded_what_judging_needs() -> None:
    program = """
import sys
from scanner import worker
from scanner.model import FileRef, Layout, ScanPlan
plan = ScanPlan(sys.stdin.read(), "2026-01-01", bytes(32))
worker.load_judging(plan)
before = set(sys.modules)
from scanner import messages
report = worker.conclude(plan, FileRef(b"", b"a", 0), Layout("text", "text"), ())
print([name for name in set(sys.modules) - before if name.startswith("scanner")])
print(messages.catalogue.cache_info().misses, report.outcome)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=shipped("cn45574"),
        capture_output=True,
        check=True,
        text=True,
    )

    assert done.stdout.split("\n") == ["[]", "1 scanned", ""]
