"""Tables that share a key are found, all of them and no others, and judged together."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scanner
from scanner.classify import joins, policy
from scanner.classify.across import Partner, raises_across
from scanner.classify.combinations import Item
from scanner.classify.joins import KeyColumn, find_joins
from scanner.keyset import KeySet
from scanner.model import FileRef, Level, Tally, Verdict
from scanner.run.joined import joined
from scanner.store.saved import Counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scanner.keyset import Keys
    from scanner.store import SavedInventory

POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
L1, L2, L3, L4, L5 = Level
SHARE = 0.8


def hashed(values: set[int]) -> Keys:
    """Return values as keys that are spread evenly, as a keyed hash spreads them."""
    keys = [random.Random(value).getrandbits(64) for value in values]
    return np.array(sorted(keys), np.uint64)


def found(sets: Sequence[set[int]], *groups: str) -> set[tuple[int, int]]:
    """Return the pairs of columns that join; each is a table of its own kind."""
    keys = [hashed(values) for values in sets]
    columns = [
        KeyColumn(at, groups[at] if groups else "", len(keys[at]), (at, "CN_MOBILE"))
        for at in range(len(sets))
    ]
    return {
        (min(one.small, one.large), max(one.small, one.large))
        for one in find_joins(columns, keys.__getitem__, SHARE)
    }


def overlapping(sets: Sequence[set[int]]) -> set[tuple[int, int]]:
    """Return the same by comparing every pair."""
    pairs = combinations(range(len(sets)), 2)
    return {
        (a, b)
        for a, b in pairs
        if len(sets[a] & sets[b]) >= SHARE * min(len(sets[a]), len(sets[b]))
    }


RANGES = st.builds(
    lambda start, size, step: set(range(start, start + size * step, step)),
    st.integers(0, 900),
    st.integers(1, 700),
    st.integers(1, 3),
)


@given(st.lists(RANGES, max_size=7))
@settings(deadline=None, max_examples=60)
def test_sketches_find_what_comparing_every_pair_finds(sets: list[set[int]]) -> None:
    assert found(sets) == overlapping(sets)


@given(st.lists(RANGES, max_size=7), st.integers(1, 3), st.sampled_from([1, 100, 1 << 20]))
@settings(deadline=None, max_examples=60)
def test_how_many_columns_are_looked_up_together_makes_no_difference(
    sets: list[set[int]], at_a_time: int, most_hits: int
) -> None:
    keys = [hashed(values) for values in sets]
    columns = [KeyColumn(at, "", len(keys[at]), (at % 3, "CN_MOBILE")) for at in range(len(keys))]
    expected = list(find_joins(columns, keys.__getitem__, SHARE))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joins, "_AT_A_TIME", at_a_time)
        patch.setattr(joins, "_MOST_HITS", most_hits)
        patch.setattr(joins, "_SLOTS", 1)

        assert list(find_joins(columns, keys.__getitem__, SHARE)) == expected


def test_a_few_values_of_a_big_column_are_found() -> None:
    assert found([set(range(200_000)), set(range(100_000, 100_020))]) == {(0, 1)}
    assert found([set(range(200_000)), set(range(199_990, 200_030))]) == set()


def test_columns_of_different_groups_never_join() -> None:
    same = set(range(50))

    assert found([same, same, same], "userid", "userid", "orderno") == {(0, 1)}


def test_columns_of_one_table_never_join() -> None:
    keys = [hashed(set(range(20)))] * 2
    columns = [KeyColumn(0, "", 20, (0, "CN_MOBILE")), KeyColumn(0, "", 20, (0, "EMAIL"))]

    assert list(find_joins(columns, keys.__getitem__, SHARE)) == []


def test_columns_that_cannot_join_are_not_even_read() -> None:
    columns = [
        KeyColumn(0, "", 20, (0, "CN_MOBILE")),
        KeyColumn(0, "", 20, (0, "EMAIL")),
        KeyColumn(1, "customerid", 20, (0, "USER_ID")),
    ]

    assert list(find_joins(columns, [].__getitem__, SHARE)) == []


def test_tables_that_are_all_alike_are_not_even_read() -> None:
    alike = [KeyColumn(at, "", 300, (7, "CN_MOBILE")) for at in range(40)]
    other = KeyColumn(40, "customerid", 300, (8, "USER_ID"))

    assert list(find_joins([*alike, other], [].__getitem__, SHARE)) == []


def test_columns_keep_their_places_where_others_are_passed_over() -> None:
    keys = hashed(set(range(300)))
    alone = KeyColumn(0, "orderno", 300, (0, "ORDER_NO"))
    pair = [KeyColumn(at, "", 300, (at, "CN_MOBILE")) for at in (1, 2)]

    assert list(find_joins([alone, *pair], {1: keys, 2: keys}.__getitem__, SHARE)) == [
        joins.Join(1, 2, 300)
    ]


def test_of_many_like_tables_each_learns_once_from_each_other_kind() -> None:
    keys = hashed(set(range(300)))
    columns = [KeyColumn(at, "", 300, (at % 2, "CN_MOBILE")) for at in range(40)]
    found = list(find_joins(columns, lambda _: keys, SHARE))

    assert {one.small for one in found} | {one.large for one in found} == set(range(40))
    assert len(found) <= len(columns)
    assert all(one.small % 2 != one.large % 2 for one in found)


def test_near_misses_are_given_up_after_a_while() -> None:
    def load(index: int) -> Keys:
        return hashed(set(range(1_000)) if index % 2 else set(range(230, 1_230)))

    read: list[int] = []

    def counted(index: int) -> Keys:
        read.append(index)
        return load(index)

    columns = [KeyColumn(at, "", 1_000, (at % 2, "CN_MOBILE")) for at in range(30)]
    assert list(find_joins(columns, counted, SHARE)) == []
    assert len(read) <= 2 * len(columns) + len(columns) * joins._MISSES


def item(entity: str, part: str = "a", *, distinct: int = 40, facts: tuple[str, ...] = ()) -> Item:
    """Return a column that holds one entity."""
    terms, level = POLICY.terms(entity), POLICY.entity(entity).level
    return Item(
        *(part, entity, entity, terms, level, distinct),
        facts=frozenset(facts),
        is_column=True,
        is_free_text=False,
    )


def level_with(own: Sequence[str], *partners: tuple[str, Sequence[str]]) -> Level:
    """Return the level of a table that is joined with others, each by a key."""
    mine = [item(entity) for entity in own]
    others = [
        Partner(tuple(item(entity, str(at)) for entity in entities), key)
        for at, (key, entities) in enumerate(partners)
    ]
    raised = raises_across(POLICY, mine, others)
    return max([*(one.level for one in raised), *(each.level for each in mine)], default=L1)


@pytest.mark.parametrize(
    ("own", "key", "theirs", "level"),
    [
        (["USER_ID", "PERSON_NAME_ZH"], "USER_ID", ["USER_ID", "CN_PASSPORT"], L4),
        (["USER_ID", "CN_PASSPORT"], "USER_ID", ["USER_ID", "CN_MOBILE"], L4),
        (["CN_MOBILE", "ORDER_NO"], "CN_MOBILE", ["CN_MOBILE", "PERSON_NAME_ZH", "HK_ID"], L3),
        (["ORDER_NO", "CN_ADDRESS_FULL"], "ORDER_NO", ["ORDER_NO", "CN_MOBILE"], L4),
        (["USER_ID", "DOB", "GENDER"], "USER_ID", ["USER_ID", "POSTCODE"], L3),
        (["ORDER_NO", "MASKED_CN_MOBILE"], "ORDER_NO", ["ORDER_NO", "CN_MOBILE"], L3),
        (["USER_ID", "EMAIL_ADDRESS"], "USER_ID", ["USER_ID", "PASSWORD_OR_SECRET"], L3),
        (["USER_ID", "OTP_LOG"], "USER_ID", ["USER_ID", "EMAIL_ADDRESS"], L5),
        (["USER_ID", "GENDER"], "USER_ID", ["USER_ID", "HEALTH_TEXT"], L2),
        (["USER_ID", "PERSON"], "USER_ID", ["CN_MOBILE", "CN_BANK_CARD", "PERSON", "HK_ID"], L4),
        (["CN_MOBILE", "CN_BANK_CARD"], "CN_MOBILE", ["CN_MOBILE", "PERSON", "HK_ID"], L5),
    ],
)
def test_a_table_is_raised_for_what_it_adds(
    own: list[str], key: str, theirs: list[str], level: Level
) -> None:
    assert level_with(own, (key, theirs)) is level


def test_several_partners_may_complete_a_table_together() -> None:
    parts = [("USER_ID", ["USER_ID", "CN_BANK_CARD"]), ("USER_ID", ["HK_ID"])]

    assert level_with(["USER_ID", "PERSON", "CN_MOBILE"], *parts) is L5
    assert level_with(["USER_ID", "PERSON", "CN_MOBILE"], *parts[1:]) is L4


ENTITIES = st.lists(st.sampled_from(sorted(POLICY.entities)), max_size=4)
PARTNERS = st.lists(st.tuples(st.sampled_from(["USER_ID", "CN_MOBILE"]), ENTITIES), max_size=3)


@given(ENTITIES, PARTNERS, st.sampled_from(sorted(POLICY.entities)), st.integers(0, 3))
@settings(deadline=None)
def test_one_more_finding_here_or_there_never_lowers_a_joined_table(
    own: list[str], partners: list[tuple[str, list[str]]], entity: str, at: int
) -> None:
    before = level_with(own, *partners)
    more = [
        (key, [*entities, entity] if place == at else entities)
        for place, (key, entities) in enumerate(partners)
    ]

    assert level_with([*own, entity], *partners) >= before
    assert level_with(own, *more) >= before
    assert level_with(own, *partners, ("CN_MOBILE", [entity])) >= before


@given(ENTITIES, PARTNERS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_partners_changes_nothing(
    own: list[str], partners: list[tuple[str, list[str]]], dice: random.Random
) -> None:
    shuffled = dice.sample(partners, len(partners))

    assert level_with(dice.sample(own, len(own)), *shuffled) is level_with(own, *partners)


def mobile(number: int) -> str:
    """Return an invented mobile number."""
    return f"138{number * 7919 % 10**8:08d}"


def share(folder: Path, overlap: int) -> Path:
    """Write two lists of a hundred customers that have some mobile numbers in common."""
    folder.mkdir()
    names = ["姓名,手机号码"]
    names += [
        f"{'王李张刘陈'[n % 5]}{'一二三四'[n % 4]}{'东西南'[n % 3]},{mobile(n)}" for n in range(100)
    ]
    numbers = ["电话,护照号码"]
    numbers += [f"{mobile(100 - overlap + n)},E{10_000_000 + 7 * n:08d}" for n in range(100)]
    (folder / "名单.csv").write_text("\n".join(names), "utf-8")
    (folder / "证件.csv").write_text("\n".join(numbers), "utf-8")
    return folder


@pytest.mark.parametrize(("overlap", "level"), [(80, "L4"), (79, "L3")])
def test_tables_join_from_four_values_in_five(tmp_path: Path, overlap: int, level: str) -> None:
    with scanner.scan(share(tmp_path / "share", overlap), workers=0) as inventory:
        names = inventory.files.set_index("path").loc["名单.csv"]
        joins = inventory.joins

    assert names["level"] == level
    assert list(joins["rule"]) == (["K1"] if level == "L4" else [])


def test_a_join_names_both_columns_the_rule_and_the_article(tmp_path: Path) -> None:
    with scanner.scan([share(tmp_path / "share", 90)], workers=0) as inventory:
        (row,) = inventory.joins.to_dict("records")
        names = inventory.files.set_index("path").loc["名单.csv"]
        listed = inventory.fields.query("path == '名单.csv'")
        fields = listed.set_index("entity")["level"].to_dict()
        levels = inventory.summary["levels"]

    assert (row["path"], row["field"]) == ("名单.csv", "手机号码")
    assert (row["with_path"], row["with_field"]) == ("证件.csv", "电话")
    assert (row["shared"], row["of"], row["rule"], row["level"]) == (90, 100, "K1", "L4")
    assert "第二十八条" in row["basis"]
    assert (names["rule"], names["level"]) == ("K1", "L4")
    assert (fields["PERSON_NAME_ZH"], fields["CN_MOBILE"]) == ("L4", "L3")
    assert levels == {"L4": 2}


def test_joins_do_not_depend_on_workers_or_on_what_was_done_before(tmp_path: Path) -> None:
    folder = share(tmp_path / "share", 85)
    state = tmp_path / "state" / "state.sqlite"
    away = (folder / "证件.csv").rename(tmp_path / "证件.csv")
    with scanner.scan([folder], state=state, workers=0) as inventory:
        assert inventory.summary["levels"] == {"L3": 1}  # the names alone
    away.rename(folder / "证件.csv")
    with scanner.scan([folder], state=state, workers=0) as later:
        step_by_step = later.joins, list(later.files["level"])
    with scanner.scan([folder], workers=2) as inventory:
        at_once = inventory.joins, list(inventory.files["level"])

    assert step_by_step[1] == at_once[1] == ["L4", "L4"]
    assert step_by_step[0].equals(at_once[0])


def test_a_policy_without_joins_joins_nothing(tmp_path: Path) -> None:
    text = policy.shipped("cn45574")
    start, stop = text.index("\njoins:"), text.index("\nrules:")
    ours = tmp_path / "ours.yaml"
    ours.write_text(text[:start] + text[stop:], "utf-8")
    with scanner.scan([share(tmp_path / "share", 90)], policy=str(ours), workers=0) as inventory:
        assert inventory.summary["levels"] == {"L3": 1, "L4": 1}
        assert len(inventory.joins) == 0


@dataclass(frozen=True)
class Made:
    """A table of a made-up share: which people its rows are about, and what it says of them."""

    name: str
    people: frozenset[int]
    columns: tuple[str, ...]

    def tallies(self) -> list[Tally]:
        size = len(self.people)
        return [
            Tally(
                *("", entity, entity, size, size, size, size, Verdict.CONFIRMED, (), 0.9),
                *(POLICY.entity(entity).level, "P01", "base", "", "", ""),
                rows=size,
            )
            for entity in self.columns
        ]


class Inventory:
    """What ``joined`` asks of the state."""

    def __init__(self, tables: Sequence[Made]) -> None:
        self.tables = sorted(tables, key=lambda table: table.name)

    def counted(self, *, bare: bool) -> Iterator[Counted]:
        for number, table in enumerate(self.tables):
            file = FileRef(b"/share", table.name.encode())
            yield from (Counted(number, file, tally) for tally in table.tallies())

    def table(self, number: int, _part: str) -> list[Tally]:
        return self.tables[number].tallies()

    def keys_of(self, number: int, _part: str, _field: str, entity: str) -> KeySet:
        """Give every person one value of each kind."""
        salt = 1_000_003 * sorted(POLICY.entities).index(entity)
        return KeySet(hashed({salt + person for person in self.tables[number].people}))


def levels_of(tables: Sequence[Made]) -> dict[str, Level]:
    """Return the level of each table once all are judged together."""
    inventory = Inventory(tables)
    share = joined(POLICY, cast("SavedInventory", inventory))
    levels = {}
    for number, table in enumerate(inventory.tables):
        own = max((tally.level for tally in table.tallies()), default=L1)
        raised = share.raised.get(number)
        levels[table.name] = max(own, raised.level) if raised else own
    return levels


JOINING = (
    *("CN_MOBILE", "USER_ID", "PERSON_NAME_ZH", "CN_PASSPORT", "CN_BANK_CARD", "CN_ADDRESS_FULL"),
    *("ORDER_NO", "HEALTH_TEXT", "DOB", "GENDER", "POSTCODE", "MASKED_CN_MOBILE"),
)
TABLES = st.lists(
    st.builds(
        Made,
        st.text("abcdefgh", min_size=1, max_size=6),
        st.builds(
            lambda start, size: frozenset(range(start, start + size)),
            st.sampled_from([0, 1, 5, 40]),
            st.sampled_from([4, 5, 20, 60]),
        ),
        st.lists(st.sampled_from(JOINING), max_size=4, unique=True).map(tuple),
    ),
    max_size=6,
    unique_by=lambda table: table.name,
)


@given(TABLES, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_the_order_of_files_changes_no_level(tables: list[Made], dice: random.Random) -> None:
    assert levels_of(dice.sample(tables, len(tables))) == levels_of(tables)


@given(TABLES)
@settings(deadline=None, max_examples=60)
def test_one_more_file_never_lowers_any_level(tables: list[Made]) -> None:
    for count in range(1, len(tables)):
        before, after = levels_of(tables[:count]), levels_of(tables[: count + 1])

        assert all(after[name] >= level for name, level in before.items())
