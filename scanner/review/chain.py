"""A log in which nothing can be changed, left out or put elsewhere without being seen.

An entry is canonical JSON and carries the hash of the one before.  Who can rewrite the
whole file can rewrite the whole chain, so its newest hash is also kept elsewhere: in every
manifest, and wherever ``handover log verify --head`` takes it from.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BEGINNING = "0" * 64  # what the first entry carries
_OWN = frozenset({"number", "before"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log as it is stored."""

    number: int  # from 1, without gaps
    body: str  # canonical JSON: number, before, when, who, what, and the facts
    hash: str

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the entry says."""
        facts: dict[str, Any] = json.loads(self.body)
        return facts


def entry(number: int, before: str, facts: Mapping[str, Any]) -> Entry:
    """Make the entry that follows the one whose hash is ``before``.

    Raises:
        ValueError: A fact has the name of one of the entry's own.
    """
    if facts.keys() & _OWN:
        raise ValueError
    body = canonical({**facts, "number": number, "before": before})
    return Entry(number, body, digest(body))


def canonical(facts: Mapping[str, Any]) -> str:
    """Write JSON in the one way that hashes compare: sorted, dense, ASCII."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(body: str) -> str:
    """Return the hash of an entry's body."""
    return hashlib.sha256(body.encode("ascii", "surrogatepass")).hexdigest()


def flaws(entries: Iterable[Entry], head: str = "") -> list[Note]:
    """Return what is wrong with a log, in order; nothing if it is whole.

    Args:
        entries: As stored, by number.
        head: A hash that is known from elsewhere; it has to occur.
    """
    found: list[Note] = []
    number, before, heads = 0, BEGINNING, {BEGINNING}
    for one in entries:
        found += _flaws(one, number, before)
        number, before = one.number, one.hash
        heads.add(one.hash)
    if head and head not in heads:
        found.append(Note.of("review.log.head_missing", head=head))
    return found


def _flaws(one: Entry, number: int, before: str) -> list[Note]:
    """Hold one entry against its own hash and against the one before it."""
    if one.number != number + 1:
        return [Note.of("review.log.missing", first=number + 1, last=one.number - 1)]
    if digest(one.body) != one.hash:
        return [Note.of("review.log.changed", number=one.number)]
    facts = _facts(one)
    if facts.get("number") != one.number or facts.get("before") != before:
        return [Note.of("review.log.moved", number=one.number)]
    return []


def _facts(one: Entry) -> dict[str, Any]:
    try:
        facts = json.loads(one.body)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}
