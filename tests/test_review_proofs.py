"""What a spot check proves, which files it draws, and a log that shows every change."""

from __future__ import annotations

import json
from math import comb
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.model import EntityTotal, FileRef, FileReport, Level, Outcome
from scanner.review import bounds, chain
from scanner.review.chain import BEGINNING, Entry, entry, flaws
from scanner.review.sampling import CLEAN, Candidate, draw, shares, stratum

if TYPE_CHECKING:
    from random import Random

# Two-sided 95 % limits as published: C. J. Clopper and E. S. Pearson's charts as tabulated in
# Documenta Geigy, Scientific Tables; 0 of 10, 1 of 10, 5 of 10, 10 of 100, 1 of 100, 0 of 100.
PUBLISHED = [
    (0, 10, 0.0000, 0.3085),
    (1, 10, 0.0025, 0.4450),
    (5, 10, 0.1871, 0.8129),
    (10, 10, 0.6915, 1.0000),
    (1, 100, 0.0003, 0.0545),
    (10, 100, 0.0490, 0.1762),
    (0, 100, 0.0000, 0.0362),
    (50, 100, 0.3983, 0.6017),
]
counts = st.integers(1, 150).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("errors", "checked", "low", "high"), PUBLISHED)
def test_the_interval_is_the_published_one(
    errors: int, checked: int, low: float, high: float
) -> None:
    assert bounds.interval(errors, checked) == pytest.approx((low, high), abs=6e-5)


@pytest.mark.parametrize("checked", [1, 59, 426, 100_000])
def test_without_an_error_the_bound_has_a_closed_form(checked: int) -> None:
    assert bounds.upper(0, checked) == pytest.approx(1 - 0.05 ** (1 / checked), rel=1e-9)


def test_426_files_without_an_error_prove_seven_in_a_thousand() -> None:
    assert bounds.upper(0, 427) < 0.007 < bounds.upper(0, 426)


@given(counts)
def test_at_the_bound_so_few_errors_have_the_chance_that_was_asked_for(
    count: tuple[int, int],
) -> None:
    errors, checked = count
    rate = bounds.upper(errors, checked)
    exact = sum(
        comb(checked, each) * rate**each * (1 - rate) ** (checked - each)
        for each in range(errors + 1)
    )

    assert rate >= errors / checked
    assert exact == pytest.approx(1.0 if errors == checked else 0.05, rel=1e-6)


@given(counts)
def test_misses_and_hits_mirror_each_other(count: tuple[int, int]) -> None:
    errors, checked = count
    low, high = bounds.interval(errors, checked)
    mirrored = bounds.interval(checked - errors, checked)

    assert (1 - high, 1 - low) == pytest.approx(mirrored, abs=1e-12)


@given(st.integers(0, 300), st.integers(301, 1500), st.floats(0.0001, 0.9999))
def test_the_two_ways_to_count_combinations_agree(errors: int, trials: int, rate: float) -> None:
    assert bounds.at_most(errors, trials, rate) == pytest.approx(
        1 - bounds.at_most(trials - errors - 1, trials, 1 - rate), abs=1e-7
    )


def test_of_nothing_checked_nothing_is_proved() -> None:
    assert bounds.interval(0, 0) == (0.0, 1.0)


strata = st.sampled_from([CLEAN, "L1", "L2", "L3", "L4", "L5"])
sizes = st.dictionaries(strata, st.integers(1, 500), max_size=6)


@given(sizes, st.integers(0, 700))
def test_a_sample_has_its_size_or_all_there_are(sizes: dict[str, int], size: int) -> None:
    wanted = shares(sizes, size)

    assert sum(wanted.values()) == min(size, sum(sizes.values()))
    assert all(0 <= wanted[name] <= sizes[name] for name in sizes)


@given(sizes, st.integers(6, 700))
def test_every_level_and_what_is_clean_has_its_share(sizes: dict[str, int], size: int) -> None:
    wanted = shares(sizes, size)

    assert all(wanted[name] for name in sizes if len(sizes) * 2 <= size)
    if CLEAN in sizes:
        assert wanted[CLEAN] >= min(sizes[CLEAN], size // 2)


@given(st.lists(st.integers(0, 10**6), unique=True, max_size=60), st.randoms())
def test_the_same_seed_draws_the_same_files_in_whatever_order(
    numbers: list[int], dice: Random
) -> None:
    files = [Candidate(str(number), CLEAN if number % 2 else "L3") for number in numbers]
    drawn = draw(files, 10, "seed")
    dice.shuffle(files)

    assert draw(files, 10, "seed") == drawn
    assert sum(map(len, drawn.values())) == min(10, len(files))


def test_another_seed_draws_other_files() -> None:
    files = [Candidate(str(number), CLEAN) for number in range(1000)]

    assert draw(files, 20, "one") != draw(files, 20, "two")


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (FileReport(FileRef(b"/", b"a"), Outcome.SCANNED), CLEAN),
        (
            FileReport(
                FileRef(b"/", b"a"),
                Outcome.SCANNED,
                level=Level.L2,
                entities=(("DOB", EntityTotal(1, 1)),),
            ),
            "L2",
        ),
        (FileReport(FileRef(b"/", b"a"), Outcome.ENCRYPTED), ""),
    ],
)
def test_what_was_not_read_is_not_drawn(report: FileReport, expected: str) -> None:
    assert stratum(report) == expected


def written(count: int) -> list[Entry]:
    entries: list[Entry] = []
    before = BEGINNING
    for number in range(1, count + 1):
        entries.append(entry(number, before, {"what": "run", "who": "li", "n": number}))
        before = entries[-1].hash
    return entries


def keys(entries: list[Entry], head: str = "") -> list[str]:
    return [note.key for note in flaws(entries, head)]


def test_a_whole_log_has_no_flaw() -> None:
    log = written(5)

    assert keys(log) == keys([]) == keys(log, log[2].hash) == []


def test_a_changed_entry_shows() -> None:
    log = written(5)
    log[2] = Entry(3, log[2].body.replace('"li"', '"wu"'), log[2].hash)

    assert keys(log) == ["review.log.changed"]


def test_an_entry_changed_together_with_its_hash_shows_at_the_next_one() -> None:
    log = written(5)
    body = log[2].body.replace('"li"', '"wu"')
    log[2] = Entry(3, body, chain.digest(body))

    assert keys(log) == ["review.log.moved"]


def test_a_missing_entry_shows() -> None:
    log = written(5)

    assert "review.log.missing" in keys(log[:1] + log[2:])


def test_a_log_cut_at_its_end_shows_to_who_knows_its_head() -> None:
    log = written(5)

    assert keys(log[:4]) == []
    assert keys(log[:4], log[4].hash) == ["review.log.head_missing"]


@given(st.permutations(range(5)))
def test_entries_in_another_order_show(order: list[int]) -> None:
    log = written(5)
    shuffled = [Entry(number, log[at].body, log[at].hash) for number, at in enumerate(order, 1)]

    assert (keys(shuffled) == []) is (order == sorted(order))


@pytest.mark.parametrize("body", ["", "[]", "{", "null"])
def test_an_entry_that_is_no_json_shows(body: str) -> None:
    assert keys([Entry(1, body, chain.digest(body))]) == ["review.log.moved"]


@pytest.mark.parametrize("name", ["number", "before"])
def test_no_fact_takes_the_place_of_an_entry_s_own(name: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        entry(1, BEGINNING, {name: "x"})


def test_an_entry_is_written_in_one_way_only() -> None:
    body = entry(1, BEGINNING, {"b": 1, "a": "\udcff"}).body

    assert body == json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"))
