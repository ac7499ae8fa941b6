"""Tables of one share that share a key, and the levels that come of it.

Computed from the state when a run is over, in the order of paths, so that neither the
order of files nor the number of workers nor what an earlier run had done makes a difference.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scanner.classify.across import Partner, highest, item_of, raises_across
from scanner.messages import LANGUAGES, word
from scanner.model import Level, Note, RuleHit
from scanner.report.cells import shown
from scanner.report.view import Joined, Side
from scanner.run.joinable import Catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.classify.combinations import Item, Raise
    from scanner.classify.policy import Policy
    from scanner.model import FileReport
    from scanner.run.joinable import Column, Link, Table
    from scanner.store import SavedInventory

_CITED = 3  # tables named in one sentence
_AND = {"zh": "、", "en": ", "}


@dataclass(frozen=True, slots=True)
class Raised:
    """What the rest of the share makes of one file."""

    level: Level
    hits: tuple[RuleHit, ...]
    fields: Mapping[tuple[str, str, str], Raise]  # by part, field, entity


@dataclass(frozen=True, slots=True)
class Share:
    """What the files of a share are to each other."""

    raised: Mapping[int, Raised]  # by the report's number in the state
    joins: tuple[Joined, ...]


def joined(policy: Policy, inventory: SavedInventory) -> Share:
    """Find the tables that can be joined, and judge each with its partners."""
    if policy.joins is None:
        return Share({}, ())
    catalogue = Catalogue(policy, policy.joins, inventory)
    return _Judge(policy, inventory, catalogue.tables, catalogue.links()).share()


def overlaid(policy: Policy, report: FileReport, raised: Raised) -> FileReport:
    """Return a file's report with what the rest of the share makes of it."""
    tallies = []
    for tally in report.tallies:
        one = raised.fields.get((tally.part, tally.field, tally.entity))
        if one and one.level > tally.level and tally.verdict.counts:
            basis = policy.rules[one.rule].basis.zh
            tally = replace(tally, level=one.level, rule=one.rule, basis=basis)  # noqa: PLW2901
        tallies.append(tally)
    hits = sorted((*raised.hits, *report.hits), key=lambda hit: -hit.level)
    level = max(report.level, raised.level)
    return replace(report, level=level, hits=tuple(hits), tallies=tuple(tallies))


class _Judge:
    """Judge every table that can be joined, with its partners."""

    def __init__(
        self,
        policy: Policy,
        inventory: SavedInventory,
        tables: Sequence[Table],
        links: Mapping[int, Sequence[Link]],
    ) -> None:
        self._policy, self._inventory = policy, inventory
        self._tables, self._links = tables, links
        self._raised: dict[int, Raised] = {}
        self._joins: list[Joined] = []

    def share(self) -> Share:
        """Return what came of all tables."""
        for place in self._links:
            self._judge(place)
        return Share(self._raised, tuple(self._joins))

    def _judge(self, place: int) -> None:
        table, links = self._tables[place], self._links[place]
        tallies = self._inventory.table(table.number, table.part)
        own = [item_of(self._policy, tally) for tally in tallies]
        partners = [Partner(self._items(link.there.table), link.here.entity) for link in links]
        now = {(t.part, t.field, t.entity): t.level for t in tallies}
        raised = [
            one
            for one in raises_across(self._policy, own, partners)
            if one.level > now[_place(one.item)]
        ]
        if raised:
            self._take_up(table, raised, list(zip(links, partners, strict=True)))

    def _items(self, place: int) -> tuple[Item, ...]:
        table = self._tables[place]
        tallies = self._inventory.table(table.number, table.part)
        return tuple(item_of(self._policy, tally) for tally in tallies)

    def _take_up(
        self, table: Table, raised: Sequence[Raise], partners: Sequence[tuple[Link, Partner]]
    ) -> None:
        """Remember what a table is raised to, and tell why: once a rule."""
        hits = []
        for rule, top in highest(raised, Level.L1).items():
            members = {id(item) for item in top.members}
            cited = [link for link, partner in partners if members & set(map(id, partner.items))]
            hits.append(self._hit(rule, top, cited))
            self._joins += [self._row(link, top) for link in cited[:_CITED]]
        fields: dict[tuple[str, str, str], Raise] = {}
        for one in raised:
            best = fields.setdefault(_place(one.item), one)
            if one.level > best.level:
                fields[_place(one.item)] = one
        level = max(one.level for one in raised)
        before = self._raised.get(table.number, Raised(level, (), {}))
        self._raised[table.number] = Raised(
            max(level, before.level), (*before.hits, *hits), {**before.fields, **fields}
        )

    def _hit(self, name: str, top: Raise, cited: Sequence[Link]) -> RuleHit:
        rule = self._policy.rules[name]
        entities = dict.fromkeys(member.entity for member in top.members)
        named = [self._policy.entity(entity).name for entity in entities]
        told: dict[str, str] = {}
        for language in LANGUAGES:
            told[f"others_{language}"] = self._others(cited, language)
            told[f"entities_{language}"] = _AND[language].join(n.in_(language) for n in named)
            told[f"reason_{language}"] = rule.reason.in_(language)
        why = Note.of("classify.rule.joined", **told)
        return RuleHit(name, top.level, rule.basis.zh, why, top.flags)

    def _others(self, cited: Sequence[Link], language: str) -> str:
        others = _AND[language].join(self._with(link, language) for link in cited[:_CITED])
        if len(cited) <= _CITED:
            return others
        return word("run.joined.more", language, others=others, count=len(cited))

    def _with(self, link: Link, language: str) -> str:
        table = self._tables[link.there.table]
        key = "run.joined.part" if table.part else "run.joined.table"
        return word(
            "run.joined.with",
            language,
            table=word(key, language, path=shown(table.file.path), part=table.part),
            by=self._policy.entity(link.here.entity).name.in_(language),
            own=link.here.field,
            field=link.there.field,
            shared=link.shared,
            share=link.shared / link.of,
        )

    def _row(self, link: Link, top: Raise) -> Joined:
        return Joined(
            here=self._side(link.here),
            there=self._side(link.there),
            entity=link.here.entity,
            shared=link.shared,
            of=link.of,
            rule=top.rule,
            level=top.level,
            basis=self._policy.rules[top.rule].basis.zh,
            flags=top.flags,
        )

    def _side(self, column: Column) -> Side:
        table = self._tables[column.table]
        return Side(table.file, table.part, column.field)


def _place(item: Item) -> tuple[str, str, str]:
    return item.part, item.field, item.entity
