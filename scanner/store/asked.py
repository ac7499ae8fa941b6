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


def remember(connection: sqlite3.Connection, asked: Asked) -> None:
    """Keep how the latest run was asked for."""
    globs = (json.dumps(asked.include), json.dumps(asked.exclude))
    row = (asked.policy, asked.policy_text, asked.deal, *globs)
    connection.execute("INSERT OR REPLACE INTO asked VALUES (1, ?, ?, ?, ?, ?)", row)


def remembered(connection: sqlite3.Connection) -> Asked | None:
    """Return how the latest run was asked for, None before the first."""
    sql = "SELECT policy, policy_text, deal, include, exclude FROM asked"
    row = connection.execute(sql).fetchone()
    if row is None:
        return None
    include, exclude = (tuple(json.loads(globs)) for globs in row[3:])
    policy, policy_text, deal = row[:3]
    return Asked(policy, policy_text, deal, include, exclude)
