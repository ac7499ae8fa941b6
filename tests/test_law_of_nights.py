"""The law of nights: whatever happens to a share, and to the nights themselves, the inventory
is the one of a cold scan.

What no night can know is left out on both sides: what lies in a share or folder that is away
or locked is *not reachable* to who has seen it, and nothing to who has not.  A content that
hides behind the size and time of another one is found by ``verify_content`` only.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from scanner import worker
from scanner.model import Outcome
from scanner.run import Manner, agenda, run_scan
from scanner.store import SavedInventory, Store, upkeep
from scanner.walk import listing, opening
from tests import acting_worker
from tests.test_nights import FAKES, PLAN, Watched

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from scanner.model import FileRef, FileReport, ScanPlan

QUICK = Path("/dev/shm")  # noqa: S108 - memory: hundreds of nights wait for no disk
ROOTS = ("share", "other")
# Few of each, so that things happen to the same files again and again.
FILES = ("share/a.txt", "share/b.csv", "share/d/a.txt", "other/a.txt")
NAMES = st.sampled_from([*FILES, "share/d"])
FOLDERS = st.sampled_from(["share", "share/d", "share/f", "other"])
BIG = b"x" * 250
CONTENTS = (b"", b"one", b"two", b"three", BIG, b"y" * 250, b"locked" + BIG, b"aged")
ALL = ("share", "other")
SCOPES = st.sampled_from(
    [ALL, ALL, ALL, ("share",), ("share",), ("share/d",), ("share/a.txt",), ("other", "nil")]
)
DAYS = st.sampled_from(["2026-01-01", "2026-01-20", "2026-03-01", "2025-06-01"])


@pytest.fixture(autouse=True, scope="module")
def fakes() -> Iterator[None]:
    real = opening.listed_quietly

    def listed(folder: FileRef) -> Any:
        """Refuse locked folders, also to a superuser."""
        if not os.stat(folder.location).st_mode & 0o400:
            raise PermissionError(13, "")
        return real(folder)

    with pytest.MonkeyPatch.context() as patch:
        for name in FAKES:
            patch.setattr(worker, name, getattr(acting_worker, name))
        patch.setattr(listing, "listed_quietly", listed)
        patch.setattr(agenda, "may_read", acting_worker.may_read)
        yield


@dataclass
class Saboteur:
    """Takes away what is written from some statement on, as a power cut would."""

    state: Path
    statements: int  # until then
    torn: int  # bytes of the log that never reached the disk

    def __call__(self, _statement: str) -> None:
        self.statements -= 1
        if self.statements == 0:
            for suffix in ("", "-wal"):
                self._kept(suffix).write_bytes(self._file(suffix).read_bytes())

    def cut(self) -> None:
        """Leave behind what was on the disk then."""
        if self.statements > 0:
            return
        for suffix in ("", "-wal"):
            self._file(suffix).write_bytes(self._kept(suffix).read_bytes())
        log = self._file("-wal")
        os.truncate(log, max(0, log.stat().st_size - self.torn))

    def _file(self, suffix: str) -> Path:
        return self.state.with_name(self.state.name + suffix)

    def _kept(self, suffix: str) -> Path:
        return self.state.with_name(f"kept{suffix}")


class Nights(RuleBasedStateMachine):
    """A share, its state, and what may happen to both."""

    @initialize()
    def begin(self) -> None:
        self.place = Path(mkdtemp(prefix="nights-", dir=QUICK if QUICK.is_dir() else None))
        self.warm = self.place / "warm.sqlite"
        for root in ROOTS:
            (self.place / root).mkdir()
        self.plan = PLAN
        self.held: defaultdict[tuple[str, int, int], set[bytes]] = defaultdict(set)
        self.make_good()

    def teardown(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)

    # What happens to the share.

    @rule(name=NAMES, number=st.integers(0, len(CONTENTS) - 1), time=st.integers(-1, 2))
    def write(self, name: str, number: int, time: int) -> None:
        """Write a content; time may go backwards, or hide what has changed."""
        if path := self._make_way(name):
            path.write_bytes(CONTENTS[number])
            os.utime(path, (1_700_000_000 * time, 1_700_000_000 * time))

    @rule()
    def make_good(self) -> None:
        """Bring back what is away and put files where there are none: much goes in between."""
        for root in ROOTS:
            away = self.place / f"{root} away"
            if away.exists() and not (self.place / root).exists():
                away.rename(self.place / root)
        for number, name in enumerate(FILES):
            if not (self.place / name).exists():
                self.write(name, number + 1, 1)

    @rule(name=NAMES, new=NAMES)
    def move(self, name: str, new: str) -> None:
        source = self.place / name
        if source.is_file() and (target := self._make_way(new, sparing=source)):
            source.rename(target)

    @rule(name=NAMES, new=NAMES)
    def link(self, name: str, new: str) -> None:
        """Give a file a second name."""
        source = self.place / name
        if source.is_file() and (target := self._make_way(new, sparing=source)):
            os.link(source, target, follow_symlinks=False)

    @rule(name=NAMES)
    def point(self, name: str) -> None:
        if path := self._make_way(name):
            path.symlink_to("a.txt")

    @rule(name=NAMES, other=NAMES)
    def swap(self, name: str, other: str) -> None:
        one, two, between = self.place / name, self.place / other, self.place / "between"
        if one.is_file() and two.is_file() and one != two:
            one.rename(between)
            two.rename(one)
            between.rename(two)

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        _clear(self.place / name)

    @rule(folder=FOLDERS, new=FOLDERS)
    def rename_folder(self, folder: str, new: str) -> None:
        """Move a folder, or swap two of them; a root may be taken away so."""
        one, two = self.place / folder, self.place / new
        if one in (two, *two.parents) or two in one.parents or not one.is_dir():
            return
        if two.is_dir():
            two.rename(self.place / "between")
        if not two.parent.is_dir() or os.path.lexists(two):
            return
        one.rename(two)
        if (between := self.place / "between").is_dir():
            between.rename(one)

    @rule(root=st.sampled_from(ROOTS))
    def take_away_or_bring_back(self, root: str) -> None:
        here, away = self.place / root, self.place / f"{root} away"
        if away.exists() and not here.exists():
            away.rename(here)
        elif here.exists() and not away.exists():
            here.rename(away)

    @rule(name=st.one_of(NAMES, FOLDERS), mode=st.sampled_from([0o700, 0o666, 0o200]))
    def permit(self, name: str, mode: int) -> None:
        """Give and take permissions; 0200: nobody may read it."""
        path = self.place / name
        if path.exists() and not path.is_symlink():
            path.chmod(mode)

    # What happens to the scanner.

    @rule(version=st.sampled_from(["one", "two"]), exclude=st.sampled_from([(), ("*.csv",)]))
    def upgrade(self, version: str, exclude: tuple[str, ...]) -> None:
        self.plan = replace(self.plan, fingerprint=version, exclude=exclude)

    @rule(day=DAYS)
    def set_the_clock(self, day: str) -> None:
        self.plan = replace(self.plan, today=day)

    @rule(days=st.sampled_from([0, 30]))
    def vacuum(self, days: int) -> None:
        if self.warm.exists():
            with Store(self.warm) as store:
                upkeep.vacuum(store, days)

    @rule(scope=SCOPES, dies_after=st.integers(0, 6))
    def broken_night(self, scope: Sequence[str], dies_after: int) -> None:
        with suppress(KeyboardInterrupt):
            self._night(scope, Watched(dies_after=dies_after))

    @rule(scope=SCOPES)
    def short_night(self, scope: Sequence[str]) -> None:
        """Stop at the first occasion."""
        self._night(scope, stop_at=datetime(2020, 1, 1, tzinfo=UTC))

    @rule(scope=SCOPES, statements=st.integers(1, 150), torn=st.sampled_from([0, 0, 1, 5000]))
    def killed_night(self, scope: Sequence[str], statements: int, torn: int) -> None:
        """Die at any statement; the end of the log may never have reached the disk."""
        saboteur = Saboteur(self.warm, statements, torn)
        self._night(scope, spoil=lambda state: state.set_trace_callback(saboteur))
        saboteur.cut()

    @rule(scope=SCOPES, pages=st.integers(0, 6))
    def night_on_a_full_disk(self, scope: Sequence[str], pages: int) -> None:
        def fill(state: sqlite3.Connection) -> None:
            (used,) = state.execute("PRAGMA page_count").fetchone()
            state.execute(f"PRAGMA max_page_count = {used + pages}")

        with suppress(OSError):
            self._night(scope, spoil=fill)

    @rule(scope=SCOPES)
    def trusting_night(self, scope: Sequence[str]) -> None:
        self._night(scope)

    @rule(scope=SCOPES)
    def whole_night(self, scope: Sequence[str]) -> None:
        self._hold_to_the_law(scope, verify_content=self._note_what_is_there())

    @rule()
    def night_of_all(self) -> None:
        self._hold_to_the_law(ALL, verify_content=self._note_what_is_there())

    @rule(scope=SCOPES)
    def verified_night(self, scope: Sequence[str]) -> None:
        self._hold_to_the_law(scope, verify_content=True)

    def _hold_to_the_law(self, scope: Sequence[str], *, verify_content: bool) -> None:
        warm = self._night(scope, verify_content=verify_content)
        cold = self.place / "cold.sqlite"
        expected = _inventory(self._roots(scope), cold, self.plan)
        cold.unlink()
        if verify_content:
            self._forget_what_was_hidden(scope)

        assert warm == expected
        with Store(self.warm) as store:
            assert list(upkeep.flaws(store)) == []

    def _night(
        self, scope: Sequence[str], pool: Watched | None = None, **manner: Any
    ) -> dict[str, FileReport]:
        self._note_what_is_there()
        return _inventory(self._roots(scope), self.warm, self.plan, pool, **manner)

    def _roots(self, scope: Sequence[str]) -> list[bytes]:
        return [bytes(self.place / root) for root in scope]

    def _make_way(self, name: str, sparing: Path | None = None) -> Path | None:
        """Make room for a file; None: its share is away, or ``sparing`` is in the way."""
        path = self.place / name
        if not (self.place / Path(name).parts[0]).is_dir():
            return None
        if sparing and (sparing in (path, *path.parents) or path in sparing.parents):
            return None
        for parent in [*path.parents][: len(Path(name).parents) - 2]:
            if parent.is_symlink() or parent.is_file():
                parent.unlink()
        _clear(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _note_what_is_there(self) -> bool:
        """Tell whether a file has a size and time that it had with another content."""
        sights = dict(self._sights())
        for sight, content in sights.items():
            self.held[sight].add(content)
        return any(len(self.held[sight]) > 1 for sight in sights)

    def _forget_what_was_hidden(self, scope: Sequence[str]) -> None:
        """What was read again hides nothing any more; the rest of the share still may."""
        roots = [self.place / root for root in scope]
        for sight, content in self._sights():
            path = Path(sight[0])
            if any(root in (path, *path.parents) for root in roots):
                self.held[sight] = {content}

    def _sights(self) -> Iterator[tuple[tuple[str, int, int], bytes]]:
        for path in self.place.rglob("*"):
            if path.is_file() and not path.is_symlink():
                seen = path.stat()
                yield (str(path), seen.st_size, seen.st_mtime_ns), path.read_bytes()


def _is_away(report: FileReport) -> bool:
    """Tell whether a row is that of a root that is not there: a file or folder, who knows.

    Who has seen a file there lists it by its name.
    """
    is_root = report.reason is not None and report.reason.key == "walk.root_away"
    return not report.file.mode and (is_root or report.file.path == b".")


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def _inventory(
    roots: list[bytes],
    state: Path,
    plan: ScanPlan,
    pool: Watched | None = None,
    spoil: Any = None,
    **manner: Any,
) -> dict[str, FileReport]:
    """Scan and return the inventory, without run data and what is out of reach."""
    with Store(state) as store:
        if spoil:
            spoil(store.connection)
        run_scan(plan, roots, store, pool or Watched(), Manner(**manner))
        inventory = SavedInventory(store)
        reports = list(inventory.files())
        assert list(inventory.unread()) == [one for one in reports if one.outcome != "scanned"]
        return {
            os.fsdecode(report.file.location): replace(report, seconds=0)
            for report in reports
            if report.outcome is not Outcome.UNREACHABLE and not _is_away(report)
        }


TestNights = Nights.TestCase
TestNights.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
