"""The state file: what it remembers, whom it lets in, what it survives."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scanner.decision import Choice, Decision, Place, Snapshot
from scanner.errors import Misused
from scanner.keyset import KeySet
from scanner.model import (
    EntityTotal,
    FileRef,
    FileReport,
    Keyed,
    Level,
    Note,
    Outcome,
    RuleHit,
    ScanPlan,
    Scope,
    Tally,
    Verdict,
)
from scanner.store import SavedInventory, Store, state
from scanner.store.decisions import Decisions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = FileRef(b"/share", b"a.csv", 100, 1_700_000_000_000_000_000, "root", 0o100644)
TALLY = Tally(
    part="",
    field="手机号",
    entity="CN_MOBILE",
    matched=12,
    count=10,
    distinct=3,
    non_null=20,
    verdict=Verdict.CONFIRMED,
    why=(Note.of("why.header", word="手机号", share=0.5), Note.of("why.plain")),
    score=0.95,
    level=Level.L3,
    category="P04",
    rule="base",
    basis="GB/T 45574",
    sample="138****8000",
    first="row 2",
)


def begin(store: Store, fingerprint: str = "plan", *roots: bytes) -> None:
    plan = ScanPlan(policy="", today="2026-01-01", key=bytes(32), fingerprint=fingerprint)
    store.begin(plan, [Scope(root) for root in roots or (b"/share",)])


def unfinished(store: Store, *files: FileRef) -> list[FileRef]:
    """Ask as a walk does, in the order of paths."""
    seen = sorted((file.path, file.size, file.modified_ns, file.owner, file.mode) for file in files)
    return store.comparison(Scope(b"/share"), bool).unfinished(seen)


def report(file: FileRef = FILE, *values: int, outcome: Outcome = Outcome.SCANNED) -> FileReport:
    keys = KeySet(np.array(values, np.uint64))
    found = (("CN_MOBILE", EntityTotal(10, len(keys))),) if values else ()
    return FileReport(
        file,
        outcome,
        reason=None if outcome is Outcome.SCANNED else Note.of("os.denied", code="EACCES"),
        format="csv",
        encoding="GB18030",
        notes=(Note.of("csv.header"),),
        level=Level.L4 if values else Level.L1,
        hits=(RuleHit("K1", Level.L4, "art. 1", Note.of("k1", n=3), ("HIGH_RISK",)),),
        tallies=(TALLY, replace(TALLY, field="b", exact=False)) if values else (),
        entities=found,
        bytes_read=file.size,
        seconds=0.25,
        keys=(Keyed("", "手机号", "CN_MOBILE", keys),) if values else (),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as store:
        begin(store)
        yield store


def saved(store: Store) -> SavedInventory:
    return SavedInventory(store)


def test_a_report_comes_back_as_it_was_saved(store: Store) -> None:
    partial = report(replace(FILE, path=b"b"), 4, outcome=Outcome.PARTIAL)
    store.save([report(FILE, 1, 2, 3), partial])

    assert list(saved(store).files()) == [report(FILE, 1, 2, 3), partial]


paths = st.binary(min_size=1, max_size=20)


@given(
    st.sets(st.tuples(st.sampled_from([b"/a", b"/b\xff"]), paths), max_size=10),
    st.randoms(use_true_random=False),
)
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_files_come_sorted_by_bytes_however_they_were_saved(
    tmp_path_factory: pytest.TempPathFactory, names: set[tuple[bytes, bytes]], random: object
) -> None:
    with Store(tmp_path_factory.mktemp("s") / "s.sqlite") as store:
        begin(store, "plan", b"/a", b"/b\xff")
        store.save([report(FileRef(*name)) for name in names])

        assert [(r.file.root, r.file.path) for r in saved(store).files()] == sorted(names)


def test_a_time_beyond_64_bits_and_odd_notes_are_kept(store: Store) -> None:
    odd = replace(
        report(replace(FILE, modified_ns=1 << 70)), reason=Note.of("link", target="\udcff\n")
    )
    store.save([odd])

    assert list(saved(store).files()) == [odd]


def test_only_what_is_new_changed_or_was_not_settled_is_unfinished(store: Store) -> None:
    outcomes = set(Outcome) - {Outcome.UNREACHABLE}
    files = {outcome: replace(FILE, path=outcome.encode()) for outcome in outcomes}
    store.save([report(files[outcome], outcome=outcome) for outcome in outcomes])
    new = replace(FILE, path=b"new")
    grown = replace(files[Outcome.SCANNED], size=101)
    touched = replace(files[Outcome.SCANNED], modified_ns=1)

    left = unfinished(store, *files.values(), new)

    again = {Outcome.PARTIAL, Outcome.UNREADABLE, Outcome.EXCLUDED, Outcome.FAILED}
    assert set(left) == {files[outcome] for outcome in again} | {new}
    assert unfinished(store, grown) == [grown]
    assert unfinished(store, touched) == [touched]


def test_another_fingerprint_makes_all_unfinished(store: Store) -> None:
    store.save([report()])
    begin(store, "another plan")

    assert unfinished(store, FILE) == [FILE]


def test_an_unchanged_file_enters_the_next_run_with_its_new_owner(store: Store) -> None:
    store.save([report(FILE, 7)])
    begin(store)
    handed_on = replace(FILE, owner="li", mode=0o100600)

    assert unfinished(store, handed_on) == []
    assert list(saved(store).files()) == [report(handed_on, 7)]


def test_what_a_run_did_not_see_is_not_in_its_inventory(store: Store) -> None:
    store.save([report(FILE, 1)])
    begin(store)
    store.comparison(Scope(b"/share"), bool).end()
    inventory = saved(store)

    assert list(inventory.files()) == []
    assert (inventory.size, inventory.bytes_read) == (0, 0)
    assert (dict(inventory.entities), dict(inventory.levels)) == ({}, {})
    assert inventory.worst_folders(Level.L4, 10) == []


def test_a_second_report_replaces_the_first(store: Store) -> None:
    store.save([report(FILE, 1, 2, 3)])
    store.save([report(FILE)])
    inventory = saved(store)

    assert list(inventory.files()) == [report(FILE)]
    assert dict(inventory.entities) == {}


def test_a_batch_is_saved_whole_or_not_at_all(store: Store) -> None:
    broken = replace(report(), format="\ud800")  # SQLite refuses half a character
    with pytest.raises(UnicodeEncodeError):
        store.save([report(replace(FILE, path=b"good")), broken])

    assert list(saved(store).files()) == []


@given(st.lists(st.lists(st.integers(0, 20), min_size=1, max_size=10), max_size=6))
@settings(max_examples=25, deadline=None)
def test_the_share_counts_each_distinct_value_once(
    tmp_path_factory: pytest.TempPathFactory, files: list[list[int]]
) -> None:
    with Store(tmp_path_factory.mktemp("s") / "s.sqlite") as store:
        begin(store)
        store.save(
            report(replace(FILE, path=b"%d" % at), *values) for at, values in enumerate(files)
        )
        distinct = len({value for values in files for value in values})
        total = {"CN_MOBILE": EntityTotal(10 * len(files), distinct)} if files else {}

        assert dict(saved(store).entities) == total


def test_levels_count_only_what_was_read(store: Store) -> None:
    store.save([report(FILE, 1), report(replace(FILE, path=b"x"), outcome=Outcome.ENCRYPTED)])
    inventory = saved(store)

    assert dict(inventory.levels) == {Level.L4: 1}
    assert dict(inventory.outcomes) == {Outcome.SCANNED: 1, Outcome.ENCRYPTED: 1}


def test_the_worst_folders_come_first_with_all_their_levels(store: Store) -> None:
    def at(path: bytes, *values: int) -> FileReport:
        return report(replace(FILE, path=path), *values)

    store.save(
        [at(b"a/1", 1), at(b"a/2"), at(b"b/1", 1), at(b"b/c", 1), at(b"clean"), at(b"b/d/e")]
    )

    assert saved(store).worst_folders(Level.L4, 10) == [
        (b"/share", b"b", {Level.L4: 2}),
        (b"/share", b"a", {Level.L1: 1, Level.L4: 1}),
    ]
    assert len(saved(store).worst_folders(Level.L4, 1)) == 1


def test_decisions_survive_a_new_report(store: Store) -> None:
    decision = Decision(Choice.MASK, "why", "Li", "2026-01-01")
    store.save([report()])
    seen, place = Snapshot(Outcome.SCANNED, Level.L3), Place(b"/share", b"a.csv")
    Decisions(store.connection).add(decision, seen, place)
    begin(store, "another plan")
    store.save([report(FILE, 1)])

    found = Decisions(store.connection).on(b"/share", b"a.csv")
    assert found is not None
    assert found[0].decision == decision


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_nobody_else_may_read_the_state(path: Path, store: Store) -> None:
    store.save([report()])
    modes = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in path.parent.iterdir()}

    assert modes == {"state.sqlite": 0o600, "state.sqlite-wal": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def refusal(path: Path) -> str:
    with pytest.raises(Misused) as refused, Store(path):
        pass
    return refused.value.note.key


def test_a_second_run_on_the_same_state_is_refused(path: Path, store: Store) -> None:
    assert refusal(path) == "state.in_use"


def test_the_state_opens_again_after_it_was_closed(path: Path) -> None:
    for _ in range(2):
        with Store(path) as store:
            begin(store)
            store.save([report()])
            store.finish()

    assert sqlite3.connect(path).execute("SELECT count(*) FROM run").fetchone() == (2,)


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = path.read_bytes()

    assert refusal(path) == "state.foreign"
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"dear all, " * 200)

    assert refusal(path) == "state.foreign"
    assert path.read_bytes() == b"dear all, " * 200


def test_a_newer_state_is_refused(path: Path) -> None:
    Store(path).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()

    assert refusal(path) == "state.newer"


def test_a_place_that_cannot_hold_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert refusal(tmp_path) == "state.unopenable"
    assert refusal(tmp_path / "file" / "state.sqlite") == "state.unopenable"


def test_an_interrupted_transaction_leaves_nothing_half_done(store: Store) -> None:
    def reports() -> Iterator[FileReport]:
        yield report()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.save(reports())
    store.save([report(replace(FILE, path=b"z"))])

    assert [r.file.path for r in saved(store).files()] == [b"z"]


KILLED = """
import os, signal, sys
from pathlib import Path
from scanner.model import FileRef, FileReport, Outcome, ScanPlan, Scope
from scanner.store import Store

store = Store(Path(sys.argv[1]))
plan = ScanPlan(policy="", today="2026-01-01", key=bytes(32), fingerprint="plan")
store.begin(plan, [Scope(b"/share")])
for number in range(50):
    store.save([FileReport(FileRef(b"/share", b"%d" % number), Outcome.SCANNED)])
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_what_was_saved_survives_kill_9_and_the_lock_does_not(path: Path) -> None:
    died = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)

    assert died.returncode == -signal.SIGKILL
    with Store(path) as store:
        begin(store)
        assert unfinished(store, *(FileRef(b"/share", b"%d" % n) for n in range(50))) == []


KILLED_AMID = """
import os, signal, sys
from pathlib import Path
import numpy as np
from scanner.keyset import KeySet
from scanner.model import FileRef, FileReport, Keyed, Outcome, ScanPlan, Scope
from scanner.store import Store, state

state._MANY_KEYS = 100_000
store = Store(Path(sys.argv[1]))
plan = ScanPlan(policy="", today="2026-01-01", key=bytes(32), fingerprint="plan")
store.begin(plan, [Scope(b"/share")])
store.save([FileReport(FileRef(b"/share", b"first"), Outcome.SCANNED)])
keys = Keyed("", "field", "CN_MOBILE", KeySet(np.arange(1_000_000, dtype=np.uint64)))
large = FileReport(FileRef(b"/share", b"large"), Outcome.SCANNED, keys=(keys,))
store._put = lambda *args, **options: os.kill(os.getpid(), signal.SIGKILL)
store.save([large])
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_kill_amid_a_large_save_costs_only_what_it_held(path: Path) -> None:
    died = subprocess.run([sys.executable, "-c", KILLED_AMID, str(path)], check=False)

    assert died.returncode == -signal.SIGKILL
    assert path.stat().st_size > 4_000_000  # some of it was in the file already
    with Store(path) as store:
        begin(store)
        ok = store.connection.execute("PRAGMA integrity_check").fetchone()
        assert ok == ("ok",)
        names = [b"first", b"large"]
        found = unfinished(store, *(FileRef(b"/share", name) for name in names))
        assert [file.path for file in found] == [b"large"]


def large(store: Store, monkeypatch: pytest.MonkeyPatch) -> FileReport:
    """Return a report whose keys count as many."""
    monkeypatch.setattr(state, "_MANY_KEYS", 100_000)
    keys = KeySet(np.arange(1_000_000, dtype=np.uint64))
    return replace(report(), keys=(Keyed("", "手机号", "CN_MOBILE", keys),))


def test_what_is_large_is_written_once_and_the_state_is_held_as_before(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save([large(store, monkeypatch)])
    sizes = {entry.name: entry.stat().st_size for entry in path.parent.iterdir()}

    assert sizes.pop("state.sqlite") > 8_000_000
    assert set(sizes) == {"state.sqlite-wal"}
    assert sizes["state.sqlite-wal"] < 1_000_000
    assert store.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert refusal(path) == "state.in_use"
    assert len(saved(store).keys_of(1, "", "手机号", "CN_MOBILE")) == 1_000_000


def test_a_disk_that_is_full_amid_a_large_save_costs_only_that(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save([report()])
    (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
    store.connection.execute(f"PRAGMA max_page_count = {pages + 100}")
    with pytest.raises(OSError, match="No space left"):
        store.save([replace(large(store, monkeypatch), file=replace(FILE, path=b"z"))])

    assert [r.file.path for r in saved(store).files()] == [FILE.path]
    assert refusal(path) == "state.in_use"
    store.save([report(replace(FILE, path=b"next"))])
    assert [r.file.path for r in saved(store).files()] == [FILE.path, b"next"]


def test_a_full_disk_is_told_as_such_and_costs_only_the_last_batch(store: Store) -> None:
    store.save([report()])
    (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OSError, match="No space left") as full:
        store.save(report(replace(FILE, path=b"%d" % n), *range(100)) for n in range(100))

    assert full.value.errno == errno.ENOSPC
    assert [r.file.path for r in saved(store).files()] == [FILE.path]


@pytest.mark.parametrize("question", ["knows_like", "adopt"])
def test_to_ask_for_a_likeness_takes_no_longer_the_more_files_of_that_size_there_are(
    store: Store, question: str
) -> None:
    """One that looked at each of them took hours to judge a million small files anew."""
    steps: list[int] = []
    for files in (100, 3_000):
        begin(store, "old")
        store.save(
            replace(report(replace(FILE, path=b"%05d.csv" % number)), content=b"%016d" % number)
            for number in range(files)
        )
        begin(store, f"new {files}")
        store.connection.set_progress_handler(lambda: steps.append(1), 1)
        new = replace(FILE, path=b"new.csv")
        found = store.knows_like(new) if question == "knows_like" else store.adopt(new, b"other")
        store.connection.set_progress_handler(None, 1)

        assert not found
        steps.append(0)
    first = steps.index(0)

    assert len(steps) - first <= 2 * first
