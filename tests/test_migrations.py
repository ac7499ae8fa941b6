"""The schema grows step by step, and what users have in their files stays."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

import pytest

from scanner.decision import Choice
from scanner.model import Level, ScanPlan, Scope
from scanner.store import SavedInventory, Store, migrations
from scanner.store.database import APPLICATION_ID
from scanner.store.decisions import Decisions
from tests.old_states import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

# What a released step did is in the files of users: it cannot be taken back.
RELEASED = {
    1: "db8b93ad26da2c5981837bea41b16ede1f93601cdf57026468d081259bab2394",
    2: "f643a16480c1fb7ed78b4d8ccd5113a0651709e148bedf8af78a604fccfe5791",
    3: "34c38868028b4844f658762fe0cfad37baf7c540a0a656cd6e91035217da8a2d",
    4: "a6746bb48616f735fb888f73fadf9ecb8136d5dc3b52634541c549328ace36f8",
    5: "2c5a1ffe70123637ab0f2528de57c2fbbffdd463a91cb4f91b8d98241bf2f3d4",
}


def old_state(path: Path, version: int) -> Path:
    """Write the state file of an earlier version, with its sample in it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations.upgrade(connection, version)
    connection.executescript(SAMPLES[version])
    connection.close()
    return path


def schema(path: Path) -> list[tuple[str, str, str]]:
    """Return every table, index and view, however its text is set."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()
    connection.close()
    return [(kind, name, " ".join((sql or "").split())) for kind, name, sql in rows]


def test_every_earlier_version_has_a_sample() -> None:
    assert sorted(SAMPLES) == list(range(1, migrations.latest()))


@pytest.mark.parametrize("version", RELEASED)
def test_a_released_step_stays_as_it_is(version: int) -> None:
    step = migrations.steps()[version - 1]

    assert hashlib.sha256(step.encode()).hexdigest() == RELEASED[version]


@pytest.mark.parametrize("version", SAMPLES)
def test_an_old_state_gets_the_tables_of_a_new_one(version: int, tmp_path: Path) -> None:
    Store(tmp_path / "new.sqlite").close()
    Store(old_state(tmp_path / "old.sqlite", version)).close()

    assert schema(tmp_path / "old.sqlite") == schema(tmp_path / "new.sqlite")


@pytest.mark.parametrize("version", SAMPLES)
def test_what_an_old_state_knew_is_known_to_a_new_one(version: int, tmp_path: Path) -> None:
    with Store(old_state(tmp_path / "old.sqlite", version)) as store:
        files = {report.file.path: report for report in SavedInventory(store).files()}

    assert {path: str(report.outcome) for path, report in files.items()} == {b"a.csv": "scanned"}
    assert files[b"a.csv"].file.modified_ns == 1_700_000_000_000_000_000
    assert [tally.field for tally in files[b"a.csv"].tallies] == ["手机"]


@pytest.mark.parametrize("version", SAMPLES)
def test_a_file_is_not_read_again_because_the_schema_grew(version: int, tmp_path: Path) -> None:
    plan = ScanPlan(policy="", today="2026-01-03", key=bytes(32), fingerprint="plan")
    kept = (b"a.csv", 100, 1_700_000_000_000_000_000, "root", 0o100644)
    with Store(old_state(tmp_path / "old.sqlite", version)) as store:
        store.begin(plan, [Scope(b"/share")])

        assert store.comparison(Scope(b"/share"), bool).unfinished([kept]) == []


@pytest.mark.parametrize("version", SAMPLES)
def test_decisions_outlive_the_schema(version: int, tmp_path: Path) -> None:
    with Store(old_state(tmp_path / "old.sqlite", version)) as store:
        found = Decisions(store.connection).on(b"/share", b"a.csv")

    assert found is not None
    made, _ = found
    assert (made.decision.choice, made.decision.reviewer) == (Choice.MASK, "Li")
    assert made.seen.level is Level.L3
