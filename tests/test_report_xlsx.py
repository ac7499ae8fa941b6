"""The workbook, read back."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from scanner.messages import LANGUAGES, catalogue
from scanner.model import FileRef, Outcome
from scanner.report import WRITERS, writer_for
from scanner.report.cells import shown
from scanner.report.rows import FIELDS, INVENTORY, JOINS, UNREAD
from tests.report_estate import HOSTILE, ROOT, TOLD, Estate, file, hostile, tally, told, unread
from tests.report_workbook import cells, column, headings, rows, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEYS_OF_UNREAD = [each.key for each in UNREAD]


@pytest.fixture(autouse=True)
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(catalogue(), "told", TOLD)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("zh", ["概览", "清单", "字段", "关联", "未读", "变化", "历次扫描", "依据"]),
        (
            "en",
            ["Summary", "Inventory", "Fields", "Joins", "Not read", "Changes", "Nights", "Basis"],
        ),
    ],
)
def test_the_sheets_come_in_the_order_they_are_read(
    tmp_path: Path, language: str, names: list[str]
) -> None:
    book = workbook(Estate(), tmp_path, language)

    assert book.sheetnames == names
    keys = [[each.key for each in columns] for columns in (INVENTORY, FIELDS, JOINS)]
    keys.append(KEYS_OF_UNREAD)
    for name, expected in zip(names[1:5], keys, strict=True):
        heads = [catalogue()[f"report.column.{key}"][language] for key in expected]
        assert headings(book[name]) == heads


@pytest.mark.parametrize(("name", "paper"), [("清单", 8), ("字段", 8), ("未读", 9), ("变化", 9)])
def test_a_long_sheet_can_be_scrolled_filtered_and_printed(
    tmp_path: Path, name: str, paper: int
) -> None:
    sheet: Any = workbook(Estate(), tmp_path)[name]

    assert sheet.freeze_panes == "B2"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == paper  # A3 where A4 is too narrow to read
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)


def test_every_file_is_one_row_of_the_inventory(tmp_path: Path) -> None:
    estate = Estate()
    paths = column(workbook(estate, tmp_path)["清单"], "path")

    assert paths == [shown(report.file.path) for report in estate.reports]


def test_every_finding_is_one_row_of_the_fields(tmp_path: Path) -> None:
    estate = Estate()
    sheet = workbook(estate, tmp_path)["字段"]
    tallies = [tally for report in estate.reports for tally in report.tallies]

    assert column(sheet, "entity_code") == [each.entity for each in tallies]
    assert column(sheet, "count") == [each.count for each in tallies]
    assert column(sheet, "sample") == [each.sample for each in tallies]


def test_whatever_was_not_read_in_full_is_listed_with_reason_and_remedy(tmp_path: Path) -> None:
    estate = Estate()
    sheet = workbook(estate, tmp_path)["未读"]
    missing = [each for each in estate.reports if each.outcome is not Outcome.SCANNED]

    assert column(sheet, "path") == [shown(each.file.path) for each in missing]
    assert all(column(sheet, "unread_why"))
    assert all(column(sheet, "todo"))


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.SCANNED])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_not_read_is_never_clean(tmp_path: Path, outcome: Outcome, language: str) -> None:
    book = workbook(Estate([unread(b"x", outcome, told("why"))]), tmp_path, language)
    sheet = book.worksheets[1]
    clean = catalogue()["report.nothing_found"][language]

    assert not column(sheet, "level", language)[0].startswith("L1 ") or outcome == "partial"
    assert column(sheet, "level", language)[0] != f"L1 {Estate().policy.levels[0].name.zh}"
    assert clean not in column(sheet, "why", language)[0]
    assert "why" in column(sheet, "why", language)[0]


def test_a_partly_read_file_has_at_least_its_level(tmp_path: Path) -> None:
    partial = file(b"x", tally("CN_MOBILE", "tel", 3), outcome=Outcome.PARTIAL)

    assert column(workbook(Estate([partial]), tmp_path)["清单"], "level") == [
        "L3 重点个人信息（至少）"
    ]


def test_numbers_are_numbers_and_dates_are_dates(tmp_path: Path) -> None:
    book = workbook(Estate(), tmp_path)

    assert {type(size) for size in column(book["清单"], "size")} == {int}
    assert set(map(str, column(book["清单"], "modified"))) == {"2026-03-09 10:30:15"}
    assert isinstance(column(book["清单"], "modified")[0], datetime)


def test_times_beyond_the_calendar_do_no_harm(tmp_path: Path) -> None:
    times = (0, -(10**20), 10**27, -(10**9) * 86_400 * 365 * 100, -(10**9))
    found = [file(b"x", file=FileRef(ROOT, b"x", modified_ns=time)) for time in times]
    modified = column(workbook(Estate(found), tmp_path)["清单"], "modified")

    assert modified[:3] == [None, None, None]
    assert str(modified[3]).startswith("1870")
    assert str(modified[4]) == "1970-01-01 07:59:59"


@pytest.mark.parametrize("language", LANGUAGES)
def test_legal_chooses_the_decision_from_a_list(tmp_path: Path, language: str) -> None:
    sheet = workbook(Estate(), tmp_path, language).worksheets[1]
    by_type = {each.type: each for each in sheet.data_validations.dataValidation}
    decision = headings(sheet).index(catalogue()["report.column.decision"][language])
    words = [
        catalogue()[f"report.decision.{key}"][language]
        for key in ("hand_over", "mask", "encrypt", "remove", "hold")
    ]
    letter = get_column_letter(decision + 1)

    assert by_type["list"].formula1 == f'"{",".join(words)}"'
    assert str(by_type["list"].sqref) == f"{letter}2:{letter}{sheet.max_row}"
    assert "date" in by_type
    assert {row[decision] for row in rows(sheet)} == {None}


def test_the_file_key_is_there_but_out_of_sight(tmp_path: Path) -> None:
    sheet = workbook(Estate(), tmp_path)["清单"]
    keys = column(sheet, "key")

    assert len(set(keys)) == len(keys) == len(Estate().reports)
    key = headings(sheet).index(catalogue()["report.column.key"]["zh"]) + 1
    hidden = [each for each in sheet.column_dimensions.values() if each.hidden]
    spans = [(each.min or 0, each.max or 0) for each in hidden]
    assert any(first <= key and sheet.max_column <= last for first, last in spans)


def test_no_text_becomes_a_formula_a_link_or_markup(tmp_path: Path) -> None:
    book = workbook(hostile(), tmp_path)

    assert {cell.data_type for cell in cells(book)} <= {"inlineStr", "s", "n", "d"}
    assert all(cell.hyperlink is None for cell in cells(book))
    assert [text.rstrip() for text in column(book["清单"], "path")] == [
        shown(text.encode()).rstrip() for text in HOSTILE
    ]


def test_a_lone_half_of_a_character_does_not_stop_the_report(tmp_path: Path) -> None:
    report = file(b"x", tally("CN_MOBILE", "a\udc80b", 3))
    report = replace(report, file=replace(report.file, owner="o\udcff"))

    for name in WRITERS:
        writer_for(name).write(Estate([report]), tmp_path / f"x.{name}", "zh")
    assert column(load_workbook(tmp_path / "x.xlsx")["字段"], "field") == [r"a\udc80b"]


def test_more_rows_than_a_sheet_holds_continue_on_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scanner.report.sheets.SHEET_ROWS", 5)
    estate = Estate([file(b"%03d" % number) for number in range(9)])
    book = workbook(estate, tmp_path)
    parts = [book[name] for name in ("清单", "清单 2", "清单 3")]

    assert book.sheetnames == [
        "概览",
        "清单",
        "清单 2",
        "清单 3",
        "字段",
        "关联",
        "未读",
        "变化",
        "历次扫描",
        "依据",
    ]
    assert [len(rows(each)) for each in parts] == [4, 4, 1]
    assert [path for each in parts for path in column(each, "path")] == [
        f"{number:03d}" for number in range(9)
    ]
    for each in parts:
        assert headings(each) == headings(parts[0])
        assert each.auto_filter.ref == each.dimensions
        assert len(each.data_validations.dataValidation) == 2


def test_a_full_last_sheet_opens_no_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scanner.report.sheets.SHEET_ROWS", 5)
    estate = Estate([file(b"%03d" % number) for number in range(8)])

    assert "清单 3" not in workbook(estate, tmp_path).sheetnames


def test_an_empty_inventory_is_a_workbook_all_the_same(tmp_path: Path) -> None:
    book = workbook(Estate([]), tmp_path)

    assert [rows(book[name]) for name in ("清单", "字段")] == [[], []]
    assert [row[0] for row in rows(book["未读"])] == ["全部文件均已完整读取。"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", ["joins", "unread", "changes"])
def test_a_sheet_with_nothing_to_list_says_so(tmp_path: Path, sheet: str, language: str) -> None:
    class Quiet(Estate):
        joins: Any = ()

        def changes(self) -> Iterator[Any]:
            return iter(())

    name, sentence = (
        catalogue()[f"report.{part}.{sheet}"][language] for part in ("sheet", "nothing")
    )
    empty = workbook(Quiet([file(b"a.txt")]), tmp_path, language)[name]
    full = workbook(Estate(), tmp_path, language)[name]

    assert [[cell for cell in row if cell] for row in rows(empty)] == [[sentence]]
    assert sentence not in {cell for row in rows(full) for cell in row}


def test_the_summary_has_totals_and_native_charts(tmp_path: Path) -> None:
    estate = Estate(complete=False)
    sheet: Any = workbook(estate, tmp_path)["概览"]
    shown_cells = {cell.value for row in sheet.iter_rows() for cell in row}

    assert len(sheet._charts) == 2
    assert catalogue()["report.banner.interrupted"]["zh"] in shown_cells
    assert {"L4 敏感个人信息", "居民身份证号", len(estate.reports)} <= shown_cells


def test_two_writes_have_equal_cells(tmp_path: Path) -> None:
    books = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        books.append(workbook(Estate(), tmp_path / name))
    one, two = ([(str(cell), cell.value) for cell in cells(book)] for book in books)

    assert one == two


def test_several_roots_are_told_apart(tmp_path: Path) -> None:
    class TwoRoots(Estate):
        @property
        def run(self) -> Any:
            return replace(super().run, roots=(ROOT, b"/srv/other"))

    paths = column(workbook(TwoRoots([file(b"a.csv")]), tmp_path)["清单"], "path")

    assert paths == [f"{ROOT.decode()}/a.csv"]


def test_a_full_disk_is_an_os_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zipfile.ZipFile.write", full)
    with pytest.raises(OSError, match="No space left") as caught:
        writer_for("xlsx").write(Estate(), tmp_path / "inventory.xlsx", "zh")

    assert caught.value.errno == 28
    assert list(tmp_path.iterdir()) == []


def test_a_citation_is_given_in_the_language_of_the_report(tmp_path: Path) -> None:
    known, own = Estate().policy.rules[0].basis, "our own rule 7"
    found = [
        tally("CN_MOBILE", name, 1, basis=basis) for name, basis in (("a", known.zh), ("b", own))
    ]
    sheet = workbook(Estate([file(b"x", *found)]), tmp_path, "en")["Fields"]

    assert column(sheet, "basis", "en") == [known.en, own]


def test_what_became_of_files_is_told_with_levels_and_what_appeared(tmp_path: Path) -> None:
    sheet = workbook(Estate(), tmp_path, "en")["Changes"]
    told = [[cell or "" for cell in row[1:6]] for row in rows(sheet)]

    assert [row[0] for row in told] == [
        "gone",
        "level rose, more personal information, now readable by everyone",
        "moved or renamed",
    ]
    assert [cell.split()[0] for cell in told[1][1:3]] == ["L1", "L4"]
    assert told[1][3].endswith("+3")
    assert str(told[2][4]).endswith("=1.txt")


def test_the_levels_of_all_nights_are_a_line_chart(tmp_path: Path) -> None:
    sheet = workbook(Estate(), tmp_path, "en")["Nights"]

    assert [row[3] for row in rows(sheet)] == [0, 0, 0]
    assert [row[4] for row in rows(sheet)] == [1, 2, 3]
    with zipfile.ZipFile(tmp_path / "inventory.xlsx") as package:
        charts = [package.read(name) for name in package.namelist() if "charts/chart" in name]
    (lines,) = [chart for chart in charts if b"<c:lineChart>" in chart]
    assert lines.count(b"<c:ser>") == 5
    assert b"$E$2:$E$4" in lines
