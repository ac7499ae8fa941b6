"""One reader's language: every word, name, number and time as that reader expects it."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta
from functools import reduce
from typing import TYPE_CHECKING

from scanner.messages import catalogue, say, word
from scanner.model import Level, Note, Outcome
from scanner.report.cells import printable, shown
from scanner.report.view import GRADED, READ

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scanner.model import EntityTotal, FileRef, FileReport, RuleHit, Tally
    from scanner.report.view import (
        FolderTotal,
        InventoryView,
        Joined,
        PolicyFacts,
        Reached,
        ThresholdFacts,
        Words,
    )

_OF_ENTITIES = {"entity", "winner"}  # arguments of notes that are codes of entities
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(modified_ns: int) -> datetime | None:
    """Return a file time in UTC, or None where there is none that a calendar knows."""
    try:
        return _EPOCH + timedelta(microseconds=modified_ns // 1000) if modified_ns else None
    except OverflowError:
        return None


def _citations(policy: PolicyFacts) -> dict[str, Words]:
    """Return every citation of a policy, to be found by its text in either language."""
    citations = [card.basis for card in policy.categories]
    citations += [card.basis for card in policy.rules]
    citations += [card.basis for card in policy.entities if card.basis]
    return {text: words for words in citations for text in (words.zh, words.en)}


class Speaker:
    """Word an inventory in one language, with the names that its policy gives."""

    def __init__(self, inventory: InventoryView, language: str) -> None:
        policy = inventory.policy
        self.language = language
        self._inventory = inventory
        self.zone = inventory.run.started.tzinfo
        self._levels = {card.level: card for card in policy.levels}
        self._categories = {card.code: card for card in policy.categories}
        self._entities = {card.entity: card for card in policy.entities}
        self._rules = {card.rule: card for card in policy.rules}
        self._bases = _citations(policy)
        self.reviewed, self.judged = inventory.reviewed, inventory.judged
        self._one_root = len(inventory.run.roots) == 1
        self._root = inventory.run.roots[0] if self._one_root else b""

    def word(self, key: str, **args: str | float) -> str:
        """Word one of the report's own entries."""
        return word(key, self.language, **args)

    def say(self, note: Note) -> str:
        """Word a note; names of columns in it may hold anything."""
        return printable(say(note, self.language))

    def _named(self, note: Note) -> Note:
        """Put names in the place of codes: a state keeps what does not depend on the language."""
        args = ((key, self.entity(str(value)) if key in _OF_ENTITIES else value)
                for key, value in note.args)  # fmt: skip
        return Note(note.key, tuple(args))

    def joined(self, key: str, texts: Iterable[str]) -> str:
        """Join texts the way the entry joins ``left`` and ``right``."""
        return reduce(
            lambda left, right: self.word(key, left=left, right=right), list(texts) or [""]
        )

    def sentences(self, notes: Iterable[Note]) -> str:
        """Word several notes as one text, with the names of entities."""
        return self.joined("report.join", map(self.say, map(self._named, notes)))

    def path(self, file: FileRef) -> str:
        """Show where a file is: below its root, or in full where there are several roots."""
        return shown(file.path if self._one_root else file.location)

    def location(self, location: bytes) -> str:
        """Show where another file is, given by its whole path."""
        if self._one_root and location.startswith(self._root + b"/"):
            return shown(location[len(self._root) + 1 :])
        return shown(location)

    def folder(self, folder: FolderTotal) -> str:
        """Show a folder the way its files are shown."""
        full = os.path.join(folder.root, folder.path)
        return shown((folder.path or b".") if self._one_root else full)

    def share_read(self) -> str:
        """Say how much was read; a share of which nothing could be opened is not all read."""
        inventory = self._inventory
        whole = float(set(inventory.outcomes) <= READ)
        return f"{inventory.bytes_read / inventory.size if inventory.size else whole:.1%}"

    def time(self, modified_ns: int) -> datetime | None:
        """Return a file time in the zone of the report."""
        when = moment(modified_ns)
        return when.astimezone(self.zone) if when else None

    def entity(self, entity: str) -> str:
        """Name an entity."""
        card = self._entities.get(entity)
        return card.name.in_(self.language) if card else entity

    def entity_level(self, entity: str) -> Level | None:
        """Return the base level of an entity."""
        card = self._entities.get(entity)
        return card.level if card else None

    def category(self, code: str) -> str:
        """Name a category."""
        card = self._categories.get(code)
        return card.name.in_(self.language) if card else code

    def level(self, level: Level) -> str:
        """Name a level: "L4 sensitive"."""
        card = self._levels.get(level)
        return f"{level.name} {card.name.in_(self.language)}" if card else level.name

    def grade(self, report: FileReport) -> str:
        """Name a file's level, or say that it has none, or that it may be higher."""
        if report.outcome not in GRADED:
            return self.word("report.ungraded")
        name = self.level(report.level)
        return (
            self.word("report.at_least", level=name) if report.outcome is Outcome.PARTIAL else name
        )

    def measure(self, level: Level) -> str:
        """Say what is to be done with data of a level."""
        card = self._levels.get(level)
        return card.measure.in_(self.language) if card else ""

    def basis(self, hit: RuleHit | Tally | Joined) -> str:
        """Cite what a level rests on, in this language where the policy has it."""
        words = self._bases.get(hit.basis)
        return printable(words.in_(self.language) if words else hit.basis)

    def rule(self, rule: str) -> str:
        """Name a rule; the base level of an entity is one as well."""
        return self.word("report.rule.base") if rule == "base" else rule

    def rule_reason(self, rule: str) -> str:
        """Say when a rule applies, and why."""
        card = self._rules.get(rule)
        return printable(card.condition.in_(self.language)) if card else ""

    def flags(self, flags: Iterable[str]) -> str:
        """Word flags; a policy of one's own may have flags that only it can explain."""
        known = catalogue()
        return self.joined(
            "report.and",
            (
                self.word(f"report.flag.{flag}") if f"report.flag.{flag}" in known else flag
                for flag in flags
            ),
        )

    def raised(self, level: Level | None) -> str:
        """Say what a rule raises the level to."""
        return level.name if level else self.word("report.as_met")

    def threshold(self, card: ThresholdFacts) -> str:
        """Word the number that a duty begins at."""
        if card.number <= 1:
            return self.word(f"report.unit.any.{card.unit}")
        return self.word(f"report.unit.{card.unit}", number=f"{card.number:,}")

    def count(self, hit: Reached) -> str:
        """Word how many of a threshold's people or records there are."""
        if hit.low == hit.high:
            return f"{hit.low:,}"
        return self.word("report.between", low=f"{hit.low:,}", high=f"{hit.high:,}")

    def counted(self, hit: Reached) -> str:
        """Word the same with its unit, and whether the threshold is reached for sure."""
        count = self.word(f"report.lines.{hit.threshold.unit}", count=self.count(hit))
        return count if hit.is_certain else self.word("report.perhaps", count=count)

    def ranked(self, totals: Mapping[str, EntityTotal]) -> list[str]:
        """Order entities: the most sensitive first, then the most frequent."""
        return sorted(
            totals, key=lambda name: (-(self.entity_level(name) or 0), -totals[name].count, name)
        )

    def total(self, total: EntityTotal) -> str:
        """Word a count and how many of it are distinct."""
        distinct = f"{total.distinct:,}"
        if not total.exact:
            distinct = self.word("report.about", number=distinct)
        return self.word("report.total", count=f"{total.count:,}", distinct=distinct)

    def found(self, total: EntityTotal) -> str:
        """Word how many different values there are, and in how many places."""
        distinct = f"{total.distinct:,}"
        if not total.exact:
            distinct = self.word("report.about", number=distinct)
        return self.word("report.lines.found", distinct=distinct, count=f"{total.count:,}")

    def permissions(self, mode: int) -> str:
        """Show a mode as "rw-r--r--"."""
        return stat.filemode(mode)[1:] if mode else ""

    def everyone(self, mode: int) -> str:
        """Say what everyone may do with a file."""
        if not mode:
            return ""
        rights = {0: "none", stat.S_IROTH: "read", stat.S_IWOTH: "write"}
        return self.word(
            f"report.everyone.{rights.get(mode & (stat.S_IROTH | stat.S_IWOTH), 'both')}"
        )

    def place(self, first: str) -> str:
        """Word a place such as "row 12"."""
        kind, _, number = first.partition(" ")
        return self.word(f"report.place.{kind}", number=number) if number.isdigit() else first

    def size(self, size: int) -> str:
        """Word a number of bytes."""
        amount, unit = float(size), 0
        while amount >= 1024 and unit < 4:  # noqa: PLR2004 - a kibibyte
            amount, unit = amount / 1024, unit + 1
        return f"{amount:,.{1 if unit else 0}f} {('B', 'KB', 'MB', 'GB', 'TB')[unit]}"
