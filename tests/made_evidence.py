"""Evidence as detection would leave it, made up for tests of what is concluded from it."""

from __future__ import annotations

import numpy as np

from scanner.evidence import Bucket, Evidence, FieldEvidence, FileEvidence


def keys(first: int, count: int) -> np.ndarray:
    """Return ``count`` distinct keys, the same for the same numbers."""
    return np.arange(first, first + count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)


def seen(score: float = 0.75, *, first: int = 1, **counts: int) -> Evidence:
    """Return evidence of distinct values per bucket: ``seen(whole_valid=398, whole_failed=2)``.

    Two with the same ``first`` share their values.
    """
    evidence = Evidence()
    for number, (bucket, count) in enumerate(counts.items()):
        if count:
            evidence.add(Bucket(bucket), keys(first + number * 10_000_000, count))
    if any(count for bucket, count in counts.items() if not bucket.endswith("failed")):
        evidence.notice(1, score, "110***")
    return evidence


def repeated(times: int) -> Evidence:
    """Return evidence of one value in many cells."""
    evidence = Evidence()
    evidence.add(Bucket.WHOLE_VALID, np.ones(times, np.uint64))
    evidence.notice(1, 0.6, "138***")
    return evidence


def column(non_null: int, *, has_header: bool = True, **entities: Evidence) -> FieldEvidence:
    """Return a column with content in ``non_null`` cells."""
    return FieldEvidence(
        is_column=True, has_header=has_header, rows=non_null, non_null=non_null, entities=entities
    )


def text(**entities: Evidence) -> FieldEvidence:
    """Return running text of a hundred lines."""
    return FieldEvidence(is_column=False, rows=100, non_null=100, entities=entities)


def file(*fields: tuple[str, FieldEvidence], part: str = "") -> FileEvidence:
    """Return a file of one table or text."""
    return FileEvidence({(part, name): field for name, field in fields})


def told(*entities: str, values: int = 40, **facts: int) -> FileEvidence:
    """Return a text in which some entities are confirmed, with facts about them."""
    evidence = {entity: seen(0.9, inline_strong=values) for entity in entities}
    for each in evidence.values():
        each.facts.update(facts)
    return file(("", text(**evidence)))
