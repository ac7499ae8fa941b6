"""What comes together across tables that share a key.

A table is raised by what it adds: a list of orders that can be joined by mobile number with
the customers' identity is not raised for its mobile numbers, which the customers have as
well, but for its addresses.  And it has to hold half of what the rule is about.  Conditions
are those of the rules of one table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner.classify.combinations import Item, Raise, is_any, level_of, lines_of, members_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scanner.classify.articles import Rule
    from scanner.classify.policy import Policy
    from scanner.model import Level, Tally


class Partner(NamedTuple):
    """A table that another one can be joined with."""

    items: tuple[Item, ...]
    key: str  # entity of the column that it is joined by


def item_of(policy: Policy, tally: Tally) -> Item:
    """Return a saved finding as rules see it."""
    return Item(
        part=tally.part,
        field=tally.field,
        entity=tally.entity,
        terms=policy.terms(tally.entity),
        level=policy.entity(tally.entity).level,
        distinct=tally.distinct,
        facts=frozenset(fact for fact, _ in tally.facts),
        is_column=True,
        is_free_text=False,
    )


def raises_across(
    policy: Policy, own: Sequence[Item], partners: Sequence[Partner]
) -> Iterator[Raise]:
    """Yield what a table's findings are raised to by the tables that it can be joined with."""
    group = [*own, *(item for partner in partners for item in partner.items)]
    keys = {partner.key for partner in partners}
    mine = {id(item) for item in own}
    for name, rule in policy.rules.items():
        if rule.scope != "table":
            continue
        for case in rule.cases:
            members = tuple(members_of(case.when, group))
            added = [item for item in members if id(item) in mine]
            if not _adds(rule, added, keys) or not _is_half(lines_of(case.when, group), mine):
                continue
            for item in own if rule.raises == "all" else added:
                yield Raise(item, level_of(policy, case, item, members), name, case.flags, members)


def _adds(rule: Rule, added: Iterable[Item], keys: set[str]) -> bool:
    """Tell whether a table brings in more than the key, and what the rule falls on."""
    for item in added:
        is_more = len(keys) > 1 or item.entity not in keys
        if is_more and (not rule.falls_on or is_any(item, rule.falls_on)):
            return True
    return False


def _is_half(lines: Sequence[Sequence[Item]], mine: set[int]) -> bool:
    """Tell whether a table holds half of what a condition asks for, or more.

    A name beside a staff number is no full identity set because another table has one.
    """
    held = sum(any(id(item) in mine for item in line) for line in lines)
    return 2 * held >= len(lines)


def highest(raised: Iterable[Raise], floor: Level) -> dict[str, Raise]:
    """Return the highest raise of each rule that leads above a level."""
    best: dict[str, Raise] = {}
    for one in raised:
        if one.level > floor and (one.rule not in best or one.level > best[one.rule].level):
            best[one.rule] = one
    return best
