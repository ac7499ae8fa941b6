"""The state as a file: who may open it, and what is left after a kill or a full disk."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from scanner.errors import Misused
from scanner.keyset import KeySet
from scanner.model import (
    FileRef,
    FileReport,
    Keyed,
)
from scanner.store import Store, database, state
from tests.stored import FILE, begin, path, report, saved, store, unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["path", "store"]  # fixtures


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


def test_a_state_with_smaller_pages_is_used_as_it_is(path: Path) -> None:
    with Store(path) as made:
        made.connection.execute("PRAGMA journal_mode = DELETE")
        made.connection.execute("PRAGMA page_size = 4096")
        made.connection.execute("VACUUM")
    with Store(path) as opened:
        begin(opened)
        opened.save([report()])
        assert opened.connection.execute("PRAGMA page_size").fetchone() == (4096,)
        assert [one.file.path for one in saved(opened).files()] == [FILE.path]


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


@pytest.mark.parametrize(
    "code",
    [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_CANTOPEN],
)
def test_a_disk_that_is_full_when_the_state_is_opened_is_told_as_such(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(database, "_take_over", lambda *_: full_disk(code))
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(OSError, match="No space left"):
        Store(path)


def test_a_disk_without_room_for_an_empty_file_is_told_as_such(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EDQUOT, "")

    monkeypatch.setattr(database, "_make_private", fail)
    with pytest.raises(OSError, match="No space left"):
        Store(path)


def test_a_state_that_cannot_be_opened_is_no_full_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_take_over", lambda *_: full_disk(sqlite3.SQLITE_CANTOPEN))

    assert refusal(path) == "state.unopenable"


def full_disk(code: int) -> None:
    trouble = sqlite3.OperationalError("")
    trouble.sqlite_errorcode = code
    raise trouble


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
from scanner.store import Store, database, state

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
