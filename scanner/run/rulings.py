"""Decisions for a folder, a pattern, a rule or a level: made one by one or by a YAML file."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import yaml

from scanner.decision import Choice, Decision, Scope, Standing
from scanner.errors import Misused
from scanner.model import Level
from scanner.report.cells import printable, shown
from scanner.review import labels, standing
from scanner.run import journal
from scanner.store.database import transaction
from scanner.store.ground import Ground

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from scanner.decision import Snapshot
    from scanner.run.desk import Desk

_FILE_BYTES = 1 << 20
_TEXT_CHARS = 2000
_RULE = re.compile(r"[A-Za-z0-9_.-]{1,32}")
KEYS = frozenset({*map(str, Scope), "decision", "reason", "reviewer", "until", "withdraw"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is to be decided, or taken back where ``decision`` is None."""

    scope: Scope
    text: str
    decision: Decision | None
    until: str = ""


def ruling(entry: Mapping[str, object], where: str = "") -> Ruling:
    """Check one decision for many files.

    Args:
        entry: Exactly one of folder, pattern, rule and level; decision, or withdraw: true;
            reason, reviewer, until.
        where: For messages: the file it comes from.

    Raises:
        Misused: Something in it cannot be.
    """
    given = {key: value for key, value in entry.items() if value not in (None, "", False)}
    scopes = [scope for scope in Scope if scope in given]
    if len(scopes) != 1 or set(given) - KEYS:
        raise Misused("review.ruling.scope", where=where)
    text = _scope_text(scopes[0], str(given[scopes[0]]), where)
    if given.get("withdraw"):
        return Ruling(scopes[0], text, None)
    choice = labels.choice("report.decision.", str(given.get("decision", "")))
    until = labels.day(str(given.get("until", "")))
    if choice is None:
        raise Misused("review.ruling.decision", where=where)
    if until is None:
        raise Misused("review.ruling.until", where=where)
    words = (_words(given, "reason"), _words(given, "reviewer"))
    return Ruling(scopes[0], text, Decision(Choice(choice), *words), until)


def read_rulings(path: Path) -> list[Ruling]:
    """Read a YAML file with a list of decisions.

    Raises:
        Misused: It cannot be read, or an entry cannot be.
    """
    try:
        with open(path, "rb") as stream:
            data = stream.read(_FILE_BYTES + 1)
        entries = yaml.safe_load(data.decode("utf-8-sig")) if len(data) <= _FILE_BYTES else None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError):
        entries = None
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise Misused("review.ruling.file", path=str(path))
    return [ruling(entry, f"{path.name}, {number}") for number, entry in enumerate(entries, 1)]


def decide(desk: Desk, rulings: Sequence[Ruling]) -> list[int]:
    """Make decisions for many files, all or none; return how many files each covers now."""
    today = desk.today
    for ruled in rulings:
        if ruled.until and ruled.until < today:
            raise Misused("review.ruling.past", until=ruled.until, text=ruled.text)
    made = [_standing(one, number, today) for number, one in enumerate(rulings)]
    seen: dict[int, list[Snapshot]] = {one.number: [] for one in made}
    for report in desk.inventory.files():
        for one in made:
            if standing.covers(one, report):
                seen[one.number].append(desk.seen(report))
    with transaction(desk.store.connection):
        for ruled, one in zip(rulings, made, strict=True):
            _write(desk, ruled, replace(one, seen=standing.worst(seen[one.number])))
    desk.read_standings()
    return [len(files) for files in seen.values()]


def _write(desk: Desk, ruled: Ruling, one: Standing) -> None:
    facts = {"scope": str(one.scope), "text": one.text, "until": one.until}
    if ruled.decision is None:
        if not desk.decisions.withdraw_standing(one.scope, one.text):
            raise Misused("review.ruling.none", text=one.text)
        journal.record(desk.store, "withdrawal", **facts)
        return
    number = desk.decisions.add_standing(one)
    made = one.decision
    words = {"after": str(made.choice), "reason": made.reason, "reviewer": made.reviewer}
    journal.record(desk.store, "ruling", ruling=number, **words, **facts)


def withdraw_file(desk: Desk, path: Path) -> None:
    """Take back the decision on one file.

    Raises:
        Misused: None was made on it.
    """
    wanted = os.fsencode(path)
    with transaction(desk.store.connection):
        for place in Ground(desk.store.connection).places():
            here = os.path.join(place.root, place.path)
            if wanted in (place.path, here) and desk.decisions.withdraw(place.root, place.path):
                journal.record(desk.store, "withdrawal", scope="file", text=shown(here))
                return
    raise Misused("review.ruling.none", text=printable(os.fspath(path)))


def _standing(one: Ruling, number: int, today: str) -> Standing:
    decision = replace(one.decision or Decision(Choice.HOLD), date=today)
    return Standing(number, one.scope, one.text, decision, one.until)


def _scope_text(scope: Scope, text: str, where: str) -> str:
    """Write a scope in the one way that equal ones share."""
    text = text.strip()
    is_level = scope is not Scope.LEVEL or text.upper() in Level.__members__
    is_rule = scope is not Scope.RULE or _RULE.fullmatch(text) is not None
    if not text or len(text) > _TEXT_CHARS or not (is_level and is_rule):
        raise Misused("review.ruling.scope", where=where)
    if scope is Scope.FOLDER:
        return os.path.normpath(text)
    return text.upper() if scope is Scope.LEVEL else text


def _words(given: Mapping[str, object], key: str) -> str:
    return printable(str(given.get(key, "")).strip())[:_TEXT_CHARS]
