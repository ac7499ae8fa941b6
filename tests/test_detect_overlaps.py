"""One region of text has one winner, by the same rule over arrays and over results."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import recognizers
from scanner.detect import Detector, analyze, explain
from scanner.detect.beaten import drop_beaten, reaching
from scanner.detect.cells import of_array
from scanner.detect.finder import finder
from scanner.detect.lines import of_lines
from scanner.detect.matches import Matches
from scanner.detect.overlaps import GROUNDS, Claim, proof, settle, settled
from scanner.detect.sites import Sites
from scanner.detect.values import Values
from scanner.evidence import FieldEvidence
from scanner.model import ScanPlan
from tests.test_detect_sameness import cell_texts

if TYPE_CHECKING:
    from recognizers.base import ProvenRecognizer

claims = st.lists(
    st.builds(
        lambda start, size, *rest: Claim(start, start + size, *rest),
        st.integers(0, 30),
        st.integers(1, 12),
        st.sampled_from(["CARD", "ID", "PHONE"]),
        st.integers(0, 2),
        st.sampled_from([0.05, 0.4, 0.6, 0.95]),
        st.sampled_from([-0.3, 0.0, 0.35]),
    ),
    max_size=12,
)
ID, ORDER = "11010519491231002X", "110105194912310021"


@given(claims)
def test_winners_never_overlap_and_every_loser_knows_who_beat_it(some: list[Claim]) -> None:
    lost = settle(some)
    standing = sorted(claim for index, claim in enumerate(some) if index not in lost)

    assert all(one.stop <= other.start for one, other in pairwise(standing))
    for index, (winner, ground) in lost.items():
        assert winner not in lost
        assert some[winner].overlaps(some[index])
        assert some[winner].rank >= some[index].rank
        assert ground in GROUNDS


@given(claims, st.randoms())
def test_the_order_of_claims_changes_nothing(some: list[Claim], dice: object) -> None:
    mixed = list(some)
    dice.shuffle(mixed)  # type: ignore[attr-defined] # a random.Random

    def winners(every: list[Claim]) -> list[Claim]:
        lost = settle(every)
        return sorted(claim for index, claim in enumerate(every) if index not in lost)

    assert winners(some) == winners(mixed)


@given(claims)
def test_settling_the_winners_again_changes_nothing(some: list[Claim]) -> None:
    lost = settle(some)

    assert settle([claim for index, claim in enumerate(some) if index not in lost]) == {}


@given(some=claims, one_text=st.booleans())
def test_arrays_are_settled_as_claims_are(*, some: list[Claim], one_text: bool) -> None:
    kinds = {"CARD": "CREDIT_CARD", "ID": "CN_RESIDENT_ID", "PHONE": "CN_MOBILE"}
    ours = {
        one.ENTITY: one()
        for one in recognizers.ALL
        if issubclass(one, recognizers.ProvenRecognizer) and one.ENTITY in kinds.values()
    }
    some = [
        claim._replace(entity=kinds[claim.entity], proof=proof(ours[kinds[claim.entity]]))
        for claim in some
    ]
    rows = [[one for one in some if one.entity == entity] for entity in ours]
    found = [_matches(ours[entity], part) for entity, part in zip(ours, rows, strict=True)]
    shifts = [np.array([one.shift for one in part]) for part in rows]
    lost = settle(some)

    assert sorted(
        (match.entity, int(start))
        for match in settled(found, shifts, one_text=one_text)
        for start in match.starts
    ) == sorted((one.entity, one.start) for n, one in enumerate(some) if n not in lost)


def _matches(recognizer: ProvenRecognizer, claims: list[Claim]) -> Matches:
    """Return claims as valid matches amid text."""
    starts, stops = (np.array([one[at] for one in claims], np.int64) for at in (0, 1))
    scores = np.array([one.score for one in claims])
    values = Values(np.zeros((len(claims), 1), np.uint8))
    sites = Sites(starts * 0, starts, stops, np.zeros(len(claims), np.bool_))
    return Matches(recognizer, sites, values, np.arange(len(claims)), holds=True, worth=scores)


NUMBERS = st.sampled_from(
    [ID, ID.lower(), ORDER, "440301199003070000", "913101011000018440", "510104198504112602"]
)
OTHERS = st.sampled_from([f"证件 {ID}", f"{ORDER}, {ID}", "E12345678", "13800138000", ""])


@given(
    st.lists(NUMBERS) | st.lists(NUMBERS | OTHERS),
    st.sampled_from(["证件号", "订单号", "银行卡号", "护照号", ""]),
)
def test_what_is_said_of_all_is_said_of_each(texts: list[str], name: str) -> None:
    cells = of_array(pa.array(texts, pa.string()))
    found, shifts, _ = finder("zh")._claims(cells, name, (), one_text=False)
    each = [*map(_of_each, found)]

    assert [*map(_told, found)] == [*map(_told, each)]
    pairs = zip(*(settled(some, shifts, one_text=False) for some in (found, each)), strict=True)
    for one, other in pairs:
        assert _told(one) == _told(other)
        assert _told(one.holding()) == _told(other.holding())
        assert one.amid(one_text=False).tolist() == other.amid(one_text=False).tolist()
        assert (one.first(), one.any_hold, one.all_hold) == (
            *(other.first(), other.any_hold, other.all_hold),
        )
        assert _evidence(one) == _evidence(other)


def _of_each(match: Matches) -> Matches:
    """Return the same matches with all that is said of them once said of each."""
    sites = Sites(match.cells, match.starts, match.stops, match.whole)
    return replace(match, sites=sites, holds=match.valid, worth=match.scores)


def _told(match: Matches) -> list[object]:
    columns = (match.cells, match.starts, match.stops, match.whole, match.valid, match.scores)
    return [match.entity, match.elsewhere, *(column.tolist() for column in columns)]


def _evidence(match: Matches) -> list[object]:
    field = FieldEvidence(is_column=True)
    Detector(ScanPlan(policy="", today="2026-01-01", key=bytes(32))).record(
        match, field, lambda which: which + 1
    )
    return [
        (
            *(entity, one.counts, one.facts, one.score, one.first, one.sample, one.spread),
            {bucket: keys.keys().tolist() for bucket, keys in one.keys.items()},
        )
        for entity, one in field.entities.items()
    ]


@settings(max_examples=200)
@given(st.lists(cell_texts, max_size=6))
def test_arrays_and_results_are_settled_alike(lines: list[str]) -> None:
    text = "\n".join(lines)
    data = text.encode()
    cells = of_lines(data)
    first = int(cells.bounds[0])
    by_arrays = {
        (match.entity, len(data[: start - first].decode()), len(data[: stop - first].decode()))
        for match in finder("zh").find(cells, one_text=True).matches
        for start, stop, valid in zip(match.starts, match.stops, match.valid, strict=True)
        if valid
    }

    assert by_arrays == {(one.entity_type, one.start, one.end) for one in analyze(text)}


places = st.lists(st.tuples(st.integers(0, 60), st.booleans(), st.booleans()), max_size=80)


@given(
    places, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=8), st.booleans()
)
def test_what_fails_within_a_span_is_dropped(
    some: list[tuple[int, bool, bool]],
    spans: list[tuple[int, int]],
    is_sorted: bool,  # noqa: FBT001 -- hypothesis'
) -> None:
    some, spans = sorted(some) if is_sorted else some, spans or [(99, 1)]
    begins = np.array([start for start, _ in spans])
    reached = reaching(begins, begins + [size for _, size in spans])
    at, valid, keep = (np.array(each) for each in zip(*(some or [(0, True, True)]), strict=True))
    if len(at) == len(reached[0]) and (at == reached[0]).all():
        return  # the short way: each place is a span's own
    kept = keep.copy()
    drop_beaten(at, valid, kept, *reached)

    assert kept.tolist() == [
        kept_so_far and (holds or not any(start <= place < start + size for start, size in spans))
        for place, holds, kept_so_far in zip(
            at.tolist(), valid.tolist(), keep.tolist(), strict=True
        )
    ]


@pytest.mark.parametrize(
    ("winner", "loser", "ground"),
    [
        (Claim(0, 18, "ID", 2, 0.85, 0.0), Claim(0, 18, "CARD", 2, 0.35, -0.3), "likely"),
        (Claim(0, 15, "OLD_ID", 1, 0.55, 0.35), Claim(0, 15, "CARD", 2, 0.6, 0.0), "words"),
        (Claim(0, 16, "CARD", 2, 0.6, 0.0), Claim(3, 14, "PHONE", 1, 0.6, 0.0), "proof"),
        (Claim(0, 12, "PHONE", 1, 0.6, 0.0), Claim(4, 12, "CODE", 1, 0.9, 0.0), "length"),
        (Claim(0, 12, "PHONE", 1, 0.6, 0.0), Claim(0, 12, "CODE", 1, 0.5, 0.0), "score"),
    ],
)
def test_the_better_evidence_wins(winner: Claim, loser: Claim, ground: str) -> None:
    assert settle([loser, winner]) == {0: (1, ground)}


def test_explain_names_what_only_looks_like_a_value() -> None:
    told = {one.entity: one.lost_by for one in explain(f"身份证 {ORDER}")}

    assert told["CN_RESIDENT_ID"] == "check"
    assert "" not in told.values()
    assert [one.entity for one in explain(f"身份证 {ID}") if not one.lost_by] == ["CN_RESIDENT_ID"]
