"""False alarms in the state, and which files have to be judged anew because of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scanner.alarms import FalseAlarm, FalseAlarms, digest
from scanner.model import FileRef, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_COLUMNS = "part, field, entity, verdict, sample, first, root, path, content, is_there, value"
_ADD = f"INSERT INTO alarm ({_COLUMNS}, reason, reviewer, until) VALUES ({', '.join('?' * 14)})"  # noqa: S608 - our own column names
_STANDING = f"SELECT id, {_COLUMNS} FROM alarm WHERE NOT withdrawn"  # noqa: S608 - our own column names
_WITHDRAW = (
    "UPDATE alarm SET withdrawn = 1 WHERE part = ? AND field = ? AND entity = ? AND value = ? "
    "AND NOT withdrawn "
    "AND (content = ? OR (root = ? AND path = ? AND is_there))"
)
_SUSPECTS = (
    "SELECT file.root, root.path, file.path, content, alarms FROM file "
    "JOIN report ON report.id = file.report JOIN root ON root.id = file.root "
    "WHERE alarms != '' OR content IN (SELECT content FROM alarm) "
    "OR file.path IN (SELECT path FROM alarm)"
)
_MOVE = "UPDATE alarm SET root = ?, path = ?, content = ?, is_there = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Said:
    """Who said that an alarm is false, and why."""

    reason: str
    reviewer: str = ""
    until: str = ""  # last ISO date, "" for ever


class Alarms:
    """The false alarms in a state; used inside a transaction where it writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, alarm: FalseAlarm, said: Said) -> None:
        """Note a false alarm; what was said of the same finding before is taken back."""
        self.withdraw(alarm)
        place = (alarm.root, alarm.path, alarm.content, alarm.is_there, alarm.value)
        finding = (alarm.part, alarm.field, alarm.entity, alarm.verdict, alarm.sample, alarm.first)
        row = (*finding, *place, said.reason, said.reviewer, said.until)
        self._connection.execute(_ADD, row)

    def withdraw(self, alarm: FalseAlarm) -> bool:
        """Take back what was said of a finding; tell whether something was."""
        finding = (alarm.part, alarm.field, alarm.entity, alarm.value)
        content = alarm.content or None  # NULL equals nothing
        where = (*finding, content, alarm.root, alarm.path)
        return self._connection.execute(_WITHDRAW, where).rowcount > 0

    def in_force(self, today: str) -> FalseAlarms:
        """Return what holds on a day."""
        sql = f"{_STANDING} AND (until = '' OR until >= ?) ORDER BY id"
        return FalseAlarms(_alarm(row) for _, *row in self._connection.execute(sql, (today,)))

    def standing(self) -> dict[int, FalseAlarm]:
        """Return what was not taken back, by number; some of it may have expired."""
        return {number: _alarm(row) for number, *row in self._connection.execute(_STANDING)}

    def move(self, number: int, alarm: FalseAlarm) -> None:
        """Note where an alarm lies now."""
        place = (alarm.root, alarm.path, alarm.content, alarm.is_there)
        self._connection.execute(_MOVE, (*place, number))


def look_again(connection: sqlite3.Connection, alarms: FalseAlarms) -> None:
    """Have those files judged anew whose report knows of other false alarms than hold now."""
    known = connection.execute("SELECT 1 FROM report WHERE alarms != '' LIMIT 1").fetchone()
    if alarms or known:
        outdated = list(_outdated(connection, alarms))
        sql = "UPDATE file SET settled = 0 WHERE root = ? AND path = ?"
        connection.executemany(sql, outdated)


def _outdated(connection: sqlite3.Connection, alarms: FalseAlarms) -> Iterator[tuple[int, bytes]]:
    for number, root, path, content, judged in connection.execute(_SUSPECTS):
        if digest(alarms.of(FileRef(root, path), content or b"")) != judged:
            yield number, path


def _alarm(row: list[Any]) -> FalseAlarm:
    part, field, entity, verdict, sample, first, root, path, content, is_there, value = row
    said = (part, field, entity, Verdict(verdict), sample, first)
    return FalseAlarm(*said, root, path, content, bool(is_there), value)
