"""What a reviewer says of findings, and what the inventory then says of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.reviewers import fill_in_where

if TYPE_CHECKING:
    from tests.offices import Office
    from tests.reviewers import Cells

NOT_PERSONAL = "field is not personal data"
HOTLINE = "13900139001"
CALLED = "姓名,手机\n张三,13800138000\n李四,13900139001\n王五,13700137002\n热线,13900139001\n"


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


def values(office: Office, path: str, field: str) -> dict[str, tuple[str, int]]:
    """Return verdict and count of each row of a field, by the sample it shows."""
    found = file(office, path)["fields"]
    return {one["sample"]: (one["verdict"], one["count"]) for one in found if one["field"] == field}


def mark_hotline(office: Office, *more: str, status: int = 0) -> str:
    return office.run("review", "value", "--file", "called.csv", "--field", "手机", "--row", "2",
                      "--sample", "139********", "--reason", "hotline", *more,
                      status=status)  # fmt: skip
