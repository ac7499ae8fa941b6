"""What one field holds: every entity seen or announced there, with a verdict and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from recognizers import headers, places
from recognizers.facts import COMMON_GIVEN
from scanner.classify import rivals
from scanner.classify.attributes import judge_attribute
from scanner.classify.chance import check_of
from scanner.classify.columns import Column, repeated
from scanner.classify.identifiers import judge_identifier
from scanner.classify.named import header_note, near_notes
from scanner.classify.own import judge_own
from scanner.classify.rivals import Judged
from scanner.classify.texts import judge_text
from scanner.evidence import HOLDING, OWN, Bucket, Evidence
from scanner.model import Note, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from recognizers.places import Place
    from scanner.evidence import FieldEvidence
    from scanner.keyset import KeySet

_WHOLE = (Bucket.WHOLE_VALID, Bucket.WHOLE_FAILED)
_INLINE = (Bucket.INLINE_STRONG, Bucket.INLINE_WEAK, Bucket.INLINE_FAILED)
# Hardly anything else looks like these, so a broad name is enough.
_TELLING_SHAPES = frozenset(
    "PERSON_NAME_ZH CN_ADDRESS_FULL CN_ADDRESS_COARSE CN_PLATE NICKNAME".split()
)
_SEVERAL, _MOST = 3, 0.6  # different names; share of them
_BEST_FIRST = tuple(Verdict)
# A thing has an order, and a place; where a column is called so, its name decides.
_OF_ANYBODY = headers.OF_THINGS | {"GEO_PAIR_IN_TEXT"}
_UNLESS_NAMED = frozenset(("GEO_POINT_PRECISE",))


@dataclass(frozen=True)
class Finding:
    """One entity in one field, judged."""

    entity: str
    evidence: Evidence
    verdict: Verdict
    why: tuple[Note, ...]
    announced_by: str = ""  # the word of the column's name that strongly says so
    is_shared: bool = False  # says something of a person only beside others that do
    needs_company: bool = False  # and nothing at all without: no name announces it
    value: str = ""  # keyed hash, where it is one value that was kept apart
    joined: Evidence | None = None  # what of the evidence was seen as another entity's

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        """Return what counts: weak findings only where there is nothing better."""
        return HOLDING if self.evidence.count(*HOLDING) else (Bucket.INLINE_WEAK,)

    @property
    def count(self) -> int:
        """Return how many matches hold."""
        return self.evidence.count(*self.buckets)

    @property
    def matched(self) -> int:
        """Return how many cells or spans have the shape."""
        return self.evidence.count(*Bucket)

    @cached_property
    def values(self) -> KeySet:
        """Return the distinct values among those that hold."""
        return self.evidence.union(*self.buckets)


def judge_field(
    name: str, field: FieldEvidence, rank: Mapping[str, int], near: Sequence[Place] = ()
) -> list[Finding]:
    """Judge every entity of a field, sorted by entity; nothing seen, nothing said.

    Args:
        name: The column's, "" for running text.
        field: What was seen there.
        rank: Which entity to speak of first where two have equal claims.
        near: Names of the file and the table, as far as they say anything.
    """
    title = name if field.is_column and field.has_header else ""
    hits = {hit.entity: hit for hit in headers.match(title)} if title else {}
    announced = {entity for entity, hit in hits.items() if hit.strength == "strong"}
    judged = _judged(field, title, hits, near)
    judged = rivals.settle(judged) if field.is_column else rivals.settle_text(judged)
    findings = [
        Finding(
            entity,
            one.column.evidence,
            one.verdict,
            one.why,
            announced_by=hits[entity].word if entity in announced else "",
            is_shared=_is_shared(one.column, entity, one.verdict),
            needs_company=one.column.needs_company,
            joined=one.joined,
        )
        for entity, one in judged.items()
    ]
    return _worth_telling(findings, field, rank)


def _judged(
    field: FieldEvidence, title: str, hits: Mapping[str, headers.HeaderHit], near: Sequence[Place]
) -> dict[str, Judged]:
    """Judge what was seen or strongly announced, each entity by itself, sorted by entity."""
    seen = {entity for entity, evidence in field.entities.items() if evidence.counts}
    if field.non_null:
        strong = {entity for entity, hit in hits.items() if hit.strength == "strong"}
        seen |= strong - headers.OF_THINGS  # numbers of things are told where they are, only
    negative = headers.negative(title) if title else None
    near = () if hits or negative else near
    against = places.contradicts(near)
    judged = {}
    for entity in sorted(seen):
        evidence, check = field.entities.get(entity, Evidence()), check_of(entity)
        column = Column(
            evidence,
            check,
            field.non_null,
            has_name=bool(title),
            hit=hits.get(entity),
            negative=negative,
            near=places.announces(entity, near),
            against=against,
        )
        one = Judged(column, *_judge(column, is_column=field.is_column))
        if one.verdict.counts or not column.is_open:
            judged[entity] = one
    return judged


def is_free_text(field: FieldEvidence) -> bool:
    """Tell whether a column holds sentences: more findings amid text than whole cells."""
    every = field.entities.values()
    inline = sum(evidence.count(Bucket.INLINE_STRONG, Bucket.INLINE_WEAK) for evidence in every)
    return field.is_column and inline > sum(
        evidence.count(Bucket.WHOLE_VALID) for evidence in every
    )


def _judge(column: Column, *, is_column: bool) -> tuple[Verdict, tuple[Note, ...]]:
    ours = _judge_ours(column, is_column=is_column)
    if not (is_column and column.evidence.facts[OWN]):
        return ours
    return min(judge_own(column), ours, key=lambda judged: _BEST_FIRST.index(judged[0]))


def _judge_ours(column: Column, *, is_column: bool) -> tuple[Verdict, tuple[Note, ...]]:
    evidence = column.evidence
    whole, inline = evidence.count(*_WHOLE), evidence.count(*_INLINE)
    if not whole and not inline:
        return Verdict.POSSIBLE, (header_note(column), Note.of("classify.unproven"))
    only_inline_holds = evidence.count(*HOLDING) and not evidence.count(Bucket.WHOLE_VALID)
    if not is_column or inline > whole or only_inline_holds:
        verdict, why = judge_text(evidence, column.check)
        return verdict, (*why, *near_notes(column), *repeated(evidence))
    if column.is_by_name:
        return judge_attribute(column)
    return judge_identifier(column)


def _is_shared(column: Column, entity: str, verdict: Verdict) -> bool:
    """Tell whether a thing may have such a column as well: country, latitude, balance."""
    is_anybodys = entity in _OF_ANYBODY or (entity in _UNLESS_NAMED and not column.hit)
    if is_anybodys or column.needs_company:
        return True
    if column.check.chance is not None or column.header != "weak":
        return False
    tells = entity in _TELLING_SHAPES or _are_peoples(column)
    return not tells or verdict is not Verdict.CONFIRMED


def _are_peoples(column: Column) -> bool:
    """Tell whether several of the values, and most of them, begin with a common given name."""
    known = column.evidence.facts[COMMON_GIVEN]
    return column.passed >= _SEVERAL and known >= _MOST * column.shaped


def _worth_telling(
    findings: list[Finding], field: FieldEvidence, rank: Mapping[str, int]
) -> list[Finding]:
    """Drop what explains nothing.

    A column that holds one entity has the shape of others as well; only where none is
    there for certain are a name that promised one, or a shape without a value, worth a row.
    """
    held = [finding for finding in findings if finding.count]
    if any(finding.verdict.counts for finding in held):
        return held
    empty = [finding for finding in findings if not finding.count]
    empty.sort(key=lambda finding: (-finding.matched, rank.get(finding.entity, len(rank))))
    held += _promised(empty, {finding.announced_by for finding in held})
    if field.is_column and not held:
        held = [finding for finding in empty if 2 * finding.matched >= max(1, field.non_null)][:1]
    return sorted(held, key=lambda finding: finding.entity)


def _promised(empty: list[Finding], kept: set[str]) -> list[Finding]:
    """Return the first finding for each word of the name that nothing answers to yet."""
    first = {finding.announced_by: finding for finding in reversed(empty)}
    return [finding for word, finding in first.items() if word and word not in kept]
