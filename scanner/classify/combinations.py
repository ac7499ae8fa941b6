"""What raises levels when things come together: the policy's rules K1, K2 ... at work.

Conditions look at what was found and at base levels only, never at levels that rules
have raised, so neither the order of rules nor more evidence can lower a level.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from scanner.classify.policy import fits
from scanner.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scanner.classify.articles import Case, Rule, When
    from scanner.classify.policy import Policy


@dataclass(frozen=True, slots=True)
class Item:
    """A counted finding as rules see it."""

    part: str
    field: str
    entity: str
    terms: frozenset[str]  # that the entity satisfies
    level: Level  # base
    distinct: int
    facts: frozenset[str]
    is_column: bool
    is_free_text: bool  # of a column: it holds sentences


class Raise(NamedTuple):
    """A rule sets a finding to at least this level."""

    item: Item
    level: Level
    rule: str
    flags: tuple[str, ...]
    members: tuple[Item, ...]  # what came together


def raises(policy: Policy, items: Sequence[Item]) -> Iterator[Raise]:
    """Apply every case of every rule, in the policy's order."""
    for name, rule in policy.rules.items():
        for group in _groups(rule, items):
            for case in rule.cases:
                yield from _apply(policy, name, case, group)


def _groups(rule: Rule, items: Sequence[Item]) -> Iterable[list[Item]]:
    """Put together what a rule looks at together; running text is one with its file."""
    groups: defaultdict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in items:
        places: Mapping[str, tuple[str, ...]] = {
            "file": (),
            "table": ("table", item.part) if item.is_column else (),
            "field": (item.part, item.field),
        }
        groups[places[rule.scope]].append(item)
    return groups.values()


def _apply(policy: Policy, name: str, case: Case, group: list[Item]) -> Iterator[Raise]:
    members = tuple(members_of(case.when, group))
    if not members:
        return
    raised = group if policy.rules[name].raises == "all" else members
    for item in raised:
        level = level_of(policy, case, item, members)
        yield Raise(item, level, name, case.flags, members)


def level_of(policy: Policy, case: Case, item: Item, members: Sequence[Item]) -> Level:
    """Return what a case leads to for one of the findings it raises."""
    if isinstance(case.to, Level):
        return case.to
    if case.to == "highest":
        return max(member.level for member in members)
    clear = [_clear_name(item.entity, prefix) for prefix in _prefixes(case.when)]
    return max([item.level, *(policy.entity(name).level for name in clear if name)])


def members_of(when: When, group: Sequence[Item]) -> list[Item]:
    """Return what fulfils a condition; nothing, where a line of it is not met."""
    lines = lines_of(when, group)
    met = {id(item) for line in lines for item in line}
    return [item for item in group if id(item) in met] if lines and all(lines) else []


def lines_of(when: When, group: Sequence[Item]) -> list[list[Item]]:
    """Return what meets each line of a condition."""
    lines = [
        *([item for item in group if is_any(item, terms)] for terms in when.all),
        *([item for item in group if fact in item.facts] for fact in when.facts),
        *(_many(group, term, least) for term, least in when.distinct.items()),
    ]
    if when.twins:
        lines.append([item for prefix in when.twins for item in _beside_clear(group, prefix)])
    if when.free_text:
        lines.append([item for item in group if item.is_free_text and item.level >= when.free_text])
    return lines


def is_any(item: Item, terms: Iterable[str]) -> bool:
    """Tell whether a finding satisfies one of the terms."""
    return any(term in item.terms or fits(item.entity, term) for term in terms)


def _many(group: Sequence[Item], term: str, least: int) -> list[Item]:
    """Return the findings of a term if they hold at least so many distinct values."""
    found = [item for item in group if is_any(item, (term,))]
    return found if max((item.distinct for item in found), default=0) >= least else []


def _beside_clear(group: Sequence[Item], prefix: str) -> list[Item]:
    """Return masked findings that stand beside the clear entity, and that entity."""
    names = {item.entity for item in group}
    twins = {name for name in names if _clear_name(name, prefix) in names}
    clear = {_clear_name(name, prefix) for name in twins}
    return [item for item in group if item.entity in twins | clear]


def _prefixes(when: When) -> tuple[str, ...]:
    patterns = (term[:-1] for terms in when.all for term in terms if term.endswith("*"))
    return (*when.twins, *patterns)


def _clear_name(name: str, prefix: str) -> str:
    """Return the entity that MASKED_CN_MOBILE hides; "" where it hides none."""
    return name.removeprefix(prefix) if name.startswith(prefix) else ""
