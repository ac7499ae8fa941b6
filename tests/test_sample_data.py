"""The sample is made from its script alone, and the scanner sees in it what was put there."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import scanner
from sample_data import make

SAMPLE = Path(make.__file__).parent
COUNTED = ("confirmed", "probable")

Inventory = dict[str, Any]


@pytest.fixture(scope="module")
def expected() -> Inventory:
    """Return what the maker of the sample knows of it."""
    inventory: Inventory = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))
    return inventory


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    """Scan the sample once."""
    folder = tmp_path_factory.mktemp("sample")
    scanner.scan([SAMPLE / "share"], out=folder, state=folder / "state" / "state.db", workers=1)
    inventory: Inventory = json.loads((folder / "inventory.json").read_text(encoding="utf-8"))
    return inventory


def by_path(inventory: Inventory) -> dict[str, Any]:
    """Return the rows of files by path."""
    return {row["path"]: row for row in inventory["files"]}


def counted(row: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what a file's fields hold for certain, by field and entity."""
    facts = ("matched", "count", "distinct", "non_null", "verdict")
    return {
        (field["field"], field["entity"]): {fact: field[fact] for fact in facts}
        for field in row["fields"]
        if field["verdict"] in COUNTED
    }


def totals(entities: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Return count and distinct by entity."""
    return {entity: (total["count"], total["distinct"]) for entity, total in entities.items()}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path; of a link, where it leads."""
    return {
        str(path.relative_to(folder)): os.readlink(path).encode()
        if path.is_symlink()
        else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def test_the_script_makes_the_committed_sample_byte_for_byte(tmp_path: Path) -> None:
    make.write(tmp_path)
    share, committed = contents(tmp_path / "share"), contents(SAMPLE / "share")

    assert sorted(share) == sorted(committed)
    assert [path for path, data in share.items() if committed[path] != data] == []
    assert (tmp_path / "expected.json").read_bytes() == (SAMPLE / "expected.json").read_bytes()


def test_every_file_of_the_sample_has_one_row_with_the_right_outcome(
    expected: Inventory, found: Inventory
) -> None:
    facts = ("outcome", "format", "encoding")
    listed = [row["path"] for row in found["files"]]

    assert len(listed) == len(set(listed))
    assert {path: [row[fact] for fact in facts] for path, row in by_path(found).items()} == {
        path: [row[fact] for fact in facts] for path, row in by_path(expected).items()
    }


def paths() -> list[str]:
    """Return the paths of the sample's files."""
    inventory = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))
    return sorted(by_path(inventory))


@pytest.mark.parametrize("path", paths())
def test_what_was_put_into_a_file_is_counted_and_nothing_else(
    path: str, expected: Inventory, found: Inventory
) -> None:
    assert counted(by_path(found)[path]) == counted(by_path(expected)[path])
    assert totals(by_path(found)[path]["entities"]) == totals(by_path(expected)[path]["entities"])


@pytest.mark.parametrize("path", paths())
def test_a_file_gets_the_level_its_contents_deserve(
    path: str, expected: Inventory, found: Inventory
) -> None:
    row = by_path(found)[path]
    if row["outcome"] not in ("scanned", "partial"):
        pytest.skip("what is not read has no level")

    assert row["level"] == by_path(expected)[path]["level"]


def test_a_lookalike_is_rejected_with_its_numbers(expected: Inventory, found: Inventory) -> None:
    wanted = {
        (path, field["field"], field["entity"], field["count"])
        for path, row in by_path(expected).items()
        for field in row["fields"]
        if field["verdict"] == "rejected"
    }
    rejected = {
        (path, field["field"], field["entity"], field["count"])
        for path, row in by_path(found).items()
        for field in row["fields"]
        if field["verdict"] == "rejected" and field["why"]
    }

    assert wanted
    assert wanted - rejected == set()


def test_the_share_adds_up(expected: Inventory, found: Inventory) -> None:
    present = {
        kind: {name: value for name, value in found["share"][kind].items() if value}
        for kind in ("levels", "outcomes")
    }

    assert present == {kind: expected["share"][kind] for kind in ("levels", "outcomes")}
    assert totals(found["share"]["entities"]) == totals(expected["share"]["entities"])


def test_the_second_copy_of_a_file_is_told_with_both(found: Inventory) -> None:
    copies: dict[str, list[str]] = {
        row["content"]: [] for row in found["files"] if row["copies"] == 2
    }
    for row in found["files"]:
        copies.get(row["content"], []).append(row["path"])

    assert list(copies.values()) == [["人事/体检汇总_2024.csv", "备份/体检汇总_2024 - 副本.csv"]]


def test_the_inventory_of_the_sample_fits_the_schema(found: Inventory, repository: Path) -> None:
    schema = json.loads((repository / "docs" / "inventory.schema.json").read_text("utf-8"))
    verdicts = {field["verdict"] for row in found["files"] for field in row["fields"]}

    Draft202012Validator(schema).validate(found)
    assert len({row["outcome"] for row in found["files"]}) == 6  # of every kind it can show
    assert verdicts == {"confirmed", "probable", "possible", "rejected"}
    assert all(found["share"][part] for part in ("entities", "thresholds", "duties", "joins"))
