"""False alarms in the state, and which files have to be judged anew because of them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scanner.alarms import FalseAlarm, FalseAlarms, digest
from scanner.model import FileRef, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from scanner.model import FileReport, Tally

OK, FIELD, VALUE = "ok", "field", "value"  # what is said of a finding

_PERSONAL = 2  # ``withdrawn`` where somebody said that a finding is personal information
_COLUMNS = "part, field, entity, verdict, sample, first, root, path, content, is_there, value"
_SAID = "reason, reviewer, until, withdrawn"
_ADD = f"INSERT INTO alarm ({_COLUMNS}, {_SAID}) VALUES ({', '.join('?' * 15)})"  # noqa: S608 - our own column names
_STANDING = f"SELECT id, {_COLUMNS} FROM alarm WHERE withdrawn != 1"  # noqa: S608 - our own column names
_IN_FORCE = (
    f"SELECT {_COLUMNS} FROM alarm WHERE NOT withdrawn AND (until = '' OR until >= ?) ORDER BY id"  # noqa: S608 - our own column names
)
_ALL = f"SELECT {_COLUMNS}, id, {_SAID} FROM alarm ORDER BY id"  # noqa: S608 - our own column names
_THESE = (
    "part = ? AND field = ? AND entity = ? AND value = ? AND NOT withdrawn "
    "AND (content = ? OR (root = ? AND path = ? AND is_there))"
)
_WITHDRAW = f"UPDATE alarm SET withdrawn = 1 WHERE {_THESE}"  # noqa: S608 - our own column names
_HOLDS = f"SELECT 1 FROM alarm WHERE {_THESE}"  # noqa: S608 - our own column names
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


@dataclass(frozen=True, slots=True)
class Judged:
    """The latest that was said of a finding; what was taken back says that it is one."""

    number: int
    says: str  # ``OK``, ``FIELD`` or ``VALUE``
    said: Said

    @property
    def base(self) -> str:
        """Name it in the hidden cell of a row that was written after it."""
        said = self.said
        text = "\0".join((str(self.number), self.says, said.reason, said.reviewer, said.until))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def holds(self, today: str) -> bool:
        """Tell whether its last day has not passed."""
        return self.says == OK or not self.said.until or self.said.until >= today


class Judgements:
    """What was said of findings, to be found by the row that shows one."""

    def __init__(self) -> None:
        self._said: defaultdict[tuple[str, str, str], list[tuple[FalseAlarm, Judged]]]
        self._said = defaultdict(list)

    def add(self, alarm: FalseAlarm, judged: Judged) -> None:
        """Note what was said after all that is known."""
        self._said[*alarm.place, alarm.entity].append((alarm, judged))

    def of(self, report: FileReport, tally: Tally) -> Judged | None:
        """Return the latest that was said of a finding, None while nothing was."""
        said = self._said.get((tally.part, tally.field, tally.entity), ())
        found = (judged for alarm, judged in reversed(said) if _is_of(alarm, report, tally))
        return next(found, None)


class Alarms:
    """The false alarms in a state; used inside a transaction where it writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, alarm: FalseAlarm, said: Said) -> None:
        """Note a false alarm; what was said of the same finding before is taken back."""
        self.withdraw(alarm)
        self._add(alarm, said, 0)

    def deny(self, alarm: FalseAlarm, said: Said) -> None:
        """Note that a finding is personal information, whatever was said of it before."""
        self.withdraw(alarm)
        self._add(alarm, said, _PERSONAL)

    def _add(self, alarm: FalseAlarm, said: Said, withdrawn: int) -> None:
        place = (alarm.root, alarm.path, alarm.content, alarm.is_there, alarm.value)
        finding = (alarm.part, alarm.field, alarm.entity, alarm.verdict, alarm.sample, alarm.first)
        row = (*finding, *place, said.reason, said.reviewer, said.until, withdrawn)
        self._connection.execute(_ADD, row)

    def withdraw(self, alarm: FalseAlarm) -> None:
        """Take back what was said of a finding."""
        self._connection.execute(_WITHDRAW, _these(alarm))

    def take_back(self, number: int) -> None:
        """Take back what was said under a number."""
        sql = "UPDATE alarm SET withdrawn = 1 WHERE id = ? AND NOT withdrawn"
        self._connection.execute(sql, (number,))

    def holds(self, alarm: FalseAlarm) -> bool:
        """Tell whether this was said of a finding and not taken back."""
        return self._connection.execute(_HOLDS, _these(alarm)).fetchone() is not None

    def in_force(self, today: str) -> FalseAlarms:
        """Return what holds on a day."""
        return FalseAlarms(_alarm(row) for row in self._connection.execute(_IN_FORCE, (today,)))

    def standing(self) -> dict[int, FalseAlarm]:
        """Return what was not taken back, by number; some of it may have expired, or deny."""
        return {number: _alarm(row) for number, *row in self._connection.execute(_STANDING)}

    def judgements(self) -> Judgements:
        """Return the latest that was said of any finding."""
        found = Judgements()
        for *row, number, reason, reviewer, until, withdrawn in self._connection.execute(_ALL):
            alarm = _alarm(row)
            says = OK if withdrawn else VALUE if alarm.of_value else FIELD
            found.add(alarm, Judged(number, says, Said(reason, reviewer, until)))
        return found

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


def _these(alarm: FalseAlarm) -> tuple[object, ...]:
    finding = (alarm.part, alarm.field, alarm.entity, alarm.value)
    return (*finding, alarm.content or None, alarm.root, alarm.path)  # NULL equals nothing


def _is_of(alarm: FalseAlarm, report: FileReport, tally: Tally) -> bool:
    """Tell whether a row of the reports is the one of which something was said."""
    file = report.file
    is_here = alarm.is_there and (alarm.root, alarm.path) == (file.root, file.path)
    if not is_here and (not alarm.content or alarm.content != report.content):
        return False
    is_sample = not tally.value and (alarm.sample, alarm.first) == (tally.sample, tally.first)
    return alarm.value == tally.value or is_sample


def _alarm(row: list[Any]) -> FalseAlarm:
    part, field, entity, verdict, sample, first, root, path, content, is_there, value = row
    said = (part, field, entity, Verdict(verdict), sample, first)
    return FalseAlarm(*said, root, path, content, bool(is_there), value)
