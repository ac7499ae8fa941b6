"""People who fill in a workbook: with openpyxl, and with LibreOffice as they would."""

from __future__ import annotations

import csv
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from scanner.messages import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

Cells = dict[str, Any]  # by key of the column


def heading(key: str, language: str) -> str:
    return catalogue()[f"report.column.{key}"][language]


def columns(sheet: Worksheet, language: str) -> dict[str, int]:
    """Return the columns of a sheet by key, from 1."""
    named = {heading(key, language): key for key in KEYS}
    heads = ((str(cell.value), cell.column or 0) for cell in sheet[1])
    return {named[text]: at for text, at in heads if text in named}


KEYS = [
    key.removeprefix("report.column.") for key in catalogue() if key.startswith("report.column.")
]


def fill_in(book: Path, sheet: str, by_path: Mapping[str, Cells], language: str = "zh") -> None:
    """Enter cells into the rows of some files, the way a person does, and save."""
    workbook = load_workbook(book)
    there = workbook[sheet]
    at = columns(there, language)
    for row in there.iter_rows(min_row=2):
        for key, value in by_path.get(str(row[at["path"] - 1].value), {}).items():
            row[at[key] - 1].value = value
    workbook.save(book)


def fill_in_where(
    book: Path, sheet: str, wanted: Callable[[Cells], Cells], language: str = "zh"
) -> None:
    """Enter what ``wanted`` answers to the cells of each row."""
    workbook = load_workbook(book)
    there = workbook[sheet]
    at = columns(there, language)
    for row in there.iter_rows(min_row=2):
        for key, value in wanted({key: row[n - 1].value for key, n in at.items()}).items():
            row[at[key] - 1].value = value
    workbook.save(book)


def rows_of(book: Path, sheet: str, language: str = "zh") -> list[Cells]:
    """Return the rows of a sheet, each by key of the column."""
    there = load_workbook(book)[sheet]
    at = columns(there, language)
    return [{key: row[n - 1].value for key, n in at.items()} for row in there.iter_rows(min_row=2)]


def mess_up(book: Path, sheet: str) -> None:
    """Sort the rows backwards, put columns elsewhere, add a title, hide and filter."""
    workbook = load_workbook(book)
    there = workbook[sheet]
    head, *rows = [[cell.value for cell in row] for row in there.iter_rows()]
    order = sorted(range(len(head)), key=lambda at: (at * 7) % len(head))
    other = workbook.create_sheet("张三改过的")
    other.append([None, "审核版", None, "请勿外传"])
    for row in [head, *reversed(rows)]:
        other.append([None, *(row[at] for at in order)])
    other.column_dimensions["C"].hidden = True
    other.row_dimensions[4].hidden = True
    other.auto_filter.ref = other.dimensions
    del workbook[sheet]
    workbook.save(book)


def save_with_libreoffice(book: Path, folder: Path, to: str = "xlsx") -> Path:
    """Open a workbook in LibreOffice and save it again; skip where there is none."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not on PATH: the workbook is not saved anew by it")
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, str(book)], check=True, capture_output=True, timeout=240)
    return folder / f"{book.stem}.{to}"


def fill_in_csv(
    table: Path, by_path: Mapping[str, Cells], language: str = "zh", encoding: str = "utf-8-sig"
) -> None:
    with table.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = csv.reader(stream)
    at = {key: head.index(heading(key, language)) for key in ("path", "decision", "reason",
          "reviewer", "date")}  # fmt: skip
    for row in rows:
        for key, value in by_path.get(row[at["path"]], {}).items():
            row[at[key]] = value
    with table.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows([head, *rows])


def rewrite(book: Path, change: Callable[[str, bytes], bytes | None], **added: bytes) -> None:
    """Change the parts of a workbook, as no spreadsheet program would."""
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            changed = change(name, data)
            if changed is not None:
                archive.writestr(name, changed)
        for name, data in added.items():
            archive.writestr(name.replace("__", "/"), data)
