"""A workbook or CSV file that comes back from people, read as hostile input.

``read`` is to run in a process that may die: a workbook of five kilobytes can make any
parser ask for all memory.  Nothing in it is executed; formulas are noticed, not computed.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections import defaultdict
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING

from scanner.errors import HandoverError, Misused
from scanner.model import Note
from scanner.review import formulas, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scanner.review.lines import Line

PATIENCE = 600.0  # seconds for any workbook
_MEMORY = 6 << 30  # bytes of address space: a million rows need some four
_FILE_BYTES = 1 << 30
_UNPACKED_BYTES = 4 << 30
_RATIO, _SMALL = 200, 64 << 20  # a member that unpacks to more than so many times its size
_COLUMNS = 16_384  # of a sheet, at most
_MEMBERS = 10_000
_LINES = 5_000_000
_OLE = b"\xd0\xcf\x11\xe0"  # old workbooks, and new ones with a password
_ODF = b"mimetypeapplication/vnd.oasis"
_ENCODINGS = ("utf-8-sig", "gb18030")  # Excel saves CSV in the code page of its country


def read(path: Path) -> list[Line] | Note:
    """Return the lines of all sheets that are ours, or why that cannot be; never raises."""
    try:
        with suppress(ImportError, ValueError):
            _limit_memory()
        return _read(path)
    except HandoverError as problem:
        return problem.note
    except Exception:  # noqa: BLE001 - whatever a hostile file does to a parser
        return Note.of("review.book.broken", path=str(path))


def _read(path: Path) -> list[Line]:
    with open(path, "rb") as stream:
        if stream.seek(0, io.SEEK_END) > _FILE_BYTES:
            raise Misused("review.book.too_big", path=str(path))
        stream.seek(0)
        beginning = stream.read(64)
    if beginning.startswith(_OLE) or _ODF in beginning:
        raise Misused("review.book.other_format", path=str(path))
    is_archive = beginning.startswith(b"PK\3\4")
    found = list(islice(_of_workbook(path) if is_archive else _of_csv(path), _LINES + 1))
    if len(found) > _LINES:
        raise Misused("review.book.too_big", path=str(path))
    if not found:
        raise Misused("review.book.foreign", path=str(path))
    return found


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, hard))


def _of_workbook(path: Path) -> Iterator[Line]:
    import python_calamine

    _check_archive(path)
    with zipfile.ZipFile(path) as archive:
        formed = formulas.by_sheet(archive)
    try:
        book = python_calamine.load_workbook(str(path))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            first = sheet.start[1] if sheet.start else 0  # the first column that rows come with
            there = {
                row: frozenset(column - first for column in columns)
                for row, columns in formed.get(name, {}).items()
            }
            merged = _spread(sheet.merged_cell_ranges or [], first, sheet.total_height)
            yield from lines.lines(name, sheet.iter_rows(), there, merged)
    except python_calamine.PasswordError:
        raise Misused("review.book.password", path=str(path)) from None


def _spread(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], first: int, rows: int
) -> lines.Cells:
    """Return the cells of merged ranges, given by their corners."""
    found: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
    for (top, left), (bottom, right) in ranges:
        columns = frozenset(range(left - first, min(right, _COLUMNS) - first + 1))
        for row in range(top, min(bottom, rows) + 1):
            found[row + 1] |= columns
    return found


def _check_archive(path: Path) -> None:
    """Refuse what no workbook of ours is, by the directory of the archive alone."""
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    if any(member.filename.lower().endswith("vbaproject.bin") for member in members):
        raise Misused("review.book.macros", path=str(path))
    unpacked = sum(member.file_size for member in members)
    swelling = any(
        member.file_size > _SMALL and member.file_size > _RATIO * member.compress_size
        for member in members
    )
    if len(members) > _MEMBERS or unpacked > _UNPACKED_BYTES or swelling:
        raise Misused("review.book.too_big", path=str(path))


def _of_csv(path: Path) -> Iterator[Line]:
    text = _decoded(path.read_bytes(), path)
    csv.field_size_limit(lines.CELL_CHARS * 4)
    for delimiter in ",;\t":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        found = lines.lines(path.name, rows, {}, {})
        if first := next(found, None):
            return chain([first], found)
    return iter(())


def _decoded(data: bytes, path: Path) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    for encoding in _ENCODINGS:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise Misused("review.book.broken", path=str(path))
