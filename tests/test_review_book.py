"""A workbook that comes back: whatever people and programs did to it, rows keep their key."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from scanner.decision import Choice, Decision, Reviewed, State
from scanner.executors import Local, Lost, Task
from scanner.messages import LANGUAGES, catalogue
from scanner.model import Note
from scanner.report import rows, spot_check, writer_for
from scanner.report.cells import file_key, shown
from scanner.review import book, labels, merging
from scanner.review.lines import HEADINGS_WITHIN, Line, Sheet, lines
from tests.report_estate import TOLD, Estate
from tests.reviewers import (
    columns,
    fill_in,
    fill_in_csv,
    mess_up,
    rewrite,
    save_with_libreoffice,
)

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"zh": "清单", "en": "Inventory"}
FIRST, SECOND, THIRD = (each.file for each in Estate().reports[1:4])


@pytest.fixture(autouse=True)
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(catalogue(), "told", TOLD)


def made(
    folder: Path, language: str = "zh", format_: str = "xlsx", carried: Reviewed | None = None
) -> Path:
    """Write an inventory; what is carried on stands at its second file."""
    target = folder / f"inventory.{format_}"
    reviews = {FIRST.path: carried} if carried else {}
    writer_for(format_).write(Estate(reviews=reviews), target, language)
    return target


def word(choice: Choice, language: str) -> str:
    return catalogue()[f"report.decision.{choice}"][language]


def reading(path: Path) -> list[Line]:
    found = book.read(path)
    assert isinstance(found, list), found
    return found


def decisions(path: Path) -> dict[str, Decision]:
    edits, mistakes, _ = merging.edits(reading(path))
    assert mistakes == []
    return {edit.key: edit.decision for edit in edits}


def entered(language: str) -> dict[str, dict[str, object]]:
    return {
        shown(FIRST.path): {"decision": word(Choice.HOLD, language), "reason": "待\n律师确认",
                            "reviewer": "李律师", "date": datetime(2026, 11, 24)},  # noqa: DTZ001
        shown(SECOND.path): {"decision": word(Choice.MASK, language), "date": "2026/1/5"},
    }  # fmt: skip


EXPECTED = {
    file_key(FIRST): Decision(Choice.HOLD, "待\n律师确认", "李律师", "2026-11-24"),
    file_key(SECOND): Decision(Choice.MASK, date="2026-01-05"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_entered_is_read(tmp_path: Path, language: str) -> None:
    path = made(tmp_path, language)
    fill_in(path, NAMES[language], entered(language), language)

    assert decisions(path) == EXPECTED


def test_a_workbook_nobody_touched_decides_nothing(tmp_path: Path) -> None:
    carried = Reviewed(State.DECIDED, Decision(Choice.HOLD, "r", "Li", "2026-11-24"))
    base = merging.Base(None, merging.digest(carried.shown)).as_text()
    kept = Reviewed(State.DECIDED, carried.decision, base=base)
    path = made(tmp_path, carried=kept)

    assert decisions(path) == {}
    sheets = [each.sheet for each in reading(path)]
    assert sheets.count(Sheet.INVENTORY) == len(Estate().reports)
    assert sheets.count(Sheet.FIELDS) == sum(len(each.tallies) for each in Estate().reports)


def test_rows_keep_their_decisions_when_sorted_moved_hidden_and_filtered(tmp_path: Path) -> None:
    path = made(tmp_path)
    fill_in(path, "清单", entered("zh"))
    mess_up(path, "清单")

    assert decisions(path) == EXPECTED


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_may_save_it_again(tmp_path: Path, language: str) -> None:
    path = made(tmp_path, language)
    fill_in(path, NAMES[language], entered(language), language)

    assert decisions(save_with_libreoffice(path, tmp_path / "again")) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_csv_may_come_back_in_any_code_page(tmp_path: Path, encoding: str) -> None:
    path = made(tmp_path, format_="csv")
    cells = entered("zh")
    cells[shown(FIRST.path)]["date"] = "2026年11月24日"
    fill_in_csv(path, cells, encoding=encoding)

    assert decisions(path) == EXPECTED


def test_a_carried_reason_that_looks_like_a_formula_is_no_edit(tmp_path: Path) -> None:
    decision = Decision(Choice.HOLD, "=1+1", "@li", "2026-11-24")
    base = merging.Base(None, merging.digest(decision)).as_text()
    kept = Reviewed(State.DECIDED, decision, base=base)
    for format_ in ("csv", "xlsx"):
        path = made(tmp_path, format_=format_, carried=kept)

        assert decisions(path) == {}


def mistakes(path: Path) -> list[str]:
    _, found, _ = merging.edits(reading(path))
    return [note.key.rpartition(".")[2] for note in found]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"decision": "卖掉"}, ["decision"]),
        ({"decision": "暂缓", "date": "明天"}, ["date"]),
        ({"decision": "暂缓", "date": "03/04/2026"}, ["date"]),
        ({"decision": '="暂缓"'}, ["formula"]),
        ({"decision": "暂缓", "reason": "=1+1"}, ["formula"]),
        ({"reason": "只有理由"}, []),
        ({"decision": " 暂 缓 "}, []),
        ({"decision": "HOLD", "date": 46350}, []),
    ],
)
def test_what_cannot_be_right_is_a_mistake(
    tmp_path: Path, cells: dict[str, object], expected: list[str]
) -> None:
    path = made(tmp_path)
    fill_in(path, "清单", {shown(FIRST.path): cells})

    assert mistakes(path) == expected


@pytest.mark.parametrize("column", ["decision", "path"])
@pytest.mark.parametrize("is_moved", [False, True])
def test_merged_cells_decide_nothing(tmp_path: Path, column: str, *, is_moved: bool) -> None:
    path = made(tmp_path)
    fill_in(path, "清单", {shown(FIRST.path): {"decision": "暂缓"}})
    if is_moved:
        mess_up(path, "清单")
    workbook = load_workbook(path)
    there = workbook["张三改过的" if is_moved else "清单"]
    top = 2 if is_moved else 1  # the row of the headings
    cells = {str(cell.value): cell.column or 0 for cell in there[top]}
    at = cells[catalogue()[f"report.column.{column}"]["zh"]]
    there.merge_cells(start_row=top + 1, end_row=top + 2, start_column=at, end_column=at)
    workbook.save(path)

    assert mistakes(path) == (["merged"] * 2 if column == "decision" else [])


def test_a_row_that_somebody_added_is_told_and_a_note_under_the_table_is_not(
    tmp_path: Path,
) -> None:
    path = made(tmp_path)
    workbook = load_workbook(path)
    there = workbook["清单"]
    at, last = columns(there, "zh"), there.max_row
    there.cell(last + 2, at["path"]).value = "合同/新.docx"
    there.cell(last + 2, at["decision"]).value = "移交"
    there.cell(last + 4, at["decision"]).value = "以上共两项"
    workbook.save(path)
    found, wrong, _ = merging.edits(reading(path))

    assert wrong == []
    assert [note.key.rpartition(".")[2] for note in merging.merge(found, {}).mistakes] == [
        "unknown_file"
    ]


@pytest.mark.parametrize("to", ["ods", "xls"])
def test_another_format_is_refused_with_what_to_do(tmp_path: Path, to: str) -> None:
    assert refused(save_with_libreoffice(made(tmp_path), tmp_path / "again", to)) == "other_format"


def test_a_formula_is_found_in_a_sheet_that_begins_further_right(tmp_path: Path) -> None:
    path = made(tmp_path)
    fill_in(path, "清单", {shown(FIRST.path): {"decision": "=A1"}})
    mess_up(path, "清单")

    assert mistakes(path) == ["formula"]


def test_a_mistake_names_the_row_and_never_quotes_the_cell(tmp_path: Path) -> None:
    path = made(tmp_path)
    fill_in(path, "清单", {shown(FIRST.path): {"decision": "13800138000"}})
    _, (note,), _ = merging.edits(reading(path))

    assert dict(note.args) == {"sheet": "清单", "row": 3}


def line(row: int, key: str, decision: str, base: str = "") -> Line:
    return Line(Sheet.INVENTORY, "s", row, {"key": key, "decision": decision, "base": base})


def test_two_decisions_for_one_file_are_a_mistake_and_one_said_twice_is_not() -> None:
    twice, problems, _ = merging.edits([line(2, "k", "hold"), line(3, "k", "mask")])
    same, none, _ = merging.edits([line(2, "k", "hold"), line(3, "k", "hold")])

    assert [note.key for note in problems] == ["review.mistake.twice"]
    assert len(twice) == len(same) == 1
    assert none == []


HOLD, MASK = Decision(Choice.HOLD, "", "li"), Decision(Choice.MASK, "", "wu")


def merged(base: Decision | None, mine: Decision, stored: Decision | None) -> str:
    shown_ = merging.Base(None, merging.digest(base), merging.digest(base))
    edit = merging.Edit("k", mine, shown_, Note.of("review.row", sheet="s", row=2))
    result = merging.merge([edit], {"k": stored})
    states = {"change": result.changes, "conflict": result.conflicts, "known": result.known}
    return next(name for name, value in states.items() if value)


@pytest.mark.parametrize(
    ("base", "mine", "stored", "expected"),
    [
        (None, HOLD, None, "change"),
        (HOLD, MASK, HOLD, "change"),
        (None, HOLD, MASK, "conflict"),
        (HOLD, MASK, None, "conflict"),
        (None, HOLD, HOLD, "known"),
        (None, HOLD, Decision(Choice.HOLD, "other", "wu"), "known"),
        (HOLD, Decision(Choice.HOLD, "again", "li", "2026-11-25"), HOLD, "change"),
    ],
)
def test_two_people_who_edit_one_row_are_noticed(
    base: Decision | None, mine: Decision, stored: Decision | None, expected: str
) -> None:
    assert merged(base, mine, stored) == expected


def test_a_file_that_is_not_in_the_inventory_is_a_mistake() -> None:
    edits, _, _ = merging.edits([line(2, "no such key", "hold")])

    assert [note.key for note in merging.merge(edits, {}).mistakes] == [
        "review.mistake.unknown_file"
    ]


def test_an_emptied_decision_stays_and_is_counted() -> None:
    base = merging.Base(None, merging.digest(HOLD)).as_text()

    assert merging.edits([line(2, "k", "", base)]) == ([], [], 1)


texts = st.text(max_size=20)


@given(st.lists(st.lists(st.one_of(texts, st.none(), st.floats(), st.dates()), max_size=5)))
def test_any_sheet_is_either_ours_or_none(cells: list[list[object]]) -> None:
    assert all(each.cells["key"] for each in lines("s", cells, {}, {}))


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_is_read_however_it_is_written(day: date) -> None:
    serial = str((day - date(1899, 12, 30)).days)
    numbers = f"{day.year}/{day.month}/{day.day}"
    chinese = f"{day.year}年{day.month}月{day.day}日"
    dotted = numbers.replace("/", ".")
    written = (f"{day}", numbers, dotted, chinese, f"{day}T00:00:00", f"{day} 00:00:00", serial)

    assert {labels.day(text) for text in written} == {day.isoformat()}


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = labels.day(text)

    assert not found or date.fromisoformat(found).isoformat() == found


def refused(path: Path) -> str:
    """Read it as the command does, in a process that may die; return why it was refused."""
    with Local(1) as pool:
        pool.submit(Task(book.read, (path,), 60.0))
        _, answer = pool.take()
    if isinstance(answer, Lost):
        return "killed"
    assert isinstance(answer, Note), answer
    return answer.key.rpartition(".")[2]


def test_macros_are_refused(tmp_path: Path) -> None:
    path = made(tmp_path)
    rewrite(path, lambda _, data: data, **{"xl__vbaProject.bin": b"macro"})

    assert refused(path) == "macros"


def test_an_entity_in_the_xml_is_refused_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    path = made(tmp_path)
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()

    def poison(name: str, data: bytes) -> bytes:
        return data.replace(b"?>", b"?>" + doctype, 1) if name.startswith("xl/workbook") else data

    rewrite(path, poison)

    assert refused(path) == "broken"


def test_an_archive_that_swells_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path)
    rewrite(path, lambda _, data: data, **{"xl__media__image1.png": bytes(256 << 20)})

    assert refused(path) == "too_big"


def test_a_sheet_that_asks_for_all_memory_costs_one_sentence(tmp_path: Path) -> None:
    path = made(tmp_path)
    far = (
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    )

    def stretch(name: str, data: bytes) -> bytes:
        return data.replace(b"</sheetData>", far) if "sheet2" in name else data

    rewrite(path, stretch)

    assert refused(path) in ("killed", "broken")


@pytest.mark.parametrize("data", [b"", b"PK\3\4 no archive", b"a,b\n1,2\n", bytes(1000)])
def test_what_is_no_workbook_of_ours_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "inventory.xlsx"
    path.write_bytes(data)

    assert refused(path) in ("broken", "foreign")


def test_a_workbook_without_the_hidden_key_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path)
    key = catalogue()["report.column.key"]["zh"].encode()
    rewrite(path, lambda _, data: data.replace(key, b"x"))

    assert refused(path) == "headings"


def spoil(path: Path, column: str, text: str | None, language: str) -> None:
    """Rename a heading of the inventory, or delete its column where there is no new name."""
    workbook = load_workbook(path)
    there = workbook[NAMES[language]]
    at = columns(there, language)[column]
    if text is None:
        there.delete_cols(at)
    else:
        there.cell(1, at).value = text
    workbook.save(path)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("column", "text"),
    [("key", None), ("decision", "Our decision"), ("reviewer", "Reviewed by"), ("date", None)],
)
@pytest.mark.parametrize("title", [None, "2026"])
def test_a_sheet_that_lacks_a_heading_is_named_and_not_passed_over(
    tmp_path: Path, language: str, column: str, text: str | None, title: str | None
) -> None:
    path = made(tmp_path, language)
    fill_in(path, NAMES[language], entered(language), language)
    spoil(path, column, text, language)
    workbook = load_workbook(path)
    there = workbook[NAMES[language]]
    there.title = title or there.title
    workbook.save(path)
    answer = book.read(path)

    assert isinstance(answer, Note)
    assert answer.key == "review.book.headings"
    told = dict(answer.args)
    assert told["sheet"] == (title or NAMES[language])
    assert told["columns"] == " / ".join(
        catalogue()[f"report.column.{column}"][each] for each in LANGUAGES
    )


def test_a_file_beside_a_decision_is_not_passed_over_without_its_key(tmp_path: Path) -> None:
    path = made(tmp_path)
    workbook = load_workbook(path)
    other = workbook.create_sheet("Li")
    other.append(["File", "Decision"])
    other.append(["a.csv", "Hold"])
    workbook.save(path)

    assert refused(path) == "headings"


@pytest.mark.parametrize("above", [1, 3])
def test_a_title_may_stand_above(tmp_path: Path, above: int) -> None:
    path = made(tmp_path)
    fill_in(path, "清单", entered("zh"))
    workbook = load_workbook(path)
    there = workbook["清单"]
    there.insert_rows(1, above)
    there["A1"] = "审核稿"
    workbook.save(path)

    assert decisions(path) == EXPECTED


def test_a_sheet_whose_headings_cannot_be_found_is_told_by_its_name(tmp_path: Path) -> None:
    path = made(tmp_path)
    workbook = load_workbook(path)
    workbook["清单"].insert_rows(1, HEADINGS_WITHIN)
    workbook["清单"].title = "清单 (2)"
    workbook.save(path)

    assert refused(path) == "headings"


def test_all_headings_of_the_sheets_are_known() -> None:
    known = {column: set(keys.split()) for column, keys in labels._ALL.items()}

    assert known == {
        Sheet.INVENTORY: {each.key for each in rows.INVENTORY},
        Sheet.FIELDS: {each.key for each in rows.FIELDS},
        Sheet.SPOT_CHECK: {each.key for each in spot_check.COLUMNS},
    }


def test_formulas_are_found_with_and_without_a_namespace(tmp_path: Path) -> None:
    path = made(tmp_path)
    fill_in(path, "清单", {shown(FIRST.path): {"decision": "=A1"}})

    def prefixed(name: str, data: bytes) -> bytes:
        return re.sub(rb"<(/?)f>", rb"<\1x:f>", data).replace(
            b"<worksheet ", b'<worksheet xmlns:x="http://schemas.openxmlformats.org/'
            b'spreadsheetml/2006/main" ', 1) if "sheet" in name else data  # fmt: skip

    assert mistakes(path) == ["formula"]
    rewrite(path, prefixed)
    with zipfile.ZipFile(path) as archive:
        assert any(b"<x:f>" in archive.read(name) for name in archive.namelist())
    assert mistakes(path) == ["formula"]
