"""What there is to do: the walk against the state, and each content only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model import FileRef, FileReport, Listed, Outcome
from scanner.run.jobs import Batch, Inspection, Job, Likeness, Pile
from scanner.run.twins import Twins
from scanner.walk import may_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scanner.model import ScanPlan, Scope, Sight
    from scanner.run.manner import Manner
    from scanner.store import Store
    from scanner.store.comparison import Comparison
    from scanner.walk import Listing

_FINAL = 64  # entries without anything to read that are saved together


class Agenda:
    """The jobs of one run."""

    def __init__(self, plan: ScanPlan, store: Store, manner: Manner) -> None:
        self._plan, self._store, self._manner = plan, store, manner
        self._twins = Twins()
        self._comparisons: list[Comparison] = []

    def jobs(self, listing: Listing) -> Iterator[Job]:
        """Turn what the walk finds into jobs, and at once into rows where nothing is to do."""
        for scope in listing.scopes:
            comparison = self._store.comparison(scope, may_read)
            self._comparisons.append(comparison)
            reading, comparing = Pile(Batch), Pile(Likeness)
            for file in self._unfinished(scope, comparison, listing.below(scope)):
                if file.size and self._store.knows_like(file):
                    yield from comparing.add(file)
                elif not (file.size and self._twins.hold(file)):
                    yield from self._to_read(file, reading)
            yield from reading.rest()
            yield from comparing.rest()

    def end(self) -> None:
        """Note what was not met, once all that was met is saved."""
        for comparison in self._comparisons:
            comparison.end()

    def compared(self, files: Sequence[FileRef], contents: Sequence[bytes]) -> Iterator[Job]:
        """Let copies take over the report of their content; yield jobs for the others."""
        reading = Pile(Batch)
        for file, content in zip(files, contents, strict=True):
            if content and self._store.adopt(file, content):
                self._manner.progress(1, file.size)
            elif not (content and self._twins.hold(file, content)):
                yield from self._to_read(file, reading)
        yield from reading.rest()

    def released(self, files: Iterable[FileRef]) -> Iterator[Job]:
        """Yield jobs for those that waited for files that are done with."""
        comparing = Pile(Likeness)
        for file in files:
            for copy in self._twins.release(file):
                yield from comparing.add(copy)
        yield from comparing.rest()

    def _to_read(self, file: FileRef, reading: Pile) -> Iterator[Job]:
        """Yield what reads a file: small ones together, big ones to be spread."""
        if file.size > 2 * self._plan.part_bytes:
            yield Inspection(file)
        else:
            yield from reading.add(file)

    def _unfinished(
        self, scope: Scope, comparison: Comparison, found: Iterable[list[Sight] | Listed]
    ) -> Iterator[FileRef]:
        """Yield the files that need a look; save entries without anything to read."""
        final: list[Listed] = []
        for entries in found:
            if isinstance(entries, Listed):
                final.append(entries)
                if len(final) == _FINAL:
                    self._save(comparison, final)
                    final = []
                continue
            files = comparison.unfinished(entries)
            if self._manner.verify_content:
                files = [FileRef(scope.root, *sight) for sight in entries]
            size = sum(sight[1] for sight in entries) - sum(file.size for file in files)
            self._manner.progress(len(entries) - len(files), size)
            yield from files
        self._save(comparison, final)

    def _save(self, comparison: Comparison, entries: Sequence[Listed]) -> None:
        reports = [
            FileReport(entry.file, entry.outcome or Outcome.UNREADABLE, entry.reason)
            for entry in entries
        ]
        self._store.save(comparison.news(reports))
        self._manner.progress(len(reports), sum(report.file.size for report in reports))
