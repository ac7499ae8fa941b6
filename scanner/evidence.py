"""What was seen, as numbers that add up.

Evidence of two pieces of a file, merged, equals the evidence of the whole: so neither
chunk size, nor the number of workers, nor the way a file is split can change a verdict.
Verdicts are a function of evidence alone (``classify``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from scanner.keyset import Keys, KeySet, distinct_in
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

# A fact: whole cells that have the shape of an entity and are proved to be another one.
# They are no matches, but a share of what passes must not forget them.
ELSEWHERE = "elsewhere"
# Another: cells of an announced column that say there is no value (N/A, 无), so that no
# share of cells need count them.
BLANK = "blank"
# A fact: matches that a recognizer of the user's found.
OWN = "own"


class Bucket(StrEnum):
    """Where a match stands and whether it holds."""

    WHOLE_VALID = "whole_valid"  # the cell is the value; check digit and tables pass
    WHOLE_FAILED = "whole_failed"  # the cell has the shape, a check fails
    INLINE_STRONG = "inline_strong"  # amid other text, score >= 0.5 after context
    INLINE_WEAK = "inline_weak"  # amid other text, valid but score < 0.5
    INLINE_FAILED = "inline_failed"  # amid other text, shape only


HOLDING = (Bucket.WHOLE_VALID, Bucket.INLINE_STRONG)  # where a finding stands by itself


@dataclass(slots=True)
class Evidence:
    """All that was seen of one entity in one field."""

    counts: Counter[Bucket] = field(default_factory=Counter)
    keys: dict[Bucket, KeySet] = field(default_factory=dict)
    facts: Counter[str] = field(default_factory=Counter)  # additive: "under_14", "area_known" ...
    score: float = 0.0  # best of the valid ones
    first: int = 0  # row or line of the first valid one, 1-based; 0: none
    sample: str = ""  # masked, of the first valid one
    spread: int = (
        0  # bitmap of the four ``SERIAL`` digits seen, for numbers that must not be a sequence
    )

    def add(self, bucket: Bucket, keys: Keys, count: int | None = None) -> None:
        """Count matches of one bucket: one a key, or ``count`` where some share theirs."""
        self.counts[bucket] += len(keys) if count is None else count
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

    def with_holding(self, other: Evidence) -> Evidence:
        """Return this and what holds of another entity's, whose values are this one's as well."""
        both = replace(self, counts=self.counts.copy(), keys=dict(self.keys))
        for bucket in HOLDING:
            if bucket in other.keys:
                both.counts[bucket] += other.counts[bucket]
                both.keys[bucket] = _together(self.keys.get(bucket, KeySet()), other.keys[bucket])
        return both

    def distinct(self, *buckets: Bucket) -> int:
        """Return how many distinct values several buckets hold together."""
        return distinct_in([self.keys[bucket] for bucket in buckets if bucket in self.keys])

    def union(self, *buckets: Bucket) -> KeySet:
        """Return the distinct values of several buckets; not to be changed."""
        filled = [self.keys[bucket] for bucket in buckets if bucket in self.keys]
        return filled[0] if len(filled) == 1 else _together(*filled)


def _together(*sets: KeySet) -> KeySet:
    whole = KeySet()
    for keys in sets:
        whole.merge(keys)
    return whole


@dataclass(slots=True)
class FieldEvidence:
    """All that was seen in one column, or in one part of running text."""

    is_column: bool
    has_header: bool = False  # of a column: the name comes from the file
    beside: str = ""  # of a column: the table's first, which every row has; a ragged one may not
    rows: int = 0  # of the table, or lines of the text
    non_null: int = 0  # cells (of nested columns: values) or lines with content
    entities: dict[str, Evidence] = field(default_factory=dict)
    watched: Mapping[str, frozenset[int]] = field(default_factory=dict)  # keys by entity
    aside: dict[tuple[str, int], Evidence] = field(default_factory=dict)  # of watched values

    def of(self, entity: str) -> Evidence:
        """Return the evidence for one entity, begun if need be."""
        return self.entities.setdefault(entity, Evidence())

    def of_value(self, entity: str, key: int) -> Evidence:
        """Return the evidence for one watched value, begun if need be."""
        return self.aside.setdefault((entity, key), Evidence())

    def without(self, values: Container[tuple[str, int]] = ()) -> FieldEvidence:
        """Return what was seen but for some watched values; the others are put back."""
        back = {one: seen for one, seen in self.aside.items() if one not in values}
        rest = replace(self, entities=dict(self.entities), aside={})
        for entity, _ in back:
            fresh = Evidence()
            fresh.merge(self.entities.get(entity, Evidence()), 0)
            rest.entities[entity] = fresh
        for (entity, _), seen in back.items():
            rest.entities[entity].merge(seen, 0)
        return rest

    def merge(self, other: FieldEvidence, rows_before: int) -> None:
        """Add what a later piece saw, ``rows_before`` rows further on."""
        for entity, evidence in other.entities.items():
            self.of(entity).merge(evidence, rows_before)
        for (entity, key), evidence in other.aside.items():
            self.of_value(entity, key).merge(evidence, rows_before)
        self.rows += other.rows
        self.non_null += other.non_null


class Unlike(NamedTuple):
    """Findings of one entity in one field that only one of two ways to look has."""

    part: str
    field: str
    entity: str
    is_ours: bool  # else only Presidio's own engine has it


@dataclass(slots=True)
class FileEvidence:
    """All that was seen in one file, by (part, field), in file order."""

    fields: dict[tuple[str, str], FieldEvidence] = field(default_factory=dict)
    troubles: set[Note] = field(default_factory=set)  # whose findings are missing, and why
    unlike: Counter[Unlike] = field(default_factory=Counter)
    # Values that somebody asks about, by (part, field): they are kept apart.
    watched: Mapping[tuple[str, str], Mapping[str, frozenset[int]]] = field(default_factory=dict)

    def text(self, part: str) -> FieldEvidence:
        """Return the evidence of a part of running text, begun if need be."""
        fresh = FieldEvidence(is_column=False, watched=self.watched.get((part, ""), {}))
        return self.fields.setdefault((part, ""), fresh)

    def column(self, part: str, name: str, *, beside: str, has_header: bool) -> FieldEvidence:
        """Return the evidence of a column, begun if need be."""
        watched = self.watched.get((part, name), {})
        fresh = FieldEvidence(is_column=True, has_header=has_header, beside=beside, watched=watched)
        return self.fields.setdefault((part, name), fresh)

    def whole(self) -> FileEvidence:
        """Return the same with the values that were kept apart among the others."""
        fields = {
            place: each.without() if each.aside else each for place, each in self.fields.items()
        }
        return replace(self, fields=fields)

    def differ(self, part: str, name: str, found: Counter[tuple[str, bool]]) -> None:
        """Count findings of a field, as (entity, whether they are ours), that only one way has."""
        for (entity, is_ours), count in found.items():
            self.unlike[Unlike(part, name, entity, is_ours)] += count

    def gaps(self) -> tuple[Note, ...]:
        """Say what keeps the evidence from being all there is, in a fixed order."""
        troubles = sorted(self.troubles, key=lambda note: (note.key, note.args))
        places = sorted({one[:3] for one in self.unlike})
        return (*troubles, *(self._difference(*place) for place in places))

    def _difference(self, part: str, name: str, entity: str) -> Note:
        ours, theirs = (self.unlike[Unlike(part, name, entity, who)] for who in (True, False))
        key = "detect.unlike.column" if name else "detect.unlike.text"
        return Note.of(key, part=part, field=name, entity=entity, ours=ours, theirs=theirs)

    def large_sets(self) -> list[KeySet]:
        """Return the sets that a verdict asks for and that take a while to join."""
        seen = (one for field_ in self.fields.values() for one in field_.entities.values())
        sets = (one.keys[bucket] for one in seen for bucket in HOLDING if bucket in one.keys)
        return [keys for keys in sets if keys.is_large]

    def merge(self, other: FileEvidence) -> None:
        """Add what the next part of the same file saw."""
        self.troubles |= other.troubles
        self.unlike.update(other.unlike)
        rows = {place: field_.rows for place, field_ in self.fields.items()}
        for (part, name), field_ in other.fields.items():
            fresh = FieldEvidence(field_.is_column, field_.has_header, field_.beside)
            mine = self.fields.setdefault((part, name), fresh)
            mine.merge(field_, rows.get((part, field_.beside or name), 0))
