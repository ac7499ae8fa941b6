"""Judgements in workbooks: mistakes in them, copies of a workbook, what was said before."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.judging import CALLED, NOT_PERSONAL, fields, mark
from tests.offices import Office, _one_process, office
from tests.reviewers import columns, fill_in, fill_in_where

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reviewers import Cells

__all__ = ["_one_process", "office"]  # fixtures


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"finding": "nonsense"}, "not one of the list"),
        ({"finding": NOT_PERSONAL, "reason": ""}, "needs a reason"),
        ({"finding": NOT_PERSONAL, "until": "soon"}, "not a date"),
        ({"finding": NOT_PERSONAL, "until": "2026-01-31"}, "its last day, 2026-01-31, has passed"),
        ({"finding": '="field"'}, "a formula"),
        ({"finding": NOT_PERSONAL, "finding_key": "0"}, "gone or has changed"),
    ],
)
def test_a_mark_that_cannot_be_is_a_mistake(
    office: Office, cells: dict[str, object], sentence: str
) -> None:
    assert sentence in mark(office, "people.csv", "手机号", 1, **cells)


def test_two_judgements_of_one_finding_are_a_mistake(office: Office) -> None:
    fill_in_where(
        office.book,
        "Fields",
        lambda row: (
            {"finding": NOT_PERSONAL, "reason": "x"}
            if row["path"] == "people.csv" and row["field"] == "手机号"
            else {}
        ),
        "en",
    )
    book = load_workbook(office.book)
    rows = list(book["Fields"].iter_rows(values_only=True))
    (marked,) = (row for row in rows if NOT_PERSONAL in row)
    book["Fields"].append(["ok" if cell == NOT_PERSONAL else cell for cell in marked])
    book.save(office.book)
    said = office.run("review", "import", office.book, status=1)

    assert f"rows {len(rows) + 1} and {rows.index(marked) + 1}: two judgements" in said


def marked(office: Office, name: str, finding: str, reason: str = "x") -> Path:
    """Return a copy of the workbook in which somebody judged the numbers of people.csv."""
    copy = office.folder / f"{name}.xlsx"
    shutil.copy(office.book, copy)
    judge(copy, finding, reason)
    return copy


def judge(book: Path, finding: str, reason: str = "x") -> None:
    def wanted(row: Cells) -> Cells:
        mine = row["path"] == "people.csv" and row["field"] == "身份证号"
        return {"finding": finding, "reason": reason} if mine else {}

    fill_in_where(book, "Fields", wanted, "en")


def test_an_old_copy_never_undoes_a_later_judgement(office: Office) -> None:
    mine, other = marked(office, "mine", NOT_PERSONAL), marked(office, "other", "ok")
    office.run("review", "import", mine)
    clash = office.run("review", "import", other, status=1)
    office.run("review", "import", other, "--on-conflict", "replace")
    office.run("review", "import", mine, status=1)
    office.scan()
    office.run("review", "import", other)
    again = office.run("review", "import", mine, status=1)
    office.scan()

    row = r"people.csv \(Fields, row \d+\)"
    said = rf"conflict  {row}: somebody decided field is not personal data, this says ok\n"
    assert re.search(said, clash)
    assert "0 changes, 1 conflict, 0 mistakes" in again
    assert fields(office, "people.csv")["身份证号"]["verdict"] == "confirmed"


def test_what_is_said_to_be_personal_is_kept_as_well(office: Office) -> None:
    mine, other = marked(office, "mine", NOT_PERSONAL), marked(office, "other", "ok")
    said = office.run("review", "import", other)
    again = office.run("review", "import", other)

    assert "1 finding said to be personal data" in said
    assert "false alarm" not in said
    assert "0 mistakes; 1 decided so already" in again
    assert "said to be" not in again
    assert "1 conflict" in office.run("review", "import", mine, status=1)
    kept = office.run("review", "import", mine, "--on-conflict", "keep")
    assert "1 conflict kept as decided before" in kept
    assert "false alarm" not in kept


def test_a_judgement_may_be_changed_in_the_workbook_that_shows_it(office: Office) -> None:
    judge(office.book, NOT_PERSONAL)
    first = office.run("review", "import", office.book)
    again = office.run("review", "import", office.book)
    office.scan()
    judge(office.book, "ok")
    back = office.run("review", "import", office.book)
    office.scan()

    assert "1 false alarm" in first
    assert "false alarm" not in again
    assert "1 finding said to be personal data" in back
    assert fields(office, "people.csv")["身份证号"]["verdict"] == "confirmed"
    assert office.run("log", "show").count('"what": "finding"') == 2


def test_a_judgement_that_has_expired_is_not_taken_for_one_in_force(office: Office) -> None:
    mine, other = marked(office, "mine", NOT_PERSONAL), marked(office, "other", NOT_PERSONAL)
    fill_in_where(
        mine, "Fields", lambda row: {"until": "2099-01-31"} if row["finding"] else {}, "en"
    )
    office.run("review", "import", mine)
    known = office.run("review", "import", other)
    office.let_time_pass("alarm")

    assert "1 decided so already" in known
    assert "1 conflict" in office.run("review", "import", other, status=1)


def test_a_book_of_an_earlier_version_is_compared_with_what_is_stored(office: Office) -> None:
    old = marked(office, "old", "ok")
    book = load_workbook(old)
    book["Fields"].delete_cols(columns(book["Fields"], "en")["base"])
    book.save(old)
    office.run("review", "import", marked(office, "mine", NOT_PERSONAL))

    assert "1 conflict" in office.run("review", "import", old, status=1)


def test_a_book_that_was_taken_in_may_come_again_when_its_findings_are_gone(
    office: Office,
) -> None:
    office.put("called.csv", CALLED)
    office.scan()

    def wanted(row: Cells) -> Cells:
        words = {"finding": "sample is not personal data", "reason": "hotline"}
        return words if row["path"] == "called.csv" and row["field"] == "手机" else {}

    fill_in_where(office.book, "Fields", wanted, "en")
    book = office.folder / "book.xlsx"
    shutil.copy(office.book, book)
    office.run("review", "import", book)
    office.scan()
    in_force = office.run("review", "import", book)
    (office.share / "called.csv").unlink()
    office.scan()
    fill_in(book, "Inventory", {"note.txt": {"decision": "hand over"}}, "en")
    gone = office.run("review", "import", book)
    fill_in_where(book, "Fields", lambda row: wanted(row) and {"until": "soon"}, "en")
    no_date = office.run("review", "import", book, status=1)
    said_else = {"finding": NOT_PERSONAL, "until": None}
    fill_in_where(book, "Fields", lambda row: wanted(row) and said_else, "en")
    other = office.run("review", "import", book, status=1)

    assert "0 changes, 0 conflicts, 0 mistakes; 1 decided so already" in in_force
    assert "1 change, 0 conflicts, 0 mistakes; 1 decided so already" in gone
    assert "not a date" in no_date
    assert "the finding is gone or has changed: called.csv" in other
