"""Spot checks: which files were drawn, and what people said of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Draw:
    """One spot check."""

    run: int
    seed: str
    size: int
    strata: Mapping[str, int]  # how many files each stratum had
    number: int = 0


class Draws:
    """The spot checks in a state; used inside a transaction where it writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, draw: Draw, keys: Mapping[str, list[str]]) -> int:
        """Keep what was drawn, by stratum; return the number of the draw."""
        sql = "INSERT INTO draw (run, seed, size, strata) VALUES (?, ?, ?, ?)"
        facts = (draw.run, draw.seed, draw.size, json.dumps(dict(draw.strata)))
        number = self._connection.execute(sql, facts).lastrowid or 0
        self._connection.executemany(
            "INSERT INTO drawn VALUES (?, ?, ?, '')",
            [(number, key, stratum) for stratum, drawn in keys.items() for key in drawn],
        )
        return number

    def find(self, number: int) -> Draw | None:
        """Return a draw."""
        sql = "SELECT run, seed, size, strata FROM draw WHERE id = ?"
        row = self._connection.execute(sql, (number,)).fetchone()
        return Draw(row[0], row[1], row[2], json.loads(row[3]), number) if row else None

    def tick(self, number: int, key: str, tick: str) -> bool:
        """Note what a person said of a file; False if it was not drawn."""
        sql = "UPDATE drawn SET tick = ? WHERE draw = ? AND key = ?"
        return self._connection.execute(sql, (tick, number, key)).rowcount > 0

    def drawn(self, number: int) -> list[tuple[str, str, str]]:
        """Return key, stratum and tick of every file of a draw."""
        sql = "SELECT key, stratum, tick FROM drawn WHERE draw = ? ORDER BY stratum, key"
        return self._connection.execute(sql, (number,)).fetchall()
