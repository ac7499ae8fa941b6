"""Chunks in, evidence added: the room's door for the worker."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np

from recognizers import headers, places
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer
from recognizers.compiled import compiled
from scanner.chunks import TableChunk
from scanner.detect import lines, seams
from scanner.detect.finder import finder
from scanner.detect.hashing import Hasher
from scanner.detect.overlaps import LIKELY
from scanner.detect.own.strangers import Stranger
from scanner.detect.repeated import laid_out
from scanner.detect.values import is_ascending
from scanner.detect.verifying import Verifier, noted
from scanner.evidence import BLANK, ELSEWHERE, OWN, Bucket
from scanner.model import PRESIDIO, Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from recognizers.places import Place
    from scanner.chunks import TextChunk
    from scanner.detect.arrays import Bytes, Ints, Mask, Scores
    from scanner.detect.finder import Finder
    from scanner.detect.matches import Findings, Matches
    from scanner.detect.reference import Reference
    from scanner.evidence import Evidence, FieldEvidence, FileEvidence
    from scanner.model import ScanPlan

    Places = Callable[[Ints], Ints]  # which rows or lines some cells are


def _finder(plan: ScanPlan) -> Finder | Reference:
    if plan.engine != PRESIDIO:
        return finder("zh", plan.regions, plan.own)
    from scanner.detect.reference import reference  # loads Presidio's engines

    return reference("zh", plan.regions, plan.own)


class Detector:
    """Find what one plan looks for, chunk by chunk."""

    def __init__(self, plan: ScanPlan) -> None:
        self._today = plan.today
        self._hasher = Hasher(plan.key)
        self._finder = _finder(plan)
        share = plan.verify / 100  # of percent
        self._verifier = Verifier(self._hasher, share, plan.regions, plan.own) if share else None

    def examine(
        self, chunk: TableChunk | TextChunk, evidence: FileEvidence, title: str = ""
    ) -> None:
        """Add what a chunk shows to the evidence of its file, whose name is ``title``."""
        near = places.of(title, chunk.part)
        if isinstance(chunk, TableChunk):
            self._examine_table(chunk, evidence, near)
        else:
            self._examine_text(chunk, evidence, near)

    def _examine_table(
        self, chunk: TableChunk, evidence: FileEvidence, near: Sequence[Place]
    ) -> None:
        for name, column in zip(chunk.fields, chunk.columns, strict=True):
            field = evidence.column(
                chunk.part, name, beside=chunk.fields[0], has_header=chunk.has_header
            )
            cells = laid_out(column)
            header = name if chunk.has_header else headers.UNNAMED
            found = self._finder.find(cells, header, near)
            for match in _in_order(found, evidence):
                self.record(match, field, lambda which: which + chunk.first_row)
            if self._verifier:
                with noted(evidence, chunk.part, name) as unlike:
                    unlike.update(self._verifier.in_column(cells, found, header, near))
            field.rows += len(cells)
            field.non_null += cells.filled

    def _examine_text(
        self, chunk: TextChunk, evidence: FileEvidence, near: Sequence[Place]
    ) -> None:
        field = evidence.text(chunk.part)
        cells = lines.of_lines(chunk.data, chunk.room)
        moved = int(cells.bounds[0]) - chunk.room[0]
        first, last = chunk.start + moved, chunk.stop + moved
        found = seams.find(self._finder, cells, near)
        for match in _in_order(found, evidence):
            mine = match.take((match.starts >= first) & (match.starts < last))
            self.record(mine, field, lambda which: chunk.first_line + lines.before(cells, which))
        if self._verifier:
            with noted(evidence, chunk.part, "") as unlike:
                for told in self._verifier.in_lines(cells, found, (first, last), near):
                    if isinstance(told, Note):
                        evidence.troubles.add(told)
                    else:
                        unlike.update(told)
        counted = lines.counted(cells, first, last)
        field.rows += counted.ended
        field.non_null += counted.filled

    def record(self, match: Matches, field: FieldEvidence, places: Places) -> None:
        """Add the matches of one recognizer, each in its bucket.

        Args:
            match: What was found.
            field: Where it was found.
            places: Tells which rows or lines some cells are.
        """
        if match.elsewhere and field.is_column:
            field.of(match.entity).facts[ELSEWHERE] += match.elsewhere
        if match.blank:
            field.of(match.entity).facts[BLANK] += match.blank
        if not len(match):
            return
        for key in field.watched.get(match.entity, ()):
            is_it = match.values.keys(match.rows, self._hasher) == np.uint64(key)
            if is_it.any():
                aside = field.of_value(match.entity, key)
                self._add(match.take(is_it), aside, places, is_column=field.is_column)
                match = match.take(~is_it)
        if len(match):
            self._add(match, field.of(match.entity), places, is_column=field.is_column)

    def _add(
        self,
        match: Matches,
        evidence: Evidence,
        places: Places,
        *,
        is_column: bool,
    ) -> None:
        if isinstance(match.recognizer, Stranger):
            evidence.facts[OWN] += len(match)
        for bucket, rows in _by_bucket(match, is_column=is_column):
            keys = match.values.distinct_keys(rows, self._hasher, in_order=match.are_in_order)
            evidence.add(bucket, keys, len(rows))
        if match.any_hold:
            self._describe(match, evidence, places)

    def _describe(self, match: Matches, evidence: Evidence, places: Places) -> None:
        """Note the first, the best and the countable properties of valid matches."""
        one, first = match.recognizer, match.first()
        sample = one.mask(match.value(first))
        place = places(np.array(match.sites.place(first)[:1]))
        evidence.notice(int(place[0]), float(np.max(match.worth)), sample)
        valid = match.holding()
        facts = self._facts(valid)
        if facts and not valid.sites.are_whole:
            counted = valid.whole | (valid.scores >= LIKELY)
            facts = {fact: mask & counted for fact, mask in facts.items()}
        for fact, mask in facts.items():
            evidence.facts[fact] += int(np.count_nonzero(mask))
        if isinstance(one, ProvenRecognizer) and one.SERIAL is not None:
            evidence.spread |= _bitmap(valid.values.some(valid.rows), one.SERIAL)

    def _facts(self, valid: Matches) -> dict[str, Mask]:
        """Return what a recognizer counts of its values, each distinct one looked at once."""
        one = valid.recognizer
        if isinstance(one, Stranger):
            return {}
        if type(one).facts in (ProvenRecognizer.facts, HeaderRecognizer.facts):
            return {}
        if valid.are_in_order or is_ascending(valid.rows):
            return one.facts(valid.values.some(valid.rows), self._today)
        looked_at = np.zeros(len(valid.values), np.bool_)
        looked_at[valid.rows] = True
        number = np.cumsum(looked_at) - 1
        facts = one.facts(valid.values.some(np.flatnonzero(looked_at)), self._today)
        return {fact: mask[number[valid.rows]] for fact, mask in facts.items()}


def _in_order(found: Findings, evidence: FileEvidence) -> list[Matches]:
    """Note who could not tell; return the matches, those with the first valid value first."""
    evidence.troubles.update(found.troubles)
    return sorted(found.matches, key=_first_place)


def _first_place(match: Matches) -> int:
    first = match.first()
    return match.sites.place(first)[1] if first >= 0 else _NOWHERE


def _by_bucket(match: Matches, *, is_column: bool) -> Iterator[tuple[Bucket, Ints]]:
    """Yield the buckets that hold any of the matches, and the rows of those."""
    if is_column and isinstance(match.holds, bool) and match.sites.are_whole:
        yield Bucket.WHOLE_VALID if match.holds else Bucket.WHOLE_FAILED, match.rows
        return
    bucket_of, counts = _bucketed(match.valid, match.whole, match.scores, is_column)
    for bucket, (number, count) in zip(Bucket, enumerate(counts.tolist()), strict=True):
        if count == len(match):
            yield bucket, match.rows
        elif count:
            yield bucket, _those_in(match.rows, bucket_of, number, count)


@compiled
def _bucketed(
    valid: Mask,
    whole: Mask,
    scores: Scores,
    is_column: bool,  # noqa: FBT001 -- compiled code takes arguments in order
) -> tuple[Bytes, Ints]:
    """Return which bucket each match is in, by number in ``Bucket``, and how many each holds."""
    number, counts = np.empty(len(valid), np.uint8), np.zeros(_BUCKETS, np.int64)
    for row in range(len(valid)):
        in_cell = 0 if valid[row] else 1
        amid = (2 if scores[row] >= LIKELY else 3) if valid[row] else 4
        number[row] = in_cell if is_column & whole[row] else amid
    for bucket in range(_BUCKETS):
        count = 0
        for row in range(len(valid)):
            count += number[row] == bucket
        counts[bucket] = count
    return number, counts


@compiled
def _those_in(rows: Ints, bucket_of: Bytes, bucket: int, count: int) -> Ints:
    """Return the rows of a bucket, so many."""
    found, done, at = np.empty(count, np.int64), 0, 0
    while done < count:
        if bucket_of[at] == bucket:
            found[done] = rows[at]
            done += 1
        at += 1
    return found


def _bitmap(values: Bytes, places: slice) -> int:
    """Return which numbers some ASCII digits of the values make, as the bits of an integer."""
    first, last, _ = places.indices(values.shape[1])
    seen = _numbers_seen(values, first, last)
    return int.from_bytes(np.packbits(seen, bitorder="little").tobytes(), "little")


@compiled
def _numbers_seen(values: Bytes, first: int, last: int) -> Mask:
    seen = np.zeros(10 ** (last - first), np.bool_)
    for row in range(len(values)):
        number = 0
        for place in range(first, last):
            number = number * 10 + _DIGITS[values[row, place]]
        seen[number] = True
    return seen


_BUCKETS = len(Bucket)
_DIGITS = (np.arange(256) - ord("0")) % 10  # which digit each byte stands for
_NOWHERE = sys.maxsize
