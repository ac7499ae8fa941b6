"""What a listing shows, held against what the state knows, both in the order of paths.

An unchanged stretch of files costs one comparison of two lists; only what differs is looked
at file by file.
"""

from __future__ import annotations

import os
import stat
from bisect import bisect_right
from typing import TYPE_CHECKING

from scanner.history import Absence
from scanner.model import FileRef, Outcome
from scanner.store.database import transaction
from scanner.store.rows import SIGHT_COLUMNS, report_row, sight_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scanner.model import FileReport, Scope, Sight
    from scanner.store.recorder import Recorder
    from scanner.store.rows import Row

_PAGE = 8192  # rows read ahead; each page ends its statement: writing disturbs no reading
_SETTLED = (
    f"SELECT {', '.join(SIGHT_COLUMNS)} FROM file "  # noqa: S608 - our own column names
    "WHERE root = ? AND path > ? AND settled = ? AND absence = 0 ORDER BY path LIMIT ?"
)
_KNOWN = (
    "SELECT absence, settled, file.size, modified_ns, outcome, reason FROM file "
    "JOIN report ON report.id = file.report WHERE root = ? AND path = ?"
)
# What is not settled is written by every run that meets it.
_UNMET = (
    "SELECT path FROM file INDEXED BY file_unsettled "
    "WHERE root = ? AND absence < 2 AND last_run < ? "
    "AND (settled = 0 OR absence = 1)"
)
_ROOT = b"."  # the row of a root that cannot be listed


class Comparison:
    """One root in the present run."""

    def __init__(
        self, scope: Scope, root: int, recorder: Recorder, may_read: Callable[[FileRef], bool]
    ) -> None:
        self._scope, self._root, self._recorder = scope, root, recorder
        self._may_read = may_read
        self._execute = recorder.connection.execute
        self._page: list[Sight] = []  # settled files to come
        self._at = 0  # in the page
        self._last = b""  # path before the next page; no path is empty
        self._missing: list[bytes] = []
        self._lost: set[bytes] = set()  # folders and files that could not be looked at
        self._has_met = False  # anything that was known

    def unfinished(self, seen: Sequence[Sight]) -> list[FileRef]:
        """Return the files of a sorted stretch that need a look.

        Those are new, changed, judged under another plan, or were not read in full for a
        reason that may have gone.
        """
        self._fill(len(seen))
        after = self._at + len(seen)
        if self._page[self._at : after] == seen:
            self._at = after
            self._has_met = True
            return []
        with transaction(self._recorder.connection):
            return [file for file in self._differing(seen) if not self._is_back(file)]

    def news(self, entries: Sequence[FileReport]) -> list[FileReport]:
        """Return those entries without anything to read that have to be saved: the rest is known.

        A known file that cannot be looked at is no news either: it is out of reach.
        """
        with transaction(self._recorder.connection):
            return [entry for entry in entries if self._is_news(entry)]

    def end(self) -> None:
        """Note what was not met: out of reach with the folder that it lay in, else gone."""
        self._missing += [path for path, *_ in self._up_to(None)]
        unmet = self._execute(_UNMET, (self._root, self._recorder.run))
        self._missing += [path for (path,) in unmet]
        only = self._scope.only
        away = [path for path in self._missing if only in (None, path)]
        with transaction(self._recorder.connection):
            if away and self._is_elsewhere():
                self._lost.add(_ROOT)
            else:
                self._remember_device()
            for path in away:
                absence = Absence.OUT_OF_REACH if self._is_lost(path) else Absence.GONE
                self._recorder.miss(self._root, path, absence)

    def _is_news(self, entry: FileReport) -> bool:
        file, is_lost = entry.file, entry.outcome is Outcome.UNREADABLE
        if is_lost:
            self._lost.add(file.path)
        known = self._known(file.path)
        if known is None:
            return True
        absence, _, size, modified_ns, outcome, reason = known
        is_folder = stat.S_ISDIR(file.mode)  # whatever was known lay in its place
        if is_lost and not is_folder and outcome != entry.outcome and absence != Absence.GONE:
            return False
        was = (absence, size, modified_ns, outcome, reason)
        if was != (Absence.HERE, *sight_row(file)[1:3], *report_row(entry)[:2]):
            return True
        self._recorder.see(self._root, file)
        return False

    def _differing(self, seen: Sequence[Sight]) -> Iterator[FileRef]:
        known = {sight[0]: sight for sight in self._up_to(seen[-1][0])}
        for sight in seen:
            before = known.pop(sight[0], None)
            self._has_met |= before is not None
            if before == sight:
                continue
            file = FileRef(self._scope.root, *sight)
            if before is not None and before[1:3] == sight[1:3] and self._may_read(file):
                self._recorder.see(self._root, file)  # only its owner or mode has changed
            else:
                yield file
        self._missing.extend(known)

    def _is_back(self, file: FileRef) -> bool:
        """Tell whether a file that was away is there again as it was; it enters the run."""
        known = self._known(file.path)
        if known is None:
            return False
        self._has_met = True
        absence, settled, *was, _, _ = known
        is_same = tuple(was) == sight_row(file)[1:3] and settled == self._recorder.plan
        if absence == Absence.HERE or not is_same or not self._may_read(file):
            return False
        self._recorder.see(self._root, file)
        return True

    def _known(self, path: bytes) -> Row | None:
        row: Row | None = self._execute(_KNOWN, (self._root, path)).fetchone()
        return row

    def _fill(self, count: int) -> None:
        """Read ahead until ``count`` settled files are in the page, or all that are left."""
        while len(self._page) - self._at < count:
            plan = self._recorder.plan
            more = self._execute(_SETTLED, (self._root, self._last, plan, _PAGE)).fetchall()
            if not more:
                return
            self._page = self._page[self._at :] + more
            self._at, self._last = 0, more[-1][0]

    def _up_to(self, path: bytes | None) -> Iterator[Sight]:
        """Take the settled files up to a path, or all that are left."""
        while True:
            self._fill(1)
            rest = self._page[self._at :]
            if not rest:
                return
            count = len(rest)
            if path is not None:
                count = bisect_right(rest, path, key=lambda sight: sight[0])
            self._at += count
            yield from rest[:count]
            if count < len(rest):
                return

    def _is_elsewhere(self) -> bool:
        """Tell whether nothing is as it was, and on another disk: the share is not mounted."""
        row = self._execute("SELECT device FROM root WHERE id = ?", (self._root,)).fetchone()
        return not self._has_met and row[0] not in (None, self._scope.device)

    def _remember_device(self) -> None:
        if self._scope.device is not None:
            device = (self._scope.device, self._root)
            self._execute("UPDATE root SET device = ?1 WHERE id = ?2 AND device IS NOT ?1", device)

    def _is_lost(self, path: bytes) -> bool:
        """Tell whether a path, or a folder above it, could not be looked at."""
        while path and path not in self._lost:
            path = os.path.dirname(path)
        return bool(path) or _ROOT in self._lost
