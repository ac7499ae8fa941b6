"""The state: what it remembers of files, runs and decisions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scanner.decision import Choice, Decision, Place, Snapshot
from scanner.keyset import KeySet
from scanner.model import (
    EntityTotal,
    FileRef,
    FileReport,
    Keyed,
    Level,
    Note,
    Outcome,
    Scope,
)
from scanner.store import Store
from scanner.store.decisions import Decisions
from tests.stored import FILE, begin, path, report, saved, store, unfinished

__all__ = ["path", "store"]  # fixtures


def test_a_report_comes_back_as_it_was_saved(store: Store) -> None:
    partial = report(replace(FILE, path=b"b"), 4, outcome=Outcome.PARTIAL)
    store.save([report(FILE, 1, 2, 3), partial])

    assert list(saved(store).files()) == [report(FILE, 1, 2, 3), partial]


paths = st.binary(min_size=1, max_size=20)


@given(
    st.sets(st.tuples(st.sampled_from([b"/a", b"/b\xff"]), paths), max_size=10),
    st.randoms(use_true_random=False),
)
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_files_come_sorted_by_bytes_however_they_were_saved(
    tmp_path_factory: pytest.TempPathFactory, names: set[tuple[bytes, bytes]], random: object
) -> None:
    with Store(tmp_path_factory.mktemp("s") / "s.sqlite") as store:
        begin(store, "plan", b"/a", b"/b\xff")
        store.save([report(FileRef(*name)) for name in names])

        assert [(r.file.root, r.file.path) for r in saved(store).files()] == sorted(names)


def test_a_time_beyond_64_bits_and_odd_notes_are_kept(store: Store) -> None:
    odd = replace(
        report(replace(FILE, modified_ns=1 << 70)), reason=Note.of("link", target="\udcff\n")
    )
    store.save([odd])

    assert list(saved(store).files()) == [odd]


def test_only_what_is_new_changed_or_was_not_settled_is_unfinished(store: Store) -> None:
    outcomes = set(Outcome) - {Outcome.UNREACHABLE}
    files = {outcome: replace(FILE, path=outcome.encode()) for outcome in outcomes}
    store.save([report(files[outcome], outcome=outcome) for outcome in outcomes])
    new = replace(FILE, path=b"new")
    grown = replace(files[Outcome.SCANNED], size=101)
    touched = replace(files[Outcome.SCANNED], modified_ns=1)

    left = unfinished(store, *files.values(), new)

    again = {Outcome.PARTIAL, Outcome.UNREADABLE, Outcome.EXCLUDED, Outcome.FAILED}
    assert set(left) == {files[outcome] for outcome in again} | {new}
    assert unfinished(store, grown) == [grown]
    assert unfinished(store, touched) == [touched]


def test_another_fingerprint_makes_all_unfinished(store: Store) -> None:
    store.save([report()])
    begin(store, "another plan")

    assert unfinished(store, FILE) == [FILE]


def test_an_unchanged_file_enters_the_next_run_with_its_new_owner(store: Store) -> None:
    store.save([report(FILE, 7)])
    begin(store)
    handed_on = replace(FILE, owner="li", mode=0o100600)

    assert unfinished(store, handed_on) == []
    assert list(saved(store).files()) == [report(handed_on, 7)]


def test_what_a_run_did_not_see_is_not_in_its_inventory(store: Store) -> None:
    store.save([report(FILE, 1)])
    begin(store)
    store.comparison(Scope(b"/share"), bool).end()
    inventory = saved(store)

    assert list(inventory.files()) == []
    assert (inventory.size, inventory.bytes_read) == (0, 0)
    assert (dict(inventory.entities), dict(inventory.levels)) == ({}, {})
    assert inventory.worst_folders(Level.L4, 10) == []


def test_a_second_report_replaces_the_first(store: Store) -> None:
    store.save([report(FILE, 1, 2, 3)])
    store.save([report(FILE)])
    inventory = saved(store)

    assert list(inventory.files()) == [report(FILE)]
    assert dict(inventory.entities) == {}


def test_a_batch_is_saved_whole_or_not_at_all(store: Store) -> None:
    broken = replace(report(), format="\ud800")  # SQLite refuses half a character
    with pytest.raises(UnicodeEncodeError):
        store.save([report(replace(FILE, path=b"good")), broken])

    assert list(saved(store).files()) == []


@given(st.lists(st.lists(st.integers(0, 20), min_size=1, max_size=10), max_size=6))
@settings(max_examples=25, deadline=None)
def test_the_share_counts_each_distinct_value_once(
    tmp_path_factory: pytest.TempPathFactory, files: list[list[int]]
) -> None:
    with Store(tmp_path_factory.mktemp("s") / "s.sqlite") as store:
        begin(store)
        store.save(
            report(replace(FILE, path=b"%d" % at), *values) for at, values in enumerate(files)
        )
        distinct = len({value for values in files for value in values})
        total = {"CN_MOBILE": EntityTotal(10 * len(files), distinct)} if files else {}

        assert dict(saved(store).entities) == total


def test_what_one_file_alone_has_is_counted_without_reading_its_sets(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = KeySet(np.arange(20_000, dtype=np.uint64) << np.uint64(40), limit=1_000)
    totals = {"CN_MOBILE": EntityTotal(10, 3), "QQ": EntityTotal(9, len(about), exact=False)}
    one = report(FILE, 1, 2, 3)
    more = (
        Keyed("", "b", "QQ", about),
        Keyed("", "c", "CN_MOBILE", KeySet(np.arange(2, dtype=np.uint64))),
    )
    store.save([replace(one, keys=(*one.keys, *more), entities=tuple(totals.items()))])
    read: list[bytes] = []
    make = KeySet.from_bytes

    def noted(packed: bytes) -> KeySet:
        read.append(packed[:1])
        return make(packed)

    monkeypatch.setattr(KeySet, "from_bytes", noted)

    assert dict(saved(store).entities) == totals
    assert saved(store).distinct_among("CN_MOBILE", {(1, "", "c")}) == 2
    assert read == []


@given(st.lists(st.tuples(st.sets(st.integers(0, 20), min_size=1), st.booleans()), max_size=6))
@settings(max_examples=25, deadline=None)
def test_some_columns_count_each_of_their_values_once(
    tmp_path_factory: pytest.TempPathFactory, files: list[tuple[set[int], bool]]
) -> None:
    with Store(tmp_path_factory.mktemp("s") / "s.sqlite") as store:
        begin(store)
        store.save([report(replace(FILE, path=b"gone"), *range(30, 40))])
        begin(store)
        store.save(
            report(replace(FILE, path=b"%d" % at), *values) for at, (values, _) in enumerate(files)
        )
        store.comparison(Scope(b"/share"), bool).end()
        inventory = saved(store)
        wanted = {b"%d" % at: values for at, (values, is_wanted) in enumerate(files) if is_wanted}
        columns = {
            (number, "", "手机号")
            for number, each in inventory.numbered()
            if each.file.path in wanted
        }

        found = inventory.distinct_among("CN_MOBILE", columns)
        assert found == len(set().union(*wanted.values()))


def test_levels_count_only_what_was_read(store: Store) -> None:
    store.save([report(FILE, 1), report(replace(FILE, path=b"x"), outcome=Outcome.ENCRYPTED)])
    inventory = saved(store)

    assert dict(inventory.levels) == {Level.L4: 1}
    assert dict(inventory.outcomes) == {Outcome.SCANNED: 1, Outcome.ENCRYPTED: 1}
    assert [each.file.path for each in inventory.unread()] == [b"x"]


def test_the_worst_folders_come_first_with_all_their_levels(store: Store) -> None:
    def at(path: bytes, *values: int) -> FileReport:
        return report(replace(FILE, path=path), *values)

    store.save(
        [at(b"a/1", 1), at(b"a/2"), at(b"b/1", 1), at(b"b/c", 1), at(b"clean"), at(b"b/d/e")]
    )

    assert saved(store).worst_folders(Level.L4, 10) == [
        (b"/share", b"b", {Level.L4: 2}),
        (b"/share", b"a", {Level.L1: 1, Level.L4: 1}),
    ]
    assert len(saved(store).worst_folders(Level.L4, 1)) == 1


def test_decisions_survive_a_new_report(store: Store) -> None:
    decision = Decision(Choice.MASK, "why", "Li", "2026-01-01")
    store.save([report()])
    seen, place = Snapshot(Outcome.SCANNED, Level.L3), Place(b"/share", b"a.csv")
    Decisions(store.connection).add(decision, seen, place)
    begin(store, "another plan")
    store.save([report(FILE, 1)])

    found = Decisions(store.connection).on(b"/share", b"a.csv")
    assert found is not None
    assert found[0].decision == decision


@pytest.mark.parametrize("question", ["knows_like", "adopt"])
def test_to_ask_for_a_likeness_takes_no_longer_the_more_files_of_that_size_there_are(
    store: Store, question: str
) -> None:
    """One that looked at each of them took hours to judge a million small files anew."""
    steps: list[int] = []
    for files in (100, 3_000):
        begin(store, "old")
        store.save(
            replace(report(replace(FILE, path=b"%05d.csv" % number)), content=b"%016d" % number)
            for number in range(files)
        )
        begin(store, f"new {files}")
        store.connection.set_progress_handler(lambda: steps.append(1), 1)
        new = replace(FILE, path=b"new.csv")
        found = store.knows_like(new) if question == "knows_like" else store.adopt(new, b"other")
        store.connection.set_progress_handler(None, 1)

        assert not found
        steps.append(0)
    first = steps.index(0)

    assert len(steps) - first <= 2 * first
