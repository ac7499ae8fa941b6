"""The law's numbers are reached or not, and how many people there are lies between bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from scanner import classify
from scanner.classify import policy
from scanner.classify.people import ColumnId, People, Section
from scanner.model import EntityTotal, Level, Tally, Verdict

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
PERSONAL = frozenset(
    entity for entity in POLICY.entities if POLICY.satisfies(entity, ("PERSONAL",))
)
Table = dict[str, list[str]]  # values by "field:entity", "" where a cell is empty


def tally(place: str, count: int, distinct: int, rows: int) -> Tally:
    """Return a confirmed finding in "field:entity"."""
    field, entity = place.split(":")
    return Tally(
        *("", field, entity, count, count, distinct, count, Verdict.CONFIRMED, (), 0.9),
        *(Level.L3, "P01", "base", "", "", ""),
        rows=rows,
    )


@dataclass
class Share:
    """A share of some tables and texts; a text has its one place under the field ""."""

    tables: list[Table]

    @property
    def entities(self) -> Mapping[str, EntityTotal]:
        values: dict[str, list[str]] = {}
        for table in self.tables:
            for place, cells in table.items():
                values.setdefault(place.split(":")[1], []).extend(filter(None, cells))
        return {entity: EntityTotal(len(each), len(set(each))) for entity, each in values.items()}

    def sections(self) -> Iterator[Section]:
        for number, table in enumerate(self.tables):
            rows = max(map(len, table.values()), default=0)
            tallies = []
            for place, cells in table.items():
                filled = [cell for cell in cells if cell]
                tallies.append(tally(place, len(filled), len(set(filled)), rows))
            is_text = any(place.startswith(":") for place in table)
            yield Section(number, "", 0 if is_text else rows, tuple(tallies))

    def distinct_among(self, entity: str, columns: AbstractSet[ColumnId]) -> int:
        values = {
            cell
            for number, table in enumerate(self.tables)
            for place, cells in table.items()
            if place.split(":")[1] == entity and (number, "", place.split(":")[0]) in columns
            for cell in cells
            if cell
        }
        return len(values)


@dataclass
class Counted:
    """A share known by its totals only: each entity in a text of its own."""

    entities: Mapping[str, EntityTotal]

    def sections(self) -> Iterator[Section]:
        for entity, total in self.entities.items():
            yield Section(0, "", 0, (tally(f":{entity}", total.count, total.distinct, 9),))

    def distinct_among(self, entity: str, columns: AbstractSet[ColumnId]) -> int:
        raise NotImplementedError


def bounds(share: Share | Counted) -> dict[str, tuple[int, int]]:
    """Return the thresholds that a share reaches."""
    return {hit.name: (hit.low, hit.high) for hit in classify.thresholds(POLICY, share)}


def reached(**counts: int) -> dict[str, tuple[int, int]]:
    """Return the thresholds that a share with so many values reaches."""
    return bounds(Counted({entity: EntityTotal(2 * n, n) for entity, n in counts.items()}))


def test_people_are_counted_between_the_commonest_kind_and_all_together() -> None:
    assert reached(CN_MOBILE=600_000, PERSON_NAME_ZH=500_000)["T14"] == (600_000, 1_100_000)
    assert "T14" not in reached(CN_MOBILE=600_000)
    assert reached(CN_MOBILE=1_000_000)["T14"] == (1_000_000, 1_000_000)


def test_records_in_texts_are_added_up() -> None:
    assert reached(CN_MOBILE=2_400, DOB=200)["T03"] == (5_200, 5_200)
    assert "T03" not in reached(CN_MOBILE=2_400)
    assert "T01" in reached(GEO_TRACK=25)
    assert "T02" in reached(HEALTH_TEXT=250)


def test_a_row_is_one_record_whatever_it_holds() -> None:
    cells = [str(number) for number in range(3_000)]
    table = {"a:CN_MOBILE": cells, "b:PERSON_NAME_ZH": cells, "c:DOB": cells}

    assert bounds(Share([table]))["T04"] == (3_000, 3_000)
    assert "T03" not in bounds(Share([table]))
    assert bounds(Share([table, table]))["T03"] == (6_000, 6_000)


def test_only_the_band_that_fits_is_told() -> None:
    assert {"T07"} == {"T07", "T08"} & set(reached(CN_BANK_CARD=9_999))
    assert {"T08"} == {"T07", "T08"} & set(reached(CN_BANK_CARD=10_000))
    assert {"T10"} == {"T09", "T10", "T11"} & set(reached(CN_MOBILE=100_000))
    assert {"T16b"} == {"T16a", "T16b", "T16c"} & set(reached(CN_MOBILE=10_000_000))


def test_what_is_no_personal_information_reaches_nothing() -> None:
    assert reached(CN_USCC=10**9) == {}
    assert bounds(Share([])) == {}


def test_ten_million_people_bring_the_duties_of_a_merger() -> None:
    assert "T18a" in reached(CN_RESIDENT_ID=10_000_000)
    assert "T17" not in reached(CN_RESIDENT_ID=10_000_000)
    assert "T17" in reached(CN_RESIDENT_ID=10_000_001)


def test_a_purchase_of_shares_hands_nothing_over() -> None:
    share = Counted({"CN_RESIDENT_ID": EntityTotal(10**7, 10**7)})
    told = {
        deal: {hit.name for hit in classify.thresholds(POLICY, share, deal)}
        for deal in ("", "merger", "asset", "share")
    }

    assert {"T18a", "T18b"} <= told[""] == told["merger"] == told["asset"]
    assert told[""] - told["share"] == {"T18b"}


def test_a_threshold_that_only_may_be_reached_says_so() -> None:
    totals = {entity: EntityTotal(9, 6_000) for entity in ("CN_BANK_CARD", "CREDIT_CARD")}
    (hit,) = (h for h in classify.thresholds(POLICY, Counted(totals)) if h.name == "T08")

    assert (hit.low, hit.high, hit.is_certain) == (6_000, 12_000, False)


def test_children_known_by_their_birth_dates_are_minors() -> None:
    class Births(Share):
        def sections(self) -> Iterator[Section]:
            (section,) = super().sections()
            (births,) = section.tallies
            yield section._replace(tallies=(replace(births, facts=(("under_14", 3),)),))

    assert bounds(Births([{"生日:DOB": ["2020-01-01"] * 3 + ["1980-01-01"]}]))["T05"] == (3, 3)
    assert "T05" not in bounds(Share([{"生日:DOB": ["1980-01-01"]}]))


def test_sick_people_are_counted_by_the_ids_beside_their_illness() -> None:
    ids = [f"id{number}" for number in range(12_000)]
    all_ill = {"a:CN_RESIDENT_ID": ids, "b:HEALTH_TEXT": ["ill"] * 12_000}
    few_ill = {"a:CN_RESIDENT_ID": ids, "b:HEALTH_TEXT": ["ill"] * 9 + [""] * 11_991}

    assert bounds(Share([all_ill]))["T08"] == (12_000, 12_000)
    assert bounds(Share([few_ill]))["T07"] == (9, 9)


def test_a_telephone_beside_a_document_is_no_second_person() -> None:
    ids = [f"id{number}" for number in range(100)]
    phones = [f"phone{number}" for number in range(100)]
    customers = {"a:CN_RESIDENT_ID": ids, "b:CN_MOBILE": phones}
    orders = {"b:CN_MOBILE": [*phones[50:], "stranger"]}
    contacts = {**customers, "c:CN_MOBILE": [f"contact{number}" for number in range(100)]}

    assert people([customers]) == (100, 100)
    assert people([customers, orders]) == (101, 101)
    assert people([contacts]) == (200, 300)


def people(tables: list[Table]) -> tuple[int, int]:
    """Return the bounds of how many people tables are about."""
    share = Share(tables)
    people = People(POLICY, PERSONAL & set(share.entities))
    for section in share.sections():
        people.add(section)
    return people.bounds(share)


KINDS = ("CN_RESIDENT_ID", "CN_MOBILE", "CN_BANK_CARD", "EMAIL_ADDRESS", "DOB", "HEALTH_TEXT")


@given(
    st.integers(1, 12),
    st.lists(st.sets(st.sampled_from(KINDS), min_size=1), min_size=1, max_size=4),
    st.sampled_from([0.0, 0.1, 0.5]),
    st.randoms(use_true_random=False),
)
@settings(max_examples=300, deadline=None)
def test_the_true_number_of_people_lies_between_the_bounds(
    population: int, headings: list[set[str]], gaps: float, dice: random.Random
) -> None:
    """Each person has one value of each kind; a row is about one person, with gaps."""
    tables: list[Table] = []
    present: set[int] = set()
    for heading in headings:
        rows = [dice.randrange(population) for _ in range(dice.randrange(1, 20))]
        table: Table = {f"{kind}:{kind}": [] for kind in sorted(heading)}
        for person in rows:
            for kind, cells in table.items():
                cells.append("" if dice.random() < gaps else f"{kind}{person}")
                present |= {person} if cells[-1] else set()
        tables.append(table)
    low, high = people(tables)

    assert low <= max(1, len(present))
    assert high >= len(present)
