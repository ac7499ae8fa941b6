"""A state with reports in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

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
from scanner.store import SavedInventory, Store

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
