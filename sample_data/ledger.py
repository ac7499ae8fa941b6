"""What the sample holds, noted down while it is written: the expected inventory.

Nothing here asks the scanner; the maker of a value knows what it is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Mention(NamedTuple):
    """One value written into a cell or a line."""

    entity: str
    value: str  # normalised
    valid: bool = True  # False: the shape only, a check fails


@dataclass(slots=True)
class Field:
    """A column, or the whole of a text, with all that was written into it."""

    name: str  # "" for a text
    verdicts: dict[str, str]  # entity to expected verdict, in any order
    mentions: list[Mention] = field(default_factory=list)
    non_null: int = 0

    def note(self, *mentions: Mention) -> None:
        """Count a cell with content, or a line of text, and what it mentions."""
        self.non_null += 1
        self.mentions.extend(mentions)

    def rows(self) -> list[dict[str, Any]]:
        """Return one expected row per entity."""
        return [
            {
                "field": self.name,
                "entity": entity,
                "matched": sum(mention.entity == entity for mention in self.mentions),
                "count": len(self.values(entity)),
                "distinct": len(set(self.values(entity))),
                "non_null": self.non_null,
                "verdict": verdict,
            }
            for entity, verdict in sorted(self.verdicts.items())
        ]

    def values(self, entity: str) -> list[str]:
        """Return the normalised values of one entity that hold."""
        return [mention.value for mention in self.mentions if mention[::2] == (entity, True)]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the share as the inventory should show it."""

    path: str
    outcome: str = "scanned"
    format: str = ""
    encoding: str = ""
    level: str = "L1"
    fields: tuple[Field, ...] = ()

    def values(self) -> dict[str, list[str]]:
        """Return the values that totals count, by entity."""
        found: dict[str, list[str]] = defaultdict(list)
        for column in self.fields:
            for entity, verdict in column.verdicts.items():
                if verdict in ("confirmed", "probable"):
                    found[entity] += column.values(entity)
        return dict(sorted(found.items()))

    def row(self) -> dict[str, Any]:
        """Return the file's part of the expected inventory."""
        return {
            "path": self.path,
            "outcome": self.outcome,
            "format": self.format,
            "encoding": self.encoding,
            "level": self.level,
            "entities": totals(self.values()),
            "fields": [row for column in self.fields for row in column.rows()],
        }


def totals(values: dict[str, list[str]]) -> dict[str, dict[str, int]]:
    """Return occurrences and distinct values by entity."""
    return {
        entity: {"count": len(each), "distinct": len(set(each))} for entity, each in values.items()
    }


def inventory(entries: list[Entry]) -> dict[str, Any]:
    """Return the expected inventory of the whole share."""
    entries = sorted(entries, key=lambda entry: entry.path.encode())
    together: dict[str, list[str]] = defaultdict(list)
    levels: dict[str, int] = defaultdict(int)
    outcomes: dict[str, int] = defaultdict(int)
    for entry in entries:
        outcomes[entry.outcome] += 1
        if entry.outcome in ("scanned", "partial"):
            levels[entry.level] += 1
        for entity, values in entry.values().items():
            together[entity] += values
    share = {
        "levels": dict(sorted(levels.items())),
        "outcomes": dict(sorted(outcomes.items())),
        "entities": totals(dict(sorted(together.items()))),
    }
    return {"share": share, "files": [entry.row() for entry in entries]}
