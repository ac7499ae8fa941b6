"""After a run: what people said follows the files it was said of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.decision import Choice, Doubt, Place, Placement
from scanner.review import placing
from scanner.store.alarms import Alarms
from scanner.store.decisions import Decisions
from scanner.store.ground import Ground
from scanner.store.log import Log

if TYPE_CHECKING:
    from scanner.alarms import FalseAlarm
    from scanner.store import Store


def settle(store: Store) -> None:
    """Let decisions and false alarms follow their files; used inside a transaction."""
    _settle_decisions(store)
    _settle_alarms(store)


def _settle_decisions(store: Store) -> None:
    decisions = Decisions(store.connection)
    placements, choices = decisions.placements()
    settled = placing.settle(placements, choices, _ground(store, placements))
    if settled != sorted(placements, key=placing.in_force_first):
        decisions.settle(settled)


def _settle_alarms(store: Store) -> None:
    """Move all alarms of one place together; what lies at their old one is not theirs."""
    alarms = Alarms(store.connection)
    standing = alarms.standing()
    places = {_place_of(alarm): number for number, alarm in standing.items()}
    before = [
        Placement(number, place, Doubt.NONE if is_there else Doubt.GONE)
        for (place, is_there), number in places.items()
    ]
    choices = dict.fromkeys(places.values(), Choice.HOLD)
    after = {
        one.decision: one
        for one in placing.settle(before, choices, _ground(store, before))
        if one.doubt is not Doubt.LEFT
    }
    for number, alarm in standing.items():
        moved = _moved(alarm, after.get(places[_place_of(alarm)]))
        if moved != alarm:
            alarms.move(number, moved)


def _moved(alarm: FalseAlarm, now: Placement | None) -> FalseAlarm:
    if now is None or now.doubt is not Doubt.NONE:
        return replace(alarm, is_there=False)
    place = now.place
    is_named = not place.content or place.content.startswith("~")  # not read in full
    content = b"" if is_named else bytes.fromhex(place.content)
    return replace(alarm, root=place.root, path=place.path, content=content, is_there=True)


def _place_of(alarm: FalseAlarm) -> tuple[Place, bool]:
    return Place(alarm.root, alarm.path, alarm.content.hex()), alarm.is_there


def _ground(store: Store, placements: list[Placement]) -> Ground:
    settled = Log(store.connection).latest_run()
    return Ground(store.connection, {one.place.content for one in placements}, settled)
