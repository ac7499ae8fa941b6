"""Every finding of a file in its place; what only a person's table makes personal.

Latitudes beside user_id are somebody's whereabouts, beside stop_id a timetable's.  Ages
beside tips and bills, where nothing else tells of a person, are a survey's.  Codes beside
religions, each of which comes once, are what a system chooses from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from recognizers import headers
from recognizers.places import of as names_of
from scanner.classify.verdicts import judge_field
from scanner.model import Note, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.classify.policy import Policy
    from scanner.classify.verdicts import Finding
    from scanner.evidence import FieldEvidence, FileEvidence

# Besides what tells one person from another: things have none of these.
_OF_PEOPLE = frozenset(
    "DOB DOB_IN_TEXT GENDER ETHNICITY MARITAL POLITICAL RELIGION NICKNAME".split()
)
# What many share: alone, they tell of nobody.
_TRAITS = frozenset("AGE GENDER EDUCATION MARITAL NATIONALITY".split())
# What people carry, unless the table tells that it is built into something.
_CARRIED = ("DEVICE",)
_BUILT_IN = frozenset("CN_IOT_MSISDN CN_PLATE VIN".split())
_HIDING = ("MASKED_", "HASHED_")  # an entity that hides another
_KEYS = frozenset("id uid uuid guid key pk 编号 主键".split())
# Columns that number a list's values, and what stands beside these.
_CODES = frozenset("代码 编码 码 code cd dm bm icd icd编码 icd代码 icd10 icd_code".split())
_BESIDES = frozenset("序号 排序 备注 说明 sort remark".split())
_LISTED = 3  # values; fewer are no list
_WIDE = 3  # columns; in a narrower table there is nothing to judge a trait by


class Place(NamedTuple):
    """A finding and where it is."""

    part: str
    name: str
    field: FieldEvidence
    finding: Finding


def places(policy: Policy, evidence: FileEvidence, title: str = "") -> Iterator[Place]:
    """Yield what a file holds, in file order, by entity within a field."""
    found = [
        Place(part, name, field, finding)
        for (part, name), field in evidence.fields.items()
        for finding in judge_field(name, field, policy.rank, names_of(title, part))
    ]
    told = _told_of_people(policy, found)
    numbered = {
        part for (part, name), field in evidence.fields.items() if _names_people(name, field)
    }
    width = Counter(part for part, _ in evidence.fields)
    keyed = {part for (part, name), field in evidence.fields.items() if _is_key(name, field)}
    lone = {part for part, tell in told.items() if _is_lone(tell) and width[part] >= _WIDE}
    lone -= keyed
    nobody = {part for part in width if part not in told} | lone
    clear = {(place.part, place.finding.entity): place.name for place in _clear(found)}
    lists = _code_lists(evidence, found)
    for each in found:
        place = _beside_its_twin(each, clear)
        if place.part in lists and place.finding.verdict.counts:
            yield _doubted(place, "classify.code_list")
        elif place.part not in nobody - numbered:
            yield place
        elif not each.finding.needs_company:
            yield _of_a_thing(_of_nobody(place))


def _clear(found: list[Place]) -> Iterator[Place]:
    """Yield what counts and hides nothing, the first of each entity last."""
    for place in reversed(found):
        if place.finding.verdict.counts and not place.finding.entity.startswith(_HIDING):
            yield place


def _beside_its_twin(place: Place, clear: Mapping[tuple[str, str], str]) -> Place:
    """Say of a masked or hashed column whether the clear values stand in the same table."""
    finding = place.finding
    prefix = next((prefix for prefix in _HIDING if finding.entity.startswith(prefix)), "")
    if not prefix or not finding.verdict.counts or not place.field.is_column:
        return place
    name = clear.get((place.part, finding.entity.removeprefix(prefix)))
    said = Note.of("classify.no_twin") if name is None else Note.of("classify.twin", field=name)
    return place._replace(finding=replace(finding, why=(*finding.why, said)))


def _told_of_people(policy: Policy, found: list[Place]) -> dict[str, set[str]]:
    """Return, of tables about people, every entity that a thing would not have."""
    told, peopled, carried = defaultdict(set), set(), set()
    for place in found:
        finding = place.finding
        if finding.verdict.counts and not finding.is_shared:
            told[place.part].add(finding.entity)
            if finding.entity in _OF_PEOPLE | _TRAITS or policy.identifies(finding.entity):
                peopled.add(place.part)
            elif policy.satisfies(finding.entity, _CARRIED):
                carried.add(place.part)
    peopled |= {part for part in carried if told[part].isdisjoint(_BUILT_IN)}
    return {part: told[part] for part in peopled}


def _is_lone(told: set[str]) -> bool:
    return len(told) == 1 and told <= _TRAITS


def _of_nobody(place: Place) -> Place:
    """Return the place in a table where a trait stands alone."""
    if place.finding.entity not in _TRAITS or not place.finding.verdict.counts:
        return place
    return _doubted(place, "classify.alone")


def _names_people(name: str, field: FieldEvidence) -> bool:
    return field.is_column and field.has_header and headers.numbers_people(name)


def _is_key(name: str, field: FieldEvidence) -> bool:
    """Tell whether a column tells one row from another: then a row may be a person."""
    return field.is_column and field.has_header and name.strip().casefold() in _KEYS


def _of_a_thing(place: Place) -> Place:
    """Return the place in a table that shows nobody."""
    finding = place.finding
    if not finding.is_shared or not finding.verdict.counts:
        return place
    return _doubted(place, "classify.nobody")


def _doubted(place: Place, why: str) -> Place:
    """Return the place with what speaks against its finding."""
    finding = place.finding
    notes = (*finding.why, Note.of(why))
    return place._replace(finding=replace(finding, verdict=Verdict.POSSIBLE, why=notes))


def _code_lists(evidence: FileEvidence, found: list[Place]) -> set[str]:
    """Return the tables of nothing but codes and the values of one kind, each of them once."""
    columns, told = defaultdict(set), defaultdict(list)
    for (part, name), field in evidence.fields.items():
        columns[part].add(name.strip().casefold() if field.has_header else "")
    for place in found:
        if place.field.is_column and place.finding.verdict.counts:
            told[place.part].append(place)
    return {part for part, some in told.items() if _is_code_list(columns[part], some)}


def _is_code_list(names: set[str], told: list[Place]) -> bool:
    """Tell whether columns of such names, some of which tell of people, are a list of codes."""
    kinds = {place.finding.entity for place in told}
    listed = {place.name.strip().casefold() for place in told}
    is_each_once = all(_LISTED <= one.finding.count == len(one.finding.values) for one in told)
    is_coded = len(listed) > 1 or bool(names & _CODES - listed)
    is_all = names <= listed | _CODES | _BESIDES
    return len(kinds) == 1 and kinds <= headers.CODED and is_each_once and is_coded and is_all
