"""How the latest run was asked for, so that what follows it judges and walks alike."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Asked:
    """The policy, the kind of handover and the selection of a run."""

    policy: str  # its name
    policy_text: str
    deal: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    own: tuple[str, ...] = ()  # names of the recognizers that the user added


def remember(connection: sqlite3.Connection, asked: Asked) -> None:
    """Keep how the latest run was asked for."""
    lists = (json.dumps(each) for each in (asked.include, asked.exclude, asked.own))
    row = (asked.policy, asked.policy_text, asked.deal, *lists)
    connection.execute("INSERT OR REPLACE INTO asked VALUES (1, ?, ?, ?, ?, ?, ?)", row)


def remembered(connection: sqlite3.Connection) -> Asked | None:
    """Return how the latest run was asked for, None before the first."""
    sql = "SELECT policy, policy_text, deal, include, exclude, own FROM asked"
    row = connection.execute(sql).fetchone()
    if row is None:
        return None
    include, exclude, own = (tuple(json.loads(each)) for each in row[3:])
    policy, policy_text, deal = row[:3]
    return Asked(policy, policy_text, deal, include, exclude, own)
