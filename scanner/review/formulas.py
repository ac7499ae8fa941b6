"""Which cells of a workbook hold a formula: what a program shows there may be anything."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from typing import TYPE_CHECKING
from xml.parsers import expat

from scanner.errors import Misused

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Mapping

_PIECE = 1 << 20  # bytes
_FORMULA = re.compile(rb"<(?:[A-Za-z0-9]+:)?f[\s/>]")
_LONGEST = 16  # bytes of such a tag
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

Formulas = dict[int, frozenset[int]]  # columns from 0, by row from 1


def by_sheet(archive: zipfile.ZipFile) -> Mapping[str, Formulas]:
    """Return the formulas of each sheet by its name; ours has none, so this is mostly quick.

    Raises:
        Misused: A part of the workbook declares a document type.
    """
    return {
        name: _formulas(archive, part)
        for name, part in _parts(archive).items()
        if part in archive.namelist() and _has_any(archive, part)
    }


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the archive that holds each sheet."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = posixpath.join("xl", attributes.get("Target", ""))
            targets[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            number = next((attributes[name] for name in attributes if name.endswith(":id")), "")
            sheets[attributes.get("name", "")] = targets.get(number, "")

    _parse(archive, _RELATIONS, relation)
    _parse(archive, _BOOK, sheet)
    return sheets


def _has_any(archive: zipfile.ZipFile, part: str) -> bool:
    with archive.open(part) as stream:
        kept = b""
        while piece := stream.read(_PIECE):
            if _FORMULA.search(kept + piece):
                return True
            kept = piece[-_LONGEST:]
    return False


def _formulas(archive: zipfile.ZipFile, part: str) -> Formulas:
    found: defaultdict[int, set[int]] = defaultdict(set)
    here = [0, 0]

    def cell(tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            here[:] = int(attributes.get("r", here[0] + 1)), -1
        elif tag == "c":
            here[1] = _column(attributes.get("r", ""), here[1] + 1)
        elif tag == "f":
            found[here[0]].add(here[1])

    _parse(archive, part, cell)
    return {row: frozenset(columns) for row, columns in found.items()}


def _column(reference: str, otherwise: int) -> int:
    named = _CELL.fullmatch(reference)
    if not named:
        return otherwise
    number = 0
    for letter in named[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _parse(
    archive: zipfile.ZipFile, part: str, begin: Callable[[str, dict[str, str]], None]
) -> None:
    """Tell ``begin`` of every element of a part, without prefixes of namespaces."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise Misused("review.book.broken", path=archive.filename or "")

    def element(tag: str, attributes: dict[str, str]) -> None:
        begin(tag.rpartition(":")[2], attributes)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = element
    with archive.open(part) as stream:
        parser.ParseFile(stream)
