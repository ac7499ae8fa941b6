"""What people decided, and where it lies now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.decision import (
    Choice,
    Decision,
    Doubt,
    FileDecision,
    Place,
    Placement,
    Scope,
    Snapshot,
    Standing,
)
from scanner.model import Level, Outcome

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_ADD = "INSERT INTO decision (choice, reason, reviewer, date, seen) VALUES (?, ?, ?, ?, ?)"
_PLACE = "INSERT INTO placement (decision, root, path, content, doubt) VALUES (?, ?, ?, ?, ?)"
_ON = (
    "SELECT id, choice, reason, reviewer, date, seen, doubt FROM placement "
    "JOIN decision ON decision.id = placement.decision "
    "WHERE root = ? AND path = ? AND doubt != 'gone'"
)
_ADD_STANDING = (
    "INSERT INTO standing (scope, text, choice, reason, reviewer, date, until, seen) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_STANDING = (
    "SELECT id, scope, text, choice, reason, reviewer, date, until, seen FROM standing "
    "WHERE NOT withdrawn ORDER BY id"
)
_NOTHING = Snapshot(Outcome.UNREADABLE, Level.L1)


class Decisions:
    """The decisions in a state; used inside a transaction where it writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, decision: Decision, seen: Snapshot, place: Place) -> int:
        """Decide a file; what was decided for it before is history."""
        facts = (decision.choice, decision.reason, decision.reviewer, decision.date)
        number = self._connection.execute(_ADD, (*facts, seen.as_text())).lastrowid or 0
        self.withdraw(place.root, place.path)
        self._put(Placement(number, place))
        return number

    def withdraw(self, root: bytes, path: bytes) -> bool:
        """Let no decision lie at a path; tell whether one did."""
        sql = "DELETE FROM placement WHERE root = ? AND path = ? AND doubt != 'gone'"
        return self._connection.execute(sql, (root, path)).rowcount > 0

    @property
    def exist(self) -> bool:
        """Whether a decision lies anywhere."""
        return self._connection.execute("SELECT 1 FROM placement LIMIT 1").fetchone() is not None

    def on(self, root: bytes, path: bytes) -> tuple[FileDecision, Doubt] | None:
        """Return the decision that lies at a file."""
        row = self._connection.execute(_ON, (root, path)).fetchone()
        if row is None:
            return None
        number, choice, reason, reviewer, date, seen, doubt = row
        decision = Decision(Choice(choice), reason, reviewer, date)
        made = FileDecision(number, decision, Snapshot.from_text(seen) or _NOTHING)
        return made, Doubt(doubt)

    def placements(self) -> tuple[list[Placement], dict[int, Choice]]:
        """Return where all decisions lie, and what each says."""
        rows = self._connection.execute(
            "SELECT decision, root, path, content, doubt, choice FROM placement "
            "JOIN decision ON decision.id = placement.decision"
        ).fetchall()
        found = [
            Placement(number, Place(root, path, content), Doubt(doubt))
            for number, root, path, content, doubt, _ in rows
        ]
        return found, {row[0]: Choice(row[5]) for row in rows}

    def settle(self, placements: Iterable[Placement]) -> None:
        """Replace where all decisions lie."""
        self._connection.execute("DELETE FROM placement")
        for one in placements:
            self._put(one)

    def add_standing(self, standing: Standing) -> int:
        """Decide for a folder or a rule; an earlier decision for the same is withdrawn."""
        self.withdraw_standing(standing.scope, standing.text)
        decision, seen = standing.decision, standing.seen or _NOTHING
        facts = (decision.choice, decision.reason, decision.reviewer, decision.date)
        what = (standing.scope, standing.text, *facts, standing.until, seen.as_text())
        return self._connection.execute(_ADD_STANDING, what).lastrowid or 0

    def withdraw_standing(self, scope: Scope, text: str) -> bool:
        """Take back a decision for a folder or a rule; tell whether there was one."""
        sql = "UPDATE standing SET withdrawn = 1 WHERE scope = ? AND text = ? AND NOT withdrawn"
        return self._connection.execute(sql, (scope, text)).rowcount > 0

    def standings(self) -> list[Standing]:
        """Return the decisions for folders and rules, the earliest first."""
        return [
            Standing(
                number,
                Scope(scope),
                text,
                Decision(Choice(choice), reason, reviewer, date),
                until,
                Snapshot.from_text(seen),
            )
            for number, scope, text, choice, reason, reviewer, date, until, seen in (
                self._connection.execute(_STANDING)
            )
        ]

    def _put(self, one: Placement) -> None:
        place = one.place
        row = (one.decision, place.root, place.path, place.content, one.doubt)
        self._connection.execute(_PLACE, row)
