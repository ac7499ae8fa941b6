"""What a person knows to be no personal information counts no longer, and stays listed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.model import Note, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.alarms import FalseAlarm
    from scanner.classify.places import Place

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
        if alarm.of_value and not _is_all(place, alarm):
            continue
        why = (*finding.why, Note.of("classify.suppressed"))
        return place._replace(finding=replace(finding, verdict=Verdict.SUPPRESSED, why=why))
    return place


def _is_all(place: Place, alarm: FalseAlarm) -> bool:
    """Tell whether the value that was marked is the only one there."""
    evidence, unit = place.finding.evidence, "row" if place.field.is_column else "line"
    marked = (alarm.sample, alarm.first)
    return marked == (evidence.sample, f"{unit} {evidence.first}") and place.finding.count <= 1
