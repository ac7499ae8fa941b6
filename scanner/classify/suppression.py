"""What a person knows to be no personal information counts no longer, and stays listed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.classify.verdicts import Finding
from scanner.evidence import Bucket, Evidence
from scanner.model import Note, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scanner.alarms import FalseAlarm
    from scanner.classify.places import Place
    from scanner.evidence import FileEvidence

_RANK = {Verdict.POSSIBLE: 0, Verdict.PROBABLE: 1, Verdict.CONFIRMED: 2}


def suppressed(place: Place, alarms: Sequence[FalseAlarm]) -> Place:
    """Return a finding as the false alarms leave it.

    One value is taken for the whole only where the field holds no other.
    """
    finding = place.finding
    for alarm in alarms:
        where = (alarm.part, alarm.field, alarm.entity)
        if where != (place.part, place.name, finding.entity):
            continue
        if _RANK.get(finding.verdict, 9) > _RANK.get(alarm.verdict, -1):
            continue
        if alarm.value or (alarm.of_value and not _is_all(place, alarm)):
            continue
        why = (*finding.why, Note.of("classify.suppressed"))
        return place._replace(finding=replace(finding, verdict=Verdict.SUPPRESSED, why=why))
    return place


def apart(
    place: Place, seen: FileEvidence, false: Mapping[tuple[str, str], Mapping[str, frozenset[int]]]
) -> Iterator[Place]:
    """Yield a finding without the values that are none, then each of those by itself.

    The verdict was made with all values in mind: that some are none must not make the proof
    of the others weaker.  Only what proved nothing before counts no more than it did.
    """
    finding, field = place.finding, seen.fields.get((place.part, place.name), place.field)
    keys = false.get((place.part, place.name), {}).get(finding.entity, frozenset())
    values = {
        key: field.aside[finding.entity, key]
        for key in sorted(keys)
        if (finding.entity, key) in field.aside
    }
    if not values:
        yield place
        return
    rest = field.without({(finding.entity, key) for key in values}).entities.get(finding.entity)
    if rest and rest.count(*Bucket):
        yield place._replace(finding=_rest(finding, rest))
    said = (Note.of("classify.suppressed"),)
    for key, one in values.items():
        alone = Finding(finding.entity, one, Verdict.SUPPRESSED, said, value=f"{key:016x}")
        yield place._replace(finding=alone)


def _rest(finding: Finding, rest: Evidence) -> Finding:
    """Return a finding with the evidence that is left of it."""
    left = replace(finding, evidence=rest.with_holding(finding.joined or Evidence()))
    if left.evidence.count(*finding.buckets) or not finding.verdict.counts:
        return left
    why = (*finding.why, Note.of("classify.unproved_rest"))
    return replace(left, verdict=Verdict.POSSIBLE, why=why)


def _is_all(place: Place, alarm: FalseAlarm) -> bool:
    """Tell whether the value that was marked is the only one there."""
    evidence, unit = place.finding.evidence, "row" if place.field.is_column else "line"
    marked = (alarm.sample, alarm.first)
    return marked == (evidence.sample, f"{unit} {evidence.first}") and place.finding.count <= 1
