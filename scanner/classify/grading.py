"""A file's evidence, judged: verdicts, levels, totals, and what they rest on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from recognizers.facts import ROUNDED
from scanner.alarms import watched
from scanner.classify.combinations import Item, Raise, raises
from scanner.classify.places import places
from scanner.classify.suppression import apart, suppressed
from scanner.classify.verdicts import is_free_text
from scanner.evidence import ELSEWHERE, OWN
from scanner.keyset import KeySet, total_of
from scanner.model import EntityTotal, Keyed, Level, Note, RuleHit, Tally, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scanner.alarms import FalseAlarm
    from scanner.classify.places import Place
    from scanner.classify.policy import Policy
    from scanner.classify.verdicts import Finding
    from scanner.evidence import FileEvidence

_FOR_VERDICTS = frozenset((ELSEWHERE, OWN, ROUNDED))  # facts that say nothing to people
BASE = "base"  # the rule that gives an entity its own level
_AND = {"zh": "、", "en": ", "}


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that a file's evidence comes to."""

    tallies: tuple[Tally, ...] = ()  # by part, field order, entity
    level: Level = Level.L1
    hits: tuple[RuleHit, ...] = ()  # highest first
    entities: tuple[tuple[str, EntityTotal], ...] = ()  # counted verdicts only, sorted
    keys: tuple[Keyed, ...] = field(default=(), repr=False, compare=False)


def judge(
    policy: Policy, evidence: FileEvidence, alarms: Sequence[FalseAlarm] = (), title: str = ""
) -> Judgement:
    """Judge a file called ``title``, knowing of ``alarms`` that they are false."""
    false = watched(alarms)
    found = [
        each
        for place in places(policy, evidence.whole(), title)
        for each in apart(suppressed(place, alarms), evidence, false)
    ]
    counted = [place for place in found if place.finding.verdict.counts]
    terms = {entity: policy.terms(entity) for entity in {place.finding.entity for place in counted}}
    items = [_item(policy, place, terms[place.finding.entity]) for place in counted]
    raised = list(raises(policy, items))
    best = _best(raised)
    tallies = tuple(_tally(policy, place, best) for place in found)
    level = max((tally.level for tally in tallies if tally.verdict.counts), default=Level.L1)
    hits = [*_rule_hits(policy, raised, level), *_base_hits(policy, items, level)]
    hits.sort(key=lambda hit: -hit.level)
    return Judgement(tallies, level, tuple(hits), _totals(counted), _keyed(counted))


def _item(policy: Policy, place: Place, terms: frozenset[str]) -> Item:
    finding = place.finding
    return Item(
        part=place.part,
        field=place.name,
        entity=finding.entity,
        terms=terms,
        level=policy.entity(finding.entity).level,
        distinct=len(finding.values),
        facts=frozenset(fact for fact, _ in _facts(finding)),
        is_column=place.field.is_column,
        is_free_text=is_free_text(place.field),
    )


def _best(raised: Iterable[Raise]) -> dict[tuple[str, str, str], Raise]:
    """Return the highest raise of each finding; the first rule where two are equal."""
    best: dict[tuple[str, str, str], Raise] = {}
    for one in raised:
        place = (one.item.part, one.item.field, one.item.entity)
        if place not in best or one.level > best[place].level:
            best[place] = one
    return best


def _tally(policy: Policy, place: Place, best: dict[tuple[str, str, str], Raise]) -> Tally:
    part, name, field_, finding = place
    evidence, values = finding.evidence, finding.values
    level, rule, basis = _grade(policy, finding, best.get((part, name, finding.entity)))
    unit = "row" if field_.is_column else "line"
    return Tally(
        part=part,
        field=name,
        entity=finding.entity,
        matched=finding.matched,
        count=finding.count,
        distinct=len(values),
        non_null=field_.non_null,
        verdict=finding.verdict,
        why=finding.why,
        score=evidence.score,
        level=level,
        category=policy.entity(finding.entity).category,
        rule=rule,
        basis=basis,
        sample=evidence.sample,
        first=f"{unit} {evidence.first}" if evidence.first else "",
        exact=values.exact,
        rows=field_.rows,
        facts=_facts(finding),
        value=finding.value,
    )


def _facts(finding: Finding) -> tuple[tuple[str, int], ...]:
    """Return what is known of some values besides their being one, and of how many."""
    seen = finding.evidence.facts
    return tuple(sorted((fact, seen[fact]) for fact in seen.keys() - _FOR_VERDICTS if seen[fact]))


def _grade(policy: Policy, finding: Finding, raised: Raise | None) -> tuple[Level, str, str]:
    """Return level, rule and basis of a finding."""
    base = policy.entity(finding.entity).level
    if finding.verdict is Verdict.REJECTED:
        base = Level.L1
    if raised is None or raised.level <= base:
        return base, BASE, policy.basis(finding.entity).zh
    return raised.level, raised.rule, policy.rules[raised.rule].basis.zh


def _rule_hits(policy: Policy, raised: list[Raise], level: Level) -> list[RuleHit]:
    """Return the rules that reach the file's level or leave a flag, in the policy's order."""
    by_rule: defaultdict[str, list[Raise]] = defaultdict(list)
    for one in raised:
        by_rule[one.rule].append(one)
    hits = [_rule_hit(policy, rule, each) for rule, each in by_rule.items()]
    return [hit for hit in hits if hit.level == level or hit.flags]


def _rule_hit(policy: Policy, name: str, raised: list[Raise]) -> RuleHit:
    """Tell a rule once a file, by the place where it raises most."""
    top = max(raised, key=lambda one: one.level)
    rule, part = policy.rules[name], top.item.part
    entities = dict.fromkeys(member.entity for member in top.members)
    why = Note.of(
        "classify.rule.part" if part and rule.scope != "file" else "classify.rule.file",
        part=part,
        reason_zh=rule.reason.zh,
        reason_en=rule.reason.en,
        **_named(policy, entities),
    )
    return RuleHit(name, top.level, rule.basis.zh, why, top.flags)


def _base_hits(policy: Policy, items: Sequence[Item], level: Level) -> Iterator[RuleHit]:
    """Yield what has the file's level by itself, one hit for each basis."""

    def basis(entity: str) -> str:
        return policy.basis(entity).zh

    entities = sorted({item.entity for item in items if item.level == level}, key=basis)
    for cited, group in groupby(entities, key=basis):
        names = sorted(group)
        article = policy.categories[policy.entity(names[0]).category]
        why = Note.of(
            "classify.base",
            category_zh=article.name.zh,
            category_en=article.name.en,
            **_named(policy, names),
        )
        yield RuleHit(BASE, level, cited, why)


def _named(policy: Policy, entities: Iterable[str]) -> dict[str, str]:
    """Name entities in every language, for a note."""
    names = [policy.entity(entity).name for entity in entities]
    return {
        f"entities_{language}": sign.join(name.in_(language) for name in names)
        for language, sign in _AND.items()
    }


def _totals(counted: Sequence[Place]) -> tuple[tuple[str, EntityTotal], ...]:
    """Add up each entity over the file: matches by number, values by their keys."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for place in counted:
        found[place.finding.entity].append(place.finding)
    return tuple((name, _total(found[name])) for name in sorted(found))


def _total(findings: Sequence[Finding]) -> EntityTotal:
    distinct, is_exact = total_of([one.values for one in findings])
    return EntityTotal(sum(one.count for one in findings), distinct, is_exact)


def _keyed(counted: Sequence[Place]) -> tuple[Keyed, ...]:
    """Return the values of each column, and of all running text as one."""
    found: defaultdict[tuple[str, str, str], KeySet] = defaultdict(KeySet)
    for part, name, field_, finding in counted:
        place = (part, name) if field_.is_column else ("", "")
        found[*place, finding.entity].merge(finding.values)
    return tuple(Keyed(*place, found[place]) for place in sorted(found))
