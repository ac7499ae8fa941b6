"""Names of files and tables are context: weaker than a column's own, and part of what is read."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

import scanner
from recognizers import places
from recognizers.places import Place
from scanner.model import FileRef
from scanner.store.rows import telling
from tests.wordless import plain_engine

if TYPE_CHECKING:
    from pathlib import Path

    from pandas import DataFrame

DICE = random.Random(11)
ROWS = 40


def permits() -> list[str]:
    """Return invented numbers that need to be announced."""
    return [f"C{DICE.randrange(10**8):08}" for _ in range(ROWS)]


def fields(folder: Path, **asked: object) -> DataFrame:
    with scanner.scan(folder, workers=0, **asked) as inventory:  # type: ignore[arg-type]
        return inventory.fields


def verdict(folder: Path, name: str, data: str, entity: str) -> tuple[str, str]:
    """Return the verdict on an entity in a file, and why; "" where it is not named at all."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(data, encoding="utf-8")
    found = fields(folder)
    row = found[found["entity"] == entity] if len(found) else found
    return (str(row["verdict"].iloc[0]), str(row["why"].iloc[0])) if len(row) else ("", "")


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("员工身份证.csv", "CN_RESIDENT_ID"),
        ("员工身份证信息表_2024(1).xlsx", "CN_RESIDENT_ID"),
        ("手机号列表 - 副本 (2).csv", "CN_MOBILE"),
        ("customer_phone_list_v2.csv", "CN_MOBILE"),
        ("passports.parquet", "CN_PASSPORT"),
        ("身份证号2024年.txt", "CN_RESIDENT_ID"),
    ],
)
def test_a_name_announces_what_is_in_it(name: str, entity: str) -> None:
    assert places.announces(entity, [name])
    assert not places.contradicts([name])


@pytest.mark.parametrize("name", ["订单号.csv", "order_no_20240101.csv", "批次号(3).txt"])
def test_a_name_of_numbers_of_things_contradicts(name: str) -> None:
    assert places.contradicts([name])


@pytest.mark.parametrize(
    "name", ["订单.csv", "流水.csv", "orders.csv", "Sheet1", "表.csv", "data", ""]
)
def test_a_name_of_what_rows_are_about_says_nothing(name: str) -> None:
    assert places.of(name) == ()
    assert places.gist(name) == ()


def test_what_needs_a_word_is_found_in_a_file_that_is_called_so(tmp_path: Path) -> None:
    data = "\n".join(permits())

    assert verdict(tmp_path / "silent", "a.csv", data, "CN_EEP_HKM") == ("", "")
    found, why = verdict(tmp_path / "named", "往来港澳通行证.csv", data, "CN_EEP_HKM")
    assert found == "probable"
    assert "文件名或表名对应“往来港澳通行证”" in why


def test_the_file_is_weaker_than_the_column(tmp_path: Path) -> None:
    rows = [f"{row},{permit}" for row, permit in enumerate(permits())]
    own = "\n".join(["序,往来港澳通行证号", *rows])
    other = "\n".join(["序,订单号", *rows])
    named = "往来港澳通行证.csv"

    assert verdict(tmp_path / "own", "a.csv", own, "CN_EEP_HKM")[0] == "confirmed"
    assert verdict(tmp_path / "other", named, other, "CN_EEP_HKM") == ("", "")


def test_numbers_in_a_file_of_order_numbers_weigh_less(tmp_path: Path) -> None:
    phones = "\n".join(f"138{DICE.randrange(10**8):08}" for _ in range(6))

    assert verdict(tmp_path / "plain", "a.txt", phones, "CN_MOBILE")[0] != "possible"
    found, why = verdict(tmp_path / "named", "订单号.txt", phones, "CN_MOBILE")
    assert found == "possible"
    assert "订单号" in why or "上下文不支持" in why


def test_a_renamed_file_is_judged_as_if_it_were_new(tmp_path: Path) -> None:
    share, state = tmp_path / "share", tmp_path / "s.sqlite"
    share.mkdir()
    (share / "a.csv").write_text("\n".join(permits()), encoding="utf-8")
    assert len(fields(share, state=state)) == 0
    for name in ("往来港澳通行证.csv", "通行证.csv", "往来港澳通行证(2).csv"):
        next(share.iterdir()).rename(share / name)
        warm, cold = fields(share, state=state), fields(share)

        assert warm.equals(cold), name
    assert set(warm["verdict"]) == {"probable"}


def test_copies_under_telling_names_are_each_judged_by_theirs(tmp_path: Path) -> None:
    data = "\n".join(permits())
    for name in ("a.csv", "往来港澳通行证.csv", "往来港澳通行证 副本.csv"):
        (tmp_path / name).write_text(data, encoding="utf-8")

    assert sorted(fields(tmp_path)["path"]) == ["往来港澳通行证 副本.csv", "往来港澳通行证.csv"]


def test_what_a_report_is_kept_under_is_all_that_a_name_says() -> None:
    def kept(path: str) -> bytes:
        return telling(FileRef(b"/", path.encode()))

    assert kept("a/护照.csv") == kept("b/护照(2).CSV") != kept("a/b.csv") == kept("a/c.csv")


def test_presidio_itself_takes_the_name_of_a_file() -> None:
    def scores(*names: str) -> list[float]:
        found = plain_engine("zh").analyze(
            "C12345678", "zh", entities=["CN_EEP_HKM"], context=[*names]
        )
        return [one.score for one in found]

    named = places.of("往来港澳通行证.xlsx", "Sheet1")
    assert scores() == scores("备注") == []
    assert 0 < scores("备注", *named)[0] < scores("往来港澳通行证号")[0]
    assert scores("订单号", *named) == []
    assert all(isinstance(name, Place) for name in named)
