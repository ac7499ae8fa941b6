"""Decisions follow the content they were made on: through moves, renames and swaps.

In this order: the same content at the same place; the same content at another place,
which is a move; another content at the same place, which is an edit.  Where equal files
with different decisions moved, nothing is guessed: each is shown with a doubt.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from scanner.decision import Choice, Doubt, Place, Placement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Ground(Protocol):
    """What lies on the share now."""

    def at(self, root: bytes, path: bytes) -> Place | None:
        """Return what lies at a path."""

    def holding(self, content: str) -> Sequence[Place]:
        """Return where a content has come to lie since decisions were settled last, sorted."""


def settle(
    placements: Iterable[Placement], choices: Mapping[int, Choice], ground: Ground
) -> list[Placement]:
    """Return where each decision lies now; no file has two in force.

    A decision whose content is nowhere waits where it was, as ``GONE``; it is given up
    only where a later one was made on the same content at the same path.

    Args:
        placements: Where they lay before.
        choices: What each decision says, by its number.
        ground: The share of today.
    """
    settling = _Settling(choices, ground)
    moving: defaultdict[str, list[Placement]] = defaultdict(list)
    for one in sorted(placements, key=in_force_first):
        if not settling.keep(one):
            moving[one.place.content].append(one)
    behind = [one for content in sorted(moving) for one in settling.follow(moving[content])]
    for one in sorted(behind, key=in_force_first):
        settling.stay(one)
    return sorted((*settling.taken.values(), *settling.gone), key=in_force_first)


def in_force_first(one: Placement) -> tuple[bool, Place, int]:
    """Order placements: what waits after what is in force, then by place, the latest first."""
    return one.doubt is Doubt.GONE, one.place, -one.decision  # a later number is a later decision


@dataclass(slots=True)
class _Settling:
    choices: Mapping[int, Choice]
    ground: Ground
    taken: dict[tuple[bytes, bytes], Placement] = field(default_factory=dict)
    gone: list[Placement] = field(default_factory=list)

    def keep(self, one: Placement) -> bool:
        """Leave a decision where its content still lies; tell whether it does."""
        place = one.place
        if not place.content or self.ground.at(place.root, place.path) != place:
            return False
        if not self._is_taken(place):
            self._put(one, place, Doubt.NONE if one.doubt is Doubt.GONE else one.doubt)
        return True

    def follow(self, placements: Sequence[Placement]) -> list[Placement]:
        """Send decisions on one content after it; return those that have to stay behind."""
        content = placements[0].place.content
        holding = self.ground.holding(content) if content else ()
        free = [place for place in holding if not self._is_taken(place)]
        differ = len({self.choices[one.decision] for one in placements}) > 1
        for one, place in zip(placements, free, strict=False):
            found = Doubt.NONE if one.doubt is Doubt.GONE else one.doubt
            self._put(one, place, Doubt.COPIES if differ else found)
        followed = [replace(one, doubt=Doubt.LEFT) for one in placements[: len(free)]]
        return followed + list(placements[len(free) :])

    def stay(self, one: Placement) -> None:
        """Leave a decision at its path, where another content lies now, or nothing."""
        now = self.ground.at(one.place.root, one.place.path)
        if now and not self._is_taken(now):
            self._put(one, now, self._doubt(one, now))
        elif one.doubt is not Doubt.LEFT:
            self.gone.append(replace(one, doubt=Doubt.GONE))

    def _doubt(self, one: Placement, now: Place) -> Doubt:
        """Tell whether what lies at a path may be the decided file, edited."""
        if one.doubt is not Doubt.GONE:
            decided = {other.place.content for other in self.taken.values()}
            is_copy = bool(now.content) and now != one.place and now.content in decided
            return one.doubt or (Doubt.REPLACED if is_copy else Doubt.NONE)
        return Doubt.RETURNED if one.place.content else Doubt.NONE

    def _is_taken(self, place: Place) -> bool:
        return (place.root, place.path) in self.taken

    def _put(self, one: Placement, place: Place, doubt: Doubt) -> None:
        self.taken[place.root, place.path] = replace(one, place=place, doubt=doubt)
