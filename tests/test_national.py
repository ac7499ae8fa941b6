"""Numbers of other countries: only where they are announced."""

from __future__ import annotations

from random import Random

import pyarrow as pa
import pytest

from recognizers import tables
from recognizers.arrays import to_matrix
from recognizers.world import WORLD
from recognizers.world.national import NationalNumberRecognizer
from scanner.detect import analyze
from scanner.detect.cells import of_array
from scanner.detect.finder import finder

NATIONAL: tuple[NationalNumberRecognizer, ...] = tuple(
    one() for one in WORLD if issubclass(one, NationalNumberRecognizer)
)

national = pytest.mark.parametrize("one", NATIONAL, ids=lambda one: one.ENTITY)


def entities(texts: list[str], name: str) -> set[str]:
    cells = of_array(pa.array(texts, pa.string()))
    return {match.entity for match in finder("zh").claims(cells, name) if match.valid.any()}


@national
def test_a_number_of_another_country_counts_where_it_is_announced(
    one: NationalNumberRecognizer,
) -> None:
    word = tables_of(one.ENTITY)[0]
    value = one.GENUINE[0]

    assert one.ENTITY in entities([value], word)
    assert one.ENTITY in entities([f"{one.CONTEXT[0]}：{value}"], "")
    assert one.ENTITY in {found.entity_type for found in analyze(f"{one.CONTEXT[0]} {value}。")}


@national
@pytest.mark.parametrize("name", ["", "编号", "备注", "订单号", "amount"])
def test_a_number_of_another_country_is_silent_elsewhere(
    one: NationalNumberRecognizer, name: str
) -> None:
    texts = [*one.GENUINE, *(f"见{value}，谢谢" for value in one.GENUINE)]

    assert not {each.ENTITY for each in NATIONAL} & entities(texts, name)


@national
def test_as_many_random_numbers_pass_as_is_stated(one: NationalNumberRecognizer) -> None:
    (make, *_), chance = type(one).MAKES, Random(one.ENTITY)
    signs = [type(one)._allowed(make, place) for place in range(len(make))]
    tries = ["".join(map(chance.choice, signs)) for _ in range(4000)]
    share = float(one.passes(to_matrix(tries)).mean())

    assert share == pytest.approx(one.CHANCE, rel=0.5, abs=0.004)


def tables_of(entity: str) -> list[str]:
    rows = tables.rows("header_words")
    return [row["word"] for row in rows if row["entity"] == entity]


@national
def test_what_arrays_see_refuses_nothing_that_passes(one: NationalNumberRecognizer) -> None:
    chance = Random(11)
    values = [*one.GENUINE]
    for _ in range(20_000):  # one change of what passes: some of them pass
        value, place = list(chance.choice(one.GENUINE)), 0
        for _ in range(2):
            place = chance.randrange(len(value))
            value[place] = chance.choice("0123456789") if value[place].isdigit() else value[place]
        values.append("".join(value))
    lengths = sorted({*map(len, values)} & {*one.LENGTHS})
    alike = [[value for value in values if len(value) == length] for length in lengths]
    passing = 0
    for some in alike:
        shaped, normal = one.plain(to_matrix(some))
        good = shaped & one.passes(normal)
        passing += int(good.sum())
        assert not (good & ~one.may_pass(normal)).any()
    assert passing > len(one.GENUINE)


TELLING = [one for one in NATIONAL if one.TELLS_ALL]


def checked(weights: tuple[int, ...], digits: str) -> str:
    """Return digits with the one that makes their weighted sum a multiple of ten."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return f"{digits}{-total % 10}"


@pytest.mark.parametrize("one", TELLING, ids=lambda one: one.ENTITY)
def test_what_arrays_tell_alone_is_what_the_check_says(one: NationalNumberRecognizer) -> None:
    chance = Random(13)
    values = ["".join(chance.choices("0123456789", k=11)) for _ in range(20_000)]
    for _ in range(20_000):
        begin = f"{chance.randrange(100):02d}{chance.randrange(100):02d}{chance.randrange(35):02d}"
        digits = begin + "".join(chance.choices("0123456789", k=4))
        values.append(checked((1, 3, 7, 9, 1, 3, 7, 9, 1, 3), digits))
        begin = checked((3, 1, 3, 1, 3, 1, 3, 1, 3), digits[:9])
        values += [checked((9,) * 10, begin), begin + chance.choice("0123456789")]
    for year, month in ((y, m) for y in (0, 4, 96, 99) for m in (2, 22, 42, 62, 82)):
        digits = f"{year:02d}{month:02d}290000"
        values.append(checked((1, 3, 7, 9, 1, 3, 7, 9, 1, 3), digits))
    values += [*one.GENUINE, *(value for value in one.IMPOSTORS if len(value) == 11)]
    allowed = type(one).FIRST or "0123456789"
    expected = [value[0] in allowed and one.is_valid(value) for value in values]

    assert one.passes(to_matrix(values)).tolist() == expected
    assert sum(expected) > 100
