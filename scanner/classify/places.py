"""Every finding of a file in its place; what only a person's table makes personal.

Latitudes beside user_id are somebody's whereabouts, beside stop_id a timetable's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from recognizers import headers
from scanner.classify.verdicts import judge_field
from scanner.model import Note, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.classify.policy import Policy
    from scanner.classify.verdicts import Finding
    from scanner.evidence import FieldEvidence, FileEvidence

# Besides what tells one person from another: things have none of these.
_OF_PEOPLE = frozenset("DOB GENDER ETHNICITY MARITAL POLITICAL RELIGION NICKNAME".split())


class Place(NamedTuple):
    """A finding and where it is."""

    part: str
    name: str
    field: FieldEvidence
    finding: Finding


def places(policy: Policy, evidence: FileEvidence) -> Iterator[Place]:
    """Yield what a file holds, in file order, by entity within a field."""
    found = [
        Place(part, name, field, finding)
        for (part, name), field in evidence.fields.items()
        for finding in judge_field(name, field, policy.rank)
    ]
    peopled = {place.part for place in found if _is_somebody(policy, place.finding)}
    peopled |= {
        part for (part, name), field in evidence.fields.items() if _names_people(name, field)
    }
    for place in found:
        yield place if place.part in peopled else _of_a_thing(place)


def _is_somebody(policy: Policy, finding: Finding) -> bool:
    """Tell whether a finding shows that its table is about people."""
    if not finding.verdict.counts or finding.is_shared:
        return False
    return finding.entity in _OF_PEOPLE or policy.identifies(finding.entity)


def _names_people(name: str, field: FieldEvidence) -> bool:
    return field.is_column and field.has_header and headers.numbers_people(name)


def _of_a_thing(place: Place) -> Place:
    """Return the place in a table that shows nobody."""
    finding = place.finding
    if not finding.is_shared or not finding.verdict.counts:
        return place
    why = (*finding.why, Note.of("classify.nobody"))
    return place._replace(finding=replace(finding, verdict=Verdict.POSSIBLE, why=why))
