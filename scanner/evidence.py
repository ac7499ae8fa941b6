"""What was seen, as numbers that add up.

Evidence of two pieces of a file, merged, equals the evidence of the whole: so neither
chunk size, nor the number of workers, nor the way a file is split can change a verdict.
Verdicts are a function of evidence alone (``classify``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from scanner.keyset import Keys, KeySet

# A fact: whole cells that have the shape of an entity and are proved to be another one.
# They are no matches, but a share of what passes must not forget them.
ELSEWHERE = "elsewhere"


class Bucket(StrEnum):
    """Where a match stands and whether it holds."""

    WHOLE_VALID = "whole_valid"  # the cell is the value; check digit and tables pass
    WHOLE_FAILED = "whole_failed"  # the cell has the shape, a check fails
    INLINE_STRONG = "inline_strong"  # amid other text, score >= 0.5 after context
    INLINE_WEAK = "inline_weak"  # amid other text, valid but score < 0.5
    INLINE_FAILED = "inline_failed"  # amid other text, shape only


@dataclass(slots=True)
class Evidence:
    """All that was seen of one entity in one field."""

    counts: Counter[Bucket] = field(default_factory=Counter)
    keys: dict[Bucket, KeySet] = field(default_factory=dict)
    facts: Counter[str] = field(default_factory=Counter)  # additive: "under_14", "area_known" ...
    score: float = 0.0  # best of the valid ones
    first: int = 0  # row or line of the first valid one, 1-based; 0: none
    sample: str = ""  # masked, of the first valid one
    spread: int = 0  # bitmap of digits 4-7 seen, for numbers that must not be a sequence

    def add(self, bucket: Bucket, keys: Keys) -> None:
        """Count ``len(keys)`` matches of one bucket."""
        self.counts[bucket] += len(keys)
        self.keys.setdefault(bucket, KeySet()).add(keys)

    def notice(self, place: int, score: float, sample: str) -> None:
        """Remember a valid match if it is the first or the best."""
        self.score = max(self.score, score)
        if not self.first or place < self.first:
            self.first, self.sample = place, sample

    def merge(self, other: Evidence, rows_before: int) -> None:
        """Add what a later piece of the same field saw, ``rows_before`` rows further on."""
        self.counts.update(other.counts)
        self.facts.update(other.facts)
        self.spread |= other.spread
        for bucket, keys in other.keys.items():
            self.keys.setdefault(bucket, KeySet()).merge(keys)
        if other.first:
            self.notice(other.first + rows_before, other.score, other.sample)

    def count(self, *buckets: Bucket) -> int:
        """Return how many matches the buckets hold together."""
        return sum(self.counts[bucket] for bucket in buckets)

    def union(self, *buckets: Bucket) -> KeySet:
        """Return the distinct values of several buckets; not to be changed."""
        filled = [self.keys[bucket] for bucket in buckets if bucket in self.keys]
        if len(filled) == 1:
            return filled[0]
        together = KeySet()
        for keys in filled:
            together.merge(keys)
        return together


@dataclass(slots=True)
class FieldEvidence:
    """All that was seen in one column, or in one part of running text."""

    is_column: bool
    has_header: bool = False  # of a column: the name comes from the file
    beside: str = ""  # of a column: the table's first, which every row has; a ragged one may not
    rows: int = 0  # of the table, or lines of the text
    non_null: int = 0  # cells (of nested columns: values) or lines with content
    entities: dict[str, Evidence] = field(default_factory=dict)

    def of(self, entity: str) -> Evidence:
        """Return the evidence for one entity, begun if need be."""
        return self.entities.setdefault(entity, Evidence())

    def merge(self, other: FieldEvidence, rows_before: int) -> None:
        """Add what a later piece saw, ``rows_before`` rows further on."""
        for entity, evidence in other.entities.items():
            self.of(entity).merge(evidence, rows_before)
        self.rows += other.rows
        self.non_null += other.non_null


@dataclass(slots=True)
class FileEvidence:
    """All that was seen in one file, by (part, field), in file order."""

    fields: dict[tuple[str, str], FieldEvidence] = field(default_factory=dict)

    def text(self, part: str) -> FieldEvidence:
        """Return the evidence of a part of running text, begun if need be."""
        return self.fields.setdefault((part, ""), FieldEvidence(is_column=False))

    def column(self, part: str, name: str, *, beside: str, has_header: bool) -> FieldEvidence:
        """Return the evidence of a column, begun if need be."""
        fresh = FieldEvidence(is_column=True, has_header=has_header, beside=beside)
        return self.fields.setdefault((part, name), fresh)

    def merge(self, other: FileEvidence) -> None:
        """Add what the next part of the same file saw."""
        rows = {place: field_.rows for place, field_ in self.fields.items()}
        for (part, name), field_ in other.fields.items():
            fresh = FieldEvidence(field_.is_column, field_.has_header, field_.beside)
            mine = self.fields.setdefault((part, name), fresh)
            mine.merge(field_, rows.get((part, field_.beside or name), 0))
