"""What a reviewer knows to be no personal information counts no longer, and stays listed."""

from __future__ import annotations

import json
import pickle
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from scanner.alarms import FalseAlarm, FalseAlarms, digest
from scanner.model import FileRef, Verdict
from scanner.run import desk
from tests.offices import ID, PEOPLE, Office, _one_process, office
from tests.reviewers import columns, fill_in, fill_in_where

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reviewers import Cells

__all__ = ["_one_process", "office"]  # fixtures

MOBILE = FalseAlarm("", "手机号", "CN_MOBILE", Verdict.CONFIRMED, root=b"/s", path=b"a.csv")


def fields(office: Office, path: str) -> dict[str, dict[str, Any]]:
    files = json.loads(office.book.with_suffix(".json").read_text(encoding="utf-8"))["files"]
    (file,) = (each for each in files if each["path"] == path)
    return {each["field"]: each for each in file["fields"]}


def file(office: Office, path: str) -> dict[str, Any]:
    files = json.loads(office.book.with_suffix(".json").read_text(encoding="utf-8"))["files"]
    found: dict[str, Any] = next(each for each in files if each["path"] == path)
    return found


def mark(office: Office, path: str, field: str, status: int = 0, **cells: object) -> str:
    """Fill in the row of one finding, and take the workbook in."""

    def wanted(row: Cells) -> Cells:
        mine = row["path"] == path and (row["field"] or "") == field
        return {"reason": "test data", **cells} if mine else {}

    fill_in_where(office.book, "Fields", wanted, "en")
    return office.run("review", "import", office.book, status=status)


NOT_PERSONAL = "field is not personal data"


def test_a_marked_finding_is_suppressed_and_still_counted(office: Office) -> None:
    (office.share / "staff.csv").unlink()  # whose IDs are joined with these telephones
    office.scan()
    before = file(office, "people.csv")
    said = mark(office, "people.csv", "身份证号", finding=NOT_PERSONAL)
    office.scan()
    after, finding = file(office, "people.csv"), fields(office, "people.csv")["身份证号"]

    assert "1 false alarm, in force from the next scan on" in said
    assert (finding["verdict"], finding["count"]) == ("suppressed", 10)
    assert "a reviewer said" in finding["why"]
    assert set(before["entities"]) - set(after["entities"]) == {"CN_RESIDENT_ID"}
    assert (before["level"], after["level"]) == ("L4", "L3")  # the rule that joined them, too


def test_it_stays_suppressed_when_the_file_changes_moves_or_is_copied(office: Office) -> None:
    mark(office, "people.csv", "身份证号", finding=NOT_PERSONAL)
    office.scan()
    (office.share / "people.csv").rename(office.share / "moved.csv")
    office.scan()
    moved = fields(office, "moved.csv")["身份证号"]["verdict"]
    office.put("moved.csv", PEOPLE + f"王五,{ID},13900139000\n")
    office.scan()
    changed = fields(office, "moved.csv")["身份证号"]["verdict"]
    office.put("copy.csv", PEOPLE + f"王五,{ID},13900139000\n")
    office.put("people.csv", PEOPLE.replace("张三", "赵六"))
    office.scan()

    assert (moved, changed) == ("suppressed", "suppressed")
    assert fields(office, "copy.csv")["身份证号"]["verdict"] == "suppressed"
    assert fields(office, "people.csv")["身份证号"]["verdict"] != "suppressed"


def test_it_is_the_same_whether_a_scan_is_cold_or_not(office: Office) -> None:
    office.put("copy.csv", PEOPLE)
    office.scan()
    mark(office, "people.csv", "身份证号", finding=NOT_PERSONAL)
    office.scan()
    warm = [file(office, name)["fields"] for name in ("people.csv", "copy.csv")]
    with desk.opened(office.folder / "state" / "state.sqlite") as opened:
        opened.store.connection.execute("UPDATE file SET settled = 0")
        opened.store.connection.execute("UPDATE report SET plan = 0")
    office.scan()

    assert [file(office, name)["fields"] for name in ("people.csv", "copy.csv")] == warm
    assert {each["verdict"] for each in warm[1] if each["field"] == "身份证号"} == {"suppressed"}


def test_it_ends_when_it_expires_or_is_taken_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(office, "people.csv", "身份证号", finding=NOT_PERSONAL, until="2099-01-31")
    mark(office, "staff.csv", "身份证号", finding=NOT_PERSONAL)
    office.let_time_pass("alarm")
    office.scan()
    expired = fields(office, "people.csv")["身份证号"]["verdict"]
    held = fields(office, "staff.csv")["身份证号"]["verdict"]
    mark(office, "staff.csv", "身份证号", finding="ok", reason="")
    office.scan()

    assert (expired, held) == ("confirmed", "suppressed")
    assert fields(office, "staff.csv")["身份证号"]["verdict"] == "confirmed"


def values(office: Office, path: str, field: str) -> dict[str, tuple[str, int]]:
    """Return verdict and count of each row of a field, by the sample it shows."""
    found = file(office, path)["fields"]
    return {one["sample"]: (one["verdict"], one["count"]) for one in found if one["field"] == field}


HOTLINE = "13900139001"
CALLED = "姓名,手机\n张三,13800138000\n李四,13900139001\n王五,13700137002\n热线,13900139001\n"


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


def mark_hotline(office: Office, *more: str, status: int = 0) -> str:
    return office.run("review", "value", "--file", "called.csv", "--field", "手机", "--row", "2",
                      "--sample", "139********", "--reason", "hotline", *more,
                      status=status)  # fmt: skip


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


def test_a_last_day_that_has_passed_is_refused_for_one_value(office: Office) -> None:
    office.put("called.csv", CALLED)
    office.scan()

    assert "has passed" in mark_hotline(office, "--until", "2026-01-31", status=2)


def test_a_mark_is_in_the_log(office: Office) -> None:
    mark(office, "people.csv", "身份证号", finding=NOT_PERSONAL)

    assert '"says": "field"' in office.run("log", "show")


def test_a_stronger_verdict_is_not_covered() -> None:
    weak = replace(MOBILE, verdict=Verdict.POSSIBLE)

    assert digest([weak]) != digest([MOBILE]) != ""
    assert digest([]) == ""


names = st.sampled_from([b"a.csv", b"b.csv", b""])
alarms = st.builds(
    replace, st.just(MOBILE), path=names, content=names, is_there=st.booleans(),
    entity=st.sampled_from(["CN_MOBILE", "DOB"]),
)  # fmt: skip


@given(st.lists(alarms, max_size=6), names, names)
def test_alarms_are_found_by_place_or_content_in_whatever_order(
    given_: list[FalseAlarm], path: bytes, content: bytes
) -> None:
    found = FalseAlarms(given_).of(FileRef(b"/s", path), content)
    expected = {
        one.entity
        for one in given_
        if (one.is_there and one.path == path) or (one.content and one.content == content)
    }

    assert {one.entity for one in found} == expected
    assert len(found) == len(expected)
    assert digest(FalseAlarms(given_[::-1]).of(FileRef(b"/s", path), content)) == digest(found)


def test_alarms_go_to_a_worker_as_they_are() -> None:
    alarm = FalseAlarm(
        "", "手机号", "CN_MOBILE", Verdict.CONFIRMED, root=b"/s", path=b"a", value="1f"
    )
    alarms = FalseAlarms([alarm])
    there, none = pickle.loads(pickle.dumps((alarms, FalseAlarms())))  # noqa: S301 -- ours

    assert bool(there) is True
    assert there.of(FileRef(b"/s", b"a"), b"") == (alarm,)
    assert there.watched == alarms.watched == {("", "手机号"): {"CN_MOBILE": frozenset([31])}}
    assert not none


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
