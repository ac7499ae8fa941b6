"""One value among others is known to be no personal information: it counts no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.judging import CALLED, HOTLINE, file, mark, mark_hotline, values
from tests.offices import Office, _one_process, office
from tests.reviewers import fill_in_where

if TYPE_CHECKING:
    from tests.reviewers import Cells

__all__ = ["_one_process", "office"]  # fixtures


def test_one_value_among_several_is_suppressed(office: Office) -> None:
    office.put("called.csv", CALLED)
    office.scan()
    before = file(office, "called.csv")
    said = office.run("review", "value", "--file", "called.csv", "--field", "手机", "--row", "2",
                      "--sample", "139********", "--reason", "hotline")  # fmt: skip
    office.scan()
    after = file(office, "called.csv")

    assert "1 false alarm" in said
    assert values(office, "called.csv", "手机") == {
        "138********": ("confirmed", 2),
        "139********": ("suppressed", 2),
    }
    assert before["entities"]["CN_MOBILE"]["distinct"] == 3
    assert after["entities"]["CN_MOBILE"]["distinct"] == 2
    assert HOTLINE.encode() not in b"".join(
        each.read_bytes() for each in (office.folder / "state").iterdir()
    )


def test_the_value_that_a_row_shows_is_marked_in_the_workbook(office: Office) -> None:
    office.put("note.txt", "电话 13800138000 是示例\n电话 13900139001\n")
    office.scan()
    mark(office, "note.txt", "", finding="sample is not personal data")
    office.scan()
    one = values(office, "note.txt", "")
    mark_value_ok(office, "note.txt", "138********")
    office.scan()

    assert one == {"138********": ("suppressed", 1), "139********": ("confirmed", 1)}
    assert values(office, "note.txt", "") == {"138********": ("confirmed", 2)}


def mark_value_ok(office: Office, path: str, sample: str) -> None:
    def wanted(row: Cells) -> Cells:
        mine = row["path"] == path and row["sample"] == sample
        return {"finding": "ok"} if mine else {}

    fill_in_where(office.book, "Fields", wanted, "en")
    office.run("review", "import", office.book)


def test_a_value_stays_suppressed_wherever_it_stands_and_no_other_is(office: Office) -> None:
    office.put("called.csv", CALLED)
    office.scan()
    mark_hotline(office)
    # Another number takes its row and looks the same; it moves down, and the file too.
    office.put("called.csv", CALLED.replace("李四,13900139001", "李四,13955559001"))
    office.scan()
    changed = values(office, "called.csv", "手机")
    (office.share / "called.csv").rename(office.share / "renamed.csv")
    office.put("unlike.csv", CALLED)
    office.scan()

    assert changed == {"138********": ("confirmed", 3), "139********": ("suppressed", 1)}
    assert values(office, "renamed.csv", "手机") == changed
    assert "suppressed" not in str(values(office, "unlike.csv", "手机"))


def test_a_value_is_suppressed_until_it_expires_or_is_taken_back(office: Office) -> None:
    office.put("called.csv", CALLED)
    office.scan()
    mark_hotline(office, "--until", "2099-01-31")
    office.let_time_pass("alarm")
    office.scan()
    expired = values(office, "called.csv", "手机")
    mark_hotline(office)
    office.scan()
    held = values(office, "called.csv", "手机")
    assert "taken back" in mark_hotline(office, "--withdraw")
    mark_hotline(office, "--withdraw", status=2)
    office.scan()

    assert expired == {"138********": ("confirmed", 4)}
    assert "139********" in held
    assert values(office, "called.csv", "手机") == expired


def test_suppressing_some_values_does_not_weaken_the_proof_of_the_others(office: Office) -> None:
    office.put("called.csv", CALLED.replace("手机", "内容"))  # an unnamed column: shares decide
    office.scan()
    before = values(office, "called.csv", "内容")
    for row, sample in ((2, "139********"), (3, "137********")):
        office.run("review", "value", "--file", office.share / "called.csv", "--field", "内容",
                   "--row", str(row), "--sample", sample, "--reason", "x")  # fmt: skip
    office.scan()
    after = values(office, "called.csv", "内容")

    assert after["138********"] == (before["138********"][0], 1)
    assert after["137********"][0] == after["139********"][0] == "suppressed"


@pytest.mark.parametrize(
    ("row", "sample", "sentence"),
    [
        ("1", "139********", "no such value"),
        ("4", "138********", "no such value"),
        ("5", "135********", "look the same"),
    ],
)
def test_what_is_pointed_at_must_be_clear(
    office: Office, row: str, sample: str, sentence: str
) -> None:
    office.put("called.csv", CALLED + "两个,13511110000或13522220000\n")
    office.scan()
    said = office.run("review", "value", "--file", "called.csv", "--field", "手机", "--row", row,
                      "--sample", sample, "--reason", "x", status=2)  # fmt: skip

    assert sentence in said


def test_a_value_is_not_looked_for_in_another_content(office: Office) -> None:
    office.put("called.csv", CALLED)
    office.scan()
    office.put("called.csv", CALLED.replace("张三", "张三丰"))

    assert "changed since the scan" in mark_hotline(office, status=2)
    assert "found nothing in the field" in office.run(
        "review", "value", "--file", "note.txt", "--row", "1", "--sample", "x", "--reason", "y",
        status=2,
    )  # fmt: skip


def test_a_last_day_that_has_passed_is_refused_for_one_value(office: Office) -> None:
    office.put("called.csv", CALLED)
    office.scan()

    assert "has passed" in mark_hotline(office, "--until", "2026-01-31", status=2)


def test_a_value_that_an_own_recognizer_found_is_pointed_at(office: Office) -> None:
    own = office.folder / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    office.put("projects.txt", "Blue Heron and Red Finch are named here.\n")
    scan = ("scan", office.share, "--out", office.book.parent, "--recognizers", own)
    pointed = ("review", "value", "--file", "projects.txt", "--row", "1", "--reason", "a bird")
    office.run(*scan)
    (shown,) = values(office, "projects.txt", "")
    unknown = office.run(*pointed, "--sample", shown, status=2)
    office.run(*pointed, "--sample", shown, "--recognizers", own)
    office.run(*scan)

    assert "no such value" in unknown
    assert values(office, "projects.txt", "") == {shown: ("suppressed", 1)}


OWN = """
recognizers:
  - {name: Projects, supported_entity: PROJECT_NAME, deny_list: [Blue Heron]}
"""
