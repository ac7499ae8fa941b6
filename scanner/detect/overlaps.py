"""One region of text has one winner, whoever else claims it.

Recognizers know nothing of each other, so one number may be claimed as a card, an old ID
and an account.  Whatever holds beats what only has a shape; among claims that hold decides,
in this order, whether the score is likely, what the words around name it, a check digit
before a table before a mere shape, the longer span, the better score.  A cell that is
nothing but the value is not settled here: what its whole column holds is known only when
all of it was seen (``classify.rivals``).

The same rule twice: over arrays of matches, and over claims on one text.  Presidio's own
engine returns every claim; a test holds the two equal.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers.base import ProvenRecognizer
from recognizers.compiled import compiled
from scanner.detect.beaten import drop_beaten, drop_taken, reaching, take

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.by_header import HeaderRecognizer
    from scanner.detect.arrays import Ints, Mask, Scores
    from scanner.detect.matches import Matches
    from scanner.detect.own.strangers import Stranger

    Span = tuple[Ints, Ints]  # where some begin, and where they end

LIKELY = 0.5  # least score that lets a finding amid other text count
_CHECK_DIGIT = 0.15  # a check that more random values pass is a table's or a form's

# What can decide, in this order; ``explain`` names it.
GROUNDS = ("likely", "words", "proof", "length", "score", "order", "order")


class Claim(NamedTuple):
    """One recognizer's claim to a span of a text, or of a buffer, that passes its check."""

    start: int
    stop: int
    entity: str
    proof: int  # what it has passed: 2 a check digit, 1 a table or a form, 0 nothing
    score: float  # after context
    shift: float  # what context added or took away

    @property
    def rank(self) -> tuple[bool, int, int, int, float, str, int]:
        """Return what it is compared by: as ``GROUNDS``, the highest wins."""
        return (
            self.score >= LIKELY,
            int(np.sign(self.shift)),
            self.proof,
            self.stop - self.start,
            round(self.score, 6),
            self.entity,
            -self.start,
        )

    def overlaps(self, other: Claim) -> bool:
        """Tell whether the two share a place."""
        return self.start < other.stop and other.start < self.stop


class Loss(NamedTuple):
    """Who beats a claim, and by which of ``GROUNDS``."""

    winner: int  # index of a claim
    ground: str


def settle(claims: Sequence[Claim]) -> dict[int, Loss]:
    """Return the losers by index: each overlaps a claim that ranks higher and stands."""
    lost: dict[int, Loss] = {}
    standing: list[tuple[int, int]] = []  # (start, index), in order of place, never overlapping
    for index in sorted(range(len(claims)), key=lambda one: claims[one].rank, reverse=True):
        claim = claims[index]
        first, last = (bisect_left(standing, (place, -1)) for place in (claim.start, claim.stop))
        near = [one for _, one in standing[max(0, first - 1) : last]]
        rivals = [one for one in near if claims[one].overlaps(claim)]
        if rivals:
            winner = max(rivals, key=lambda one: claims[one].rank)
            lost[index] = Loss(winner, _ground(claims[winner], claim))
        else:
            standing.insert(first, (claim.start, index))
    return lost


def _ground(winner: Claim, loser: Claim) -> str:
    pairs = zip(GROUNDS, winner.rank, loser.rank, strict=True)
    return next((ground for ground, one, other in pairs if one != other), GROUNDS[-1])


def proof(recognizer: ProvenRecognizer | HeaderRecognizer | Stranger) -> int:
    """Return what a valid value of a recognizer has passed, as ``Claim.proof``."""
    if not isinstance(recognizer, ProvenRecognizer):
        return 0
    return 2 if recognizer.CHANCE <= _CHECK_DIGIT else int(bool(recognizer.CHECK))


# -- over arrays --------------------------------------------------------------------------


def settled(found: Sequence[Matches], shifts: Sequence[Scores], *, one_text: bool) -> list[Matches]:
    """Drop the claims that lose, and failed ones that begin where one of them holds.

    Whole cells that fail there are counted as elsewhere.  Under a name that announces an
    attribute they stay: an account number proves nothing, and without its failures a card
    number that passes by luck would.

    Args:
        found: Of all recognizers, scores after context.
        shifts: For each of ``found``, what context did to the scores.
        one_text: The cells are lines of one text: a whole line is no cell.
    """
    losers = _losers(found, shifts, one_text=one_text)
    failing = [which for which, match in enumerate(found) if not match.all_hold]
    if not losers and not failing:
        return list(found)
    keep = [np.ones(len(match), np.bool_) for match in found]
    for which, row in losers:
        keep[which][row] = False
    standing = [*_standing(found, keep)] if failing else []
    for which in failing:
        _drop(found[which], keep[which], standing)
    return [_kept(match, kept) for match, kept in zip(found, keep, strict=True)]


@dataclass(frozen=True)
class _Standing:
    """What a recognizer proves, and which of it stands."""

    match: Matches
    stands: Mask

    @cached_property
    def span(self) -> Span:
        """Return the ascending starts, and how far it reaches from there."""
        starts, stops = self.match.starts, self.match.stops
        return reaching(
            *((starts, stops) if self.stands.all() else _picked(starts, stops, self.stands))
        )


def _standing(found: Sequence[Matches], keep: Sequence[Mask]) -> Iterator[_Standing]:
    """Yield, for each recognizer that proves anything, what stands of it."""
    for match, kept in zip(found, keep, strict=True):
        if isinstance(match.recognizer, ProvenRecognizer) and match.any_hold:
            stands = kept if match.holds is True else match.valid & kept
            if stands.any():
                yield _Standing(match, stands)


def _drop(match: Matches, keep: Mask, standing: Sequence[_Standing]) -> None:
    """Drop what fails of a recognizer where others stand."""
    among, runs = match.sites.among, []
    for other in standing:
        if among is None or among is not other.match.sites.among:
            drop_beaten(match.starts, match.valid, keep, *other.span)
        elif _may_take(other.match, match):
            runs.append(other)
    if among is not None and runs:  # two of one length are the same or apart
        taken = np.zeros(len(among), np.bool_)
        for other in runs:
            take(other.match.rows, other.stands, taken)
        drop_taken(match.rows, match.valid, keep, taken)


def _may_take(match: Matches, failing: Matches) -> bool:
    """Tell whether what fails may be among the same runs that hold.

    What speaks for itself has been left out of it (``plain``), unless it awaits a word.
    """
    needs = (one.recognizer for one in (match, failing))
    return any(not isinstance(one, ProvenRecognizer) or one.NEED > 0 for one in needs)


@compiled
def _picked(starts: Ints, stops: Ints, stands: Mask) -> tuple[Ints, Ints]:
    count = 0
    for row in range(len(starts)):
        count += stands[row]
    first, last, done = np.empty(count + 1, np.int64), np.empty(count + 1, np.int64), 0
    for row in range(len(starts)):
        first[done], last[done] = starts[row], stops[row]
        done += stands[row]
    return first[:count], last[:count]


def _kept(match: Matches, kept: Mask) -> Matches:
    if kept.all():
        return match
    lost = int(np.count_nonzero(match.whole & ~match.valid & ~kept))
    return replace(match.take(kept), elsewhere=match.elsewhere + lost, blank=match.blank)


def _losers(
    found: Sequence[Matches], shifts: Sequence[Scores], *, one_text: bool
) -> list[tuple[int, int]]:
    """Return (which of ``found``, row) of the valid claims amid text that lose."""
    rows = [match.amid(one_text=one_text) for match in found]
    if not any(map(len, rows)):
        return []
    which = np.repeat(np.arange(len(rows)), [len(some) for some in rows])
    row = np.concatenate(rows)
    starts = np.concatenate([match.starts[some] for match, some in zip(found, rows, strict=True)])
    stops = np.concatenate([match.stops[some] for match, some in zip(found, rows, strict=True)])
    disputed = _disputed(starts, stops)
    places = [(int(which[at]), int(row[at])) for at in disputed.tolist()]
    lost = settle([_claim(found[one], shifts[one], at) for one, at in places])
    return [places[index] for index in lost]


def _disputed(starts: Ints, stops: Ints) -> Ints:
    """Return which of some spans overlap another one."""
    order = np.argsort(starts, kind="stable")
    begins, ends = starts[order], stops[order]
    reach = np.maximum.accumulate(ends)
    with_earlier = np.concatenate(([False], begins[1:] < reach[:-1]))
    with_later = np.concatenate((begins[1:] < ends[:-1], [False]))
    disputed: Ints = order[with_earlier | with_later]
    return disputed


def _claim(match: Matches, shifts: Scores, row: int) -> Claim:
    start, stop = int(match.starts[row]), int(match.stops[row])
    held = proof(match.recognizer)
    return Claim(start, stop, match.entity, held, float(match.scores[row]), float(shifts[row]))
