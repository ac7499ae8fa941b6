"""The gate: what stands in the way of handing over the inventory of the latest run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.review import chain, gate
from scanner.review.gate import Obstacle, Terms, Why
from scanner.run import journal
from scanner.store.database import transaction
from scanner.store.scopes import latest_run

if TYPE_CHECKING:
    from scanner.run.desk import Desk


def obstacles(desk: Desk, terms: Terms) -> list[Obstacle]:
    """Return what stands in the way, the heaviest first, and write that into the log."""
    found = [*_general(desk), *gate.obstacles(terms, desk.files())]
    with transaction(desk.store.connection):
        journal.record(
            desk.store,
            "gate",
            run=desk.latest_run,
            obstacles=len(found),
            max_level=terms.max_level.name,
            require_decision=terms.require_decision.name,
            allow_unread=terms.allow_unread,
        )
    return found


def _general(desk: Desk) -> list[Obstacle]:
    """Return what stands in the way of everything."""
    found = []
    _, _, finished = latest_run(desk.store.connection)
    if finished is None:
        found.append(Obstacle(Why.INCOMPLETE))
    flaws = chain.flaws(journal.entries(desk.store))
    if flaws:
        found.append(Obstacle(Why.LOG, details=tuple(flaws[:1])))
    return found
